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
