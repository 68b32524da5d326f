using System.Collections.Concurrent;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Overview;

/// <summary>Every number of the overview for one set of filters, from one state of the campaign. Shared by all who look at it.</summary>
/// <param name="Sequence">The last change that it knows.</param>
/// <param name="AsOf">When that change was applied.</param>
/// <param name="Totals">The tiles.</param>
/// <param name="Before">The tiles of the period before, where the campaign reaches that far.</param>
/// <param name="YearBefore">The tiles of the same period of the year before, where the campaign reaches that far.</param>
/// <param name="Units">By the unit of the map's day, without non-local bodies.</param>
/// <param name="ProvinceBodies">Non-local bodies.</param>
/// <param name="Fields">By field, then subject.</param>
/// <param name="Stages">By the stage at the period's end.</param>
/// <param name="Course">Totals over time, for the small trends.</param>
/// <param name="StepFields">Registrations over time by field.</param>
/// <param name="Steps">The steps of time of <paramref name="StepFields"/>.</param>
public sealed record OverviewNumbers(
    long Sequence,
    DateTimeOffset AsOf,
    CubeTotals Totals,
    CubeTotals? Before,
    CubeTotals? YearBefore,
    IReadOnlyDictionary<string, CubeTotals> Units,
    CubeTotals ProvinceBodies,
    CubeResult Fields,
    CubeResult Stages,
    IReadOnlyList<CubeTotals> Course,
    CubeResult StepFields,
    IReadOnlyList<PeriodKey> Steps)
{
    /// <summary>How models of divided communes stand on the map; <see langword="null"/> where units count as they were.</summary>
    public Placement? Placement { get; init; }
}

/// <summary>Computes <see cref="OverviewNumbers"/> once per change and set of filters, however many look.</summary>
public sealed class OverviewQueries(CampaignCubes cubes, ReferenceData reference, TimeProvider clock)
{
    private const int MostKept = 500;
    private readonly ConcurrentDictionary<string, Kept> _kept = new();
    private long _computed;

    /// <summary>How often numbers were computed rather than shared.</summary>
    public long Computed => Interlocked.Read(ref _computed);

    /// <summary>The numbers of the filters, at the last commit.</summary>
    /// <param name="filter">What is asked.</param>
    /// <param name="step">The grain of the steps of time; finer than the period allows, or <see langword="null"/>, means the usual one.</param>
    public OverviewNumbers Get(CampaignFilter filter, PeriodKind? step = null) => KeptOf(filter, step).Numbers.Value;

    /// <summary>The tiles and the localities alone: two answers of the cube, which <see cref="Get"/> then need not ask again.</summary>
    public (CubeTotals Totals, CubeResult Units) Ahead(CampaignFilter filter, PeriodKind? step = null) => KeptOf(filter, step).Ahead.Value;

    private Kept KeptOf(CampaignFilter filter, PeriodKind? step)
    {
        var snapshot = cubes.Snapshot(filter.Campaign.Id);
        var key = $"{filter.Campaign.Id}|{filter.Unit}|{filter.Period}|{filter.Body}|{filter.Field}|{filter.Theme}|{filter.Block}|{filter.Subject}|{filter.Boundaries.Kind}|{filter.Boundaries.Date}|{step}";
        var (day, places) = (LocalDay.Of(clock.GetUtcNow()), reference.Current.Places);
        // A change of units counts the same models at others.
        if (_kept.TryGetValue(key, out var known) && known.Snapshot == snapshot && known.Day == day && known.Places == places)
        {
            return known;
        }

        var ahead = new Lazy<(CubeTotals, CubeResult)>(() => First(filter, snapshot));
        var version = new Kept(snapshot, day, places, ahead, new(() => Compute(filter, step, snapshot, ahead)));
        if (_kept.Count > MostKept)
        {
            // Filters that nobody looks at any more; those in use are computed once more at most.
            _kept.Clear();
        }

        return _kept.AddOrUpdate(
            key, static (_, fresh) => fresh, static (_, kept, fresh) => kept.Snapshot == fresh.Snapshot && kept.Day == fresh.Day && kept.Places == fresh.Places ? kept : fresh, version);
    }

    private (CubeTotals Totals, CubeResult Units) First(CampaignFilter filter, CubeSnapshot snapshot)
    {
        var query = filter.ToQuery(reference.Current);
        // The map shows all localities whichever is chosen, so that one can go from one to the next.
        var map = filter.Unit is null ? query : (filter with { Unit = null }).ToQuery(reference.Current);
        return (snapshot.Query(query).Totals, snapshot.Query(map with { Units = null, By = CubeAxis.Unit }));
    }

    private OverviewNumbers Compute(CampaignFilter filter, PeriodKind? step, CubeSnapshot snapshot, Lazy<(CubeTotals Totals, CubeResult Units)> ahead)
    {
        Interlocked.Increment(ref _computed);
        var today = LocalDay.Of(clock.GetUtcNow());
        var query = filter.ToQuery(reference.Current);
        var course = Begun(ViewTime.SubPeriods(filter.Period, filter.Campaign, today), today);
        var steps = Begun(ViewTime.Steps(filter.Period, filter.Campaign, today, step), today);
        var (totals, units) = ahead.Value;
        var courseOf = snapshot.Query(query with { By = CubeAxis.Period, Periods = course });
        return new(
            snapshot.Sequence,
            cubes.UpdatedAt,
            totals,
            Other(filter, snapshot, query, filter.Period?.Previous)?.Totals,
            Other(filter, snapshot, query, filter.Period?.SameLastYear)?.Totals,
            units.Rows.Where(r => r.Key != CubeKeys.ProvinceBodies).ToDictionary(r => r.Key, r => r.Totals),
            units.Row(CubeKeys.ProvinceBodies),
            snapshot.Query(query with { By = CubeAxis.Field, Then = CubeAxis.Subject }),
            snapshot.Query(query with { By = CubeAxis.Stage }),
            course.ConvertAll(p => courseOf.Row(p.ToString())),
            snapshot.Query(query with { By = CubeAxis.Period, Then = CubeAxis.Field, Periods = steps }),
            steps)
        {
            Placement = Placement.Of(snapshot, (filter with { Unit = null }).ToQuery(reference.Current), reference.Current.Places, filter.Boundaries),
        };
    }

    private static List<PeriodKey> Begun(IReadOnlyList<PeriodKey> periods, DateOnly today) => periods.Where(p => p.From <= today).ToList();

    private static CubeResult? Other(CampaignFilter filter, CubeSnapshot snapshot, CubeQuery query, PeriodKey? other)
    {
        // Of the same campaign only: another phase counts anew, and simulated and real never meet.
        return other is { } period && filter.Period is { Kind: not PeriodKind.Phase } && filter.Campaign.Covers(period.From) && snapshot.Answers(period)
            ? snapshot.Query(query with { Period = period }) : null;
    }

    private sealed record Kept(CubeSnapshot Snapshot, DateOnly Day, Places Places, Lazy<(CubeTotals Totals, CubeResult Units)> Ahead, Lazy<OverviewNumbers> Numbers);
}
