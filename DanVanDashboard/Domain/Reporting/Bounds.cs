namespace DanVanDashboard.Domain.Reporting;

/// <summary>What a qualified number can truly be: "trên 893" is anything above 893, "gần 2 tỷ" anything below.</summary>
internal readonly record struct Bounds(decimal? Low, bool LowOpen, decimal? High, bool HighOpen)
{
    public static readonly Bounds Zero = new(0, false, 0, false);

    public static Bounds Of(Observation o) => o.Exactness switch
    {
        Exactness.Over => new(o.Value, true, null, true),
        // A change can go below zero; nothing else can.
        Exactness.Nearly => o.Time == TimeMeaning.Change ? new(null, true, o.Value, true) : new(0, false, o.Value, true),
        _ => new(o.Value, false, o.Value, false),
    };

    public static Bounds operator +(Bounds a, Bounds b) => new(a.Low + b.Low, a.LowOpen || b.LowOpen, a.High + b.High, a.HighOpen || b.HighOpen);

    /// <summary>Whether everything that this can be is larger than everything that <paramref name="other"/> can be.</summary>
    public bool IsAbove(Bounds other) =>
        Low is { } low && other.High is { } high && (low > high || (low == high && (LowOpen || other.HighOpen)));

    public bool IsApartFrom(Bounds other) => IsAbove(other) || other.IsAbove(this);

    public static Bounds Sum(IEnumerable<Observation> parts) => parts.Aggregate(Zero, (sum, o) => sum + Of(o));
}
