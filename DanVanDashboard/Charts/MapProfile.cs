using NetTopologySuite.Geometries;

namespace DanVanDashboard.Charts;

/// <summary>How far the shapes reach up and down at each place across a drawing: tells at once what would cover none of them.</summary>
internal sealed class MapProfile
{
    private const int Columns = 200;

    private readonly double _step;
    private readonly double[] _top = new double[Columns];
    private readonly double[] _bottom = new double[Columns];

    public MapProfile(Geometry outline, double width)
    {
        _step = width / Columns;
        Array.Fill(_top, double.PositiveInfinity);
        Array.Fill(_bottom, double.NegativeInfinity);
        foreach (var ring in SvgPath.RingsOf(outline))
        {
            for (var i = 1; i < ring.Length; i++) { Add(ring[i - 1], ring[i]); }
        }
    }

    /// <summary>The highest point of the shapes between two places; infinitely low where there are none.</summary>
    public double Top(double from, double to) => Over(_top, from, to).DefaultIfEmpty(double.PositiveInfinity).Min();

    /// <summary>The lowest point of the shapes between two places; infinitely high where there are none.</summary>
    public double Bottom(double from, double to) => Over(_bottom, from, to).DefaultIfEmpty(double.NegativeInfinity).Max();

    private IEnumerable<double> Over(double[] values, double from, double to)
    {
        var (first, last) = ((int)Math.Floor(from / _step), (int)Math.Ceiling(to / _step));
        return values.Skip(Math.Max(0, first)).Take(Math.Max(0, Math.Min(Columns, last) - Math.Max(0, first)));
    }

    private void Add(Coordinate a, Coordinate b)
    {
        var (left, right) = a.X <= b.X ? (a, b) : (b, a);
        for (var i = Math.Max(0, (int)(left.X / _step)); i < Columns && i * _step <= right.X; i++)
        {
            var (from, to) = (At(i * _step), At((i + 1) * _step));
            _top[i] = Math.Min(_top[i], Math.Min(from, to));
            _bottom[i] = Math.Max(_bottom[i], Math.Max(from, to));
        }

        double At(double x) => right.X - left.X < 1e-9
            ? (x <= left.X ? a.Y : b.Y)
            : left.Y + ((right.Y - left.Y) * Math.Clamp((x - left.X) / (right.X - left.X), 0, 1));
    }
}
