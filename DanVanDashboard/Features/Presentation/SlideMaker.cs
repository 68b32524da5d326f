using System.Globalization;
using DanVanDashboard.Charts;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Presentation;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Pack;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Presentation;

/// <summary>Makes the pages of a deck from one set of figures. A title states the finding; nothing is asked of the store here, so that all pages agree.</summary>
internal sealed class SlideMaker(PackWords words, IStringLocalizer<PresentationText> text)
{
    /// <summary>How many localities lead.</summary>
    public const int Leaders = 6;

    private const int UnitsPerPage = 40;
    private const int ModelsPerPage = 8;
    private const int AwardsPerPage = 7;

    /// <summary>The pages, those that are called up by name last.</summary>
    /// <param name="slides">The slides of the deck.</param>
    /// <param name="f">The figures.</param>
    /// <param name="name">The deck's name; <see langword="null"/> for one that stands ready.</param>
    /// <param name="named">The models that may still be named.</param>
    public IReadOnlyList<SlidePage> Make(IReadOnlyList<DeckSlide> slides, PackFigures f, string? name, IReadOnlySet<string> named)
    {
        var pages = slides.SelectMany((slide, at) => Pages(slide, f, name, named).Select(p => p with { Slide = at, Notes = p.Notes ?? slide.Notes, Title = p.Aside ? p.Title : Own(slide, p) }));
        return [.. pages.OrderBy(p => p.Aside)];
    }

    private static string Own(DeckSlide slide, SlidePage page) => slide.Title ?? page.Title;

    private IEnumerable<SlidePage> Pages(DeckSlide slide, PackFigures f, string? name, IReadOnlySet<string> named) => slide.Kind switch
    {
        SlideKind.Cover => [new(slide.Kind, name ?? TextFold.UpperFirst(words.Title(f.For(PackDocument.Review)))) { Lead = f.Campaign, Lines = [.. f.Filters.Take(f.Filters.Count - 1).Select(l => $"{l.Label}: {l.Value}")] }],
        SlideKind.Totals => [new(slide.Kind, Totals(f)) { Lead = words.Coverage(f) }],
        SlideKind.Map => f.Map is null ? [] : [new(slide.Kind, Map(f)) { Lead = Where(f), Rows = f.Fields }],
        SlideKind.Fields => f.Fields.Count == 0 ? [] : [new(slide.Kind, Most(f.Fields, f, "fields")) { Lead = Where(f), Rows = f.Fields }],
        SlideKind.Time => f.Periods.Count < 2 ? [] : [new(slide.Kind, Peak(f)) { Lead = text["lead.time", TextFold.UpperFirst(f.Period)], Rows = f.Periods }],
        SlideKind.Levels => !f.Told || f.Totals.Recognised.Total == 0 ? [] : [new(slide.Kind, text["title.levels", Number(f.Totals.Recognised.Total), Number(f.Totals.Recognised.Province)]) { Lead = words.Text["slide.levels-lead"] }],
        SlideKind.Leaders => Leading(f),
        SlideKind.Localities => Split(f.Units, UnitsPerPage).Select((rows, i) => new SlidePage(slide.Kind, text["title.localities"] + Part(i, f.Units.Count, UnitsPerPage)) { Lead = words.Text["administrative", f.Period], Rows = rows }),
        SlideKind.Blocks => f.Blocks.Count < 2 ? [] : [new(slide.Kind, Most(f.Blocks, f, "blocks")) { Lead = Where(f), Rows = f.Blocks }],
        SlideKind.Plan => f.Plan.Count == 0 ? [] : [new(slide.Kind, Plan(f)) { Lead = string.Join(" · ", f.Plan.Select(p => p.Document).Where(d => d.Length > 0).Distinct()) }],
        SlideKind.Coverage => f.Coverage is not { } c ? [] : [new(slide.Kind, text["title.coverage", c.Reported, c.Expected, c.Period]) { Lead = text["lead.coverage"] }],
        SlideKind.Late => Late(f),
        SlideKind.Recognised => Named(slide.Kind, [.. f.Recognised.Models], f.Recognised, f, "recognised", ModelsPerPage),
        SlideKind.Commended => Named(slide.Kind, [.. f.Commended.Models.OrderByDescending(m => m.Rank).ThenBy(m => m.Individual)], f.Commended, f, "commended", AwardsPerPage),
        SlideKind.Model => [slide.Model is { } model && named.Contains(model.Id) ? new(slide.Kind, model.Name) { Lead = model.Place, Model = model } : new(slide.Kind, text["title.withheld"]) { Lead = text["lead.withheld"] }],
        SlideKind.Commune => f.Units.FirstOrDefault(u => u.Key == slide.UnitId) is { } unit ? [Commune(unit, f)] : [],
        SlideKind.Communes => f.Units.Where(u => u.Key != CubeKeys.ProvinceBodies).Select(u => Commune(u, f) with { Aside = true, Call = u.Name }),
        SlideKind.Text => string.IsNullOrWhiteSpace(slide.Text) && string.IsNullOrWhiteSpace(slide.Title) ? [] : [new(slide.Kind, slide.Title ?? text["title.text"]) { Lines = [.. (slide.Text ?? string.Empty).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] }],
        SlideKind.Sources => [new(slide.Kind, text["title.sources"]) { Lines = [.. words.Sources(f)] }],
        _ => throw new ArgumentOutOfRangeException(nameof(slide), slide.Kind, "Unknown kind."),
    };

