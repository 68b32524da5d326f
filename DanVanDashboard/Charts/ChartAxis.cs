namespace DanVanDashboard.Charts;

/// <summary>An axis from 0 (or below, for changes) with round ticks at equal distances.</summary>
internal sealed record ChartAxis(IReadOnlyList<decimal> Ticks)
{
    /// <summary>The lowest tick.</summary>
    public decimal Low => Ticks[0];

    /// <summary>The highest tick.</summary>
    public decimal High => Ticks[^1];

    /// <summary>Ticks of 1, 2, 2.5 or 5 times a power of ten that take in every value and 0; whole numbers when all values are.</summary>
    public static ChartAxis For(IEnumerable<decimal> values, int wanted = 4)
    {
        var all = values.Append(0).ToList();
        var (low, high) = (all.Min(), all.Max());
        var whole = all.TrueForAll(v => v == decimal.Truncate(v));
        if (low == high) { high = whole ? 1 : 0.1m; }
        var step = Round((high - low) / Math.Max(1, wanted), whole);
        var ticks = new List<decimal>();
        for (var tick = decimal.Floor(low / step) * step; ; tick += step)
        {
            ticks.Add(tick);
            if (tick >= high) { return new ChartAxis(ticks); }
        }
    }

    /// <summary>How far up a value lies, 0 at the lowest tick and 1 at the highest.</summary>
    public double Share(decimal value) => (double)((value - Low) / (High - Low));

    private static decimal Round(decimal rough, bool whole)
    {
        var power = 1m;
        while (power * 10 <= rough) { power *= 10; }
        while (power > rough && power > 0.0001m) { power /= 10; }
        var step = new[] { 1m, 2m, 2.5m, 5m, 10m }.First(factor => factor * power >= rough || factor == 10m) * power;
        return !whole ? step : step < 1 ? 1 : decimal.Ceiling(step);
    }
}
