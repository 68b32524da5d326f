using System.Globalization;
using DanVanDashboard.Charts;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Filters;

namespace DanVanDashboard.Features.Overview;

/// <summary>The map: localities by the chosen measure, and beside it what is no place on a map, so that map + rows = total.</summary>
internal static class MapCard
{
    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    private static readonly (ReportingState State, MapLook Look)[] s_looks =
    [
        (ReportingState.OnTime, MapLook.Done), (ReportingState.Late, MapLook.Late), (ReportingState.Returned, MapLook.Returned),
        (ReportingState.Overdue, MapLook.Missing), (ReportingState.NotDue, MapLook.Waiting),
    ];

    public static MapPanel Of(Scene scene, MapDrawings drawings, RestatementTable table)
    {
        var (state, filter, n, text) = (scene.State, scene.Filter, scene.Numbers, scene.Words.Text);
        var measure = scene.Told ? MapMeasures.Of(state) : MapMeasure.Registered;
        var restated = filter.Boundaries.Kind == BoundaryViewKind.At;
        var places = scene.Reference.Places;
        var (root, day) = ViewTime.RootOf(filter, places, scene.Today);
        var filterDay = filter.Boundaries.Date;
        var byDistrict = filter.Boundaries.Kind == BoundaryViewKind.OldDistrict;
        var schematic = state.Outline == ViewState.Schematic;
        var drawing = byDistrict
            ? drawings.DistrictsOf(scene.Campaign.RootUnitId, day > ModelRules.LastDistrictDay ? ModelRules.LastDistrictDay : day) : drawings.Of(root, day, schematic);
        var onMap = drawing?.Shapes.Select(s => s.Id).ToHashSet() ?? [];
        var bodies = MapMeasures.Count(n.ProvinceBodies, measure);
        var unplaced = n.Units.Where(u => !onMap.Contains(u.Key)).Sum(u => MapMeasures.Count(u.Value, measure));
        var sum = n.Units.Values.Sum(t => MapMeasures.Count(t, measure)) + bodies;
        var which = MapMeasures.Which(measure);
        var whole = state with { Unit = null };
        var year = (filter.Period?.To ?? scene.Campaign.To ?? scene.Today).Year;
        var shapes = drawing is null ? [] : Units(scene, drawing, measure, year);
        var counted = !MapMeasures.OfReports(measure) && !MapMeasures.IsRate(measure);
        var view = ViewWords(scene, restated, day, drawing?.Shapes.Count ?? 0);
        IReadOnlyList<Unit> apart = byDistrict ? [.. n.Units.Keys.Where(id => !onMap.Contains(id)).Select(id => places[id]).Where(u => u.Level == UnitLevel.Commune).Order(Unit.AdministrativeOrder)] : [];
        return new MapPanel
        {
            Measure = measure,
            Title = text[$"map.title.{Wire.Name(measure)}"],
            Foot = Foot(scene, measure, view, year),
            View = view,
            Credit = drawing is null ? string.Empty : drawing.Frame is null ? text["map.credit-schematic"]
                : drawing.Credit.Length > 0 ? text["map.credit", drawing.Origin!, drawing.Credit] : text["map.credit-unstated", drawing.Origin!],
            Sizes = drawing is not null && counted && state.Symbol != ViewState.Filled ? CircleScale.Of(drawing, shapes.Where(u => u is { Value: not null, Outside: false }).Select(u => u.Value!.Value)) : null,
            Symbols = counted ? [new(text["symbol.circles"], (state with { Symbol = null }).Href(), state.Symbol != ViewState.Filled), new(text["symbol.filled"], (state with { Symbol = ViewState.Filled }).Href(), state.Symbol == ViewState.Filled)] : [],
            Outlines = !byDistrict && drawings.HasReal(root, day)
                ? [new(text["outline.real"], (state with { Outline = null }).Href(), !schematic), new(text["outline.schematic"], (state with { Outline = ViewState.Schematic }).Href(), schematic)] : [],
            FineHref = !byDistrict && drawing is { Frame: not null } ? drawings.FineHref(root, day) : null,
            Days = MapDates.Of(places, drawings.BoundaryDays, scene.Campaign, scene.Today, filterDay),
            Day = day,
            DayNote = restated ? null : text[byDistrict ? "dates.note-old-district" : "dates.note-as-was"].Value,
            // The page of two days is about the instance's own province and counts.
            TwoDatesHref = drawing is not null && counted && scene.Told && places[scene.Campaign.RootUnitId].Level == UnitLevel.Province
                ? $"/dia-ban/hai-ngay?phai={(day == scene.Today ? "hien-nay" : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))}&chi-so={Wire.Name(measure)}" : null,
            Apart = [.. apart.Select(u => new ApartUnit(u.Id, u.FullNameAtStart, new(MapMeasures.Count(n.Units[u.Id], measure), scene.Behind(which, state with { Unit = u.Id }))))],
            Hint = measure == MapMeasure.Per10000 && !shapes.Exists(u => u.Value is not null)
                ? (text["map.no-population"], PopulationRules.MayDecide(scene.Actor) ? "/dia-ban" : null)
                // A province of today may be larger than the one that the figures are of.
                : ViewTime.PartOf(filter, places, scene.Today) is { } part
                    ? (text["map.covers-part", part.Covered, part.Of, places[root].FullName, places[scene.Campaign.RootUnitId].FullName], null) : null,
            Categories = measure == MapMeasure.Reporting ? s_looks.Select(l => new MapCategory(Wire.Name(l.State), text[$"report.{Wire.Name(l.State)}"], l.Look)).ToList() : null,
            // Of a document only the models that it names can be counted.
            Measures = Enum.GetValues<MapMeasure>().Where(m => scene.Told || m == MapMeasure.Registered).Select(m => new ViewChoice(text[$"measure.{Wire.Name(m)}"], (state with { Measure = m == MapMeasure.Registered ? null : Wire.Name(m) }).Href(), m == measure)).ToList(),
            Methods = Enum.GetValues<ClassMethod>().Select(m => new ViewChoice(text[$"classes.{Wire.Name(m)}"], (state with { Classes = m == ClassMethod.Quantile ? null : Wire.Name(m) }).Href(), m == Method(state))).ToList(),
            Method = Method(state),
            Drawing = drawing,
            Units = shapes,
            OnMap = id => table.For(id).Select(t => t.TargetId).Where(onMap.Contains),
            ShowsProvince = scene.ShowsProvince,
            ProvinceBodies = MapMeasures.OfReports(measure) ? Sent(scene, measure, scene.Reports.OfProvinceBodies, scene.Reports.ProvinceBodiesRate) : new(bodies, scene.Behind(which, state with { Unit = CubeKeys.ProvinceBodies })),
            ProvinceBodiesHref = (state with { Unit = state.Unit == CubeKeys.ProvinceBodies ? string.Empty : CubeKeys.ProvinceBodies }).Href(),
            WholeHref = (scene.Actor.UnitId is null ? state with { Body = ViewState.AllBodies } : state with { Unit = scene.Campaign.RootUnitId }).Href(),
            Unplaced = new(MapMeasures.OfReports(measure) ? 0 : unplaced - apart.Sum(u => MapMeasures.Count(n.Units[u.Id], measure)), null),
            Sum = MapMeasures.OfReports(measure) ? Sent(scene, measure, scene.Reports.Coverage, scene.Reports.Rate) : new(sum, scene.Actor.Scope.All ? scene.Behind(which, whole) : null),
        };
    }

