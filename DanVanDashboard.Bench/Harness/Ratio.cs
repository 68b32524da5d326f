namespace DanVanDashboard.Bench.Harness;

/// <summary>One result: a ratio, or a count, against its target.</summary>
/// <param name="Id">Of the measurement: R1, R6 …</param>
/// <param name="Name">What is compared with what.</param>
/// <param name="Value">The median over the rounds; <see langword="null"/> when it could not be measured.</param>
/// <param name="Target">Where it is to be.</param>
/// <param name="AtLeast">Whether the target is a lower bound.</param>
internal sealed record Ratio(string Id, string Name, double? Value, double Target, bool AtLeast = false)
{
    /// <summary>The 99th percentile of the same comparison, where it is no row of its own.</summary>
    public double? P99 { get; init; }

    /// <summary>Unit of <see cref="Value"/>; none for a plain ratio.</summary>
    public string? Unit { get; init; }

    /// <summary>A/A: by how much the same thing differed from itself in the same blocks (1,00: not at all).</summary>
    public double? Aa { get; init; }

    /// <summary>The absolute numbers behind the ratio, and whatever else a reader should know.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the target is met. What could not be measured is not.</summary>
    public bool Ok => Value is { } value && (AtLeast ? value >= Target : value <= Target);

    /// <summary>A measurement that could not run.</summary>
    public static Ratio Missing(string id, string name, double target, string why, bool atLeast = false) => new(id, name, null, target, atLeast) { Note = why };
}
