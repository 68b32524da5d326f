using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;
using NetTopologySuite.Simplify;

namespace DanVanDashboard.Charts;

/// <summary>Cuts the outline into cells, one per id, and makes neighbours share their borders exactly.</summary>
internal static class SchematicCells
{
    private static readonly PrecisionModel Hundredths = new(100);

    // Coarser than the pieces themselves, so that two renderings of one border fall together instead of leaving a sliver.
    private static readonly PrecisionModel Tenths = new(10);

    /// <summary>The cells as pieces that cover the outline; an id may have several.</summary>
    public static List<(string Id, Geometry Area)> Build(List<Coordinate> sites, Geometry outline, List<string[]> ids)
    {
        var box = outline.EnvelopeInternal.Copy();
        box.ExpandBy(10);
        var mains = new List<Geometry>();
        var strays = new List<(int Site, Geometry Area)>();
        for (var i = 0; i < sites.Count; i++)
        {
            var cell = OverlayNG.Overlay(Voronoi(i, sites, box), outline, SpatialFunction.Intersection, Hundredths);
            var parts = Enumerable.Range(0, cell.NumGeometries).Select(cell.GetGeometryN).OfType<Polygon>().Where(p => p.Area > 0).ToList();
            var site = SchematicAreas.Factory.CreatePoint(sites[i]);
            var main = parts.MinBy(part => part.Distance(site))
                ?? throw new InvalidOperationException("A point lies outside its own outline.");
            mains.Add(main);
            strays.AddRange(parts.Where(part => !ReferenceEquals(part, main)).Select(part => (i, (Geometry)part)));
        }

        // A bay of the outline can cut a cell in two: what lies beyond it belongs to the neighbour it touches most.
        foreach (var (site, area) in strays)
        {
            var touches = Enumerable.Range(0, mains.Count).Where(j => j != site && mains[j].Distance(area) < 0.05)
                .Select(j => (Site: j, Length: area.Boundary.Intersection(mains[j].Buffer(0.1)).Length))
                .OrderByDescending(t => t.Length).ThenBy(t => t.Site).FirstOrDefault((Site: site, Length: 0));
            var owner = touches.Length > 0.5 ? touches.Site : site;
            mains[owner] = OverlayNG.Overlay(mains[owner], area, SpatialFunction.Union, Hundredths);
        }

        return [.. mains.Zip(ids).SelectMany(pair => Divide(pair.First, pair.Second))];
    }

    /// <summary>Faces that meet only in whole shared edges, by id.</summary>
    public static ILookup<string, Polygon> Node(List<(string Id, Geometry Area)> pieces)
    {
        var lines = UnaryUnionNG.Union(SchematicAreas.Factory.BuildGeometry(pieces.Select(piece => piece.Area.Boundary)), Tenths);
        var polygonizer = new Polygonizer();
        polygonizer.Add(lines);
        var faces = polygonizer.GetPolygons().Cast<Polygon>().ToList();
        var (slivers, whole) = (faces.FindAll(IsSliver), faces.FindAll(face => !IsSliver(face)).ConvertAll(face => (Id: Owner(face, pieces), Face: face)));

        // Two renderings of one border can leave a sliver. It melts into the neighbour that it touches most, so one border stays.
        foreach (var sliver in slivers)
        {
            var near = whole.FindAll(w => w.Face.EnvelopeInternal.Intersects(sliver.EnvelopeInternal));
            if (near.Count > 0) { whole.Add((near.MaxBy(w => w.Face.Boundary.Intersection(sliver.Boundary).Length).Id, sliver)); }
        }
        return whole.GroupBy(w => w.Id, w => (Geometry)w.Face, StringComparer.Ordinal)
            .SelectMany(own => PolygonExtracter.GetPolygons(CoverageUnion.Union(SchematicAreas.Factory.BuildGeometry(own))).Select(face => (Id: own.Key, Face: (Polygon)face)))
            .ToLookup(f => f.Id, f => f.Face, StringComparer.Ordinal);
    }

    /// <summary>Less than about a quarter of a drawing unit wide.</summary>
    private static bool IsSliver(Polygon face) => face.Area < face.Length * 0.12;

    private static string Owner(Polygon face, List<(string Id, Geometry Area)> pieces)
    {
        var inside = face.InteriorPoint;
        return pieces.MinBy(piece => piece.Area.EnvelopeInternal.Distance(inside.EnvelopeInternal) > 1 ? double.MaxValue : piece.Area.Distance(inside)).Id;
    }

