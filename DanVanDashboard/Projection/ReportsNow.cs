using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Projection;

/// <summary>Who has reported for one reporting period, as it stands.</summary>
/// <param name="Period">The reporting period; <see langword="null"/> where none is owed.</param>
/// <param name="All">Every body that owes a report for it, in protocol order.</param>
/// <param name="Today">The day from which it is seen.</param>
public sealed record ReportsNow(PeriodKey? Period, IReadOnlyList<BodyReport> All, DateOnly Today)
{
    private readonly Lazy<Dictionary<string, ReportingState>> _byUnit = new(() =>
        // Where several bodies of a locality owe one, the locality stands as its worst.
        All.Where(r => r.UnitId is not null).GroupBy(r => r.UnitId!).ToDictionary(g => g.Key, g => g.Select(r => r.StateOn(Today)).MinBy(Rank)));

    /// <summary>How many have sent it, of how many that owe it.</summary>
    public Coverage Coverage => new(All.Count(r => r.Reported), All.Count);

    /// <summary>State by locality.</summary>
    public IReadOnlyDictionary<string, ReportingState> ByUnit => _byUnit.Value;

    /// <summary>How many non-local bodies have sent it.</summary>
    public Coverage OfProvinceBodies => new(All.Count(r => r.UnitId is null && r.Reported), All.Count(r => r.UnitId is null));

    private static int Rank(ReportingState state) => state switch
    {
        ReportingState.Overdue => 0,
        ReportingState.Returned => 1,
        ReportingState.NotDue => 2,
        ReportingState.Late => 3,
        _ => 4,
    };
}

/// <summary>Reads <see cref="ReportsNow"/> once per change of a report, not per change of a model.</summary>
public sealed class ReportsNowQueries(CoverageQueries coverage, CampaignCubes cubes, ReferenceData reference)
{
    private readonly Kept<(string Campaign, PeriodKey? Within, DateOnly Today), ReportsNow> _kept = new();

    /// <summary>The last reporting period that has ended and touches <paramref name="within"/>, with the state of every body that owes for it.</summary>
    public Task<ReportsNow> OfAsync(string campaignId, PeriodKey? within, DateOnly today) =>
        _kept.GetAsync((campaignId, within, today), (cubes.LastOther(campaignId), reference.Current), async () =>
        {
            var period = await coverage.CurrentPeriodAsync(campaignId, today, CancellationToken.None, within);
            return new(period, period is { } p ? await coverage.OfAsync(campaignId, p, CancellationToken.None) : [], today);
        });
}
