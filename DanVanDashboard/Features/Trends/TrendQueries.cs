using DanVanDashboard.Charts;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Trends;

/// <summary>The campaign over time. What happens in a period is the cube's number; what has happened by its end counts each model once, by the first day of its step.</summary>
internal sealed class TrendQueries(
    CampaignCubes cubes, ReferenceData reference, LifeRows lives, StaleModels stale, MapDrawings drawings, MarkVerbs marks, DanVanOptions options, TimeProvider clock,
    IStringLocalizer<FiltersText> text, IStringLocalizer<VocabularyText> words, IStringLocalizer<TrendsText> own)
{
    /// <summary>The steps of a model's life that a cohort is followed through.</summary>
    public static readonly IReadOnlyList<ModelEventKind> Steps =
        [ModelEventKind.Accept, ModelEventKind.Recognise, ModelEventKind.Exemplar, ModelEventKind.Commend, ModelEventKind.Replicate, ModelEventKind.Stop];

    /// <summary>Each step with the one that it is waited for after; a model that skipped one counts from where it came.</summary>
    public static readonly IReadOnlyList<(ModelEventKind From, ModelEventKind To)> Waits =
    [
        (ModelEventKind.Register, ModelEventKind.Accept), (ModelEventKind.Accept, ModelEventKind.Verify), (ModelEventKind.Accept, ModelEventKind.Appraise),
        (ModelEventKind.Appraise, ModelEventKind.Recognise), (ModelEventKind.Recognise, ModelEventKind.Commend),
    ];

    /// <summary>What wakes the page.</summary>
    public Interest? InterestOf(Actor actor, ViewState query)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var state = query.WithDefaults(actor, current, options.RootUnit, today);
        return current.Campaign(state.Campaign) is { } campaign && CampaignScope.Reads(actor, campaign, current)
            ? actor.Scope.All ? Interest.All(campaign.Id) : new(campaign.Id, actor.Scope.Units, actor.Scope.Bodies, NonLocal: false) : null;
    }

    /// <summary>The page, or why it cannot be shown.</summary>
    public async Task<Result<TrendView>> GetAsync(Actor actor, TrendAsk asked, CancellationToken ct = default)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        // Themes overlap and are no part of a life's first days.
        var state = (asked.State with { Theme = null }).WithDefaults(actor, current, options.RootUnit, today);
        var read = state.ToFilter(actor, current, today);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        var (filter, campaign) = (read.Value, read.Value.Campaign);
        var ask = asked with { State = state };
        var snapshot = cubes.Snapshot(campaign.Id);
        var steps = ViewTime.Steps(filter.Period, campaign, today, Wire.Parse<PeriodKind>(state.Step) ?? (filter.Period is null or { Kind: PeriodKind.Phase } ? PeriodKind.Quarter : PeriodKind.Month)).Where(p => p.From <= today).ToList();
        var query = filter.ToQuery(current);
        var mine = (await lives.OfAsync(campaign.Id, ct)).Where(Within(filter, current)).ToList();
        var cumulative = asked.Cumulative && ask.Measure != TrendMeasure.InProgress;
        List<decimal?> Course(IEnumerable<PeriodKey> of) => cumulative
            ? [.. of.Select(p => campaign.Covers(p.From) ? (decimal?)mine.Count(m => FirstOf(m, ask.Measure) is { } on && on <= p.To && (filter.Period is not { } within || on >= within.From)) : null)]
            : [.. of.Select(p => campaign.Covers(p.From) && snapshot.Answers(p) ? (decimal?)Of(snapshot.Query(query with { Period = p }).Totals, ask.Measure) : null)];
        var before = steps.Select(p => p.SameLastYear).OfType<PeriodKey>().ToList();
        // A year before, cumulated from that year's own beginning.
        List<decimal?> last = before.Count != steps.Count || !before.Exists(p => campaign.Covers(p.From)) ? []
            : cumulative ? filter.Period is { SameLastYear: { } earlier }
                ? [.. before.Select(p => campaign.Covers(p.From) ? (decimal?)mine.Count(m => FirstOf(m, ask.Measure) is { } on && on <= p.To && on >= earlier.From) : null)] : []
            : Course(before);
        var phases = Phases(actor, current, campaign, filter.Field);
        var byPhase = state.Step == "phase" && phases.Count > 1;
        if (byPhase)
        {
            // Each phase stands for itself, so nothing is cumulated over them, and the title does not say so.
            (steps, last, cumulative, ask) = (phases.ConvertAll(c => c.Phase!.Value), [], false, ask with { Cumulative = false });
        }

        var entered = await marks.OfAsync(campaign.Id, ct);
        var counts = campaign.HasRegister ? await stale.OfAsync(campaign, ct) : null;
        var (root, day) = ViewTime.RootOf(filter, current.Places, today);
        return new TrendView
        {
            Ask = ask, Campaign = campaign, AsOf = cubes.UpdatedAt, Steps = steps, 
            Values = byPhase ? phases.ConvertAll(c => (decimal?)Of(cubes.Snapshot(c.Id).Query(query with { Period = null }).Totals, ask.Measure)) : Course(steps), YearBefore = last,
            Marks = Marks(campaign, steps, entered), Entered = entered, MayMark = TimeMarkRules.MayDecide(actor), Cohorts = Cohorts(mine), Stages = StageTimes(mine), HasPhases = phases.Count > 1,
            StepHrefs = byPhase ? [.. phases.Select(c => ModelsBehind.Models(state with { Campaign = c.Id, Period = ViewState.WholeCampaign }, Wire.Name(ask.Measure)))] : [],
            Options = [.. FilterOptions.Of(actor, current, campaign, state, today, text, words).Where(o => o.Name != "chu-de")],
            Stale = counts?.Of(g => actor.Scope.All ? filter.Unit is null || current.Places.ScopeOf(filter.Unit).Contains(g.UnitId) : !g.NonLocal && actor.Scope.Units.Contains(g.UnitId)) ?? 0,
            StaleHref = counts is null || filter.Unit == CubeKeys.ProvinceBodies ? null : ModelsBehind.Models(state, ModelsBehind.Stale), Told = campaign.HasRegister, Boundaries = filter.Boundaries,
            Map = campaign.HasRegister && filter.Boundaries.Kind != BoundaryViewKind.OldDistrict ? drawings.Of(root, day) : null,
            ReplayHref = $"{TrendsModule.EventsRoute}?campaign={Uri.EscapeDataString(campaign.Id)}&boundaries={Uri.EscapeDataString(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))}",
        };
    }

    /// <summary>One measure of a cell.</summary>
    public static decimal Of(CubeTotals t, TrendMeasure measure) => measure switch
    {
        TrendMeasure.InProgress => t.InProgress,
        TrendMeasure.Recognised => t.Recognised.Total,
        TrendMeasure.Exemplar => t.Exemplar,
        TrendMeasure.Commended => t.Commended,
        TrendMeasure.Replicated => t.Replicated,
        TrendMeasure.Stopped => t.Stopped,
        _ => t.Registered,
    };

    /// <summary>Cohorts by the year of registration, the latest first.</summary>
    public static IReadOnlyList<Cohort> Cohorts(IEnumerable<LifeRow> rows) =>
    [
        .. rows.Where(r => r.On(ModelEventKind.Register) is not null).GroupBy(r => r.On(ModelEventKind.Register)!.Value.Year).OrderByDescending(g => g.Key)
            .Select(g => new Cohort(g.Key, g.Count(), [.. Steps.Select(s => g.Count(r => r.On(s) is not null))], [.. Steps.Select(s => Median([.. g.Where(r => r.On(s) is not null).Select(r => r.On(s)!.Value.DayNumber - r.On(ModelEventKind.Register)!.Value.DayNumber)]))])),
    ];

    /// <summary>The campaigns of the same province and kind, one for each phase: real and simulated ones never stand side by side.</summary>
    private static List<Campaign> Phases(Actor actor, Reference current, Campaign campaign, string? field) =>
        [.. current.Campaigns.Where(c => c.HasRegister && c.Phase is not null && c.RootUnitId == campaign.RootUnitId && c.Simulated == campaign.Simulated && CampaignScope.Reads(actor, c, current) && (field is null || c.Fields.Find(field) is not null))
            .OrderBy(c => c.From)];

    /// <summary>How long each step took, where both days are known and lie in this order.</summary>
    public static IReadOnlyList<StageTime> StageTimes(IReadOnlyCollection<LifeRow> rows) =>
    [
        .. Waits.Select(w => (w.From, w.To, Days: rows.Where(r => r.On(w.From) is { } from && r.On(w.To) is { } to && to >= from).Select(r => r.On(w.To)!.Value.DayNumber - r.On(w.From)!.Value.DayNumber).Order().ToList()))
            .Where(w => w.Days.Count > 0).Select(w => new StageTime(w.From, w.To, w.Days.Count, At(w.Days, 1), At(w.Days, 2), At(w.Days, 3))),
    ];

    // The least number of days that so many quarters of them took at most.
    private static int At(List<int> sorted, int quarters) => sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * quarters / 4.0) - 1)];

    private static int? Median(List<int> days)
    {
        if (days.Count == 0)
        {
            return null;
        }

        days.Sort();
        var middle = days.Count / 2;
        return days.Count % 2 == 1 ? days[middle] : (days[middle - 1] + days[middle]) / 2;
    }

    private static DateOnly? FirstOf(LifeRow row, TrendMeasure measure) => row.On(measure switch
    {
        TrendMeasure.Recognised => ModelEventKind.Recognise,
        TrendMeasure.Exemplar => ModelEventKind.Exemplar,
        TrendMeasure.Commended => ModelEventKind.Commend,
        TrendMeasure.Replicated => ModelEventKind.Replicate,
        TrendMeasure.Stopped => ModelEventKind.Stop,
        _ => ModelEventKind.Register,
    });

    // The whole is open to all as numbers, like on the overview; a part only to those whose part it is, which the filter has seen to.
    private static Func<LifeRow, bool> Within(CampaignFilter filter, Reference current)
    {
        // In a restated view a model stands where its unit, or of a divided one its village, has gone; of an unknown village, where the largest share of its unit went.
        var within = filter.Unit is null or CubeKeys.ProvinceBodies ? null : current.Places.ScopeOf(filter.Unit);
        var table = current.Places.Restate(filter.Boundaries);
        Func<LifeRow, bool>? units = within is null ? null : filter.Boundaries == BoundaryView.AsWas ? m => within.Contains(m.UnitId)
            : m => current.Places.IsWithin(table.For(m.UnitId, m.WentTo).MaxBy(t => t.Weight).TargetId, filter.Unit!);
        return m => (filter.Unit != CubeKeys.ProvinceBodies || m.NonLocal) && (units is null || (!m.NonLocal && units(m))) && (filter.Body is null || m.BodyId == filter.Body)
            && (filter.Field is null || (m.Field ?? CubeKeys.Unstated) == filter.Field)
            && (filter.Subject is null || (m.Subject is { } s ? Wire.Name(s) : CubeKeys.Unstated) == filter.Subject) && (filter.Block is null || (m.Block is { } b ? Wire.Name(b) : CubeKeys.Unstated) == filter.Block);
    }

    /// <summary>The campaign's launch, the merging of communes, and 15 October, around which reviews gather (seed 003, §6).</summary>
    private List<TimeMark> Marks(Campaign campaign, List<PeriodKey> steps, IReadOnlyList<CampaignMark> entered)
    {
        var found = new List<TimeMark>();
        Add(campaign.From, own["known.launch"]);
        Add(ModelRules.LastDistrictDay.AddDays(1), own["known.merger"]);
        if (steps.Count <= 24)
        {
            foreach (var year in steps.Select(s => s.Year).Distinct())
            {
                Add(new(year, 10, 15), own["known.review"]);
            }
        }

        foreach (var mark in entered)
        {
            Add(mark.On, mark.Text);
        }

        return found;

        void Add(DateOnly? day, string says)
        {
            if (day is { } at && steps.FindIndex(s => s.Kind is not (PeriodKind.Year or PeriodKind.Phase) && s.Contains(at)) is >= 0 and var i)
            {
                found.Add(new(i + ((double)(at.DayNumber - steps[i].From.DayNumber) / (steps[i].To.DayNumber - steps[i].From.DayNumber + 1)), says));
            }
        }
    }
}
