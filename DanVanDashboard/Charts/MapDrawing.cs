using System.Collections.Concurrent;
using NetTopologySuite.Geometries;

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
/// <param name="LabelX">A good inner point, for marks.</param>
/// <param name="LabelY">Its other coordinate, growing downwards.</param>
/// <param name="LabelMarkup">The finished SVG texts, one per way of writing the name; empty when none fits at any scale.</param>
public sealed record MapShape(string Id, string Name, string PathData, double LabelX, double LabelY, string LabelMarkup);

/// <summary>A place on the map where a note covers no area, from one level to another.</summary>
internal sealed record NoteSpot(double X, double Y, string Anchor, bool Down, int From, int To);

/// <summary>
/// The unchanging part of a map: shapes, labels and size. Made once per set of boundaries and shared by everybody who looks at it.
/// </summary>
public sealed class MapDrawing
{
    /// <summary>Room for the notes, in heights of a letter.</summary>
    internal const double NoteWidth = 11.6;

    /// <summary>Their height without a scale bar, in heights of a letter.</summary>
    internal const double NoteHeight = 3.5;

    private static int s_made;

    private readonly Dictionary<string, MapShape> _byId;
    private readonly ConcurrentDictionary<(double Key, double? Slot), string> _corners = new();

    private MapDrawing(double width, double height, Geometry outline, IReadOnlyList<MapShape> shapes, IReadOnlyList<MapLabel> labels, IReadOnlyList<NoteSpot> notes)
    {
        Width = width;
        Height = height;
        Spacing = Math.Sqrt(outline.Area / Math.Max(1, shapes.Count));
        OutlinePath = SvgPath.Of(outline);
        Profile = new MapProfile(outline, width);
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

    /// <summary>The usual distance of two neighbours, in drawing units.</summary>
    internal double Spacing { get; }

    /// <summary>How degrees became drawing units; <see langword="null"/> for a schematic map, which has no scale.</summary>
    internal MapFrame? Frame { get; private init; }

    /// <summary>Source and licence of real boundaries, as stated with them; empty where nothing is.</summary>
    public string Credit { get; private init; } = "";

    /// <summary>Tells this drawing from every other one of this program, so that a zoomed map knows when it is another map.</summary>
    internal int Number { get; } = Interlocked.Increment(ref s_made);

    /// <summary>Every way in which every name is written.</summary>
    internal IReadOnlyList<MapLabel> Labels { get; }

    /// <summary>Where notes stand at each level.</summary>
    internal IReadOnlyList<NoteSpot> Notes { get; }

    /// <summary>How far the shapes reach up and down.</summary>
    internal MapProfile Profile { get; }

    /// <summary>The day from which real boundaries hold, as the map says it; <see langword="null"/> for a schematic map.</summary>
    public string? Origin { get; private init; }

    /// <summary>The shape of an id, or <see langword="null"/>.</summary>
    public MapShape? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The room that notes take at a level.</summary>
    internal Envelope NoteBox(int level)
    {
        var at = Math.Min(level, MapLevels.LastUnzoomed);
        var (spot, font) = (Notes.First(n => n.From <= at && n.To >= at), MapLevels.Font(at));
        var left = spot.Anchor == "end" ? spot.X - (NoteWidth * font) : spot.X;
        var height = HeightOfNotes(Frame) * font;
        var top = spot.Down ? spot.Y : spot.Y - height;
        return new Envelope(left, left + (NoteWidth * font), top, top + height);
    }

    /// <summary>The classes by which legend and slot, of given heights in rem, take the empty corners.</summary>
    internal string Corners(double key, double? slot) => _corners.GetOrAdd((key, slot), at => MapCorners.Classes(this, at.Key, at.Slot));

    private static double HeightOfNotes(MapFrame? frame) => frame is null ? NoteHeight : NoteHeight + MapScaleBar.Height;

    /// <summary>The drawing of schematic areas, each named by <paramref name="nameOf"/>.</summary>
    public static MapDrawing Of(SchematicAreas areas, Func<string, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(areas);
        return FromAreas(areas.Areas.Select(a => new MapArea(a.Id, nameOf(a.Id), a.Geometry)), areas.Width, areas.Height);
    }

    /// <summary>The drawing of areas that are in drawing units already, such as unions of schematic areas.</summary>
    public static MapDrawing FromAreas(IEnumerable<MapArea> areas, double width, double height) => FromAreas(areas, width, height, null, "", null);

    private static MapDrawing FromAreas(IEnumerable<MapArea> areas, double width, double height, string? origin, string credit, MapFrame? frame)
    {
        var all = areas.ToList();
        var outline = SchematicAreas.Merge(all.Select(a => a.Geometry));
        var profile = new MapProfile(outline, width);
        var spots = Enumerable.Range(0, MapLevels.LastUnzoomed + 1).Select(level => FreePlace(profile, width, height, level, HeightOfNotes(frame))).ToList();

        // A strip of its own, as high as the smallest map needs it, where a map has no free corner.
        var crowded = spots.FindIndex(spot => spot is null);
        var tall = crowded < 0 ? height : Math.Round(height + (HeightOfNotes(frame) * MapLevels.Font(crowded)), 1);
        var notes = new List<NoteSpot>();
        for (var level = 0; level < spots.Count; level++)
        {
            // Notes at the bottom stand on the strip's floor, whichever level asked for it.
            var spot = spots[level] is not { } free ? new NoteSpot(SchematicAreas.Margin, tall, "start", Down: false, level, level)
                : free.Down ? free : free with { Y = tall - SchematicAreas.Margin };
            if (notes.Count > 0 && notes[^1] with { From = 0, To = 0 } == spot with { From = 0, To = 0 }) { notes[^1] = notes[^1] with { To = level }; }
            else { notes.Add(spot); }
        }
        notes[^1] = notes[^1] with { To = MapLevels.Last };

        var labels = new List<MapLabel>();
        var shapes = new List<MapShape>(all.Count);
        foreach (var area in all)
        {
            var anchor = SchematicAreas.Anchor(area.Geometry);
            var own = MapLabels.Place(area, anchor);
            labels.AddRange(own);
            shapes.Add(new MapShape(area.Id, area.Name, SvgPath.Of(area.Geometry), anchor.X, anchor.Y, MapLabels.Markup(own)));
        }
        return new MapDrawing(width, tall, outline, shapes, labels, notes) { Origin = origin, Credit = credit, Frame = frame };
    }

    /// <summary>Areas in degrees that share their borders, as one.</summary>
    public static Geometry Union(IEnumerable<Geometry> areas) => NetTopologySuite.Operation.OverlayNG.UnaryUnionNG.Union(SchematicAreas.Factory.BuildGeometry(areas), new PrecisionModel(1e5));

    /// <summary>The drawing of areas in degrees (longitude first), such as real boundaries.</summary>
    /// <param name="areas">The areas.</param>
    /// <param name="origin">The day from which they hold, to be said on the map; empty to say nothing.</param>
    /// <param name="credit">Source and licence.</param>
    public static MapDrawing FromLonLat(IEnumerable<MapArea> areas, string? origin = null, string credit = "")
    {
        var all = areas.ToList();
        var frame = MapFrame.Around(all.Select(a => a.Geometry));
        return FromAreas(all.Select(area => area with { Geometry = frame.Place(area.Geometry) }), frame.Width, frame.Height, origin, credit, frame);
    }

    /// <summary>The lines of finer areas in degrees in the frame of this drawing, by their ids; the outer line of all of them has the empty id.</summary>
    /// <exception cref="InvalidOperationException">The drawing is schematic.</exception>
    public IReadOnlyDictionary<string, string> PathsOf(IEnumerable<MapArea> areas)
    {
        var frame = Frame ?? throw new InvalidOperationException("A schematic map has no finer lines.");
        var placed = areas.Select(a => (a.Id, Geometry: frame.Place(a.Geometry))).ToList();
        var lines = placed.ToDictionary(p => p.Id, p => SvgPath.Of(p.Geometry), StringComparer.Ordinal);
        lines[""] = SvgPath.Of(SchematicAreas.Merge(placed.Select(p => p.Geometry)));
        return lines;
    }

    /// <summary>The tightest corner that is free, as the roomy ones are left to legend and slot; else any place at the upper or lower edge.</summary>
    private static NoteSpot? FreePlace(MapProfile profile, double width, double height, int level, double noteHeight)
    {
        var m = SchematicAreas.Margin;
        var (w, h) = (NoteWidth * MapLevels.Font(level), noteHeight * MapLevels.Font(level));
        (double Room, NoteSpot Spot)[] corners =
        [
            (profile.Top(0, w), new(m, m, "start", Down: true, level, level)),
            (profile.Top(width - w, width), new(width - m, m, "end", Down: true, level, level)),
            (height - profile.Bottom(0, w), new(m, height - m, "start", Down: false, level, level)),
            (height - profile.Bottom(width - w, width), new(width - m, height - m, "end", Down: false, level, level)),
        ];
        if (corners.Where(c => c.Room >= h).OrderBy(c => c.Room).FirstOrDefault().Spot is { } corner) { return corner; }
        for (var x = 0.0; x + w <= width; x += width / 40)
        {
            if (height - profile.Bottom(x, x + w) >= h) { return new(Math.Round(x, 1), height - m, "start", Down: false, level, level); }
            if (profile.Top(x, x + w) >= h) { return new(Math.Round(x, 1), m, "start", Down: true, level, level); }
        }
        return null;
    }
}
