using NetTopologySuite.Geometries;

namespace DanVanDashboard.Charts;

/// <summary>How degrees become drawing units: one for a map whatever the detail, so that a finer line comes to lie on the coarser one.</summary>
internal sealed class MapFrame
{
    /// <summary>A degree of latitude in kilometres.</summary>
    private const double DegreeKm = 111.195;

    private readonly double _left;
    private readonly double _top;
    private readonly double _shrink;
    private readonly double _scale;

    public MapFrame(Envelope box)
    {
        (_left, _top) = (box.MinX, box.MaxY);
        _shrink = Math.Cos(box.Centre.Y * Math.PI / 180);
        _scale = (SchematicAreas.LongSide - (2 * SchematicAreas.Margin)) / Math.Max(box.Width * _shrink, box.Height);
        Width = Math.Round((box.Width * _shrink * _scale) + (2 * SchematicAreas.Margin), 1);
        Height = Math.Round((box.Height * _scale) + (2 * SchematicAreas.Margin), 1);
    }

    /// <summary>The frame around areas in degrees.</summary>
    public static MapFrame Around(IEnumerable<Geometry> areas)
    {
        var box = new Envelope();
        foreach (var area in areas) { box.ExpandToInclude(area.EnvelopeInternal); }
        return new MapFrame(box);
    }

    public double Width { get; }

    public double Height { get; }

    /// <summary>Kilometres on the ground of one drawing unit; within a province the same everywhere to about one part in a hundred.</summary>
    public double KmPerUnit => DegreeKm / _scale;

    /// <summary>An area in drawing units, y downwards, on the grid of tenths.</summary>
    public Geometry Place(Geometry geometry) => SchematicAreas.Factory.BuildGeometry(
        Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).OfType<Polygon>().Select(Place).OfType<Geometry>());

    private Coordinate Place(Coordinate c) => new(
        Math.Round(((c.X - _left) * _shrink * _scale) + SchematicAreas.Margin, 1), Math.Round(((_top - c.Y) * _scale) + SchematicAreas.Margin, 1));

    // A ring that shrinks to less than a triangle in the drawing is no longer there.
    private Polygon? Place(Polygon from) => Ring(from.Shell) is { } shell
        ? SchematicAreas.Factory.CreatePolygon(shell, [.. from.Holes.Select(Ring).OfType<LinearRing>()])
        : null;

    private LinearRing? Ring(LineString from)
    {
        var points = new CoordinateList();
        foreach (var c in from.Coordinates) { points.Add(Place(c), allowRepeated: false); }
        if (points.Count < 3) { return null; }
        points.CloseRing();
        return points.Count < 4 ? null : SchematicAreas.Factory.CreateLinearRing(points.ToCoordinateArray());
    }
}
