using System.Globalization;

namespace DanVanDashboard.Charts;

/// <summary>A line between two shapes as it is drawn: bent to its right, so that there and back are two lines, from the inner point of one shape to that of the other.</summary>
internal sealed record ArcLine(string Key, string Kind, string Path, string Class, string EndClass, string EndX, string EndY, int Count, string Tip)
{
    private static readonly string[] s_strokes = ["arc-first", "arc-second", "arc-third"];

    /// <summary>The lines that have both ends on the map, the strongest last and so above the others.</summary>
    public static List<ArcLine> Of(MapDrawing drawing, IReadOnlyList<MapArc> arcs, IReadOnlyList<MapArcKind> kinds)
    {
        var lines = new List<ArcLine>();
        foreach (var arc in arcs.OrderBy(a => a.Count))
        {
            if (arc.From == arc.To || drawing.Find(arc.From) is not { } from || drawing.Find(arc.To) is not { } to)
            {
                continue;
            }

            var (dx, dy) = (to.LabelX - from.LabelX, to.LabelY - from.LabelY);
            var (bendX, bendY) = (((from.LabelX + to.LabelX) / 2) - (dy * 0.18), ((from.LabelY + to.LabelY) / 2) + (dx * 0.18));
            var stroke = StrokeOf(kinds, arc.Kind);
            var path = string.Create(CultureInfo.InvariantCulture, $"M{from.LabelX:0.#} {from.LabelY:0.#}Q{bendX:0.#} {bendY:0.#} {to.LabelX:0.#} {to.LabelY:0.#}");
            lines.Add(new(
                $"{arc.Kind} {arc.From} {arc.To}", arc.Kind, path, $"{stroke} arc-w{Math.Clamp(arc.Count, 1, 4).ToString(CultureInfo.InvariantCulture)}", stroke.Replace("map-arc", "map-arc-end", StringComparison.Ordinal),
                to.LabelX.ToString("0.#", CultureInfo.InvariantCulture), to.LabelY.ToString("0.#", CultureInfo.InvariantCulture), arc.Count, arc.Tip));
        }

        return lines;
    }

    /// <summary>The classes of a stroke: its colour by its place in the legend, and whether it is broken.</summary>
    public static string StrokeOf(IReadOnlyList<MapArcKind> kinds, string kind)
    {
        var at = Enumerable.Range(0, kinds.Count).FirstOrDefault(i => kinds[i].Key == kind);
        return $"map-arc {s_strokes[Math.Min(at, s_strokes.Length - 1)]}{(kinds.ElementAtOrDefault(at) is { Dashed: true } ? " arc-dashed" : "")}";
    }
}