    /// <summary>The convex cell of a site: the box, cut by the bisector to every other site that can still matter.</summary>
    private static Polygon Voronoi(int site, List<Coordinate> sites, Envelope box)
    {
        var at = sites[site];
        List<Coordinate> cell =
        [
            new(box.MinX, box.MinY), new(box.MaxX, box.MinY), new(box.MaxX, box.MaxY), new(box.MinX, box.MaxY),
        ];
        foreach (var other in Enumerable.Range(0, sites.Count).Where(i => i != site).OrderBy(i => sites[i].Distance(at)).ThenBy(i => i).Select(i => sites[i]))
        {
            if (other.Distance(at) > 2 * cell.Max(c => c.Distance(at))) { break; }
            cell = Clip(cell, new Coordinate((at.X + other.X) / 2, (at.Y + other.Y) / 2), other.X - at.X, other.Y - at.Y);
        }
        return SchematicAreas.Factory.CreatePolygon([.. cell, cell[0]]);
    }

    /// <summary>What of a convex polygon lies on the side that the normal points away from.</summary>
    private static List<Coordinate> Clip(List<Coordinate> polygon, Coordinate on, double normalX, double normalY)
    {
        double Side(Coordinate c) => ((c.X - on.X) * normalX) + ((c.Y - on.Y) * normalY);
        var kept = new List<Coordinate>();
        for (var i = 0; i < polygon.Count; i++)
        {
            var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Count]);
            var (sideA, sideB) = (Side(a), Side(b));
            if (sideA <= 0) { kept.Add(a); }
            if ((sideA < 0 && sideB > 0) || (sideA > 0 && sideB < 0))
            {
                var t = sideA / (sideA - sideB);
                kept.Add(new Coordinate(a.X + ((b.X - a.X) * t), a.Y + ((b.Y - a.Y) * t)));
            }
        }
        return kept;
    }

    /// <summary>Cuts an area into one part per id, of about equal size, always across its longer extent.</summary>
    private static IEnumerable<(string Id, Geometry Area)> Divide(Geometry area, string[] ids)
    {
        if (ids.Length == 1) { return [(ids[0], area)]; }
        var first = ids.Length / 2;
        var (left, right) = CutAt(area, (double)first / ids.Length);
        return Divide(left, ids[..first]).Concat(Divide(right, ids[first..]));
    }

    private static (Geometry Left, Geometry Right) CutAt(Geometry area, double share)
    {
        var (dirX, dirY) = LongDirection(area);
        var along = area.Coordinates.Select(c => (c.X * dirX) + (c.Y * dirY)).ToList();
        var (low, high) = (along.Min(), along.Max());
        var (from, to) = (low, high);
        Geometry left = area;
        var position = 0.0;
        for (var i = 0; i < 24; i++)
        {
            position = (from + to) / 2;
            left = OverlayNG.Overlay(area, HalfPlane(area, dirX, dirY, position), SpatialFunction.Intersection, Hundredths);
            if (left.Area < area.Area * share) { from = position; } else { to = position; }
        }
        var right = OverlayNG.Overlay(area, HalfPlane(area, -dirX, -dirY, -position), SpatialFunction.Intersection, Hundredths);
        return (Areal(left), Areal(right));
    }

    private static Geometry Areal(Geometry geometry) => SchematicAreas.Factory.BuildGeometry(
        Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).Where(g => g is Polygon));

    private static (double X, double Y) LongDirection(Geometry area)
    {
        var box = MinimumDiameter.GetMinimumRectangle(TopologyPreservingSimplifier.Simplify(area, 0.5)).Coordinates;
        var (a, b) = (box[0].Distance(box[1]), box[1].Distance(box[2]));
        var (from, to) = a >= b ? (box[0], box[1]) : (box[1], box[2]);
        var length = Math.Max(a, b);
        var (x, y) = ((to.X - from.X) / length, (to.Y - from.Y) / length);
        // One of the two opposite directions, always the same: eastward, else southward.
        return x > 1e-9 || (Math.Abs(x) <= 1e-9 && y > 0) ? (x, y) : (-x, -y);
    }

    /// <summary>The part of the plane, as far as the area reaches, whose projection on the direction is at most <paramref name="position"/>.</summary>
    private static Polygon HalfPlane(Geometry area, double dirX, double dirY, double position)
    {
        var centre = area.EnvelopeInternal.Centre;
        var far = area.EnvelopeInternal.Diameter * 2;
        var gap = position - ((centre.X * dirX) + (centre.Y * dirY));
        var (onX, onY) = (centre.X + (dirX * gap), centre.Y + (dirY * gap));
        var (sideX, sideY) = (-dirY * far, dirX * far);
        var (backX, backY) = (-dirX * far, -dirY * far);
        var a = new Coordinate(onX + sideX, onY + sideY);
        return SchematicAreas.Factory.CreatePolygon(
        [
            a, new(onX - sideX, onY - sideY), new(onX - sideX + backX, onY - sideY + backY), new(onX + sideX + backX, onY + sideY + backY), a.Copy(),
        ]);
    }
}
