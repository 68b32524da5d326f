using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace DanVanDashboard.Charts;

/// <summary>An area to be drawn, with the name that stands in it.</summary>
/// <param name="Id">What the values of the map refer to.</param>
/// <param name="Name">The text of its label.</param>
/// <param name="Geometry">A polygon or several, with or without holes.</param>
public sealed record MapArea(string Id, string Name, Geometry Geometry);

/// <summary>One shape of a map: its outline, and where its name stands.</summary>
/// <param name="Id">What the values of the map refer to.</param>
/// <param name="Name">The whole name, also where no label fits.</param>
/// <param name="PathData">An SVG path, to be filled by the even-odd rule.</param>
/// <param name="LabelX">A good inner point: for marks, and the middle of the label where it fits there.</param>
/// <param name="LabelY">Its other coordinate, growing downwards.</param>
/// <param name="LabelBoxWidth">Width of the label at the usual size of the map; 0 when none fits.</param>
/// <param name="LabelBoxHeight">Height of the label at the usual size of the map; 0 when none fits.</param>
/// <param name="LabelMarkup">The finished SVG texts, one per size of the map; empty when none fits.</param>
public sealed record MapShape(
    string Id, string Name, string PathData, double LabelX, double LabelY, double LabelBoxWidth, double LabelBoxHeight, string LabelMarkup);

/// <summary>A corner of the map in which a note covers no area.</summary>
internal sealed record NoteSpot(double X, double Y, string Anchor, bool Down);

/// <summary>
/// The unchanging part of a map: shapes, labels and size. Made once per set of boundaries and shared by everybody who looks at it.
/// </summary>
public sealed class MapDrawing
{
    private readonly Dictionary<string, MapShape> _byId;

    private MapDrawing(double width, double height, string outlinePath, IReadOnlyList<MapShape> shapes, IReadOnlyList<MapLabel> labels, IReadOnlyDictionary<MapSize, NoteSpot> notes)
    {
        Width = width;
        Height = height;
        OutlinePath = outlinePath;
        Shapes = shapes;
        Labels = labels;
        Notes = notes;
        _byId = shapes.ToDictionary(shape => shape.Id, StringComparer.Ordinal);
    }

    /// <summary>Width in drawing units.</summary>
    public double Width { get; }

    /// <summary>Height in drawing units, including a strip for the notes where no corner is free.</summary>
    public double Height { get; }

    /// <summary>The outer line of all shapes together.</summary>
    public string OutlinePath { get; }

    /// <summary>The shapes in the order given.</summary>
    public IReadOnlyList<MapShape> Shapes { get; }

    /// <summary>Where every label of every size stands.</summary>
    internal IReadOnlyList<MapLabel> Labels { get; }

    /// <summary>Where notes stand at each size of the map.</summary>
    internal IReadOnlyDictionary<MapSize, NoteSpot> Notes { get; }

    /// <summary>The shape of an id, or <see langword="null"/>.</summary>
    public MapShape? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The drawing of schematic areas, each named by <paramref name="nameOf"/>.</summary>
    public static MapDrawing Of(SchematicAreas areas, Func<string, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(areas);
        return FromAreas(areas.Areas.Select(a => new MapArea(a.Id, nameOf(a.Id), a.Geometry)), areas.Width, areas.Height);
    }

