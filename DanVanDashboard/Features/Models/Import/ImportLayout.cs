using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DanVanDashboard.Domain;
using DanVanDashboard.Export;
using DanVanDashboard.Features.Models.Sheets;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>A column of a file: where it stands, its head, and the first value below it.</summary>
internal sealed record FileColumn(int Index, string Head, string Sample)
{
    /// <summary>Letter as sheets show it.</summary>
    public string Letter => CellAddress.Column(Index);
}

/// <summary>How a file is laid out, and which of its columns is which of ours.</summary>
/// <param name="Sheets">All its sheets.</param>
/// <param name="Sheet">The one that is read.</param>
/// <param name="HeaderRow">The row of the heads; the rows below it are read.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Mapping">Our columns and the index of theirs.</param>
internal sealed record ImportLayout(IReadOnlyList<string> Sheets, string Sheet, int HeaderRow, IReadOnlyList<FileColumn> Columns, IReadOnlyDictionary<ModelColumn, int> Mapping)
{
    private const int HeadsWithin = 30;

    /// <summary>Says the same of two files with the same heads.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Columns.Select(c => $"{c.Index} {HeadWords.Normal(c.Head)}")))));

    /// <summary>What is missing before anything can be read.</summary>
    public IEnumerable<ModelColumn> Missing => ModelColumns.Needed.Where(c => !Mapping.ContainsKey(c) && (c != ModelColumn.Unit || !Mapping.ContainsKey(ModelColumn.UnitCode)));

    /// <summary>Looks for the heads and guesses what they mean.</summary>
    /// <param name="book">The file.</param>
    /// <param name="titles">The heads of the templates.</param>
    /// <param name="sheet">The sheet; <see langword="null"/> for the one that fits best.</param>
    /// <param name="headerRow">The row of the heads; <see langword="null"/> for the one that fits best.</param>
    public static ImportLayout Guess(WorkbookReader book, IReadOnlyDictionary<string, ModelColumn> titles, string? sheet = null, int? headerRow = null)
    {
        ImportLayout? best = null;
        foreach (var name in book.Sheets.Where(s => sheet is null || !book.Sheets.Contains(sheet) || s == sheet))
        {
            var rows = book.Rows(name).TakeWhile(r => r.Number <= Math.Max(HeadsWithin, headerRow ?? 0) + 10).ToList();
            var merged = book.Merged(name);
            foreach (var row in rows.Where(r => headerRow is { } said ? r.Number == said : r.Number <= HeadsWithin && r.Values.Count(v => v.Kind == ValueKind.Text) >= 2))
            {
                var layout = Of(book.Sheets, name, row, rows, merged, titles);
                if (best is null || layout.Mapping.Count > best.Mapping.Count)
                {
                    best = layout;
                }
            }
        }

        return best ?? new(book.Sheets, sheet is not null && book.Sheets.Contains(sheet) ? sheet : book.Sheets[0], headerRow ?? 1, [], new Dictionary<ModelColumn, int>());
    }

    /// <summary>The layout with another mapping.</summary>
    public ImportLayout With(IReadOnlyDictionary<ModelColumn, int> mapping) =>
        this with { Mapping = mapping.Where(m => m.Value >= 0 && Columns.Any(c => c.Index == m.Value)).ToDictionary(m => m.Key, m => m.Value) };

    /// <summary>A mapping as it is stored.</summary>
    public static string Json(IReadOnlyDictionary<ModelColumn, int> mapping) => JsonSerializer.Serialize(mapping.ToDictionary(m => Wire.Name(m.Key), m => m.Value));

    /// <summary>A stored mapping.</summary>
    public static IReadOnlyDictionary<ModelColumn, int> Mapped(string json) => (JsonSerializer.Deserialize<Dictionary<string, int>>(json) ?? [])
        .Select(m => (Column: Wire.Parse<ModelColumn>(m.Key), m.Value)).Where(m => m.Column is not null).ToDictionary(m => m.Column!.Value, m => m.Value);

    private static ImportLayout Of(
        IReadOnlyList<string> sheets, string sheet, SheetRow row, List<SheetRow> rows, IReadOnlyList<MergedCells> merged, IReadOnlyDictionary<string, ModelColumn> titles)
    {
        var (columns, mapping) = (new List<FileColumn>(), new Dictionary<ModelColumn, int>());
        var below = rows.Where(r => r.Number > row.Number && !r.Empty).ToList();
        var width = Math.Max(row.Values.Count, below.Count > 0 ? below.Max(r => r.Values.Count) : 0);
        for (var i = 0; i < width; i++)
        {
            var (own, above) = (HeadAt(row.Number, i), GroupAbove(i));
            // "Công nhận cấp xã" over "Số quyết định": only both together say which.
            var head = above.Length > 0 && own.Length > 0 && above != own ? $"{above}: {own}" : own.Length > 0 ? own : above;
            var sample = below.Select(r => r[i].Text).FirstOrDefault(t => t.Length > 0) ?? string.Empty;
            if (head.Length == 0 && sample.Length == 0)
            {
                continue;
            }

            columns.Add(new(i, head, sample.Length > 60 ? sample[..60] + "…" : sample));
            if ((HeadWords.Column(head, titles) ?? HeadWords.Column(own, titles)) is { } column)
            {
                mapping.TryAdd(column, i);
            }
        }

        return new(sheets, sheet, row.Number, columns, mapping);

        // A cell merged downwards bears its text in its first row.
        string HeadAt(int number, int column)
        {
            var text = rows.Find(r => r.Number == number)?[column].Text ?? string.Empty;
            if (text.Length == 0 && merged.FirstOrDefault(m => m.FirstColumn <= column && column <= m.LastColumn && m.FirstRow < number && number <= m.LastRow) is { LastRow: > 0 } cells)
            {
                text = rows.Find(r => r.Number == cells.FirstRow)?[cells.FirstColumn].Text ?? string.Empty;
            }

            return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }

        string GroupAbove(int column) =>
            merged.FirstOrDefault(m => m.LastRow == row.Number - 1 && m.FirstColumn <= column && column <= m.LastColumn && m.LastColumn > m.FirstColumn) is { LastRow: > 0 } group
                ? string.Join(' ', (rows.Find(r => r.Number == group.FirstRow)?[group.FirstColumn].Text ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : string.Empty;
    }
}
