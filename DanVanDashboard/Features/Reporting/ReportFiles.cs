using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Export;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Reporting;

/// <summary>
/// Biểu Excel: the report of one body and period as a workbook that is filled in without a line, and read back. It names its report, what
/// was asked and what stood in each cell, so that no file of another report, or of another list of figures, is ever read into this one.
/// </summary>
internal sealed class ReportFiles(ReportWords words, IStringLocalizer<PlainText> text)
{
    private const string Mark = "danvan-bao-cao-1";
    private const int FirstRow = 6;

    /// <summary>Where the file of a report is fetched.</summary>
    public static string Href(string campaign, string body, string period) =>
        $"/api/v1/report-files/{Uri.EscapeDataString(campaign)}/{Uri.EscapeDataString(body)}/{Uri.EscapeDataString(period)}";

    /// <summary>Name of the file.</summary>
    public static string NameOf(ReportFile file) => $"bao-cao-{file.Body.Id}-{file.Period}.xlsx";

    /// <summary>Writes the workbook.</summary>
    public void Write(ReportFile file, Stream stream)
    {
        var title = text["xlsx.title", words.Period(file.Period), file.BodyName].Value;
        using var book = new WorkbookWriter(stream, title);
        var exactness = Enum.GetValues<Exactness>().Select(e => text[$"exactness.{Wire.Name(e)}"].Value).ToList();
        book.AddList("muc_chinh_xac", exactness);
        book.AddList("khong_phat_sinh", [Tick]);
        var rows = file.Cells.Count;
        var last = FirstRow + rows;
        using (var sheet = book.Sheet(text["xlsx.sheet"], new()
        {
            Columns = Columns(), Lead = Lead(file, title), Filter = false, Protected = true,
            Rules =
            [
                new($"E{FirstRow + 1}:E{last}", null, text["xlsx.prompt-value"], Strict: true), new($"F{FirstRow + 1}:F{last}", "muc_chinh_xac", Strict: true),
                new($"G{FirstRow + 1}:G{last}", "khong_phat_sinh", text["xlsx.prompt-nothing"], Strict: true),
            ],
        }))
        {
            foreach (var cell in file.Cells)
            {
                var says = file.Ledger.Current(cell.Key)?.Says;
                sheet.Row(
                    Cell.Text(cell.Key, CellLook.Muted), Cell.Text(words.Line(cell.Line), CellLook.Wrap), Cell.Text(words.Cell(cell, file.Campaign)), Cell.Text(words.Measure(cell.Line)),
                    Cell.Number(says is { Content: EntryContent.Value } ? says.Value : null, CellLook.Open), Cell.Text(exactness[(int)(says?.Exactness ?? Exactness.Exact)], CellLook.Open),
                    Cell.Text(says is { Content: EntryContent.Nothing } ? Tick : null, CellLook.Open), Cell.Text(says?.Comment, CellLook.Open | CellLook.Wrap),
                    Cell.Number(file.Listed.TryGetValue(cell.Key, out var listed) ? listed : null), Cell.Number(file.LastPeriod.TryGetValue(cell.Key, out var before) ? before.Value : null),
                    Cell.Integer(file.Ledger.LastOf(cell.Key), CellLook.Muted));
            }
        }

        using (var parts = book.Sheet(text["parts"], new() { Columns = [new(text["xlsx.code"], 16), new(text["parts"], 24), new(text["xlsx.words"], 100), new(text["xlsx.version"], 8)], Filter = false, Protected = true }))
        {
            foreach (var part in Enum.GetValues<NarrativePart>())
            {
                var key = EntryKeys.Of(part);
                parts.Row(Cell.Text(key, CellLook.Muted), Cell.Text(words.Part(part)), Cell.Text(file.Ledger.Current(key)?.Says.Text, CellLook.Open | CellLook.Wrap), Cell.Integer(file.Ledger.LastOf(key), CellLook.Muted));
            }
        }

        book.Complete();
    }