    /// <summary>"22/24": sent of owed, of the last period; for a rate over all periods that are due, in percent.</summary>
    private static LinkedNumber Sent(Scene scene, MapMeasure measure, Projection.Coverage coverage, ReportingRate rate)
    {
        var href = scene.Reports.Period is { } period ? ModelsBehind.Reports(scene.Campaign.Id, period.ToString()) : null;
        return measure == MapMeasure.Reporting ? new(coverage.Reported, href, $"{coverage.Reported}/{coverage.Expected}")
            : Share(measure, rate) is { } share ? new(share, href, scene.Words.Text["map.share", Percent(share)]) : new(null, href);
    }

    private static decimal? Share(MapMeasure measure, ReportingRate rate) => measure == MapMeasure.OnTimeRate ? rate.OnTimeShare : rate.SentShare;

    private static string Percent(decimal share) => share.ToString("0.0", s_vietnamese);

    /// <summary>Where the numbers come from: a rate names its population, a state its reporting period.</summary>
    private static string Foot(Scene scene, MapMeasure measure, string view, int year)
    {
        var text = scene.Words.Text;
        return measure switch
        {
            MapMeasure.Per10000 => text["map.foot-rate", year, view],
            MapMeasure.SentRate or MapMeasure.OnTimeRate when scene.Reports.Due.Count > 0 => text[$"map.foot-{Wire.Name(measure)}", string.Join(", ", scene.Reports.Due.Select(p => scene.Words.Period(p))), view],
            MapMeasure.SentRate or MapMeasure.OnTimeRate => text["map.foot-no-reports", view],
            MapMeasure.Reporting when scene.Reports.Period is { } period => text["map.foot-reports", scene.Words.Period(period), view],
            _ => text["map.foot", view],
        };
    }

