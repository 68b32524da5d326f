namespace DanVanDashboard.Domain.Campaigns;

/// <summary>A body owes a report for a period by a day.</summary>
public sealed record Obligation(string CampaignId, string BodyId, PeriodKey Period, DateOnly DueOn)
{
    /// <summary>Whether it is overdue at the end of <paramref name="day"/>: the due day itself is in time.</summary>
    public bool OverdueOn(DateOnly day) => day > DueOn;

    /// <summary>The day by which a report of <paramref name="period"/> is due: <paramref name="days"/> days after its end.</summary>
    public static DateOnly Due(PeriodKey period, int days) => period.To.AddDays(days);
}