    /// <summary>The drawing of areas that are in drawing units already, such as unions of schematic areas.</summary>
    public static MapDrawing FromAreas(IEnumerable<MapArea> areas, double width, double height)
    {
        var all = areas.ToList();
        var ground = PreparedGeometryFactory.Prepare(SchematicAreas.Factory.BuildGeometry(all.Select(a => a.Geometry)));
        var notes = new Dictionary<MapSize, NoteSpot>();
        var strip = 0.0;
        foreach (var size in MapSize.All)
        {
            var spot = FreeCorner(ground, width, height, size);
            if (spot is null)
            {
                strip = Math.Max(strip, size.NoteHeight);
                spot = new NoteSpot(SchematicAreas.Margin, 0, "start", Down: false);
            }
            notes[size] = spot;
        }

        // Notes at the bottom stand under the strip's floor, whichever size asked for it.
        var tall = Math.Round(height + strip, 1);
        foreach (var (size, spot) in notes.ToList()) { notes[size] = spot.Down ? spot : spot with { Y = tall - SchematicAreas.Margin }; }

        var labels = new List<MapLabel>();
        var shapes = new List<MapShape>(all.Count);
        foreach (var area in all)
        {
            var anchor = SchematicAreas.Anchor(area.Geometry);
            var own = MapLabels.Place(area, anchor);
            labels.AddRange(own);
            var usual = own.Find(label => label.Size == MapSize.Usual);
            shapes.Add(new MapShape(area.Id, area.Name, SvgPath.Of(area.Geometry), anchor.X, anchor.Y,
                usual?.Box.Width ?? 0, usual?.Box.Height ?? 0, string.Concat(own.Select(label => label.Markup))));
        }
        return new MapDrawing(width, tall, SvgPath.Of(SchematicAreas.Merge(all.Select(a => a.Geometry))), shapes, labels, notes);
    }

    /// <summary>The drawing of areas in degrees (longitude first), such as real boundaries.</summary>
    public static MapDrawing FromLonLat(IEnumerable<MapArea> areas)
    {
        var all = areas.ToList();
        var box = new Envelope();
        foreach (var area in all) { box.ExpandToInclude(area.Geometry.EnvelopeInternal); }
        var shrink = Math.Cos(box.Centre.Y * Math.PI / 180);
        var scale = (SchematicAreas.LongSide - (2 * SchematicAreas.Margin)) / Math.Max(box.Width * shrink, box.Height);
        var project = new Projection(c => new Coordinate(
            Math.Round(((c.X - box.MinX) * shrink * scale) + SchematicAreas.Margin, 1),
            Math.Round(((box.MaxY - c.Y) * scale) + SchematicAreas.Margin, 1)));
        return FromAreas(
            all.Select(area => area with { Geometry = project.Apply(area.Geometry) }),
            Math.Round((box.Width * shrink * scale) + (2 * SchematicAreas.Margin), 1),
            Math.Round((box.Height * scale) + (2 * SchematicAreas.Margin), 1));
    }

    private static NoteSpot? FreeCorner(IPreparedGeometry ground, double width, double height, MapSize size)
    {
        var (w, h, m) = (size.NoteWidth, size.NoteHeight, SchematicAreas.Margin);
        (Envelope Box, NoteSpot Spot)[] corners =
        [
            (new(0, w, height - h, height), new(m, height - m, "start", Down: false)),
            (new(width - w, width, 0, h), new(width - m, m, "end", Down: true)),
            (new(0, w, 0, h), new(m, m, "start", Down: true)),
            (new(width - w, width, height - h, height), new(width - m, height - m, "end", Down: false)),
        ];
        return Array.Find(corners, c => !ground.Intersects(SchematicAreas.Factory.ToGeometry(c.Box))).Spot;
    }

    private sealed class Projection(Func<Coordinate, Coordinate> place)
    {
        public Geometry Apply(Geometry geometry) => SchematicAreas.Factory.BuildGeometry(
            Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).OfType<Polygon>()
                .Select(Polygon).OfType<Geometry>());

        // A ring that shrinks to less than a triangle in the drawing is no longer there.
        private Polygon? Polygon(Polygon from) => Ring(from.Shell) is { } shell
            ? SchematicAreas.Factory.CreatePolygon(shell, [.. from.Holes.Select(Ring).OfType<LinearRing>()])
            : null;

        private LinearRing? Ring(LineString from)
        {
            var points = new CoordinateList();
            foreach (var c in from.Coordinates) { points.Add(place(c), allowRepeated: false); }
            if (points.Count < 3) { return null; }
            points.CloseRing();
            return points.Count < 4 ? null : SchematicAreas.Factory.CreateLinearRing(points.ToCoordinateArray());
        }
    }
}
