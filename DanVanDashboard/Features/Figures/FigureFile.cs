using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Features.Figures;

/// <summary>A row of a file of figures, column by column as it stands; columns that the file has not are empty.</summary>
/// <param name="Number">Line of the file on which it ends, from 1.</param>
/// <param name="Cells">By name of column.</param>
internal sealed record FigureFileRow(int Number, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The cell, cleaned, or <see langword="null"/> where it is empty or the file has no such column.</summary>
    public string? this[string column] => Cells.TryGetValue(column, out var text) ? FigureReader.Line(text) : null;
}

/// <summary>Reads a CSV file of figures: docs/formats.md, "Figures of any document".</summary>
internal static class FigureFile
{
    /// <summary>Most bytes of a file.</summary>
    public const long SizeLimit = 20_000_000;

    private static readonly string[] s_needed = ["source", "unit", "time_meaning", "metric", "value", "exactness", "measure", "locator"];

    /// <summary>The rows, or why the file is not one of figures.</summary>
    public static Result<IReadOnlyList<FigureFileRow>> Read(TextReader file)
    {
        using var csv = new CsvReader(file, new CsvConfiguration(CultureInfo.InvariantCulture) { MissingFieldFound = null, BadDataFound = null, TrimOptions = TrimOptions.Trim });
        var rows = new List<FigureFileRow>();
        try
        {
            if (!csv.Read() || !csv.ReadHeader())
            {
                return new Refusal("figures.file-empty", "file");
            }

            var header = csv.HeaderRecord!.Select(h => TextFold.Clean(h).TrimStart('\uFEFF').ToLowerInvariant()).ToArray();
            // The unit may be given by its id alone.
            var missing = s_needed.Where(c => !header.Contains(c) && !(c == "unit" && header.Contains("unit_id"))).ToList();
            if (missing.Count > 0)
            {
                return new Refusal("figures.column-missing", "file") { Arguments = [string.Join(", ", missing)] };
            }

            while (csv.Read())
            {
                var cells = new Dictionary<string, string>(StringComparer.Ordinal);
                for (var i = 0; i < header.Length; i++)
                {
                    cells[header[i]] = csv.GetField(i) ?? string.Empty;
                }

                if (cells.Values.Any(c => c.Length > 0))
                {
                    rows.Add(new(csv.Parser.RawRow, cells));
                }
            }
        }
        catch (CsvHelperException e)
        {
            return new Refusal("figures.file-unreadable", "file") { Arguments = [(e.Context?.Parser?.RawRow ?? 0).ToString(CultureInfo.InvariantCulture)] };
        }

        return rows.Count == 0 ? new Refusal("figures.file-empty", "file") : rows;
    }
}
