namespace DanVanDashboard.Domain.Campaigns;

/// <summary>A body owes a report for a period by a day. Grace and extension move the day from which it is late, never the deadline that was announced.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="BodyId">The body.</param>
/// <param name="Period">The period.</param>
/// <param name="DueOn">Hạn gửi, as announced to all.</param>
public sealed record Obligation(string CampaignId, string BodyId, PeriodKey Period, DateOnly DueOn)
{
    /// <summary>Ân hạn: further days for everyone, in which a report still counts as on time.</summary>
    public int GraceDays { get; init; }

    /// <summary>Gia hạn: the last day granted to this body alone; <see langword="null"/> without one.</summary>
    public DateOnly? ExtendedTo { get; init; }

    /// <summary>Khóa sổ: the last day on which the report may still be changed by its body; <see langword="null"/>: until the board locks it.</summary>
    public DateOnly? LocksOn { get; init; }

    /// <summary>The last day on which the report is in time: the due day with its grace, or the extension where it is later. What "quá hạn" and "gửi muộn" are measured from.</summary>
    public DateOnly LastDay => LastDayOf(DueOn, GraceDays, ExtendedTo);

    /// <summary>Whether it is overdue at the end of <paramref name="day"/>: the last day itself is in time.</summary>
    public bool OverdueOn(DateOnly day) => day > LastDay;

    /// <summary>The day by which a report of <paramref name="period"/> is due: <paramref name="days"/> days after its end.</summary>
    public static DateOnly Due(PeriodKey period, int days) => period.To.AddDays(days);

    /// <summary>The last day in time. An extension never shortens, and grace is not added to it: it names a day.</summary>
    public static DateOnly LastDayOf(DateOnly dueOn, int graceDays, DateOnly? extendedTo)
    {
        var withGrace = dueOn.AddDays(Math.Max(0, graceDays));
        return extendedTo is { } day && day > withGrace ? day : withGrace;
    }
}
