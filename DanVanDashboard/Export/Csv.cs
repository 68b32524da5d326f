using System.Globalization;
using System.Text;

namespace DanVanDashboard.Export;

/// <summary>Text that a sheet would take for a formula.</summary>
public static class Formulas
{
    /// <summary>Whether a program that opens the text could run it: it begins with = + - @, a tab or a line end.</summary>
    public static bool LooksLikeOne(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n';

    /// <summary>The text behind an apostrophe where a program would otherwise run it.</summary>
    public static string Quote(string text) => LooksLikeOne(text) ? "'" + text : text;

    /// <summary>Takes the apostrophe of <see cref="Quote"/> away again.</summary>
    public static string Unquote(string text) => text is ['\'', ..] && LooksLikeOne(text[1..]) ? text[1..] : text;
}

/// <summary>Writes rows as comma-separated UTF-8 with a byte order mark, by which sheets recognise Vietnamese letters. Days are yyyy-MM-dd, decimals have a point; text is never a formula.</summary>
public sealed class CsvWriter : IDisposable
{
    private readonly StreamWriter _writer;

    /// <summary>Begins a file; the stream stays open.</summary>
    public CsvWriter(Stream stream) => _writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 16 * 1024, leaveOpen: true) { NewLine = "\r\n" };

    /// <summary>Type of the file.</summary>
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>The next row.</summary>
    public void Row(params ReadOnlySpan<Cell> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                _writer.Write(',');
            }

            _writer.Write(Escape(Text(cells[i])));
        }

        _writer.WriteLine();
    }

    /// <inheritdoc />
    public void Dispose() => _writer.Dispose();

    private static string Text(Cell cell) => (cell.Value, cell.Amount, cell.Format) switch
    {
        ({ } text, _, _) => Formulas.Quote(text),
        (null, { } days, CellFormat.Day) => SheetDates.Epoch.AddDays((int)days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (null, { } days, CellFormat.Moment) => SheetDates.Epoch.ToDateTime(TimeOnly.MinValue).AddDays((double)days).AddMilliseconds(500).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        (null, { } number, _) => number.ToString(CultureInfo.InvariantCulture),
        _ => string.Empty,
    };

    private static string Escape(string text) => text.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
