using NetTopologySuite.Algorithm.Construct;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.OverlayNG;

namespace DanVanDashboard.Charts;

/// <summary>A place known only by one point, in degrees (WGS 84). Several ids may share a point.</summary>
public sealed record ReferencePoint(string Id, double Lat, double Lon);

/// <summary>A schematic area in drawing units (y grows downwards), with a good inner point for its label.</summary>
public sealed record SchematicArea(string Id, Geometry Geometry, double LabelX, double LabelY)
{
    /// <summary>Every ring, shells and holes, closed; to be filled by the even-odd rule.</summary>
    public IEnumerable<Coordinate[]> Rings => SvgPath.RingsOf(Geometry);
}

/// <summary>
/// Areas made of points where no boundaries are known: Voronoi cells inside a rounded outline, with gently bent borders
/// so that nobody takes the straight lines for surveyed ones. The same points give the same areas, to the last digit.
/// </summary>
/// <remarks>
/// Every border is built once and bent as a whole before the cells are closed along it, so neighbours share their vertices:
/// areas leave no gap and do not overlap.
/// </remarks>
public sealed class SchematicAreas
{
    /// <summary>Length of the longer side of the drawing.</summary>
    internal const double LongSide = 1000;

    /// <summary>Room around the areas for their outer line.</summary>
    internal const double Margin = 3;

    private const double VertexDistance = 9;

    private readonly Dictionary<string, SchematicArea> _byId;

    private SchematicAreas(double width, double height, IReadOnlyList<SchematicArea> areas, Geometry outline, IReadOnlyDictionary<string, Coordinate> points)
    {
        Width = width;
        Height = height;
        Areas = areas;
        Outline = outline;
        Points = points;
        _byId = areas.ToDictionary(area => area.Id, StringComparer.Ordinal);
    }

    /// <summary>Width of the drawing, margin included.</summary>
    public double Width { get; }

    /// <summary>Height of the drawing, margin included.</summary>
    public double Height { get; }

    /// <summary>Width divided by height.</summary>
    public double Aspect => Width / Height;

    /// <summary>One area per id, in the order in which the points were given.</summary>
    public IReadOnlyList<SchematicArea> Areas { get; }

    /// <summary>The union of all areas.</summary>
    public Geometry Outline { get; }

    /// <summary>Where the reference point of each id lies in the drawing.</summary>
    internal IReadOnlyDictionary<string, Coordinate> Points { get; }

    /// <summary>The area of an id.</summary>
    /// <exception cref="KeyNotFoundException">The id was not among the points.</exception>
    public SchematicArea this[string id] => _byId[id];

    /// <summary>Builds the areas of at least one point.</summary>
    /// <exception cref="ArgumentException">There is no point, a coordinate is not a number, or an id occurs twice.</exception>
    public static SchematicAreas Build(IEnumerable<ReferencePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var given = points.ToList();
        if (given.Count == 0) { throw new ArgumentException("At least one point is needed.", nameof(points)); }
        if (given.Exists(p => !double.IsFinite(p.Lat) || !double.IsFinite(p.Lon))) { throw new ArgumentException("A point has no finite coordinates.", nameof(points)); }

        var shrink = Math.Cos(given.Average(p => p.Lat) * Math.PI / 180);
        var groups = Together(given, shrink);
        var sites = SchematicOutline.Scale(groups.ConvertAll(g => g.At), out var outline);
        var pieces = SchematicCells.Build(sites, outline, groups.ConvertAll(g => g.Ids));
        var faces = SchematicCells.Node(pieces);

        var spacing = Math.Sqrt(outline.Area / sites.Count);
        var siteOf = groups.Zip(sites).SelectMany(pair => pair.First.Ids.Select(id => (id, pair.Second))).ToDictionary(p => p.id, p => p.Second, StringComparer.Ordinal);
        var alone = groups.Where(g => g.Ids.Length == 1).Select(g => g.Ids[0]).ToHashSet(StringComparer.Ordinal);

        // Bend as much as the points allow: a point has to stay in its own area. Without bending it always does.
        for (var strength = 1.0; ; strength = strength < 0.2 ? 0 : strength * 0.6)
        {
            var (width, height, areas, place) = Draw(faces, new Bend(spacing, strength));
            var at = siteOf.ToDictionary(p => p.Key, p => place(p.Value), StringComparer.Ordinal);
            if (strength > 0 && alone.Any(id => !areas[id].Covers(Factory.CreatePoint(at[id])))) { continue; }

            var ordered = given.ConvertAll(p => WithAnchor(p.Id, areas[p.Id]));
            return new SchematicAreas(width, height, ordered, Merge(areas.Values), at);
        }
    }

    /// <summary>The area of a unit that consists of others, as a district of its communes.</summary>
    /// <exception cref="KeyNotFoundException">A member was not among the points.</exception>
    /// <exception cref="ArgumentException">There are no members.</exception>
    public SchematicArea Union(string id, IEnumerable<string> members)
    {
        var parts = members.Select(member => _byId[member].Geometry).ToList();
        return parts.Count == 0 ? throw new ArgumentException("A union needs members.", nameof(members)) : WithAnchor(id, Merge(parts));
    }

