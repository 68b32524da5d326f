using System.Globalization;
using DanVanDashboard.Charts;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Export.Pdf;
using DanVanDashboard.Pack;

namespace DanVanDashboard.Features.Pack;

/// <summary>The pack as a PDF: all rows, with bookmarks.</summary>
internal sealed class PackPaper(PackWords words)
{
    /// <summary>Writes the file.</summary>
    public void Write(Stream stream, PackFigures f, PackWatch watch)
    {
        using var pdf = new PdfPaper($"{words.Title(f)} · {f.Campaign}", words.Stamp(f), f.Simulated ? words.Text["simulated"].Value : null);
        pdf.Heading(TextFold.UpperFirst(words.Title(f)), 20);
        pdf.Text($"{f.Campaign} · {f.Place} · {f.Period}", 12, colour: "5A6B78");
        pdf.Text(" ", 6);
        var parts = new List<(string Name, Action Write)>();
        if (f.Document != PackDocument.Models)
        {
            parts.Add((words.Text["tab.totals"], () => Figures(pdf, f)));
        }

        AddList("names.recognised", f.Recognised, decided: true);
        AddList("names.commended", f.Commended, decided: true);
        if (f.Document is PackDocument.Models or PackDocument.Pack)
        {
            AddList("names.registered", f.Registered, decided: false);
        }

        parts.Add((words.Text["slide.sources"], () =>
        {
            pdf.Heading(words.Text["slide.sources"]);
            foreach (var line in words.Sources(f))
            {
                pdf.Text("• " + line);
            }

            pdf.Save(stream, (number, count) => words.Text["page", number, count]);
        }));
        watch.Run(parts);

        void AddList(string title, PackList list, bool decided) => parts.Add((words.Text[title], () => List(pdf, f, words.Text[title], list, decided)));
    }

    private void Figures(PdfPaper pdf, PackFigures f)
    {
        pdf.Numbers([.. f.Measures.Select(m => (words.Measure(m, f), PackWords.Number(PackFigures.Of(f.Totals, m)), words.Compared(f, m)))]);
        if (words.Coverage(f) is { } coverage)
        {
            pdf.Text(coverage);
        }

        var registered = TextFold.LowerFirst(words.Measure(PackMeasure.Registered, f));
        pdf.Heading(words.Text["slide.fields", registered], room: Room(f.Fields));
        pdf.Bars(Bars(f.Fields));
        Table(pdf, f, words.Text["column.field"], f.Fields, sum: true);
        if (f.Periods.Count > 1)
        {
            pdf.Heading(words.Text["slide.months"], room: Room(f.Periods));
            pdf.Bars(Bars(f.Periods), 60);
            Table(pdf, f, words.Text["column.period"], f.Periods, sum: false);
        }

        if (f.Map is { } map)
        {
            pdf.Heading(words.Text["slide.map", registered], newPage: true);
            pdf.Text(words.Text[map.Drawing.Origin is null ? "map.schematic" : "map.boundaries", map.Drawing.Origin ?? string.Empty], 9, colour: "5A6B78");
            Map(pdf, f, map);
        }

        if (f.Units.Count > 1)
        {
            pdf.Heading(words.Text["slide.measures-by-locality"], newPage: true);
            pdf.Text(words.Text["administrative", f.Period], 9, colour: "5A6B78");
            Table(pdf, f, words.Text["column.locality"], f.Units, sum: !f.ListsArePart);
        }

        if (f.Blocks.Count > 1)
        {
            pdf.Heading(words.Text["slide.blocks", registered], room: Room(f.Blocks));
            pdf.Bars(Bars(f.Blocks));
        }
    }

