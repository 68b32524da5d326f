using DanVanDashboard.Charts;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Export.Office;
using DanVanDashboard.Export.Slides;
using DanVanDashboard.Pack;

namespace DanVanDashboard.Features.Pack;

/// <summary>The slides of a pack: large and calm, localities in administrative order, no individual and no model by name.</summary>
internal sealed class PackDeck(PackWords words)
{
    private const int LocalitiesPerChart = 15;
    private const int RowsPerTable = 15;
    private const int ModelsPerSlide = 12;
    /// <summary>Colours of a map from few to many.</summary>
    internal static readonly IReadOnlyList<string> Ramp = ["EAF1F4", "C3DBE4", "8FBFCF", "4F97AE", "1F6B85"];


    /// <summary>Writes the slides.</summary>
    public void Write(Stream stream, PackFigures f, PackWatch watch, DeckTemplate? template = null)
    {
        using var deck = new Deck(stream, $"{words.Title(f)} · {f.Campaign}", new(words.Stamp(f), f.Simulated ? words.Text["simulated"].Value : null), template);
        deck.Slide(TextFold.UpperFirst(words.Title(f)), f.Campaign, slide => Opening(slide, f), opening: true);
        if (f.Document != PackDocument.Models)
        {
            deck.Slide(words.Text["slide.totals", TextFold.UpperFirst(f.Period)], words.Coverage(f), slide => Totals(slide, f));
            Fields(deck, f);
            Time(deck, f);
            if (f.Told)
            {
                Levels(deck, f);
            }

            Localities(deck, f);
            Blocks(deck, f);
        }

        Models(deck, f);
        deck.Slide(words.Text["slide.sources"], null, slide => slide.Text(new(40, 100, 880, 380), [.. words.Sources(f).Select(s => new SlideLine(s, 16))], after: 8));
        deck.Complete(f.AsOf, watch.Begins);
    }

    private void Opening(Slide slide, PackFigures f)
    {
        var narrowed = f.Filters.Take(f.Filters.Count - 1).Select(l => $"{l.Label}: {l.Value}");
        slide.Opening(f.Place, f.Campaign, [.. narrowed.Append(words.Stamp(f))]);
    }

    private void Totals(Slide slide, PackFigures f)
    {
        for (var i = 0; i < f.Measures.Count; i++)
        {
            var measure = f.Measures[i];
            var lines = new List<SlideLine> { new(words.Measure(measure, f), 16, Colour: DeckLook.Muted), new(PackWords.Number(PackFigures.Of(f.Totals, measure)), 40, Bold: true) };
            if (words.Compared(f, measure) is { } compared)
            {
                lines.Add(new(compared, 12, Colour: DeckLook.Muted));
            }

            if (measure == PackMeasure.Registered && f.Told && f.Totals.Registered > 0)
            {
                lines.Add(new(string.Join(" · ", f.Subjects.Where(r => r.Totals.Registered > 0).Select(r => $"{r.Name}: {PackWords.Number(r.Totals.Registered)}")), 12, Colour: DeckLook.Muted));
            }

            if (measure == PackMeasure.Recognised && f.Totals.Recognised.Total > 0)
            {
                lines.Add(new(LevelWords(f), 12, Colour: DeckLook.Muted));
            }

            slide.Card(new(40 + (i % 3 * 300), 104 + (i / 3 * 198), 280, 182), lines);
        }
    }

    private string Registered(PackFigures f) => TextFold.LowerFirst(words.Measure(PackMeasure.Registered, f));

    private string LevelWords(PackFigures f) => string.Join(" · ", Parts(f).Where(p => p.Count > 0 || p.Level != RecognitionLevel.District).Select(p => $"{words.Level(p.Level)}: {PackWords.Number(p.Count)}"));

    private static (RecognitionLevel Level, decimal Count)[] Parts(PackFigures f) =>
        [(RecognitionLevel.Commune, f.Totals.Recognised.Commune), (RecognitionLevel.District, f.Totals.Recognised.District), (RecognitionLevel.Province, f.Totals.Recognised.Province)];

