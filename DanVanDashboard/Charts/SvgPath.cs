using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;

namespace DanVanDashboard.Charts;

/// <summary>Geometry as the text of an SVG path.</summary>
internal static class SvgPath
{
    /// <summary>Every ring of every polygon, shells before their holes.</summary>
    public static IEnumerable<Coordinate[]> RingsOf(Geometry geometry)
    {
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            if (geometry.GetGeometryN(i) is not Polygon polygon || polygon.IsEmpty) { continue; }
            yield return polygon.Shell.Coordinates;
            foreach (var hole in polygon.Holes) { yield return hole.Coordinates; }
        }
    }

    /// <summary>Absolute start, then steps in tenths: half as long as absolute coordinates. To be filled by the even-odd rule.</summary>
    public static string Of(Geometry geometry)
    {
        var path = new StringBuilder();
        foreach (var ring in RingsOf(geometry))
        {
            var (x, y) = (Tenths(ring[0].X), Tenths(ring[0].Y));
            path.Append('M');
            Append(path, x, first: true);
            Append(path, y, first: false);
            path.Append('l');
            var first = true;
            for (var i = 1; i < ring.Length - 1; i++)
            {
                var (nextX, nextY) = (Tenths(ring[i].X), Tenths(ring[i].Y));
                if (nextX == x && nextY == y) { continue; }
                Append(path, nextX - x, first);
                Append(path, nextY - y, first: false);
                (x, y, first) = (nextX, nextY, false);
            }
            path.Append('z');
        }
        return path.ToString();
    }

    /// <summary>The rings of a path as <see cref="Of"/> writes it, without their closing points.</summary>
    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Read(string path)
    {
        var rings = new List<IReadOnlyList<(double X, double Y)>>();
        foreach (var text in path.Split('z', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = new List<long>();
            for (var i = 0; i < text.Length;)
            {
                var end = i + 1;
                while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) { end++; }
                if (char.IsAsciiDigit(text[i]) || (text[i] == '-' && end > i + 1)) { numbers.Add(Tenths(double.Parse(text.AsSpan(i, end - i), CultureInfo.InvariantCulture))); i = end; }
                else { i++; }
            }
            var (ring, x, y) = (new List<(double X, double Y)>(numbers.Count / 2), 0L, 0L);
            for (var i = 0; i + 1 < numbers.Count; i += 2)
            {
                (x, y) = (x + numbers[i], y + numbers[i + 1]);
                ring.Add((x / 10.0, y / 10.0));
            }
            rings.Add(ring);
        }
        return rings;
    }

    private static long Tenths(double value) => (long)Math.Round(value * 10);

    private static void Append(StringBuilder path, long tenths, bool first)
    {
        if (!first && tenths >= 0) { path.Append(' '); }
        if (tenths < 0) { path.Append('-'); }
        var size = Math.Abs(tenths);
        path.Append((size / 10).ToString(CultureInfo.InvariantCulture));
        if (size % 10 != 0) { path.Append('.').Append((size % 10).ToString(CultureInfo.InvariantCulture)); }
    }
}
