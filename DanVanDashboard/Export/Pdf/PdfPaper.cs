using System.Globalization;
using DanVanDashboard.Export.Office;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace DanVanDashboard.Export.Pdf;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Share">Its share of the width.</param>
/// <param name="Number">Whether it holds numbers, which stand to the right.</param>
public sealed record PdfColumn(string Title, double Share, bool Number = false);

/// <summary>A bar with its name and its number.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The number.</param>
/// <param name="Text">The number as it is written.</param>
public sealed record PdfBar(string Name, decimal Value, string Text);

/// <summary>A shape of a map.</summary>
/// <param name="Fill">RRGGBB.</param>
/// <param name="Ink">Colour of the text upon it.</param>
/// <param name="Text">The text.</param>
/// <param name="Rings">Outlines in units of the drawing; those within others are holes.</param>
/// <param name="At">Where the text stands.</param>
public sealed record PdfShape(string Fill, string Ink, string Text, IReadOnlyList<IReadOnlyList<(double X, double Y)>> Rings, (double X, double Y) At);

/// <summary>Writes a PDF on A4, across unless it is asked to stand upright: text that is selected and searched, bookmarks, heads on every page, and nothing that is a picture.</summary>
public sealed class PdfPaper : IDisposable
{
    private const double Side = 40;
    private const double Top = 44;
    private const double Bottom = 40;
    private const double Gap = 4;
    private readonly PdfDocument _document = new();
    private readonly Dictionary<(string Word, double Size, bool Bold), double> _widths = [];
    private readonly Dictionary<(double Size, bool Bold), XFont> _fonts = [];
    private readonly string? _mark;
    private readonly string _stamp;
    private readonly bool _upright;
    private PdfPage _page = null!;
    private XGraphics _on = null!;
    private double _y;

    /// <summary>Begins a file.</summary>
    /// <param name="title">Title of the document.</param>
    /// <param name="stamp">At the foot of every page.</param>
    /// <param name="mark">A mark on every page that must not be missed; <see langword="null"/> for none.</param>
    /// <param name="upright">Whether its pages stand upright.</param>
    public PdfPaper(string title, string stamp, string? mark, bool upright = false)
    {
        (_stamp, _mark, _upright) = (stamp, mark, upright);
        _document.Info.Title = OfficePackage.Clean(title);
        _document.PageMode = PdfPageMode.UseOutlines;
        _document.Language = "vi-VN";
        NewPage();
    }

    private double Width => _page.Width.Point - (2 * Side);

    private double Floor => _page.Height.Point - Bottom;

    /// <summary>A heading with a bookmark.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="size">In points.</param>
    /// <param name="newPage">Whether it begins a page.</param>
    /// <param name="room">How much of what follows has to stand on the same page.</param>
    public void Heading(string text, double size = 15, bool newPage = false, double room = 90)
    {
        if ((newPage && _y > Top) || _y + room > Floor)
        {
            NewPage();
        }

        _y += _y > Top ? 10 : 0;
        _document.Outlines.Add(OfficePackage.Clean(text), _page, opened: true);
        Text(text, size, bold: true);
        _y += 4;
    }

    /// <summary>Text over the whole width, in as many lines as it needs.</summary>
    public void Text(string text, double size = 10.5, bool bold = false, string colour = "14212B")
    {
        foreach (var line in Lines(text, Width, size, bold))
        {
            Room(size * 1.45);
            Put(line, Side, _y, size, bold, colour);
            _y += size * 1.45;
        }
    }

    /// <summary>Numbers side by side, each with its name above and a remark below.</summary>
    public void Numbers(IReadOnlyList<(string Name, string Number, string? Remark)> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        const int inRow = 3;
        var width = (Width - ((inRow - 1) * 12)) / inRow;
        foreach (var row in numbers.Chunk(inRow))
        {
            var remarks = row.Select(n => n.Remark is null ? [] : Lines(n.Remark, width - 20, 9, bold: false)).ToList();
            var high = 58 + (remarks.Max(r => r.Count) * 13);
            Room(high + 10);
            for (var i = 0; i < row.Length; i++)
            {
                var x = Side + (i * (width + 12));
                _on.DrawRectangle(Brush("F3F6F8"), x, _y, width, high);
                Put(row[i].Name, x + 10, _y + 8, 10, bold: false, "5A6B78");
                Put(row[i].Number, x + 10, _y + 22, 22, bold: true, "14212B");
                for (var line = 0; line < remarks[i].Count; line++)
                {
                    Put(remarks[i][line], x + 10, _y + 53 + (line * 13), 9, bold: false, "5A6B78");
                }
            }

            _y += high + 10;
        }
    }

