using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Export;
using DanVanDashboard.Pack;

namespace DanVanDashboard.Features.Pack;

/// <summary>The pack as a workbook, with real numbers and days, and as one table of CSV.</summary>
internal sealed class PackBook(PackWords words)
{
    /// <summary>Writes the workbook.</summary>
    public void Write(Stream stream, PackFigures f, PackWatch watch)
    {
        using var book = new WorkbookWriter(stream, $"{words.Title(f)} · {f.Campaign}");
        var sheets = new List<(string Name, Action Write)>();
        if (f.Document != PackDocument.Models)
        {
            sheets.Add((words.Text["tab.totals"], () => Totals(book, f)));
            Add("tab.fields", "column.field", f.Fields, split: f.Told, sum: true);
            Add("tab.localities", "column.locality", f.Units, split: false, sum: !f.ListsArePart);
            Add("tab.periods", "column.period", f.Periods, split: false, sum: false);
            Add("tab.subjects", "column.subject", f.Subjects, split: false, sum: true);
            Add("tab.blocks", "column.block", f.Blocks, split: false, sum: true);
        }

        AddList("tab.recognised", f.Recognised, decided: true);
        AddList("tab.commended", f.Commended, decided: true);
        if (f.Document is PackDocument.Models or PackDocument.Pack)
        {
            AddList("tab.registered", f.Registered, decided: false);
        }

        sheets.Add((words.Text["tab.sources"], () => Sources(book, f)));
        watch.Run(sheets);
        book.Complete();

        void Add(string tab, string head, IReadOnlyList<PackRow> rows, bool split, bool sum) => sheets.Add((words.Text[tab], () => Rows(book, f, words.Text[tab], words.Text[head], rows, split, sum)));

        void AddList(string tab, PackList list, bool decided) => sheets.Add((words.Text[tab], () => List(book, f, words.Text[tab], list, decided)));
    }

    /// <summary>Writes one table: of figures, one line per row and measure; of the list of models, one per model.</summary>
    public void WriteCsv(Stream stream, PackFigures f)
    {
        using var csv = new CsvWriter(stream);
        var (mark, stamp) = (f.Simulated ? words.Text["simulated"].Value : words.Text["real"].Value, words.Stamp(f));
        if (f.Document == PackDocument.Models)
        {
            csv.Row([.. Heads(decided: false).Select(h => Cell.Text(h.Title)), Cell.Text(words.Text["column.kind"]), Cell.Text(words.Text["column.stamp"])]);
            foreach (var m in f.Registered.Models)
            {
                csv.Row([.. CellsOf(m, decided: false), Cell.Text(mark), Cell.Text(stamp)]);
            }

            return;
        }

        csv.Row([.. new[] { "column.table", "column.row", "column.measure", "column.value", "column.period", "column.kind", "column.stamp" }.Select(c => Cell.Text(words.Text[c]))]);
        Lines(words.Text["sum"], [new("total", f.Place, f.Totals)]);
        Lines(words.Text["column.field"], f.Fields);
        Lines(words.Text["column.locality"], f.Units);
        Lines(words.Text["column.period"], f.Periods);
        Lines(words.Text["column.subject"], f.Subjects);
        Lines(words.Text["column.block"], f.Blocks);

        void Lines(string table, IReadOnlyList<PackRow> rows)
        {
            foreach (var row in rows)
            {
                foreach (var measure in f.Measures)
                {
                    csv.Row(Cell.Text(table), Cell.Text(row.Name), Cell.Text(words.Measure(measure, f)), Figure(PackFigures.Of(row.Totals, measure)), Cell.Text(f.Period), Cell.Text(mark), Cell.Text(stamp));
                }
            }
        }
    }

    private void Sources(WorkbookWriter book, PackFigures f)
    {
        using var about = book.Sheet(words.Text["tab.sources"], new() { Widths = [110], PrintFoot = Foot(f), Filter = false });
        about.Row(Cell.Text(words.Text["slide.sources"], CellLook.Title));
        foreach (var line in words.Sources(f))
        {
            about.Row(Cell.Text(line, CellLook.Wrap));
        }
    }

