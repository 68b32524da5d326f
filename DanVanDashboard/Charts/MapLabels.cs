using System.Globalization;
using System.Net;
using System.Text;
using NetTopologySuite.Geometries;

namespace DanVanDashboard.Charts;

/// <summary>One way to write a name, and the levels at which it is written so.</summary>
/// <param name="Id">The shape that it names.</param>
/// <param name="Lines">The name, broken between words.</param>
/// <param name="Font">The largest size of letters at which it stands wholly inside its shape, in drawing units.</param>
/// <param name="Centre">The middle of its letters.</param>
/// <param name="From">The first level at which it is shown.</param>
/// <param name="To">The last level.</param>
internal sealed record MapLabel(string Id, string[] Lines, double Font, Coordinate Centre, int From, int To)
{
    /// <summary>What its letters cover at a level.</summary>
    public Envelope Box(int level)
    {
        var font = Math.Min(Font, MapLevels.Font(level));
        var (width, height) = MapLabels.Size(Lines, font);
        return new Envelope(Centre.X - (width / 2), Centre.X + (width / 2), Centre.Y - (height / 2), Centre.Y + (height / 2));
    }
}

/// <summary>
/// Places each name wholly inside its own area, so that names never touch each other, a border or the edge of the map.
/// What does not fit on one line is broken between words, then made a little smaller, then left out until somebody zooms in.
/// </summary>
internal static class MapLabels
{
    private const double LineHeight = 1.12;
    private const double CapHeight = 0.72;
    private const int Steps = 20;

    /// <summary>Width and height of the letters, from the top of a capital to the last line.</summary>
    public static (double Width, double Height) Size(string[] lines, double font) =>
        (lines.Max(TextWidth.Of) * font, (CapHeight + ((lines.Length - 1) * LineHeight)) * font);

    public static List<MapLabel> Place(MapArea area, Coordinate anchor)
    {
        var edges = Edges(area.Geometry);
        var broken = Broken(area.Name);
        var candidates = Candidates(area.Geometry.EnvelopeInternal, anchor, edges);
        var labels = new List<MapLabel>();
        for (var level = 0; level <= MapLevels.Last; level++)
        {
            // What is written in one line cannot become better, and letters only grow smaller within their shape.
            if (labels.Count > 0 && labels[^1].Lines.Length == 1) { break; }
            var wished = MapLevels.Font(level);
            // A name that stands already changes only for fewer lines in full size.
            var most = labels.Count > 0 ? labels[^1].Lines.Length - 1 : int.MaxValue;
            var best = (labels.Count > 0 ? MapLevels.Shrinks.Take(1) : MapLevels.Shrinks)
                .SelectMany(shrink => broken.Where(lines => lines.Length <= most).Select(lines => Fit(area, candidates, edges, lines, wished * shrink, level)))
                .FirstOrDefault(label => label is not null);
            if (best is null) { continue; }
            if (labels.Count > 0) { labels[^1] = labels[^1] with { To = level - 1 }; }
            labels.Add(best);
        }
        return labels;
    }

    /// <summary>SVG texts whose letters take their size from CSS, up to the size that fits. The shape itself is named in words, so they are for the eye only.</summary>
    public static string Markup(List<MapLabel> labels)
    {
        if (labels.Count == 0) { return ""; }
        var text = new StringBuilder("<g class=\"map-names\" aria-hidden=\"true\">");
        foreach (var label in labels) { Write(text, label); }
        return text.Append("</g>").ToString();
    }

    private static void Write(StringBuilder text, MapLabel label)
    {
        var x = Number(label.Centre.X);
        text.Append(CultureInfo.InvariantCulture, $"<text class=\"map-name f{label.From} t{label.To}\" x=\"{x}\" y=\"{Number(label.Centre.Y)}\" font-size=\"{Number(label.Font - 0.05)}\">");
        for (var i = 0; i < label.Lines.Length; i++)
        {
            var line = WebUtility.HtmlEncode(label.Lines[i]);
            text.Append(i == 0
                ? string.Create(CultureInfo.InvariantCulture, $"<tspan dy=\"{(CapHeight - ((label.Lines.Length - 1) * LineHeight)) / 2:0.##}em\">{line}")
                : string.Create(CultureInfo.InvariantCulture, $"<tspan class=\"next\" x=\"{x}\" dy=\"{LineHeight}em\">{line}</tspan>"));
        }
        text.Append("</tspan></text>");
    }