    /// <summary>Ids by place. Points too near each other to be told apart in the drawing count as one.</summary>
    private static List<(Coordinate At, string[] Ids)> Together(List<ReferencePoint> points, double shrink)
    {
        var places = points.Select(p => (At: new Coordinate(p.Lon * shrink, -p.Lat), p.Id)).OrderBy(p => p.At.X).ThenBy(p => p.At.Y).ToList();
        var box = new Envelope();
        foreach (var (at, _) in places) { box.ExpandToInclude(at); }
        var near = Math.Max(box.Width, box.Height) / 2000;
        var groups = new List<(Coordinate At, List<string> Ids)>();
        foreach (var (at, id) in places)
        {
            var found = groups.FindIndex(g => g.At.Distance(at) <= near);
            if (found < 0) { groups.Add((at, [id])); } else { groups[found].Ids.Add(id); }
        }

        // Within a place the order is that of the ids, so that the order in which the points come plays no part.
        return groups.ConvertAll(g => (g.At, g.Ids.Order(StringComparer.Ordinal).ToArray()));
    }

    internal static readonly GeometryFactory Factory = new(new PrecisionModel(PrecisionModels.Floating));

    private static readonly PrecisionModel Tenths = new(10);

    /// <summary>The union, on the grid of tenths on which all areas lie.</summary>
    internal static Geometry Merge(IEnumerable<Geometry> parts) =>
        UnaryUnionNG.Union(Factory.BuildGeometry(parts), Tenths);

    /// <summary>The pole of inaccessibility of the largest part.</summary>
    internal static Coordinate Anchor(Geometry geometry)
    {
        var largest = Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).MaxBy(part => part.Area)!;
        var anchor = MaximumInscribedCircle.GetCenter(largest, Math.Max(0.1, Math.Sqrt(largest.Area) / 100)).Coordinate;
        return new Coordinate(Math.Round(anchor.X, 1), Math.Round(anchor.Y, 1));
    }

    private static SchematicArea WithAnchor(string id, Geometry geometry)
    {
        var anchor = Anchor(geometry);
        return new SchematicArea(id, geometry, anchor.X, anchor.Y);
    }

    private static (double Width, double Height, Dictionary<string, Geometry> Areas, Func<Coordinate, Coordinate> Place) Draw(
        ILookup<string, Polygon> faces, Bend bend)
    {
        var bent = faces.SelectMany(group => group.Select(face => (Id: group.Key, Face: BendFace(face, bend)))).ToList();
        var box = new Envelope();
        foreach (var (_, face) in bent) { box.ExpandToInclude(face.EnvelopeInternal); }
        var scale = (LongSide - (2 * Margin)) / Math.Max(box.Width, box.Height);
        Coordinate Place(Coordinate c) => new(Math.Round(((c.X - box.MinX) * scale) + Margin, 1), Math.Round(((c.Y - box.MinY) * scale) + Margin, 1));

        var areas = bent.GroupBy(b => b.Id, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => Valid(g.Count() == 1 ? Placed(g.First().Face) : Merge(g.Select(b => Valid(Placed(b.Face))))),
            StringComparer.Ordinal);
        return (Math.Round((box.Width * scale) + (2 * Margin), 1), Math.Round((box.Height * scale) + (2 * Margin), 1), areas, Place);

        Geometry Placed(Polygon polygon) => Factory.CreatePolygon(
            Ring(polygon.Shell), [.. polygon.Holes.Select(Ring)]);

        LinearRing Ring(LineString ring)
        {
            var points = new CoordinateList();
            foreach (var c in ring.Coordinates) { points.Add(Place(c), allowRepeated: false); }
            points.CloseRing();
            return Factory.CreateLinearRing(points.ToCoordinateArray());
        }
    }

    private static Geometry Valid(Geometry geometry) => geometry.IsValid ? geometry : GeometryFixer.Fix(geometry);

    private static Polygon BendFace(Polygon face, Bend bend)
    {
        return Factory.CreatePolygon(Ring(face.Shell), [.. face.Holes.Select(Ring)]);

        LinearRing Ring(LineString ring)
        {
            var from = ring.Coordinates;
            var to = new List<Coordinate>();
            for (var i = 1; i < from.Length; i++)
            {
                // Always cut from the same end, so that both neighbours get the same vertices.
                var (a, b) = (from[i - 1], from[i]);
                var turned = a.CompareTo(b) > 0;
                var (first, last) = turned ? (b, a) : (a, b);
                var steps = Math.Max(1, (int)Math.Ceiling(first.Distance(last) / VertexDistance));
                for (var k = 0; k < steps; k++)
                {
                    var t = (double)(turned ? steps - k : k) / steps;
                    to.Add(bend.Apply(first.X + ((last.X - first.X) * t), first.Y + ((last.Y - first.Y) * t)));
                }
            }
            to.Add(to[0].Copy());
            return Factory.CreateLinearRing([.. to]);
        }
    }

    /// <summary>A smooth displacement of the plane. Its slope stays below one, so it never folds.</summary>
    private sealed record Bend(double Spacing, double Strength)
    {
        private static readonly (double Angle, double Wave, double Size, double Phase)[] Waves =
        [
            (0.35, 1.70, 0.075, 0.4), (1.55, 1.45, 0.060, 2.1), (2.60, 0.95, 0.030, 4.4),
            (0.95, 0.62, 0.019, 1.2), (2.05, 0.47, 0.013, 5.3),
        ];

        public Coordinate Apply(double x, double y)
        {
            if (Strength == 0) { return new Coordinate(x, y); }
            var (dx, dy) = (0.0, 0.0);
            foreach (var (angle, wave, size, phase) in Waves)
            {
                // Each wave runs along one direction and pushes across it.
                var (sin, cos) = Math.SinCos(angle);
                var push = Math.Sin((((x * cos) + (y * sin)) * 2 * Math.PI / (wave * Spacing)) + phase) * size * Spacing * Strength;
                dx -= push * sin;
                dy += push * cos;
            }
            return new Coordinate(x + dx, y + dy);
        }
    }
}