    private void Fields(Deck deck, PackFigures f)
    {
        if (f.Fields.Count == 0)
        {
            return;
        }

        var title = words.Text["slide.fields", Registered(f)].Value;
        deck.Slide(title, TextFold.UpperFirst(f.Period), slide => slide.Chart(new(40, 100, 880, 390), new(
            NativeChartKind.StackedBars, title, Alt(title, f.Fields, r => r.Totals.Registered), Names(f.Fields),
            [
                new(words.Vocabulary["subject.collective"], "1F6B85", Values(f.Fields, r => r.Collective)), new(words.Vocabulary["subject.individual"], "C77700", Values(f.Fields, r => r.Individual)),
                .. f.Fields.Any(Unstated) ? new[] { new NativeSeries(words.Vocabulary["subject.unstated"], "7A8792", Values(f.Fields, r => r.Totals.Registered - r.Collective - r.Individual)) } : [],
            ]) { LetterSize = 14 }));
        if (f.Measures.Count > 1)
        {
            var by = words.Text["slide.measures-by-field"].Value;
            deck.Slide(by, TextFold.UpperFirst(f.Period), slide => slide.Table(40, 108, Table(by, words.Text["column.field"], 268, f, f.Fields, sum: true) with { RowHeight = 36, Size = 15 }));
        }

        static bool Unstated(PackRow r) => r.Totals.Registered != r.Collective + r.Individual;
    }

    private void Time(Deck deck, PackFigures f)
    {
        if (f.Periods.Count > 1)
        {
            Over(f.Periods, words.Text["slide.months"], NativeChartKind.Columns);
        }

        if (f.Quarters.Count > 1 && f.Told)
        {
            Over(f.Quarters, words.Text["slide.quarters"], NativeChartKind.Columns);
        }

        void Over(IReadOnlyList<PackRow> rows, string title, NativeChartKind kind) => deck.Slide(title, TextFold.UpperFirst(f.Period), slide => slide.Chart(new(40, 100, 880, 390), new(
            kind, title, Alt(title, rows, r => r.Totals.Registered), Names(rows),
            [
                new(words.Measure(PackMeasure.Registered, f), "1F6B85", Values(rows, r => r.Totals.Registered)),
                .. f.Told
                    ? new[] { new NativeSeries(words.Measure(PackMeasure.Recognised, f), "C77700", Values(rows, r => r.Totals.Recognised.Total)), new(words.Measure(PackMeasure.Commended, f), "7B3FA0", Values(rows, r => r.Totals.Commended)) }
                    : [],
            ])));
    }

    private void Levels(Deck deck, PackFigures f)
    {
        // Cấp huyện ended in the middle of 2025; where nothing stands there it is not asked.
        var levels = new[]
        {
            (Level: RecognitionLevel.Commune, Models: f.Totals.Recognised.Commune, Decisions: f.Totals.Recognitions.Commune),
            (Level: RecognitionLevel.District, Models: f.Totals.Recognised.District, Decisions: f.Totals.Recognitions.District),
            (Level: RecognitionLevel.Province, Models: f.Totals.Recognised.Province, Decisions: f.Totals.Recognitions.Province),
        }.Where(l => l.Level != RecognitionLevel.District || l.Models + l.Decisions > 0).ToList();
        if (levels.Sum(l => l.Models + l.Decisions) == 0)
        {
            return;
        }

        var title = words.Text["slide.levels"].Value;
        deck.Slide(title, words.Text["slide.levels-lead"], slide => slide.Chart(new(40, 100, 880, 390), new(
            NativeChartKind.Columns, title, $"{title}: {string.Join("; ", levels.Select(l => $"{words.Level(l.Level)} {PackWords.Number(l.Models)}"))}", levels.ConvertAll(l => words.Level(l.Level)),
            [
                new(words.Text["levels.models"], "1F6B85", levels.ConvertAll(l => (decimal?)l.Models)), new(words.Text["levels.decisions"], "8A99A5", levels.ConvertAll(l => (decimal?)l.Decisions)),
            ]) { LetterSize = 14 }));
    }

