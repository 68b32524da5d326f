using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Statistics;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Compare;

/// <summary>Puts localities side by side, all from one state of the campaign.</summary>
internal sealed class CompareQueries(
    CampaignCubes cubes, ReferenceData reference, ReportsNowQueries reports, TargetQueries targets, PopulationQueries populations, ClusterQueries clusters, DanVanOptions options, TimeProvider clock,
    IStringLocalizer<FiltersText> text, IStringLocalizer<VocabularyText> words)
{
    private const int MostPaces = 5;

    /// <summary>What wakes the page.</summary>
    public Interest? InterestOf(Actor actor, ViewState query)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var state = query.WithDefaults(actor, current, options.RootUnit, today);
        return current.Campaign(state.Campaign) is { } campaign && CampaignScope.Reads(actor, campaign, current)
            ? actor.Scope.All ? Interest.All(campaign.Id) : new(campaign.Id, actor.Scope.Units, actor.Scope.Bodies, NonLocal: false) : null;
    }

    /// <summary>The page, or why it cannot be shown.</summary>
    public async Task<Result<CompareView>> GetAsync(Actor actor, CompareAsk asked, CancellationToken ct = default)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        // Localities are what is compared, so none of them is chosen.
        var state = (asked.State with { Unit = string.Empty, Body = null }).WithDefaults(actor, current, options.RootUnit, today) with { Unit = null, Body = null };
        var read = state.ToFilter(actor, current, today);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        var (filter, places) = (read.Value, current.Places);
        var ask = asked with { State = state };
        var campaign = filter.Campaign;
        var snapshot = cubes.Snapshot(campaign.Id);
        var query = filter.ToQuery(current) with { By = CubeAxis.Unit };
        var (root, day) = ViewTime.RootOf(filter, places, today);
        var units = (filter.Boundaries.Kind == BoundaryViewKind.OldDistrict ? Districts(places, root, day) : [.. places.Under(root, day, UnitLevel.Commune)]).ToList();
        var all = await clusters.OfAsync(campaign.Id, today, ct);
        var cluster = all.FirstOrDefault(c => c.Id == asked.Cluster);
        var shown = units.ToHashSet();
        var seen = units.Where(u => actor.Scope.All || actor.Scope.Units.Contains(u.Id)).ToList();
        var wanted = asked.ChosenUnits.ToHashSet();
        var compared = seen.Where(u => (cluster is null || Holds(cluster, u, places, day)) && (wanted.Count == 0 || wanted.Contains(u.Id))).ToList();
        var now = snapshot.Query(query);
        var before = filter.Period is { Kind: not PeriodKind.Phase, SameLastYear: { } last } && campaign.Covers(last.From) && snapshot.Answers(last) ? snapshot.Query(query with { Period = last }) : null;
        // Whoever asks for ranks wants to know how they moved since the period before.
        var previous = ask.Ranked && filter.Period is { Kind: not PeriodKind.Phase, Previous: { } earlier } && campaign.Covers(earlier.From) && snapshot.Answers(earlier) ? snapshot.Query(query with { Period = earlier }) : null;
        var steps = ViewTime.Steps(filter.Period, campaign, today, filter.Period is null or { Kind: PeriodKind.Phase } ? PeriodKind.Year : PeriodKind.Month).Where(p => p.From <= today).ToList();
        var course = steps.ConvertAll(p => snapshot.Answers(p) ? snapshot.Query(query with { Period = p }) : null);
        // Of another field than the one asked for nothing is told, which is not nought.
        List<string> fields = [.. campaign.Fields.Fields.Select(f => f.Key).Where(f => filter.Field is null || filter.Field == f)];
        var byField = fields.ConvertAll(f => snapshot.Query(query with { Field = f }));
        var stand = await reports.OfAsync(campaign.Id, filter.Period, today);
        var plan = filter.Period is { Kind: PeriodKind.Year, Year: var year } && campaign.HasRegister ? await targets.OfAsync(campaign.Id, year, ct) : null;
        var people = await populations.TableAsync(ct);
        var of = (filter.Period?.To ?? campaign.To ?? today).Year;
        var placed = Placement.Of(snapshot, query, places, filter.Boundaries);
        var forecasts = filter.Period is { Kind: PeriodKind.Year, Year: var running } && running == today.Year && campaign.HasRegister && ask.Measure != CompareMeasure.InProgress;
        var paces = forecasts ? Paces(actor, current, campaign, query, ask.Measure, today) : [];
        var every = seen.ConvertAll(u =>
        {
            var t = now.Row(u.Id);
            var (count, population) = (Of(t, ask.Measure), people.Of(u.Id, of, ask.Kind));
            return new CompareRow(
                u.Id, u.FullNameAtStart, count, Value(ask.By, count, population), before is null ? null : Value(ask.By, Of(before.Row(u.Id), ask.Measure), population), population,
                Target(plan, ask.Measure, current.Bodies.PartyCommitteeOf(u.Id)?.Id, filter.Field), null, null, stand.ByUnit.TryGetValue(u.Id, out var report) ? report : null, placed?.IsEstimated(u.Id) == true,
                [.. course.Select(c => c is null ? 0 : Of(c.Row(u.Id), ask.Measure))], [.. byField.Select(f => Of(f.Row(u.Id), ask.Measure))], t,
                ModelsBehind.Models(state with { Unit = u.Id }, Wire.Name(ask.Measure)))
            {
                Forecast = forecasts ? YearForecast.Of(count, paces) : null,
            };
        });
        var ids = compared.Select(u => u.Id).ToHashSet();
        var rows = every.FindAll(r => ids.Contains(r.Id));
        if (ask.Ranked)
        {
            rows = Rank(rows, r => previous is null ? null : Value(ask.By, Of(previous.Row(r.Id), ask.Measure), r.People));
        }

        rows = state.Order switch
        {
            "gia-tri" => [.. rows.OrderByDescending(r => r.Value ?? -1)],
            // Where no plan asks for anything there is nothing to have reached.
            "chi-tieu" => [.. rows.OrderByDescending(r => r.Target is > 0 and var target ? r.Count / target : -1)],
            "thay-doi" => [.. rows.OrderByDescending(r => r.Value - r.Before ?? decimal.MinValue)],
            _ => rows,
        };
        var funnel = ask.By == Denominator.None ? CompareFunnel.OfRecognised(rows, snapshot.Query(query with { Then = CubeAxis.Stage }), state) : CompareFunnel.OfPopulation(rows, ask.Kind);
        var whole = cluster is null && wanted.Count == 0 && actor.Scope.All;
        var elsewhere = now.Rows.Where(r => r.Key != CubeKeys.ProvinceBodies && !shown.Any(u => u.Id == r.Key)).Select(r => r.Totals).ToList();
        return new CompareView
        {
            Ask = ask, Campaign = campaign, AsOf = cubes.UpdatedAt,
            Options = [.. FilterOptions.Of(actor, current, campaign, state, today, text, words).Where(o => o.Name is not ("dia-ban" or "don-vi"))],
            Rows = rows, ProvinceBodies = whole ? now.Row(CubeKeys.ProvinceBodies) : null, Unplaced = whole && elsewhere.Exists(t => t != CubeTotals.Zero) ? Sum(elsewhere) : null, Totals = now.Totals,
            Choices = [.. seen.Select(u => (u.Id, u.FullNameAtStart))], One = One(every, all, asked.One, places, day, snapshot, query, filter, campaign, ask.Measure), Forecasts = forecasts, Paces = paces, Today = today,
            ReportsHref = stand.Period is { } owed ? ModelsBehind.Reports(campaign.Id, owed.ToString()) : null,
            Coverage = stand.Coverage, ReportPeriod = stand.Period, Steps = steps, FieldKeys = fields, Clusters = all, Populated = rows.Count(r => r.People is not null), Funnel = funnel,
            Part = ViewTime.PartOf(filter, places, today), Placement = placed,
            Told = campaign.HasRegister, Boundaries = filter.Boundaries, SeesAll = actor.Scope.All,
        };
    }

    /// <summary>One measure of a cell.</summary>
    public static decimal Of(CubeTotals t, CompareMeasure measure) => measure switch
    {
        CompareMeasure.InProgress => t.InProgress,
        CompareMeasure.Recognised => t.Recognised.Total,
        CompareMeasure.Exemplar => t.Exemplar,
        CompareMeasure.Commended => t.Commended,
        CompareMeasure.Replicated => t.Replicated,
        _ => t.Registered,
    };

    private static decimal? Value(Denominator by, decimal count, ConfirmedPopulation? people) =>
        by switch
    {
        Denominator.None => count,
        _ when people is not { Value: > 0 } => null,
        Denominator.Households => PopulationRules.Rate(count, people.Value, DenominatorKind.Households),
        Denominator.PartyCells => PopulationRules.Rate(count, people.Value, DenominatorKind.PartyCells),
        _ => PopulationRules.Rate(count, people.Value, DenominatorKind.People),
    };

    private static bool Holds(Cluster cluster, Unit unit, Places places, DateOnly day) => cluster.Units.Contains(unit.Id) || cluster.Units.Any(c => places.SuccessorAt(c, day)?.Id == unit.Id);

    /// <summary>How far earlier years had come by this day, of the whole province: a commune alone has too few models to tell. Years of an earlier campaign of the same province count too, for only their pace is used.</summary>
    private IReadOnlyList<YearPace> Paces(Actor actor, Reference current, Campaign campaign, CubeQuery query, CompareMeasure measure, DateOnly today)
    {
        var found = new SortedDictionary<int, YearPace>();
        foreach (var other in current.Campaigns.Where(c => c.HasRegister && c.RootUnitId == campaign.RootUnitId && c.Simulated == campaign.Simulated && CampaignScope.Reads(actor, c, current) && (query.Field is null || c.Fields.Find(query.Field) is not null)))
        {
            for (var year = today.Year - 1; year >= today.Year - MostPaces; year--)
            {
                if (other.Covers(new(year, 1, 1)) && other.Covers(new(year, 12, 31)))
                {
                    List<PeriodKey> months = [.. Enumerable.Range(1, 12).Select(m => new PeriodKey(PeriodKind.Month, year, m))];
                    var counted = cubes.Snapshot(other.Id).Query(query with { Period = null, Units = null, Weights = null, Targets = null, By = CubeAxis.Period, Periods = months });
                    found.TryAdd(year, YearPace.Of(year, months.ConvertAll(m => Of(counted.Row(m.ToString()), measure)), today));
                }
            }
        }

        return [.. found.Values];
    }

    /// <summary>One locality beside its cluster and its own past.</summary>
    private static CompareOne? One(List<CompareRow> rows, IReadOnlyList<Cluster> clusters, string? id, Places places, DateOnly day, CubeSnapshot snapshot, CubeQuery query, CampaignFilter filter, Campaign campaign, CompareMeasure measure)
    {
        if (rows.Find(r => r.Id == id) is not { } row)
        {
            return null;
        }

        var cluster = clusters.FirstOrDefault(c => Holds(c, places[row.Id], places, day));
        var members = cluster is null ? [] : rows.FindAll(r => Holds(cluster, places[r.Id], places, day));
        var past = new List<(PeriodKey, decimal)>();
        for (PeriodKey? at = filter.Period is { Kind: not PeriodKind.Phase } p ? p.SameLastYear : null; at is { } before && campaign.Covers(before.From) && snapshot.Answers(before) && past.Count < MostPaces; at = before.SameLastYear)
        {
            past.Add((before, Of(snapshot.Query(query with { Period = before }).Row(row.Id), measure)));
        }

        // Who sees only one of a cluster is not told of the others.
        return members.Count < 2 ? new(row, null, 0, 0, 0, past) : new(row, cluster, members.Count, members.Average(r => r.Count), members.Max(r => r.Count), past);
    }

    private static decimal? Target(YearTargets? plan, CompareMeasure measure, string? body, string? field) =>
        plan is not null && body is not null && Wire.Parse<TargetMeasure>(Wire.Name(measure)) is { } of ? plan.Find(of, field, body)?.Value : null;

    // A district lasted until 30/06/2025; later views by old district have the same ones.
    private static IEnumerable<Unit> Districts(Places places, string root, DateOnly day) => places.Under(root, day > ModelRules.LastDistrictDay ? ModelRules.LastDistrictDay : day, UnitLevel.District);

    /// <summary>Equal ones share a place. Who has not reported is not ranked, neither now nor before.</summary>
    private static List<CompareRow> Rank(List<CompareRow> rows, Func<CompareRow, decimal?> before)
    {
        var (ranked, earlier) = (rows.Where(r => !r.Late && r.Value is not null).ToList(), rows.Where(r => !r.Late).Select(before).OfType<decimal>().ToList());
        return rows.ConvertAll(r => r with
        {
            Rank = r.Late || r.Value is null ? null : ranked.Count(o => o.Value > r.Value) + 1,
            RankBefore = r.Late || before(r) is not { } value ? null : earlier.Count(o => o > value) + 1,
        });
    }

    private static CubeTotals Sum(List<CubeTotals> all) => new()
    {
        Registered = all.Sum(t => t.Registered), InProgress = all.Sum(t => t.InProgress),
        Recognised = new(all.Sum(t => t.Recognised.Commune), all.Sum(t => t.Recognised.District), all.Sum(t => t.Recognised.Province)),
        Exemplar = all.Sum(t => t.Exemplar), Commended = all.Sum(t => t.Commended), Replicated = all.Sum(t => t.Replicated),
    };
}
