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

    /// <summary>The periods touched by what is chosen that have ended, the earliest first: what the rates are over.</summary>
    public IReadOnlyList<PeriodKey> Due { get; init; } = [];

    /// <summary>How reporting went in a locality over these periods, of what was due or sent.</summary>
    public IReadOnlyDictionary<string, ReportingRate> RateByUnit { get; init; } = new Dictionary<string, ReportingRate>();

    /// <summary>The same of all non-local bodies.</summary>
    public ReportingRate ProvinceBodiesRate { get; init; } = ReportingRate.Zero;

    /// <summary>The same of all.</summary>
    public ReportingRate Rate { get; init; } = ReportingRate.Zero;

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
            var ended = await coverage.WithinAsync(campaignId, p => p.To < today && (within is not { } w || (p.From <= w.To && p.To >= w.From)), CancellationToken.None);
            // What is not sent counts from the day after its last one.
            var due = ended.Select(r => (r.Report.UnitId, State: r.Report.StateOn(today))).Where(r => r.State != ReportingState.NotDue).ToList();
            return new(period, period is { } last ? await coverage.OfAsync(campaignId, last, CancellationToken.None) : [], today)
            {
                Due = [.. ended.Select(r => r.Period).Distinct().OrderBy(p => p.To).ThenBy(p => p.From)],
                RateByUnit = due.Where(r => r.UnitId is not null).GroupBy(r => r.UnitId!).ToDictionary(g => g.Key, g => ReportingRate.Of(g.Select(r => r.State))),
                ProvinceBodiesRate = ReportingRate.Of(due.Where(r => r.UnitId is null).Select(r => r.State)), Rate = ReportingRate.Of(due.Select(r => r.State)),
            };
        });
}