    /// <summary>Bars with their names and numbers; they go on over pages.</summary>
    public void Bars(IReadOnlyList<PdfBar> bars, double labels = 200)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var most = Math.Max(1, bars.Select(b => b.Value).DefaultIfEmpty(0).Max());
        foreach (var bar in bars)
        {
            Room(17);
            Put(Fit(bar.Name, labels - 8, 9.5), Side, _y + 1.5, 9.5, bold: false, "14212B");
            var length = (double)(bar.Value / most) * (Width - labels - 60);
            _on.DrawRectangle(Brush("1F6B85"), Side + labels, _y + 2, Math.Max(length, 0.1), 11);
            Put(bar.Text, Side + labels + length + 5, _y + 1.5, 9.5, bold: true, "14212B");
            _y += 17;
        }

        _y += 6;
    }

    /// <summary>A table; its head stands on every page, and no row is torn unless it is longer than one.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="sum">Whether the last row is a sum.</param>
    /// <param name="size">Size of its letters.</param>
    public void Table(IReadOnlyList<PdfColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows, bool sum = false, double size = 9)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        var all = columns.Sum(c => c.Share);
        var widths = columns.Select(c => Width * c.Share / all).ToList();
        List<string> head = [.. columns.Select(c => c.Title)];
        Room(60);
        Row(head, true, true);
        for (var i = 0; i < rows.Count; i++)
        {
            Row(rows[i], false, sum && i == rows.Count - 1);
        }

        _y += 10;

        void Row(IReadOnlyList<string> cells, bool isHead, bool bold)
        {
            var lines = cells.Select((c, i) => Lines(c, widths[i] - (2 * Gap) - Apart(i), size, bold)).ToList();
            var high = (lines.Max(l => l.Count) * size * 1.35) + 5;
            if (_y + high > Floor && !isHead)
            {
                NewPage();
                Row(head, true, true);
            }

            if (isHead)
            {
                _on.DrawRectangle(Brush("E3EEF2"), Side, _y, Width, high);
            }

            var x = Side;
            for (var i = 0; i < lines.Count; i++)
            {
                for (var line = 0; line < lines[i].Count; line++)
                {
                    var left = columns[i].Number ? x + widths[i] - Gap - WidthOf(lines[i][line], size, bold) : x + Gap + Apart(i);
                    Put(lines[i][line], left, _y + 2.5 + (line * size * 1.35), size, bold, "14212B");
                }

                x += widths[i];
            }

            _y += high;
            _on.DrawLine(new XPen(Colour(isHead || bold ? "14212B" : "C3CDD4"), 0.5), Side, _y, Side + Width, _y);
        }

        // Text after a column of numbers would stand close to them.
        double Apart(int column) => column > 0 && columns[column - 1].Number && !columns[column].Number ? 8 : 0;
    }

    /// <summary>A map as shapes, and beside it what its colours mean.</summary>
    /// <param name="width">Width of the drawing, in its units.</param>
    /// <param name="height">Its height.</param>
    /// <param name="shapes">The shapes.</param>
    /// <param name="key">What the colours mean.</param>
    /// <param name="beside">Lines below the key.</param>
    public void Map(double width, double height, IReadOnlyList<PdfShape> shapes, IReadOnlyList<(string Colour, string Text)> key, IReadOnlyList<string> beside)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(beside);
        var scale = Math.Min((Width - 190) / width, (Floor - _y) / height);
        foreach (var shape in shapes)
        {
            var path = new XGraphicsPath { FillMode = XFillMode.Alternate };
            foreach (var ring in shape.Rings.Where(r => r.Count > 2))
            {
                path.AddPolygon([.. ring.Select(c => new XPoint(Side + (c.X * scale), _y + (c.Y * scale)))]);
            }

            _on.DrawPath(new XPen(Colour("FFFFFF"), 0.7), Brush(shape.Fill), path);
        }

        foreach (var shape in shapes)
        {
            Put(shape.Text, Side + (shape.At.X * scale) - (WidthOf(shape.Text, 7, bold: false) / 2), _y + (shape.At.Y * scale) - 5, 7, bold: false, shape.Ink);
        }

        var (x, y) = (Side + Width - 170, _y);
        foreach (var (colour, text) in key)
        {
            _on.DrawRectangle(new XPen(Colour("C3CDD4"), 0.5), Brush(colour), x, y, 24, 14);
            Put(text, x + 32, y + 1, 10, bold: false, "14212B");
            y += 20;
        }

        foreach (var line in beside.SelectMany(b => Lines(b, 170, 10, bold: false)))
        {
            Put(line, x, y + 8, 10, bold: false, "14212B");
            y += 15;
        }

        _y = Math.Max(y, _y + (height * scale)) + 8;
    }

    /// <summary>Writes the file; the stream stays open.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="page">How a page's number is written, of its number and the count.</param>
    public void Save(Stream stream, Func<int, int, string> page)
    {
        ArgumentNullException.ThrowIfNull(page);
        _on.Dispose();
        for (var i = 0; i < _document.PageCount; i++)
        {
            _page = _document.Pages[i];
            using var on = XGraphics.FromPdfPage(_page);
            _on = on;
            var (foot, number) = (_page.Height.Point - 28, page(i + 1, _document.PageCount));
            Put(_stamp, Side, foot, 8, bold: false, "5A6B78");
            Put(number, Side + Width - WidthOf(number, 8, bold: false), foot, 8, bold: false, "5A6B78");
            if (_mark is { } mark)
            {
                Put(mark, Side + Width - WidthOf(mark, 9, bold: true), 20, 9, bold: true, "B42318");
            }
        }

        _document.Save(stream, closeStream: false);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _on.Dispose();
        _document.Dispose();
    }

    private void NewPage()
    {
        _on?.Dispose();
        _page = _document.AddPage();
        (_page.Size, _page.Orientation) = (PageSize.A4, _upright ? PageOrientation.Portrait : PageOrientation.Landscape);
        _on = XGraphics.FromPdfPage(_page);
        _y = Top;
    }

    private void Room(double high)
    {
        if (_y + high > Floor)
        {
            NewPage();
        }
    }

    private void Put(string text, double x, double y, double size, bool bold, string colour) =>
        _on.DrawString(text, Font(size, bold), Brush(colour), new XRect(x, y, 10, size * 1.3), XStringFormats.TopLeft);

    /// <summary>Text in lines that fit; a word that does not is cut between letters.</summary>
    private List<string> Lines(string text, double width, double size, bool bold)
    {
        var (lines, line, used, space) = (new List<string>(), new System.Text.StringBuilder(), 0.0, WidthOf(" ", size, bold));
        foreach (var part in OfficePackage.Clean(text).Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var word in part.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, width, size, bold)))
            {
                var wide = WidthOf(word, size, bold);
                if (line.Length > 0 && used + space + wide > width)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                    used = 0;
                }

                used += line.Length > 0 ? space + wide : wide;
                line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
            }
        }

        lines.Add(line.ToString());
        return lines;
    }

    private IEnumerable<string> Pieces(string word, double width, double size, bool bold)
    {
        while (word.Length > 1 && WidthOf(word, size, bold) > width)
        {
            var take = word.Length - 1;
            while (take > 1 && WidthOf(word[..take], size, bold) > width)
            {
                take--;
            }

            // Never between the halves of one letter.
            take = char.IsHighSurrogate(word[take - 1]) && take > 1 ? take - 1 : take;
            yield return word[..take];
            word = word[take..];
        }

        yield return word;
    }

    private string Fit(string text, double width, double size) => Lines(text, width, size, bold: false) is [var only] ? only : Lines(text, width - 8, size, bold: false)[0] + "…";

    private double WidthOf(string text, double size, bool bold)
    {
        if (!_widths.TryGetValue((text, size, bold), out var width))
        {
            _widths[(text, size, bold)] = width = _on.MeasureString(text, Font(size, bold)).Width;
        }

        return width;
    }

    private XFont Font(double size, bool bold)
    {
        if (!_fonts.TryGetValue((size, bold), out var font))
        {
            _fonts[(size, bold)] = font = PdfFonts.Of(size, bold);
        }

        return font;
    }

    private static XSolidBrush Brush(string colour) => new(Colour(colour));

    private static XColor Colour(string colour) => XColor.FromArgb(int.Parse("FF" + colour, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