    private void Localities(Deck deck, PackFigures f)
    {
        if (f.Units.Count < 2)
        {
            return;
        }

        if (f.Map is { } map)
        {
            var title = words.Text["slide.map", Registered(f)].Value;
            deck.Slide(title, words.Text[map.Drawing.Origin is null ? "map.schematic" : "map.boundaries", map.Drawing.Origin ?? string.Empty], slide => Map(slide, map, title, f));
        }

        var most = Round(f.Units.Max(u => u.Totals.Registered));
        var charts = Even(f.Units, LocalitiesPerChart);
        for (var i = 0; i < charts.Count; i++)
        {
            var rows = charts[i];
            var title = words.Text["slide.localities", Registered(f)] + Part(i, charts.Count);
            deck.Slide(title, words.Text["administrative", f.Period], slide => slide.Chart(new(40, 92, 880, 406), new(
                NativeChartKind.Bars, title, Alt(title, rows, r => r.Totals.Registered), Names(rows), [new(words.Measure(PackMeasure.Registered, f), "1F6B85", Values(rows, r => r.Totals.Registered))]) { Most = most, LetterSize = 11 }));
        }

        if (f.Measures.Count < 2)
        {
            return;
        }

        var tables = Even(f.Units, RowsPerTable);
        for (var i = 0; i < tables.Count; i++)
        {
            var (rows, title) = (tables[i], words.Text["slide.measures-by-locality"] + Part(i, tables.Count));
            deck.Slide(title, words.Text["administrative", f.Period], slide => slide.Table(40, 94, Table(title, words.Text["column.locality"], 258, f, rows, sum: false) with { RowHeight = 25, Size = 12 }));
        }
    }

    private void Blocks(Deck deck, PackFigures f)
    {
        if (f.Blocks.Count > 1)
        {
            var title = words.Text["slide.blocks", Registered(f)].Value;
            deck.Slide(title, TextFold.UpperFirst(f.Period), slide => slide.Chart(new(40, 92, 880, 406), new(
                NativeChartKind.Bars, title, Alt(title, f.Blocks, r => r.Totals.Registered), Names(f.Blocks), [new(words.Measure(PackMeasure.Registered, f), "1F6B85", Values(f.Blocks, r => r.Totals.Registered))]) { LetterSize = 13 }));
        }
    }

    /// <summary>Models by name, of the document that is their list; individuals are left to the papers.</summary>
    private void Models(Deck deck, PackFigures f)
    {
        if (f.Document != PackDocument.Models)
        {
            return;
        }

        var slides = f.Registered.Models.Chunk(ModelsPerSlide).ToList();
        for (var i = 0; i < slides.Count; i++)
        {
            var (models, title) = (slides[i], words.Text["names.registered"] + Part(i, slides.Count));
            deck.Slide(title, i == 0 ? string.Join(" ", words.Notes(f, f.Registered)) : null, slide => slide.Table(40, 100, new(
                title, [new(words.Text["column.name"], 370), new(words.Text["column.field"], 170), new(words.Text["column.place"], 150), new(words.Text["column.stage"], 190)],
                [.. models.Select(m => new[] { Short(m.Name, 58), Short(m.Field, 25), Short(m.Place, 22), Short(m.What, 30) })]) { RowHeight = 29, Size = 11 }));
        }
    }

