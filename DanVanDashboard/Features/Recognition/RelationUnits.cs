using DanVanDashboard.Charts;

namespace DanVanDashboard.Features.Recognition;

/// <summary>The units of a map of relations: how much comes to each.</summary>
internal static class RelationUnits
{
    public static IReadOnlyList<MapUnit> Of(MapDrawing? drawing, IReadOnlyList<MapArc> arcs, Func<string, string> nameOf, Func<string, int, string> words)
    {
        var coming = arcs.GroupBy(a => a.To).ToDictionary(g => g.Key, g => g.Sum(a => a.Count));
        return drawing is null ? [] : [.. drawing.Shapes.Select(s =>
        {
            var (name, count) = (nameOf(s.Id), coming.GetValueOrDefault(s.Id));
            return new MapUnit(s.Id, count == 0 ? null : count, words(name, count), $"{name}\n{words(name, count)}");
        })];
    }
}
