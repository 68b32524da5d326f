using System.Globalization;
using DanVanDashboard.Charts;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Filters;

namespace DanVanDashboard.Features.Overview;

/// <summary>The map: localities by the chosen measure, and beside it what is no place on a map, so that map + rows = total.</summary>
internal static class MapCard
{
    public static MapPanel Of(Scene scene, MapDrawings drawings, RestatementTable table)
    {
        var (state, filter, n, text) = (scene.State, scene.Filter, scene.Numbers, scene.Words.Text);
        var measure = MapMeasures.Of(state);
        var restated = filter.Boundaries.Kind == BoundaryViewKind.At;
        var places = scene.Reference.Places;
        var (root, day) = ViewTime.RootOn(
            places, scene.Campaign.RootUnitId, restated ? filter.Boundaries.Date!.Value : ViewTime.UnitDay(filter.Period, scene.Campaign, scene.Today), restated);
        var byDistrict = filter.Boundaries.Kind == BoundaryViewKind.OldDistrict;
        var drawing = byDistrict
            ? drawings.DistrictsOf(scene.Campaign.RootUnitId, day > ModelRules.LastDistrictDay ? ModelRules.LastDistrictDay : day) : drawings.Of(root, day);
        var onMap = drawing?.Shapes.Select(s => s.Id).ToHashSet() ?? [];
        var bodies = MapMeasures.Count(n.ProvinceBodies, measure);
        var unplaced = n.Units.Where(u => !onMap.Contains(u.Key)).Sum(u => MapMeasures.Count(u.Value, measure));
        var sum = n.Units.Values.Sum(t => MapMeasures.Count(t, measure)) + bodies;
        var which = MapMeasures.Which(measure);
        var whole = state with { Unit = null };
        return new MapPanel
        {
            Measure = measure,
            Title = text[$"map.title.{Wire.Name(measure)}"],
            Foot = text["map.foot", ViewWords(scene, restated, day, drawing?.Shapes.Count ?? 0)],
            Measures = Enum.GetValues<MapMeasure>().Select(m => new ViewChoice(text[$"measure.{Wire.Name(m)}"], (state with { Measure = m == MapMeasure.Registered ? null : Wire.Name(m) }).Href(), m == measure)).ToList(),
            Methods = Enum.GetValues<ClassMethod>().Select(m => new ViewChoice(text[$"classes.{Wire.Name(m)}"], (state with { Classes = m == ClassMethod.Quantile ? null : Wire.Name(m) }).Href(), m == Method(state))).ToList(),
            Method = Method(state),
            Drawing = drawing,
            Units = drawing is null ? [] : Units(scene, drawing, measure, table),
            OnMap = id => table.For(id).Select(t => t.TargetId).Where(onMap.Contains),
            ShowsProvince = scene.ShowsProvince,
            ProvinceBodies = new(bodies, scene.Behind(which, state with { Unit = CubeKeys.ProvinceBodies })),
            ProvinceBodiesHref = (state with { Unit = state.Unit == CubeKeys.ProvinceBodies ? string.Empty : CubeKeys.ProvinceBodies }).Href(),
            WholeHref = (scene.Actor.UnitId is null ? state with { Body = ViewState.AllBodies } : state with { Unit = scene.Campaign.RootUnitId }).Href(),
            Unplaced = new(unplaced, null),
            Sum = new(sum, scene.Actor.Scope.All ? scene.Behind(which, whole) : null),
        };
    }

    private static ClassMethod Method(ViewState state) => Wire.Parse<ClassMethod>(state.Classes) ?? ClassMethod.Quantile;

    private static string ViewWords(Scene scene, bool restated, DateOnly day, int units)
    {
        var text = scene.Words.Text;
        return restated ? text["view.at", day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), units]
            : scene.Filter.Boundaries.Kind == BoundaryViewKind.OldDistrict ? text["view.old-district"] : text["view.as-was", units];
    }

    private static List<MapUnit> Units(Scene scene, MapDrawing drawing, MapMeasure measure, RestatementTable table)
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
            // Of a commune that a document does not name nothing is known.
            decimal? value = MapMeasures.Count(t, measure) is var count && (count > 0 || scene.Told) ? count : null;
            var tip = scene.Words.Tip(scene.Campaign,
            [
                name,
                scene.Told ? text["tip.models", OverviewWords.Number(t.Registered), OverviewWords.Number(t.InProgress)]
                    : value is null ? text["map.no-data"] : text["tip.listed", OverviewWords.Number(value.Value)],
                scene.Told ? text["tip.recognised", OverviewWords.Number(t.Recognised.Total), OverviewWords.Number(t.Commended)] : string.Empty,
                table.Estimated(shape.Id) ? text["tip.estimated"] : string.Empty,
            ]);
            var label = value is null ? text["map.unit.none", name] : text[$"map.unit.{Wire.Name(measure)}", name, OverviewWords.Number(value.Value)];
            return new(shape.Id, value, label, tip, (state with { Unit = state.Unit == shape.Id ? string.Empty : shape.Id }).Href());
        }).ToList();
    }
}
