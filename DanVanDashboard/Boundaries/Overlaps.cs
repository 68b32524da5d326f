using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.OverlayNG;

namespace DanVanDashboard.Boundaries;

/// <summary>Finds areas of one file that lie on each other: land that two neighbours both claim, or a shape that is in the file twice. It is told, not mended; nobody here knows whose the land is.</summary>
internal static class Overlaps
{
    // Borders drawn from two surveys differ by some metres along kilometres; what is smaller than both of these is such a difference.
    private const double SmallestHectares = 10;
    private const double SmallestShare = 0.001;
    private const int MostTold = 20;
    private const double MetresPerDegree = 111_320;

    /// <summary>One note per pair, the largest first, at most twenty: the other area's name and the hectares.</summary>
    public static IReadOnlyList<BoundaryNote> Of(IReadOnlyList<(string Label, MultiPolygon Shape)> areas)
    {
        var tree = new STRtree<int>();
        for (var i = 0; i < areas.Count; i++)
        {
            tree.Insert(areas[i].Shape.EnvelopeInternal, i);
        }

        List<(int A, int B, double Hectares)> found = [];
        for (var i = 0; i < areas.Count; i++)
        {
            foreach (var j in tree.Query(areas[i].Shape.EnvelopeInternal).Where(j => j > i))
            {
                var common = OverlayNGRobust.Overlay(areas[i].Shape, areas[j].Shape, NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection).Area;
                var smaller = Math.Min(areas[i].Shape.Area, areas[j].Shape.Area);
                var hectares = common * MetresPerDegree * MetresPerDegree * Math.Cos(areas[i].Shape.EnvelopeInternal.Centre.Y * Math.PI / 180) / 10_000;
                if (hectares >= SmallestHectares || (smaller > 0 && common / smaller >= SmallestShare && hectares >= 1))
                {
                    found.Add((i, j, hectares));
                }
            }
        }

        return [.. found.OrderByDescending(f => f.Hectares).Take(MostTold)
            .Select(f => new BoundaryNote("note.overlap", areas[f.A].Label, areas[f.B].Label, f.Hectares.ToString("#,0", CultureInfo.GetCultureInfo("vi-VN"))))];
    }
}