    private void Map(Slide slide, PackMap map, string title, PackFigures f)
    {
        var shapes = map.Drawing.Shapes.Select(s =>
        {
            var value = map.Values.TryGetValue(s.Id, out var known) ? known : (decimal?)null;
            var step = map.Scale.StepOf(value);
            return new SlideShape(
                s.Name, value is { } count ? words.Text["map.alt-unit", s.Name, PackWords.Number(count)] : words.Text["map.alt-none", s.Name], step == 0 ? "F3F6F8" : Ramp[step - 1], step >= 4 ? "FFFFFF" : DeckLook.Ink,
                SvgPath.Read(s.PathData), [new(s.Name, 6.5), .. value is { } number ? new[] { new SlideLine(PackWords.Number(number), 10, Bold: true) } : []], (s.LabelX, s.LabelY));
        }).ToList();
        slide.Map(new(40, 92, 640, 404), title, Alt(title, [.. f.Units.Where(u => map.Values.ContainsKey(u.Key))], r => r.Totals.Registered), map.Drawing.Width, map.Drawing.Height, shapes);
        var y = 120.0;
        slide.Text(new(710, y - 26, 210, 22), [new(words.Measure(PackMeasure.Registered, f), 13, Bold: true)]);
        foreach (var c in map.Scale.Classes)
        {
            slide.Swatch(new(710, y, 28, 18), Ramp[c.Step - 1]);
            slide.Text(new(746, y, 170, 18), [new(c.Text(System.Globalization.CultureInfo.GetCultureInfo("vi-VN"), map.Scale.Format), 13)], anchor: "ctr");
            y += 26;
        }

        // What stands on no map is told beside it, so that map and line give the total.
        foreach (var other in f.Units.Where(u => !map.Values.ContainsKey(u.Key) && u.Totals.Registered > 0))
        {
            slide.Text(new(710, y + 14, 210, 36), [new(other.Name, 12, Colour: DeckLook.Muted), new(PackWords.Number(other.Totals.Registered), 14, Bold: true)]);
            y += 44;
        }

        if (!f.ListsArePart)
        {
            slide.Text(new(710, y + 14, 210, 44), [new(words.Text["sum"], 12, Colour: DeckLook.Muted), new(PackWords.Number(f.Totals.Registered), 18, Bold: true)]);
        }
    }

    private SlideTable Table(string name, string head, double width, PackFigures f, IReadOnlyList<PackRow> rows, bool sum)
    {
        var reports = rows.Any(r => r.Report is not null);
        var each = Math.Min(110, (880 - width - (reports ? 100 : 0)) / f.Measures.Count);
        List<SlideColumn> columns = [new(head, width), .. f.Measures.Select(m => new SlideColumn(words.Measure(m, f), each, Number: true)), .. reports ? new[] { new SlideColumn(words.Text["column.report"], 100) } : []];
        var lines = rows.Select(r => Line(r.Name, r.Totals, r.Report)).ToList();
        if (sum)
        {
            lines.Add(Line(words.Text["sum"], f.Totals, null));
        }

        return new(name, columns, lines) { Sum = sum };

        IReadOnlyList<string> Line(string title, Cube.CubeTotals totals, Domain.Reporting.ReportingState? report) =>
            [title, .. f.Measures.Select(m => PackWords.Number(PackFigures.Of(totals, m))), .. reports ? new[] { words.Report(report) } : []];
    }

    /// <summary>As few parts as can be, and as even.</summary>
    private static List<PackRow[]> Even(IReadOnlyList<PackRow> rows, int most)
    {
        var parts = ((rows.Count - 1) / most) + 1;
        return rows.Chunk(((rows.Count - 1) / parts) + 1).ToList();
    }

    private string Part(int index, int count) => count > 1 ? words.Text["slide.part", index + 1, count].Value : string.Empty;

    /// <summary>What the picture says, in one sentence.</summary>
    private static string Alt(string title, IReadOnlyList<PackRow> rows, Func<PackRow, decimal> of) => $"{title}: {string.Join("; ", rows.Select(r => $"{r.Name} {PackWords.Number(of(r))}"))}.";

    private static List<string> Names(IEnumerable<PackRow> rows) => rows.Select(r => r.Name).ToList();

    private static List<decimal?> Values(IEnumerable<PackRow> rows, Func<PackRow, decimal> of) => rows.Select(r => (decimal?)of(r)).ToList();

    private static string Short(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 1), "…");

    /// <summary>A round number not below the greatest, for the end of an axis that several charts share.</summary>
    private static decimal Round(decimal most)
    {
        var step = most switch { <= 20 => 5m, <= 50 => 10m, <= 200 => 20m, <= 1000 => 100m, _ => 500m };
        return Math.Max(step, Math.Ceiling(most * 1.05m / step) * step);
    }
}
