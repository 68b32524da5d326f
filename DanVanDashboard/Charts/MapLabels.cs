using System.Globalization;
using System.Net;
using System.Text;
using NetTopologySuite.Geometries;

namespace DanVanDashboard.Charts;

/// <summary>How wide the map stands on the screen: the same drawing carries labels for each, and CSS shows one set.</summary>
/// <param name="Class">The CSS class of its texts.</param>
/// <param name="Fonts">Font sizes in drawing units, the wished one first.</param>
/// <param name="NoteFont">Font size of the notes.</param>
internal sealed record MapSize(string Class, double[] Fonts, double NoteFont)
{
    /// <summary>A map of about 460 to 860 pixels.</summary>
    public static readonly MapSize Usual = new("at-usual", [17.5, 16, 14.5, 13], 17);

    /// <summary>A phone: about 340 pixels.</summary>
    public static readonly MapSize Small = new("at-small", [31, 28, 25], 32);

    /// <summary>A wall or a 4K screen.</summary>
    public static readonly MapSize Large = new("at-large", [13.5, 12, 10.5, 9.5], 13);

    public static readonly MapSize[] All = [Small, Usual, Large];

    public double NoteWidth => NoteFont * 13.5;

    public double NoteHeight => NoteFont * 3.6;
}

/// <summary>A label in its place; the box is what its letters cover.</summary>
internal sealed record MapLabel(string Id, MapSize Size, double FontSize, string[] Lines, Envelope Box, string Markup);

/// <summary>
/// Places each name wholly inside its own area, so that names never touch each other, a border or the edge of the map.
/// What does not fit on one line is broken between words, then made a little smaller, then left out.
/// </summary>
internal static class MapLabels
{
    private const double LineHeight = 1.12;
    private const double CapHeight = 0.72;
    private const int Steps = 14;

    public static List<MapLabel> Place(MapArea area, Coordinate anchor)
    {
        var edges = Edges(area.Geometry);
        var broken = Broken(area.Name);
        var labels = new List<MapLabel>();
        foreach (var size in MapSize.All)
        {
            if (size.Fonts.SelectMany(font => broken.Select(lines => Fit(area, anchor, edges, size, font, lines))).FirstOrDefault(label => label is not null) is { } label)
            {
                labels.Add(label);
            }
        }
        return labels;
    }

    private static MapLabel? Fit(MapArea area, Coordinate anchor, (Coordinate A, Coordinate B)[] edges, MapSize size, double font, string[] lines)
    {
        var width = lines.Max(TextWidth.Of) * font;
        var height = (CapHeight + ((lines.Length - 1) * LineHeight)) * font;
        var within = area.Geometry.EnvelopeInternal;
        var air = font * 0.34;

        // Letters with marks above and tails below need more air upwards and downwards than sideways.
        var (airX, airY) = (air, font * 0.36);
        if (width + (2 * airX) > within.Width || height + (2 * airY) > within.Height) { return null; }
        foreach (var centre in Candidates(within, anchor, (width / 2) + airX, (height / 2) + airY))
        {
            var needed = new Envelope(centre.X - (width / 2) - airX, centre.X + (width / 2) + airX, centre.Y - (height / 2) - airY, centre.Y + (height / 2) + airY);
            if (!Inside(edges, needed)) { continue; }
            var box = new Envelope(centre.X - (width / 2), centre.X + (width / 2), centre.Y - (height / 2), centre.Y + (height / 2));
            return new MapLabel(area.Id, size, font, lines, box, Markup(size, font, lines, centre, height));
        }
        return null;
    }

    /// <summary>The anchor first, then a grid over the area, the nearest to the anchor first.</summary>
    private static IEnumerable<Coordinate> Candidates(Envelope within, Coordinate anchor, double halfWidth, double halfHeight)
    {
        yield return anchor;
        var (minX, minY) = (within.MinX + halfWidth, within.MinY + halfHeight);
        var (roomX, roomY) = (within.Width - (2 * halfWidth), within.Height - (2 * halfHeight));
        var grid = new List<Coordinate>((Steps + 1) * (Steps + 1));
        for (var i = 0; i <= Steps; i++)
        {
            for (var k = 0; k <= Steps; k++) { grid.Add(new Coordinate(minX + (roomX * i / Steps), minY + (roomY * k / Steps))); }
        }
        foreach (var c in grid.OrderBy(c => c.Distance(anchor))) { yield return c; }
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

    private static string Markup(MapSize size, double font, string[] lines, Coordinate centre, double height)
    {
        var text = new StringBuilder();
        var x = Number(centre.X);
        text.Append(CultureInfo.InvariantCulture, $"<text class=\"map-name {size.Class}\" x=\"{x}\" y=\"{Number(centre.Y - (height / 2) + (CapHeight * font))}\" font-size=\"{Number(font)}\">");
        for (var i = 0; i < lines.Length; i++)
        {
            var line = WebUtility.HtmlEncode(lines[i]);
            text.Append(i == 0 ? line : string.Create(CultureInfo.InvariantCulture, $"<tspan x=\"{x}\" dy=\"{Number(font * LineHeight)}\">{line}</tspan>"));
        }
        return text.Append("</text>").ToString();
    }

    private static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