    private static ClassMethod Method(ViewState state) => Wire.Parse<ClassMethod>(state.Classes) ?? ClassMethod.Quantile;

    private static string ViewWords(Scene scene, bool restated, DateOnly day, int units)
    {
        var text = scene.Words.Text;
        return restated ? text["view.at", day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), units]
            : scene.Filter.Boundaries.Kind == BoundaryViewKind.OldDistrict ? text["view.old-district"] : text["view.as-was", units];
    }

    private static List<MapUnit> Units(Scene scene, MapDrawing drawing, MapMeasure measure, int year)
    {
        var (places, text, state) = (scene.Reference.Places, scene.Words.Text, scene.State);
        return drawing.Shapes.Select(shape =>
        {
            var name = places[shape.Id].FullNameAtStart;
            if (!scene.Sees(shape.Id))
            {
                return new MapUnit(shape.Id, null, text["map.outside", name], text["map.outside-tip", name], null, Outside: true);
            }

            var t = scene.Numbers.Units.GetValueOrDefault(shape.Id, CubeTotals.Zero);
            var (value, category, words) = measure switch
            {
                MapMeasure.Reporting => Report(shape.Id),
                MapMeasure.Per10000 => Rate(shape.Id, t),
                MapMeasure.SentRate or MapMeasure.OnTimeRate => OfReports(shape.Id),
                _ => Count(t),
            };
            var tip = scene.Words.Tip(scene.Campaign,
            [
                name,
                MapMeasures.OfReports(measure) || MapMeasures.IsRate(measure) ? words : string.Empty,
                scene.Told ? text["tip.models", OverviewWords.Number(t.Registered), OverviewWords.Number(t.InProgress)]
                    : value is null ? text["map.no-data"] : text["tip.listed", OverviewWords.Number(value.Value)],
                scene.Told ? text["tip.recognised", OverviewWords.Number(t.Recognised.Total), OverviewWords.Number(t.Commended)] : string.Empty,
                scene.Numbers.Placement?.IsEstimated(shape.Id) == true ? text["tip.estimated"] : string.Empty,
            ]);
            return new(
                shape.Id, value, value is null && category is null ? text["map.unit.none", name] : text["map.unit", name, words], tip,
                (state with { Unit = state.Unit == shape.Id ? string.Empty : shape.Id }).Href(), Category: category);
        }).ToList();

        // Of a commune that a document does not name nothing is known.
        (decimal?, string?, string) Count(CubeTotals t) =>
            MapMeasures.Count(t, measure) is var count && (count > 0 || scene.Told) ? (count, null, text[$"map.unit.{Wire.Name(measure)}", OverviewWords.Number(count)].Value) : (null, null, string.Empty);

        (decimal?, string?, string) Rate(string unit, CubeTotals t)
        {
            if (!scene.Told || scene.Populations.Of(unit, year) is not { } people)
            {
                return (null, null, text["tip.no-population"]);
            }

            var rate = PopulationRules.PerTenThousand(t.Registered, people.Value);
            return (rate, null, text["map.unit.per10000", rate.ToString("#,0.0", s_vietnamese), OverviewWords.Number(people.Value), people.Year, string.Join(", ", people.Sources)]);
        }

        (decimal?, string?, string) OfReports(string unit) =>
            scene.Reports.RateByUnit.TryGetValue(unit, out var rate) && Share(measure, rate) is { } share
                ? (share, null, text[$"map.unit.{Wire.Name(measure)}", Percent(share), measure == MapMeasure.OnTimeRate ? rate.OnTime : rate.Sent, rate.Owing]) : (null, null, text["tip.no-report"]);

        (decimal?, string?, string) Report(string unit) => scene.Reports.ByUnit.TryGetValue(unit, out var stands)
            ? (null, Wire.Name(stands), text["map.unit.reporting", text[$"report.{Wire.Name(stands)}"].Value]) : (null, null, text["tip.no-report"]);
    }
}