    private static MapLabel? Fit(MapArea area, IReadOnlyList<Coordinate> candidates, (Coordinate A, Coordinate B)[] edges, string[] lines, double font, int level)
    {
        var (width, height) = Size(lines, font);
        var within = area.Geometry.EnvelopeInternal;

        // Letters with marks above and tails below need more air upwards and downwards than sideways.
        var (halfX, halfY) = ((width / 2) + (font * 0.34), (height / 2) + (font * 0.36));
        if (2 * halfX > within.Width || 2 * halfY > within.Height) { return null; }
        foreach (var c in candidates)
        {
            if (c.X - halfX < within.MinX || c.X + halfX > within.MaxX || c.Y - halfY < within.MinY || c.Y + halfY > within.MaxY) { continue; }
            if (Inside(edges, new Envelope(c.X - halfX, c.X + halfX, c.Y - halfY, c.Y + halfY)))
            {
                return new MapLabel(area.Id, lines, font, c, level, MapLevels.Last);
            }
        }
        return null;
    }

    /// <summary>The anchor first, then a grid over the area, the nearest to the anchor first.</summary>
    private static List<Coordinate> Candidates(Envelope within, Coordinate anchor, (Coordinate A, Coordinate B)[] edges)
    {
        var grid = new List<Coordinate>(Steps * Steps);
        for (var i = 1; i < Steps; i++)
        {
            for (var k = 1; k < Steps; k++)
            {
                var place = new Coordinate(within.MinX + (within.Width * i / Steps), within.MinY + (within.Height * k / Steps));
                if (Inside(edges, new Envelope(place))) { grid.Add(place); }
            }
        }
        return [anchor, .. grid.OrderBy(c => c.Distance(anchor))];
    }

    /// <summary>The ways to write a name: in one line, then broken into two or three of as equal width as possible.</summary>
    private static List<string[]> Broken(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ways = new List<string[]> { new[] { name } };
        if (words.Length >= 2)
        {
            ways.Add(Enumerable.Range(1, words.Length - 1)
                .Select(i => new[] { string.Join(' ', words[..i]), string.Join(' ', words[i..]) })
                .MinBy(lines => lines.Max(TextWidth.Of))!);
        }
        if (words.Length >= 3)
        {
            ways.Add(Enumerable.Range(1, words.Length - 2)
                .SelectMany(i => Enumerable.Range(i + 1, words.Length - i - 1).Select(k => new[] { string.Join(' ', words[..i]), string.Join(' ', words[i..k]), string.Join(' ', words[k..]) }))
                .MinBy(lines => lines.Max(TextWidth.Of))!);
        }
        return ways;
    }

    private static (Coordinate A, Coordinate B)[] Edges(Geometry geometry) =>
        [.. SvgPath.RingsOf(geometry).SelectMany(ring => ring.Zip(ring.Skip(1)))];

    /// <summary>Whether a box lies in the area: its middle does, and no border runs through it.</summary>
    private static bool Inside((Coordinate A, Coordinate B)[] edges, Envelope box)
    {
        var middle = box.Centre;
        var odd = false;
        foreach (var (a, b) in edges)
        {
            if (Crosses(a, b, box)) { return false; }
            if ((a.Y > middle.Y) != (b.Y > middle.Y) && middle.X < a.X + ((b.X - a.X) * (middle.Y - a.Y) / (b.Y - a.Y))) { odd = !odd; }
        }
        return odd;
    }

    private static bool Crosses(Coordinate a, Coordinate b, Envelope box)
    {
        if (Math.Max(a.X, b.X) < box.MinX || Math.Min(a.X, b.X) > box.MaxX || Math.Max(a.Y, b.Y) < box.MinY || Math.Min(a.Y, b.Y) > box.MaxY) { return false; }
        var (from, to) = (0.0, 1.0);
        return Keep(a.X, b.X - a.X, box.MinX, box.MaxX) && Keep(a.Y, b.Y - a.Y, box.MinY, box.MaxY);

        bool Keep(double start, double step, double min, double max)
        {
            if (step == 0) { return start >= min && start <= max; }
            var (t1, t2) = ((min - start) / step, (max - start) / step);
            (from, to) = (Math.Max(from, Math.Min(t1, t2)), Math.Min(to, Math.Max(t1, t2)));
            return from <= to;
        }
    }

    private static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
