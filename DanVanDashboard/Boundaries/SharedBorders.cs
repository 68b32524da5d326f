using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace DanVanDashboard.Boundaries;

/// <summary>
/// Simplifies areas together: each border between two of them is cut out once, thinned once, and put back into both, so that neighbours keep sharing their edges
/// without gap or overlap. Points leave in the order of the triangle that they span with their neighbours (Visvalingam and Whyatt 1993), over all borders at once,
/// until a budget is met.
/// </summary>
internal sealed class SharedBorders
{
    // A hundred-thousandth of a degree is about a metre: closer points are one.
    private const double Grid = 1e5;
    private const int Tries = 5;

    private readonly List<(long[] Points, bool Closed)> _borders = [];
    private readonly List<List<List<(int Border, bool Backwards)>>> _polygons = [];
    private readonly List<int> _owner = [];
    private readonly double[][] _weights;
    private readonly double _shrink;

    // Two points of a drawing that are closer than a metre become one, where a ring then touches itself; thinning less would not help it.
    private readonly Lazy<HashSet<int>> _touching;

    /// <summary>Cuts the areas into borders.</summary>
    public SharedBorders(IReadOnlyList<MultiPolygon> areas)
    {
        _shrink = Math.Cos(areas.Average(a => a.EnvelopeInternal.Centre.Y) * Math.PI / 180);
        var rings = new List<long[]>();
        var shapes = new List<(int Area, List<int> Rings)>();
        for (var a = 0; a < areas.Count; a++)
        {
            foreach (var polygon in areas[a].Geometries.Cast<Polygon>())
            {
                List<int> own = [];
                foreach (var ring in new[] { polygon.Shell }.Concat(polygon.Holes.Cast<LineString>()))
                {
                    var points = Snap(ring.Coordinates);
                    if (points.Length >= 3)
                    {
                        own.Add(rings.Count);
                        rings.Add(points);
                    }
                    else if (own.Count == 0)
                    {
                        break;
                    }
                }

                if (own.Count > 0)
                {
                    shapes.Add((a, own));
                }
            }
        }

        var ends = Junctions(rings);
        Dictionary<(long, long, long, int), List<int>> known = [];
        var parts = rings.ConvertAll(r => Cut(r, ends, known));
        foreach (var (area, own) in shapes)
        {
            _owner.Add(area);
            _polygons.Add(own.ConvertAll(r => parts[r]));
        }

        _weights = new double[_borders.Count][];
        for (var b = 0; b < _borders.Count; b++)
        {
            _weights[b] = Weights(_borders[b].Points, _borders[b].Closed);
        }

        _touching = new(() =>
        {
            var whole = Build(new double[_borders.Count], areas[0].Factory);
            return [.. Enumerable.Range(0, whole.Length).Where(p => !whole[p].IsValid)];
        });
    }

    /// <summary>Borders found.</summary>
    public int Borders => _borders.Count;

    /// <summary>Points of all borders, each counted once.</summary>
    public int Points => _borders.Sum(b => b.Points.Length);

    /// <summary>The areas with about <paramref name="budget"/> points in all borders, each counted once.</summary>
    /// <returns>One geometry per area given, in their order.</returns>
    public MultiPolygon[] Thin(int areas, int budget, GeometryFactory factory)
    {
        var limits = new double[_borders.Count];
        Array.Fill(limits, LimitFor(budget));
        // Thinning can make a narrow place cross itself. Then its borders are thinned less, in both areas that share them.
        for (var tries = 0; ; tries++)
        {
            var made = Build(limits, factory);
            var wrong = Enumerable.Range(0, made.Length).Where(p => !made[p].IsValid).ToList();
            if (wrong.TrueForAll(_touching.Value.Contains) || tries == Tries)
            {
                wrong.ForEach(p => made[p] = GeometryFixer.Fix(made[p]));
                return [.. Enumerable.Range(0, areas).Select(a => factory.CreateMultiPolygon(
                    [.. made.Where((_, p) => _owner[p] == a).SelectMany(PolygonExtracter.GetPolygons).Cast<Polygon>()]))];
            }

            foreach (var border in wrong.Where(p => !_touching.Value.Contains(p)).SelectMany(p => _polygons[p]).SelectMany(r => r).Select(r => r.Border).Distinct())
            {
                limits[border] = tries == Tries - 1 ? 0 : limits[border] / 8;
            }
        }
    }

    private Geometry[] Build(double[] limits, GeometryFactory factory)
    {
        var thinned = new Coordinate[_borders.Count][];
        for (var b = 0; b < _borders.Count; b++)
        {
            var points = _borders[b].Points;
            thinned[b] = [.. Enumerable.Range(0, points.Length).Where(i => _weights[b][i] >= limits[b]).Select(i => Place(points[i]))];
        }

        return [.. _polygons.Select(p =>
        {
            var rings = p.ConvertAll(r => Join(r, thinned));
            return (Geometry)factory.CreatePolygon(factory.CreateLinearRing(rings[0]), [.. rings.Skip(1).Select(factory.CreateLinearRing)]);
        })];
    }

    private static Coordinate[] Join(List<(int Border, bool Backwards)> parts, Coordinate[][] thinned)
    {
        List<Coordinate> ring = [];
        foreach (var (border, backwards) in parts)
        {
            var points = thinned[border];
            for (var i = ring.Count > 0 ? 1 : 0; i < points.Length; i++)
            {
                ring.Add(points[backwards ? points.Length - 1 - i : i].Copy());
            }
        }

        if (!ring[0].Equals2D(ring[^1]))
        {
            ring.Add(ring[0].Copy());
        }

        return [.. ring];
    }

