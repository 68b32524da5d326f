using System.Collections.Concurrent;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Overview;

/// <summary>Every number of the overview for one set of filters, from one state of the campaign. Shared by all who look at it.</summary>
/// <param name="Sequence">The last change that it knows.</param>
/// <param name="AsOf">When that change was applied.</param>
/// <param name="Totals">The tiles.</param>
/// <param name="Before">The tiles of the period before, where the campaign reaches that far.</param>
/// <param name="Units">By the unit of the map's day, without non-local bodies.</param>
/// <param name="ProvinceBodies">Non-local bodies.</param>
/// <param name="Fields">By field, then subject.</param>
/// <param name="Steps">Totals over time, in the order of <paramref name="Periods"/>.</param>
/// <param name="StepFields">Registrations over time by field.</param>
/// <param name="Periods">The steps of time.</param>
public sealed record OverviewNumbers(
    long Sequence,
    DateTimeOffset AsOf,
    CubeTotals Totals,
    CubeTotals? Before,
    IReadOnlyDictionary<string, CubeTotals> Units,
    CubeTotals ProvinceBodies,
    CubeResult Fields,
    IReadOnlyList<CubeTotals> Steps,
    CubeResult StepFields,
    IReadOnlyList<PeriodKey> Periods);

/// <summary>Computes <see cref="OverviewNumbers"/> once per change and set of filters, however many look.</summary>
public sealed class OverviewQueries(CampaignCubes cubes, ReferenceData reference, TimeProvider clock)
{
    private const int MostKept = 500;
    private readonly ConcurrentDictionary<string, Kept> _kept = new();
    private long _computed;

    /// <summary>How often numbers were computed rather than shared.</summary>
    public long Computed => Interlocked.Read(ref _computed);

    /// <summary>The numbers of the filters, at the last commit.</summary>
    public OverviewNumbers Get(CampaignFilter filter)
    {
        var snapshot = cubes.Snapshot(filter.Campaign.Id);
        var key = $"{filter.Campaign.Id}|{filter.Unit}|{filter.Period}|{filter.Body}|{filter.Field}|{filter.Theme}|{filter.Block}|{filter.Subject}|{filter.Boundaries.Kind}|{filter.Boundaries.Date}";
        var version = new Kept(snapshot, LocalDay.Of(clock.GetUtcNow()), new(() => Compute(filter, snapshot)));
        if (_kept.Count > MostKept)
        {
            // Filters that nobody looks at any more; those in use are computed once more at most.
            _kept.Clear();
        }

        return _kept.AddOrUpdate(
            key, static (_, fresh) => fresh, static (_, kept, fresh) => kept.Snapshot == fresh.Snapshot && kept.Day == fresh.Day ? kept : fresh, version).Numbers.Value;
    }

    private OverviewNumbers Compute(CampaignFilter filter, CubeSnapshot snapshot)
    {
        Interlocked.Increment(ref _computed);
        var today = LocalDay.Of(clock.GetUtcNow());
        var query = filter.ToQuery(reference.Current);
        var periods = ViewTime.SubPeriods(filter.Period, filter.Campaign, today).Where(p => p.From <= today).ToList();
        // The map shows all localities whichever is chosen, so that one can go from one to the next.
        var map = filter.Unit is null or CubeKeys.ProvinceBodies ? query : (filter with { Unit = null }).ToQuery(reference.Current);
        var units = snapshot.Query(map with { Units = null, By = CubeAxis.Unit });
        var total = snapshot.Query(query);
        var steps = snapshot.Query(query with { By = CubeAxis.Period, Periods = periods });
        return new(
            snapshot.Sequence,
            cubes.UpdatedAt,
            total.Totals,
            Before(filter, snapshot, query)?.Totals,
            units.Rows.Where(r => r.Key != CubeKeys.ProvinceBodies).ToDictionary(r => r.Key, r => r.Totals),
            units.Row(CubeKeys.ProvinceBodies),
            snapshot.Query(query with { By = CubeAxis.Field, Then = CubeAxis.Subject }),
            periods.Select(p => steps.Row(p.ToString())).ToList(),
            snapshot.Query(query with { By = CubeAxis.Period, Then = CubeAxis.Field, Periods = periods }),
            periods);
    }

    private static CubeResult? Before(CampaignFilter filter, CubeSnapshot snapshot, CubeQuery query)
    {
        if (filter.Period is not { } period || period.Kind == PeriodKind.Phase)
        {
            return null;
        }

        // Of the same campaign only: another phase counts anew, and simulated and real never meet.
        var before = period.Previous;
        return filter.Campaign.Covers(before.From) && snapshot.Answers(before) ? snapshot.Query(query with { Period = before }) : null;
    }

    private sealed record Kept(CubeSnapshot Snapshot, DateOnly Day, Lazy<OverviewNumbers> Numbers);
}
