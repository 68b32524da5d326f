namespace DanVanDashboard.Ui;

/// <summary>Where a number moved.</summary>
public enum KpiDirection
{
    /// <summary>It stayed, or there is nothing to compare with.</summary>
    None,

    /// <summary>It grew.</summary>
    Up,

    /// <summary>It fell.</summary>
    Down,
}

/// <summary>Whether a movement may be called good or bad.</summary>
public enum KpiJudgement
{
    /// <summary>It is stated without a colour.</summary>
    None,

    /// <summary>Growth is good.</summary>
    MoreIsBetter,

    /// <summary>Growth is bad.</summary>
    LessIsBetter,
}

/// <summary>One comparison of a number.</summary>
/// <param name="Delta">The size of the change without its sign ("38"), or <see langword="null"/> where the text says it all.</param>
/// <param name="Direction">Where the number moved.</param>
/// <param name="Judgement">Whether that may be called good or bad by a colour; by default it is only stated.</param>
/// <param name="Text">What it is compared with ("so với quý II").</param>
public sealed record KpiChange(string? Delta, KpiDirection Direction, KpiJudgement Judgement, string Text);

/// <summary>A part of a number, or a remark under it.</summary>
/// <param name="Text">"tập thể 1.166".</param>
/// <param name="Href">What lies behind it.</param>
public sealed record KpiPart(string Text, string? Href = null);

/// <summary>How much of a target is reached.</summary>
/// <param name="Share">1 is all of it; more is possible.</param>
/// <param name="Text">"63,8% chỉ tiêu năm (2.000)".</param>
public sealed record KpiTarget(decimal Share, string Text);
