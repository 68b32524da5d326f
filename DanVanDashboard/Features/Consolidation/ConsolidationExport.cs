using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Export;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Consolidation;

/// <summary>Writes what was added up: the sums with their coverage, the bodies one by one, and who is missing.</summary>
internal sealed class ConsolidationExport(ConsolidationQueries queries, IStringLocalizer<ConsolidationText> text, IStringLocalizer<FiltersText> periods, IStringLocalizer<VocabularyText> words)
{
    /// <summary>The file; csv holds the sums alone.</summary>
    public IResult Of(Consolidated c, string format)
    {
        var stream = new MemoryStream();
        if (format == "csv")
        {
            using var csv = new CsvWriter(stream);
            csv.Row([.. SumColumns().Select(x => Cell.Text(x.Title))]);
            foreach (var row in SumRows(c))
            {
                csv.Row(row);
            }
        }
        else
        {
            Write(stream, c);
        }

        stream.Position = 0;
        return Results.File(stream, format == "csv" ? CsvWriter.ContentType : WorkbookWriter.ContentType, $"tong-hop-{c.Campaign.Id}-{c.Period}-{CountingWords.InFileName(Domain.Localities.BoundaryView.AsWas)}.{format}");
    }

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private void Write(Stream stream, Consolidated c)
    {
        var title = text["export.title", PeriodWords.Of(c.Period, periods)].Value;
        using var book = new WorkbookWriter(stream, title);
        IReadOnlyList<IReadOnlyList<Cell>> lead =
        [
            [Cell.Text(title, CellLook.Title)],
            [Cell.Text($"{(English ? c.Campaign.NameEn : c.Campaign.NameVi)}{(c.Campaign.Simulated ? " · " + text["simulated"] : "")}", CellLook.Muted)],
            [Cell.Text($"{CountingWords.Of(Domain.Localities.BoundaryView.AsWas, periods)}: {text["counting"]}", CellLook.Muted)],
            [Cell.Text(text["coverage", c.Coverage.Reported, c.Coverage.Expected], CellLook.Bold)],
        ];
        using (var sums = book.Sheet(text["export.sums"], new() { Columns = SumColumns(), Lead = lead }))
        {
            foreach (var row in SumRows(c))
            {
                sums.Row(row);
            }
        }

        using (var bodies = book.Sheet(text["export.bodies"], new() { Columns = [new(text["column.body"], 44), .. c.Lines.Select(l => new SheetColumn($"{queries.NameOf(l.Line, English)} ({Measure(l.Line)})", 16, CellFormat.Decimal))] }))
        {
            foreach (var body in c.Bodies)
            {
                // A body that has not reported has no number, and no 0.
                bodies.Row([Cell.Text(body.Body), .. body.Amounts.Select((a, i) => !body.Sent && a is null ? Cell.Text(text["not-reported"], CellLook.Muted) : body.Nothing[i] ? Cell.Text(text["nothing"], CellLook.Muted) : Amount(a))]);
            }
        }

        using (var missing = book.Sheet(text["export.missing"], new() { Columns = [new(text["column.body"], 44), new(text["column.periods"], 40)] }))
        {
            foreach (var body in c.Missing)
            {
                missing.Row(Cell.Text(body.Name), Cell.Text(string.Join(", ", body.Periods.Select(p => PeriodWords.Of(p, periods)))));
            }
        }

        book.Complete();
    }

    private List<SheetColumn> SumColumns() =>
    [
        new(text["column.line"], 34), new(text["column.field"], 24), new(text["column.subject"], 14), new(text["column.level"], 12), new(text["column.measure"], 18), new(text["column.time"], 18),
        new(text["column.value"], 18, CellFormat.Decimal), new(text["column.exactness"], 12), new(text["column.given"], 12, CellFormat.Integer), new(text["column.owing"], 12, CellFormat.Integer), new(text["column.note"], 40),
    ];

    private IEnumerable<Cell[]> SumRows(Consolidated c) => c.Lines.SelectMany(l => l.Cells.Select(x => new[]
    {
        Cell.Text(queries.NameOf(l.Line, English)), Cell.Text(x.Cell.Field is { } f ? CampaignWords.FieldName(words, c.Campaign, f) : null),
        Cell.Text(x.Cell.Subject is { } s ? words[$"subject.{Wire.Name(s)}"].Value : null), Cell.Text(l.Line.Level is { } level ? text[$"level.{Wire.Name(level)}"].Value : null), Cell.Text(Measure(l.Line)),
        Cell.Text(text[$"time.{Wire.Name(l.Line.Time)}"]), Amount(x.Sum), Cell.Text(x.Sum is { Qualifier: not Qualifier.Exact } q ? text[$"exactness.{Wire.Name(q.Qualifier)}"].Value : null),
        Cell.Integer(x.Given), Cell.Integer(x.Owing), Cell.Text(Note(x)),
    }));

    private string? Note(ConsolidatedCell x) =>
        x.Note != ConsolidationNote.None ? text[$"note.{Wire.Name(x.Note)}"].Value : x.LeftOut > 0 ? text["note.left-out", x.LeftOut].Value : x.Complete < x.Owing ? text["note.coverage", x.Complete, x.Owing].Value : null;

    private static string Measure(AskedFigure line) => English ? line.Measure.En : line.Measure.Vi;

    private static Cell Amount(Amount? amount) => amount is { } a ? Cell.Number(a.Value) : Cell.Empty;
}