    private void Totals(WorkbookWriter book, PackFigures f)
    {
        using var sheet = book.Sheet(words.Text["tab.totals"], new()
        {
            Lead = Lead(f, words.Title(f)), PrintFoot = Foot(f), Filter = false,
            Columns = [new(words.Text["column.measure"], 34), new(words.Text["column.value"], 16, CellFormat.Integer), new(f.YearBeforeName.Length > 0 ? TextFold.UpperFirst(f.YearBeforeName) : words.Text["column.before"], 16, CellFormat.Integer), new(words.Text["column.compared"], 60)],
        });
        foreach (var measure in f.Measures)
        {
            sheet.Row(
                Cell.Text(words.Measure(measure, f)), Figure(PackFigures.Of(f.Totals, measure)), Figure(f.YearBefore is { } before ? PackFigures.Of(before, measure) : null), Cell.Text(words.Compared(f, measure)));
        }

        if (f.Told)
        {
            foreach (var (level, models, decisions) in new[]
            {
                (Domain.Campaigns.RecognitionLevel.Commune, f.Totals.Recognised.Commune, f.Totals.Recognitions.Commune), (Domain.Campaigns.RecognitionLevel.District, f.Totals.Recognised.District, f.Totals.Recognitions.District),
                (Domain.Campaigns.RecognitionLevel.Province, f.Totals.Recognised.Province, f.Totals.Recognitions.Province),
            })
            {
                sheet.Row(Cell.Text(words.Text["row.level", TextFold.LowerFirst(words.Level(level))]), Figure(models), Cell.Empty, Cell.Text(words.Text["row.decisions", PackWords.Number(decisions)]));
            }
        }

        if (f.Coverage is { } c)
        {
            sheet.Row(Cell.Text(words.Text["row.coverage"]), Cell.Integer(c.Reported), Cell.Empty, Cell.Text(words.Coverage(f)));
        }
    }

    private void Rows(WorkbookWriter book, PackFigures f, string name, string head, IReadOnlyList<PackRow> rows, bool split, bool sum)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var reports = rows.Any(r => r.Report is not null);
        using var sheet = book.Sheet(name, new()
        {
            Lead = Lead(f, name), PrintFoot = Foot(f),
            Columns =
            [
                new(head, 40), .. f.Measures.Select(m => new SheetColumn(words.Measure(m, f), 16, CellFormat.Integer)),
                .. split ? new[] { new SheetColumn(words.Text["column.collective"], 18, CellFormat.Integer), new SheetColumn(words.Text["column.individual"], 18, CellFormat.Integer) } : [],
                .. reports ? new[] { new SheetColumn(words.Text["column.report"], 16) } : [],
            ],
        });
        foreach (var row in rows)
        {
            sheet.Row([.. Line(row.Name, row.Totals, CellLook.Plain), .. split ? new[] { Figure(row.Collective), Figure(row.Individual) } : [], .. reports ? new[] { Cell.Text(words.Report(row.Report)) } : []]);
        }

        if (sum)
        {
            sheet.Row([.. Line(words.Text["sum"], f.Totals, CellLook.Bold)]);
        }

        IEnumerable<Cell> Line(string title, Cube.CubeTotals totals, CellLook look) => f.Measures.Select(m => Figure(PackFigures.Of(totals, m), look)).Prepend(Cell.Text(title, look));
    }

    private void List(WorkbookWriter book, PackFigures f, string name, PackList list, bool decided)
    {
        if (list == PackList.None)
        {
            return;
        }

        using var sheet = book.Sheet(name, new() { Lead = [.. Lead(f, name), .. words.Notes(f, list).Select(n => new[] { Cell.Text(n, CellLook.Muted) })], PrintFoot = Foot(f), Columns = Heads(decided) });
        foreach (var m in list.Models)
        {
            sheet.Row([.. CellsOf(m, decided)]);
        }
    }

    private List<SheetColumn> Heads(bool decided) =>
    [
        new(words.Text["column.name"], 52), new(words.Text["column.field"], 24), new(words.Text["column.owner"], 32), new(words.Text["column.subject"], 12), new(words.Text["column.place"], 26),
        .. decided
            ? new[] { new SheetColumn(words.Text["column.level"], 20), new(words.Text["column.number"], 20), new(words.Text["column.decided-on"], 14, CellFormat.Day), new(words.Text["column.decided-by"], 32) }
            : [new(words.Text["column.registered-on"], 14, CellFormat.Day), new(words.Text["column.stage"], 28)],
    ];

    private static IEnumerable<Cell> CellsOf(PackModel m, bool decided) =>
    [
        Cell.Text(m.Name), Cell.Text(m.Field), Cell.Text(m.Owner), Cell.Text(m.Subject), Cell.Text(m.Place),
        .. decided ? new[] { Cell.Text(m.What), Cell.Text(m.Number), Cell.Day(m.On), Cell.Text(m.By) } : [Cell.Day(m.On), Cell.Text(m.What)],
    ];

    /// <summary>Whole unless it is restated by shares: a format with decimals would leave a mark behind whole numbers.</summary>
    private static Cell Figure(decimal? value, CellLook look = CellLook.Plain) => value is { } v && v == decimal.Truncate(v) ? Cell.Integer((long)v, look) : Cell.Number(value, look);

    private IReadOnlyList<IReadOnlyList<Cell>> Lead(PackFigures f, string title) =>
    [
        [Cell.Text(TextFold.UpperFirst(title), CellLook.Title)], [Cell.Text($"{f.Campaign} · {f.Place} · {f.Period}", CellLook.Muted)],
        [Cell.Text(f.Simulated ? $"{words.Text["simulated"].Value} · {words.Stamp(f)}" : words.Stamp(f), f.Simulated ? CellLook.Bold : CellLook.Muted)],
    ];

    private string Foot(PackFigures f) => f.Simulated ? $"{words.Text["simulated"].Value} · {words.Stamp(f)}" : words.Stamp(f);
}
