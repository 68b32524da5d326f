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
        var compared = units.Where(u => (actor.Scope.All || actor.Scope.Units.Contains(u.Id)) && (cluster is null || cluster.Units.Contains(u.Id) || cluster.Units.Any(c => places.SuccessorAt(c, day)?.Id == u.Id))).ToList();
        var now = snapshot.Query(query);
        var before = filter.Period is { Kind: not PeriodKind.Phase, SameLastYear: { } last } && campaign.Covers(last.From) && snapshot.Answers(last) ? snapshot.Query(query with { Period = last }) : null;
        var steps = ViewTime.Steps(filter.Period, campaign, today, filter.Period is null or { Kind: PeriodKind.Phase } ? PeriodKind.Year : PeriodKind.Month).Where(p => p.From <= today).ToList();
        var course = steps.ConvertAll(p => snapshot.Answers(p) ? snapshot.Query(query with { Period = p }) : null);
        List<string> fields = [.. campaign.Fields.Fields.Select(f => f.Key)];
        var byField = fields.ConvertAll(f => filter.Field is { } only && only != f ? null : snapshot.Query(query with { Field = f }));
        var stand = await reports.OfAsync(campaign.Id, filter.Period, today);
        var plan = filter.Period is { Kind: PeriodKind.Year, Year: var year } && campaign.HasRegister ? await targets.OfAsync(campaign.Id, year, ct) : null;
        var people = await populations.TableAsync(ct);
        var of = (filter.Period?.To ?? campaign.To ?? today).Year;
        var placed = Placement.Of(snapshot, query, places, filter.Boundaries);
        var rows = compared.ConvertAll(u =>
        {
            var t = now.Row(u.Id);
            var (count, population) = (Of(t, ask.Measure), people.Of(u.Id, of));
            return new CompareRow(
                u.Id, u.FullNameAtStart, count, Value(ask.By, count, population), before is null ? null : Value(ask.By, Of(before.Row(u.Id), ask.Measure), population), population,
                Target(plan, ask.Measure, current.Bodies.PartyCommitteeOf(u.Id)?.Id, filter.Field), null, null, stand.ByUnit.TryGetValue(u.Id, out var report) ? report : null, placed?.IsEstimated(u.Id) == true,
                [.. course.Select(c => c is null ? 0 : Of(c.Row(u.Id), ask.Measure))], [.. byField.Select(f => f is null ? 0 : Of(f.Row(u.Id), ask.Measure))], t,
                ModelsBehind.Models(state with { Unit = u.Id }, Wire.Name(ask.Measure)));
        });
        if (ask.Ranked)
        {
            rows = Rank(rows);
        }

        rows = state.Order switch
        {
            "gia-tri" => [.. rows.OrderByDescending(r => r.Value ?? -1)],
            "thay-doi" => [.. rows.OrderByDescending(r => r.Value - r.Before ?? decimal.MinValue)],
            _ => rows,
        };
        var (funnel, average) = Funnel(rows);
        var whole = cluster is null && actor.Scope.All;
        var elsewhere = now.Rows.Where(r => r.Key != CubeKeys.ProvinceBodies && !shown.Any(u => u.Id == r.Key)).Select(r => r.Totals).ToList();
        return new CompareView
        {
            Ask = ask, Campaign = campaign, AsOf = cubes.UpdatedAt,
            Options = [.. FilterOptions.Of(actor, current, campaign, state, today, text, words).Where(o => o.Name is not ("dia-ban" or "don-vi"))],
            Rows = rows, ProvinceBodies = whole ? now.Row(CubeKeys.ProvinceBodies) : null, Unplaced = whole && elsewhere.Exists(t => t != CubeTotals.Zero) ? Sum(elsewhere) : null, Totals = now.Totals,
            Coverage = stand.Coverage, ReportPeriod = stand.Period, Steps = steps, FieldKeys = fields, Clusters = all, Populated = rows.Count(r => r.People is not null), Funnel = funnel, Average = average,
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
        by == Denominator.None ? count : people is { Value: > 0 } known ? PopulationRules.PerTenThousand(count, known.Value) : null;

    private static decimal? Target(YearTargets? plan, CompareMeasure measure, string? body, string? field) =>
        plan is not null && body is not null && Wire.Parse<TargetMeasure>(Wire.Name(measure)) is { } of ? plan.Find(of, field, body)?.Value : null;

    // A district lasted until 30/06/2025; later views by old district have the same ones.
    private static IEnumerable<Unit> Districts(Places places, string root, DateOnly day) => places.Under(root, day > ModelRules.LastDistrictDay ? ModelRules.LastDistrictDay : day, UnitLevel.District);

    /// <summary>Equal ones share a place. Who has not reported is not ranked, neither now nor before.</summary>
    private static List<CompareRow> Rank(List<CompareRow> rows)
    {
        var (ranked, earlier) = (rows.Where(r => !r.Late && r.Value is not null).ToList(), rows.Where(r => !r.Late && r.Before is not null).ToList());
        return rows.ConvertAll(r => r with
        {
            Rank = r.Late || r.Value is null ? null : ranked.Count(o => o.Value > r.Value) + 1,
            RankBefore = r.Late || r.Before is null ? null : earlier.Count(o => o.Before > r.Before) + 1,
        });
    }

    private static (IReadOnlyList<FunnelPoint> Points, double Average) Funnel(List<CompareRow> rows)
    {
        var counted = rows.Where(r => r.People is { Value: > 0 } && !r.Late).ToList();
        var (models, people) = ((double)counted.Sum(r => r.Count), (double)counted.Sum(r => r.People!.Value));
        if (counted.Count < 3 || models <= 0)
        {
            return ([], 0);
        }

        return ([.. counted.Select(r =>
        {
            var limits = ControlLimits.Poisson(models * r.People!.Value / people, ControlLimits.Action);
            return new FunnelPoint(r, r.People.Value, (double)r.Count * 10_000 / r.People.Value, (double)r.Count < limits.Low ? -1 : (double)r.Count > limits.High ? 1 : 0);
        })], models * 10_000 / people);
    }

    private static CubeTotals Sum(List<CubeTotals> all) => new()
    {
        Registered = all.Sum(t => t.Registered), InProgress = all.Sum(t => t.InProgress),
        Recognised = new(all.Sum(t => t.Recognised.Commune), all.Sum(t => t.Recognised.District), all.Sum(t => t.Recognised.Province)),
        Exemplar = all.Sum(t => t.Exemplar), Commended = all.Sum(t => t.Commended), Replicated = all.Sum(t => t.Replicated),
    };
}