    private string Totals(PackFigures f) => words.Compared(f, PackMeasure.Registered) is { } compared
        ? text["title.totals-compared", Number(f.Totals.Registered), f.Period, TextFold.LowerFirst(compared)] : text["title.totals", Number(f.Totals.Registered), f.Period];

    private string Map(PackFigures f)
    {
        var with = f.Units.Count(u => f.Map!.Values.ContainsKey(u.Key) && u.Totals.Registered > 0);
        return with == f.Map!.Values.Count ? text["title.map-all", with] : text["title.map", with, f.Map.Values.Count];
    }

    private string Most(IReadOnlyList<PackRow> rows, PackFigures f, string key)
    {
        var most = rows.MaxBy(r => r.Totals.Registered)!;
        return f.Totals.Registered == 0 ? text["title.none", f.Period] : text[$"title.{key}", TextFold.LowerFirst(most.Name), Number(most.Totals.Registered), PackWords.Percent(most.Totals.Registered, f.Totals.Registered)];
    }

    private string Peak(PackFigures f)
    {
        var most = f.Periods.MaxBy(r => r.Totals.Registered)!;
        return most.Totals.Registered == 0 ? text["title.none", f.Period] : text["title.time", PeriodKey.TryParse(most.Key, out var period) ? words.Period(period) : most.Name, Number(most.Totals.Registered)];
    }

    private string Plan(PackFigures f)
    {
        var registered = f.Plan.FirstOrDefault(p => p.Measure == PackMeasure.Registered) ?? f.Plan[0];
        return text["title.plan", PackWords.Percent(registered.Reached, registered.Target), TextFold.LowerFirst(words.Measure(registered.Measure, f)), f.Period];
    }

    /// <summary>Those that lead by recognised models, equal ones together; who has not reported is not ranked, and nobody is named as last.</summary>
    private IEnumerable<SlidePage> Leading(PackFigures f)
    {
        var ranked = f.Units.Where(u => u.Key != CubeKeys.ProvinceBodies && u.Report is null or ReportingState.OnTime or ReportingState.Late or ReportingState.Returned).ToList();
        var counts = ranked.Select(u => u.Totals.Recognised.Total).Where(v => v > 0).OrderDescending().ToList();
        if (counts.Count < 3)
        {
            return [];
        }

        var least = counts[Math.Min(Leaders, counts.Count) - 1];
        var leaders = ranked.Where(u => u.Totals.Recognised.Total >= least).OrderByDescending(u => u.Totals.Recognised.Total).ToList();
        // Many equal ones at the edge would make a list of half the province; then only those above them lead.
        if (leaders.Count > Leaders + 3)
        {
            leaders = leaders.FindAll(u => u.Totals.Recognised.Total > least);
        }

        var scale = Classification.Of(ranked.Select(u => u.Totals.Recognised.Total), classes: 4);
        var unranked = f.Units.Count(u => u.Key != CubeKeys.ProvinceBodies) - ranked.Count;
        return leaders.Count == 0 ? [] :
        [
            new(SlideKind.Leaders, text["title.leaders", leaders.Count])
            {
                Lead = unranked > 0 ? text["lead.leaders-unranked", TextFold.UpperFirst(f.Period), unranked] : text["lead.leaders", TextFold.UpperFirst(f.Period)], Rows = leaders,
                Bands = [.. scale.Classes.Reverse().Select(c => (c.Text(CultureInfo.GetCultureInfo("vi-VN"), scale.Format), c.Count))],
            },
        ];
    }

    private IEnumerable<SlidePage> Late(PackFigures f)
    {
        var late = f.Units.Where(u => u.Report == ReportingState.Overdue).ToList();
        return f.Coverage is not { } c ? []
            : late.Count == 0 ? [new(SlideKind.Late, text["title.late-none", c.Period])]
            : Split(late, UnitsPerPage).Select((rows, i) => new SlidePage(SlideKind.Late, text["title.late", late.Count, c.Period] + Part(i, late.Count, UnitsPerPage)) { Rows = rows });
    }

    private IEnumerable<SlidePage> Named(SlideKind kind, IReadOnlyList<PackModel> models, PackList list, PackFigures f, string key, int perPage) => models.Count == 0 && list.Unnamed == 0 ? [] :
        Split(models, perPage).Select((rows, i) => new SlidePage(kind, text[$"title.{key}", models.Count + list.Unnamed + list.More] + Part(i, models.Count, perPage))
        {
            Models = rows, From = (i * perPage) + 1, Lead = i == 0 ? string.Join(" ", words.Notes(f, list)) : null,
        });

    private SlidePage Commune(PackRow unit, PackFigures f) => new(SlideKind.Commune, unit.Name)
    {
        Lead = Where(f), Unit = unit, Models = [.. f.Recognised.Models.Where(m => m.Unit == unit.Key).OrderByDescending(m => m.Rank).Take(6)],
    };

    private string Where(PackFigures f) => $"{f.Place}, {f.Period}{(f.Filters.Count > 0 ? ", " + TextFold.LowerFirst(f.Filters[^1].Value) : string.Empty)}";

    private static string Number(decimal value) => PackWords.Number(value);

    private static string Part(int at, int count, int perPage) => count <= perPage ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" ({at + 1}/{(count + perPage - 1) / perPage})");

    private static IEnumerable<IReadOnlyList<T>> Split<T>(IReadOnlyList<T> rows, int perPage) => rows.Chunk(perPage);
}