    /// <summary>Reads a file that was filled in: what each cell is to hold, with the value that its author saw; or every reason why it is not read.</summary>
    public Result<IReadOnlyList<(string Key, PlainCell Typed, int Seen)>> Read(ReportFile file, Stream stream)
    {
        try
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            copy.Position = 0;
            using var book = WorkbookReader.Open(copy, new(FileBytes: 2_000_000, UnpackedBytes: 20_000_000, Rows: 2000, Columns: 40));
            if (book.Sheets.Count < 2)
            {
                return new Refusal("template.not-ours", "file");
            }

            var rows = book.Rows(book.Sheets[0]).ToList();
            if (Stranger(file, rows) is { } stranger)
            {
                return stranger;
            }

            var known = file.Cells.ToDictionary(c => c.Key, StringComparer.Ordinal);
            var (found, refusals) = (new List<(string, PlainCell, int)>(), new List<Refusal>());
            foreach (var row in rows.Where(r => known.ContainsKey(r[0].Text)))
            {
                found.Add((row[0].Text, Typed(row, refusals), Seen(row[10])));
            }

            foreach (var row in book.Rows(book.Sheets[1]).Where(r => EntryKeys.PartOf(r[0].Text) is not null))
            {
                found.Add((row[0].Text, PlainCell.Empty with { Comment = row[2].Text }, Seen(row[3])));
            }

            return refusals.Count > 0 ? refusals : found;
        }
        catch (SheetException e)
        {
            return new Refusal("template.unreadable", "file") { Arguments = [text[$"sheet.{Wire.Name(e.Problem)}"]] };
        }
    }

    /// <summary>What of a file differs from the report as it stands now.</summary>
    public static IReadOnlyList<FileDifference> Differences(ReportFile file, IReadOnlyList<(string Key, PlainCell Typed, int Seen)> read) =>
    [
        .. read.Select(r => (r.Key, r.Typed, r.Seen, Now: PlainCell.Of(file.Ledger.Current(r.Key)?.Says))).Where(r => r.Typed.Mark() != r.Now.Mark())
            .Select(r => new FileDifference(r.Key, Said(r.Now), Said(r.Typed), file.Ledger.LastOf(r.Key) > r.Seen)),
    ];

    private static string Tick => "x";

    private static string Said(PlainCell cell) => cell.Nothing && cell.Value.Length == 0 ? Wire.Name(EntryContent.Nothing) : string.Join(' ', new[] { cell.Exactness == PlainCell.Empty.Exactness ? "" : cell.Exactness, cell.Value, cell.Comment }.Where(t => t.Length > 0));

    /// <summary>What was asked, and of which report: changes whenever the list of cells does.</summary>
    private static string Print(ReportFile file) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', file.Cells.Select(c => c.Key)))))[..12];

    private Refusal? Stranger(ReportFile file, List<SheetRow> rows)
    {
        if (rows.Select(r => r[0].Text.Split('\n', '~')).FirstOrDefault(t => t.Length == 5 && t[0] == Mark) is not { } says)
        {
            return new("template.not-ours", "file");
        }

        if (says[1] != file.Campaign.Id || says[2] != file.Body.Id)
        {
            return new("template.other-body", "file") { Arguments = [rows.Count > 1 ? rows[1][0].Text : says[2], file.BodyName] };
        }

        if (says[3] != file.Period.ToString())
        {
            return new("template.other-period", "file") { Arguments = [says[3], file.Period.ToString()] };
        }

        return says[4] != Print(file) ? new("template.older", "file") : null;
    }

    private PlainCell Typed(SheetRow row, List<Refusal> refusals)
    {
        var (value, exactness) = (row[4], row[5].Text.Trim());
        var known = Enum.GetValues<Exactness>().Where(e => exactness.Length == 0 ? e == Exactness.Exact : Names(e).Contains(exactness, StringComparer.OrdinalIgnoreCase)).Select(e => (Exactness?)e).FirstOrDefault();
        if (known is null)
        {
            refusals.Add(new("template.cell-unreadable", "file") { Arguments = [row.Number.ToString(CultureInfo.InvariantCulture), exactness] });
        }

        if (value.Kind is ValueKind.Error or ValueKind.Day)
        {
            refusals.Add(new("template.cell-unreadable", "file") { Arguments = [row.Number.ToString(CultureInfo.InvariantCulture), value.Text] });
        }

        // A number of a sheet has a point; in the form numbers are typed the Vietnamese way.
        var typed = value.Kind == ValueKind.Number && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? ReportWords.Typed(new(EntryContent.Value, number)) : value.Text;
        return new(typed, Wire.Name(known ?? Exactness.Exact), row[6].Text.Trim().Length > 0, row[7].Text);

        // A file that was fetched in one language can be read back in the other.
        IEnumerable<string> Names(Exactness e) => [text[$"exactness.{Wire.Name(e)}"].Value, text[$"exactness.{Wire.Name(e)}-other"].Value];
    }

    private static int Seen(SheetValue value) => int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;

    private List<SheetColumn> Columns() =>
    [
        new(text["xlsx.code"], 26), new(text["xlsx.line"], 30), new(text["xlsx.cell"], 24), new(text["xlsx.measure"], 20),
        new(text["xlsx.value"], 16, CellFormat.Decimal) { Note = text["xlsx.prompt-value"] }, new(text["xlsx.exactness"], 14), new(text["nothing"], 14) { Note = text["xlsx.prompt-nothing"] },
        new(text["comment"], 40), new(text["xlsx.listed"], 14, CellFormat.Decimal) { Note = text["xlsx.listed-note"] }, new(text["xlsx.before"], 14, CellFormat.Decimal), new(text["xlsx.version"], 8, CellFormat.Integer),
    ];

    private IReadOnlyList<IReadOnlyList<Cell>> Lead(ReportFile file, string title) =>
    [
        [Cell.Text(title, CellLook.Title)],
        [Cell.Text(file.BodyName, CellLook.Bold)],
        [Cell.Text(text["xlsx.how"], CellLook.Muted)],
        [Cell.Text(file.Campaign.Simulated ? text["simulated"].Value : null, CellLook.Muted)],
        [Cell.Text(string.Join('~', Mark, file.Campaign.Id, file.Body.Id, file.Period.ToString(), Print(file)), CellLook.Muted)],
    ];
}

/// <summary>What a file says of a cell, beside what stands there.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Now">What stands there.</param>
/// <param name="File">What the file says.</param>
/// <param name="Contested">Whether it was changed since the file was fetched: both versions would stand beside each other.</param>
public sealed record FileDifference(string Cell, string Now, string File, bool Contested);
