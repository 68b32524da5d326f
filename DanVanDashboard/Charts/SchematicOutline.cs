using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Hull;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;

namespace DanVanDashboard.Charts;

/// <summary>The rounded outline around points, and the scale in which everything else is built.</summary>
internal static class SchematicOutline
{
    /// <summary>The points in drawing scale, with the outline around them in the same scale.</summary>
    public static List<Coordinate> Scale(List<Coordinate> points, out Geometry outline)
    {
        var reach = Reach(points);
        var raw = Around(points, reach);
        var box = raw.EnvelopeInternal;
        var scale = SchematicAreas.LongSide / Math.Max(box.Width, box.Height);
        var sites = points.ConvertAll(p => new Coordinate((p.X - box.MinX) * scale, (p.Y - box.MinY) * scale));
        outline = Around(sites, reach * scale);
        return sites;
    }

    /// <summary>The usual distance of neighbours: the median, so that one island far away does not blow up the outline.</summary>
    private static double Reach(List<Coordinate> points)
    {
        if (points.Count == 1) { return 1; }
        var nearest = points.Select(p => points.Where(q => !ReferenceEquals(p, q)).Min(q => p.Distance(q))).Order().ToList();
        return nearest[nearest.Count / 2];
    }

    private static Geometry Around(List<Coordinate> points, double reach)
    {
        var round = new BufferParameters(12);
        var parts = Clusters(points, reach * 2.9).Select(cluster => Hull(cluster, reach).Buffer(reach * 0.78, round));
        var whole = SchematicAreas.Factory.BuildGeometry(parts).Union();

        // Fill narrow bays, then keep the shells only.
        var filled = whole.Buffer(reach * 0.9, round).Buffer(reach * -0.9, round);
        return SchematicAreas.Factory.BuildGeometry(Enumerable.Range(0, filled.NumGeometries)
            .Select(i => (Geometry)SchematicAreas.Factory.CreatePolygon(((Polygon)filled.GetGeometryN(i)).Shell))).Union();
    }

    private static Geometry Hull(List<Coordinate> points, double reach)
    {
        var all = SchematicAreas.Factory.CreateMultiPointFromCoords([.. points]);
        var convex = all.ConvexHull();

        // A narrow row of points needs no concave hull, and the triangles under one would be too flat to trust.
        if (points.Count < 5 || convex is not Polygon || new MinimumDiameter(convex).Length < reach) { return convex; }
        var concave = ConcaveHull.ConcaveHullByLength(all, reach * 3.2);
        return concave is Polygon && concave.IsValid && concave.Buffer(reach * 0.01).Covers(all) ? concave : convex;
    }

    /// <summary>Points that hang together by steps of at most <paramref name="step"/>: an island gets an outline of its own.</summary>
    private static List<List<Coordinate>> Clusters(List<Coordinate> points, double step)
    {
        if (points.Count < 5) { return [points]; }
        var left = points.ToList();
        var clusters = new List<List<Coordinate>>();
        while (left.Count > 0)
        {
            var cluster = new List<Coordinate> { left[0] };
            left.RemoveAt(0);
            for (var i = 0; i < cluster.Count; i++)
            {
                var from = cluster[i];
                cluster.AddRange(left.Where(p => p.Distance(from) <= step));
                left.RemoveAll(p => p.Distance(from) <= step);
            }
            clusters.Add(cluster);
        }
        return clusters;
    }
}