    private void Map(PdfPaper pdf, PackFigures f, PackMap map)
    {
        var shapes = map.Drawing.Shapes.Select(s =>
        {
            var (known, value) = (map.Values.TryGetValue(s.Id, out var v), v);
            var step = map.Scale.StepOf(known ? value : null);
            return new PdfShape(
                step == 0 ? "F3F6F8" : PackDeck.Ramp[step - 1], step >= 4 ? "FFFFFF" : "14212B", known ? $"{s.Name} {PackWords.Number(value)}" : s.Name, SvgPath.Read(s.PathData), (s.LabelX, s.LabelY));
        }).ToList();
        pdf.Map(
            map.Drawing.Width, map.Drawing.Height, shapes, [.. map.Scale.Classes.Select(c => (PackDeck.Ramp[c.Step - 1], c.Text(CultureInfo.GetCultureInfo("vi-VN"), map.Scale.Format)))],
            [.. f.Units.Where(u => !map.Values.ContainsKey(u.Key) && u.Totals.Registered > 0).Select(u => $"{u.Name}: {PackWords.Number(u.Totals.Registered)}"),
                .. f.ListsArePart ? Array.Empty<string>() : [$"{words.Text["sum"].Value}: {PackWords.Number(f.Totals.Registered)}"]]);
    }

    private void Table(PdfPaper pdf, PackFigures f, string head, IReadOnlyList<PackRow> rows, bool sum)
    {
        var reports = rows.Any(r => r.Report is not null);
        List<IReadOnlyList<string>> lines = [.. rows.Select(r => Line(r.Name, r.Totals, words.Report(r.Report)))];
        if (sum)
        {
            lines.Add(Line(words.Text["sum"], f.Totals, string.Empty));
        }

        pdf.Table([new(head, 3), .. f.Measures.Select(m => new PdfColumn(words.Measure(m, f), 1.2, Number: true)), .. reports ? new[] { new PdfColumn(words.Text["column.report"], 1.4) } : []], lines, sum);

        IReadOnlyList<string> Line(string name, Cube.CubeTotals totals, string report) =>
            [name, .. f.Measures.Select(m => PackWords.Number(PackFigures.Of(totals, m))), .. reports ? new[] { report } : []];
    }

    private void List(PdfPaper pdf, PackFigures f, string title, PackList list, bool decided)
    {
        if (list == PackList.None)
        {
            return;
        }

        pdf.Heading(title, newPage: true);
        foreach (var note in words.Notes(f, list))
        {
            pdf.Text(note, 9, colour: "5A6B78");
        }

        if (list.Models.Count == 0)
        {
            pdf.Text(words.Text["names.none"]);
            return;
        }

        pdf.Table(
            decided
                ? [new("TT", 0.6, Number: true), new(words.Text["column.name"], 3.6), new(words.Text["column.field"], 1.7), new(words.Text["column.owner"], 2.3), new(words.Text["column.place"], 1.7), new(words.Text["column.level"], 1.4), new(words.Text["column.number"], 1.8), new(words.Text["column.decided-on"], 1.3), new(words.Text["column.decided-by"], 1.9)]
                : [new("TT", 0.7, Number: true), new(words.Text["column.name"], 4.4), new(words.Text["column.field"], 2), new(words.Text["column.owner"], 2.6), new(words.Text["column.place"], 2), new(words.Text["column.registered-on"], 1.4), new(words.Text["column.stage"], 2)],
            [.. list.Models.Select((m, i) => Line(i + 1, m))], size: 8);

        IReadOnlyList<string> Line(int at, PackModel m) =>
        [
            PackWords.Number(at), m.Name, m.Field, $"{m.Owner} ({TextFold.LowerFirst(m.Subject)})", m.Place,
            .. decided ? new[] { m.What, m.Number ?? string.Empty, Day(m.On), m.By ?? string.Empty } : [Day(m.On), m.What],
        ];

        static string Day(DateOnly? day) => day is { } on ? PackWords.Day(on) : string.Empty;
    }

    /// <summary>Bars that are compared stand on one page.</summary>
    private static double Room(IReadOnlyList<PackRow> rows) => 60 + Math.Min(rows.Count * 17, 360);

    private static List<PdfBar> Bars(IEnumerable<PackRow> rows) => rows.Select(r => new PdfBar(r.Name, r.Totals.Registered, PackWords.Number(r.Totals.Registered))).ToList();
}
