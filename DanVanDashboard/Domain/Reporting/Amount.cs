namespace DanVanDashboard.Domain.Reporting;

/// <summary>How a sum is qualified. The members are sets of what its terms leave open, so that adding is uniting.</summary>
public enum Qualifier
{
    /// <summary>As it stands.</summary>
    Exact = 0,

    /// <summary>"Trên": the true value is larger.</summary>
    Over = 1,

    /// <summary>"Gần": the true value is a little smaller.</summary>
    Nearly = 2,

    /// <summary>"Khoảng": some terms are over and some nearly, so that neither bound is known.</summary>
    About = Over | Nearly,
}

/// <summary>A qualified number that can be added: "trên" and "gần" survive. Addition is commutative and associative.</summary>
/// <param name="Value">The number.</param>
/// <param name="Qualifier">How exact it is.</param>
public readonly record struct Amount(decimal Value, Qualifier Qualifier)
{
    /// <summary>Nothing, exactly: what a sum begins with.</summary>
    public static readonly Amount Zero = new(0, Qualifier.Exact);

    /// <summary>A number as a source qualifies it.</summary>
    public static Amount Of(decimal value, Exactness exactness) => new(value, exactness switch
    {
        Exactness.Over => Qualifier.Over,
        Exactness.Nearly => Qualifier.Nearly,
        _ => Qualifier.Exact,
    });

    /// <summary>The sum of two in-period numbers of different bodies or periods; nothing else may be added.</summary>
    public static Amount operator +(Amount a, Amount b) => new(a.Value + b.Value, a.Qualifier | b.Qualifier);

    /// <summary>The number in steps of <paramref name="step"/>, rounded so that what is said stays true: "trên" downwards, "gần" upwards, anything else to the nearest.</summary>
    public decimal RoundedTo(decimal step) => step * (Qualifier switch
    {
        Qualifier.Over => decimal.Floor(Value / step),
        Qualifier.Nearly => decimal.Ceiling(Value / step),
        _ => Math.Round(Value / step, MidpointRounding.AwayFromZero),
    });

    /// <summary>The sum; <see cref="Zero"/> of none.</summary>
    public static Amount Sum(IEnumerable<Amount> amounts) => amounts.Aggregate(Zero, (a, b) => a + b);
}