    private double LimitFor(int budget)
    {
        var all = _weights.SelectMany(w => w).Where(double.IsFinite).ToArray();
        var room = budget - (Points - all.Length);
        if (all.Length <= room)
        {
            return 0;
        }

        Array.Sort(all);
        return room <= 0 ? double.MaxValue : all[all.Length - room];
    }

    // Points whose neighbours differ from ring to ring: there borders begin and end.
    private static HashSet<long> Junctions(List<long[]> rings)
    {
        Dictionary<long, (long Low, long High)> neighbours = new(rings.Sum(r => r.Length));
        HashSet<long> ends = [];
        foreach (var ring in rings)
        {
            for (var i = 0; i < ring.Length; i++)
            {
                var (before, after) = (ring[(i + ring.Length - 1) % ring.Length], ring[(i + 1) % ring.Length]);
                var pair = (Math.Min(before, after), Math.Max(before, after));
                if (!neighbours.TryAdd(ring[i], pair) && neighbours[ring[i]] != pair)
                {
                    ends.Add(ring[i]);
                }
            }
        }

        return ends;
    }

    private List<(int Border, bool Backwards)> Cut(long[] ring, HashSet<long> ends, Dictionary<(long, long, long, int), List<int>> known)
    {
        var first = Array.FindIndex(ring, ends.Contains);
        if (first < 0)
        {
            // A ring that meets nobody, or is wholly the hole of another: begun at the same point by both.
            var start = Array.IndexOf(ring, ring.Min());
            return [Keep([.. Rotate(ring, start), ring[start]], closed: true, known)];
        }

        var turned = Rotate(ring, first).Append(ring[first]).ToArray();
        List<(int, bool)> parts = [];
        var from = 0;
        for (var i = 1; i < turned.Length; i++)
        {
            if (ends.Contains(turned[i]))
            {
                var piece = turned[from..(i + 1)];
                parts.Add(Keep(piece, closed: piece[0] == piece[^1], known));
                from = i;
            }
        }

        return parts;
    }

    private (int Border, bool Backwards) Keep(long[] points, bool closed, Dictionary<(long, long, long, int), List<int>> known)
    {
        var (low, high) = (Math.Min(points[0], points[^1]), Math.Max(points[0], points[^1]));
        var near = points.Length == 2 ? 0 : points[0] <= points[^1] ? Math.Min(points[1], points[^2]) : Math.Min(points[^2], points[1]);
        var key = (low, high, near, points.Length);
        if (known.TryGetValue(key, out var same))
        {
            foreach (var border in same)
            {
                var there = _borders[border].Points;
                if (there.AsSpan().SequenceEqual(points))
                {
                    return (border, false);
                }

                if (IsReverse(there, points))
                {
                    return (border, true);
                }
            }
        }

        (known.TryGetValue(key, out same) ? same : known[key] = []).Add(_borders.Count);
        _borders.Add((points, closed));
        return (_borders.Count - 1, false);
    }

    private static bool IsReverse(long[] a, long[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] != b[a.Length - 1 - i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>For each point the limit up to which it stays; ends stay always, and so do enough points of a closed border to be an area.</summary>
    private double[] Weights(long[] points, bool closed)
    {
        var count = points.Length;
        var weights = new double[count];
        Array.Fill(weights, double.PositiveInfinity);
        var (before, after) = (new int[count], new int[count]);
        var queue = new PriorityQueue<(int Point, int Version), double>();
        var version = new int[count];
        for (var i = 0; i < count; i++)
        {
            (before[i], after[i]) = (i - 1, i + 1);
        }

        for (var i = 1; i < count - 1; i++)
        {
            queue.Enqueue((i, 0), Triangle(points, i - 1, i, i + 1));
        }

        var (least, left) = (0.0, count);
        var keep = closed ? 4 : 2;
        while (left > keep && queue.TryDequeue(out var next, out var size))
        {
            if (next.Version != version[next.Point])
            {
                continue;
            }

            // A point never leaves later than one that it uncovered.
            least = Math.Max(least, size);
            weights[next.Point] = least;
            left--;
            var (b, a) = (before[next.Point], after[next.Point]);
            (after[b], before[a]) = (a, b);
            foreach (var at in (int[])[b, a])
            {
                if (at > 0 && at < count - 1)
                {
                    queue.Enqueue((at, ++version[at]), Triangle(points, before[at], at, after[at]));
                }
            }
        }

        return weights;
    }

    private double Triangle(long[] points, int a, int b, int c)
    {
        var (p, q, r) = (Place(points[a]), Place(points[b]), Place(points[c]));
        return Math.Abs(((q.X - p.X) * (r.Y - p.Y)) - ((r.X - p.X) * (q.Y - p.Y))) * _shrink / 2;
    }

    private static IEnumerable<long> Rotate(long[] ring, int start) => ring.Skip(start).Concat(ring.Take(start));

    private static long[] Snap(Coordinate[] ring)
    {
        List<long> points = new(ring.Length);
        foreach (var c in ring)
        {
            var point = ((long)Math.Round((c.X + 180) * Grid) << 32) | (long)Math.Round((c.Y + 90) * Grid);
            if (points.Count == 0 || points[^1] != point)
            {
                points.Add(point);
            }
        }

        while (points.Count > 1 && points[0] == points[^1])
        {
            points.RemoveAt(points.Count - 1);
        }

        return [.. points];
    }

    private static Coordinate Place(long point) => new(((point >> 32) / Grid) - 180, ((point & 0xFFFFFFFF) / Grid) - 90);
}
