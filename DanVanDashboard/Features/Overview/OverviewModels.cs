using System.Globalization;
using DanVanDashboard.Charts;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Overview;

/// <summary>
/// Makes the overview for someone: shared numbers, seen through that person's scope and put in words. Everything here is in memory
/// unless a report changed, so that a page is repainted before anything is read from the store; the feed follows (<see cref="OverviewNewsQueries"/>).
/// </summary>
internal sealed class OverviewModels(
    OverviewQueries queries, CampaignCubes cubes, ReportsNowQueries reports, MapDrawings drawings, ReportedTotalsQueries reportedTotals, TargetQueries targets,
    PopulationQueries populations, ReferenceData reference,
    DanVanOptions options, TimeProvider clock, OverviewWords words)
{
    private readonly Kept<string, Result<OverviewModel>> _pages = new();
    private readonly Kept<string, IReadOnlyList<FilterOption>> _options = new();
    private readonly Kept<(string Campaign, string? Unit), ReportedTotals> _reported = new();
    private long _made;

    /// <summary>How often a page was put together rather than shared.</summary>
    public long Made => Interlocked.Read(ref _made);

    /// <summary>What wakes a page that shows <paramref name="query"/>; <see langword="null"/> where it shows nothing.</summary>
    public Interest? InterestOf(Actor actor, ViewState query)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var filter = query.WithDefaults(actor, current, options.RootUnit, today).ToFilter(actor, current, today);
        if (!filter.Ok)
        {
            return null;
        }

        // The map of the whole shows every locality, so all of it is looked at; a commune that looks at itself is woken by itself only.
        return actor.Scope.All || filter.Value is { Unit: null, Body: null }
            ? Interest.All(filter.Value.Campaign.Id)
            : new(filter.Value.Campaign.Id, actor.Scope.Units, actor.Scope.Bodies, NonLocal: false);
    }

    /// <summary>The page, or why it cannot be shown; all who see the same share one.</summary>
    public Task<Result<OverviewModel>> GetAsync(Actor actor, ViewState query)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        // The same filters, scope, findings and language, at the same change and day.
        return _pages.GetAsync($"{query}|{Sees(actor)}", (cubes.Applied, today, current), () => MakeAsync(actor, query, current, today));
    }

    /// <summary>The numbers of tiles and map at the last commit, ahead of the page: nothing but answers of the cube. Empty where the page has to say more than numbers.</summary>
    public IEnumerable<KeyValuePair<string, decimal>> Ahead(OverviewModel shown)
    {
        if (!shown.Campaign.HasRegister || shown.Day != LocalDay.Of(clock.GetUtcNow()))
        {
            return [];
        }

        var (totals, units) = queries.Ahead(shown.Filter, FieldAndTime.StepOf(shown.State));
        var measure = shown.Map.Measure;
        var tiles = Tiles.Values(totals);
        return MapMeasures.OfReports(measure) || MapMeasures.IsRate(measure)
            ? tiles : tiles.Concat(units.Rows.SelectMany(r => Shown(r.Key, MapMeasures.Count(r.Totals, measure))));

        IEnumerable<KeyValuePair<string, decimal>> Shown(string unit, decimal count) =>
            shown.Map.Sizes is null ? [new(MapPath.KeyOf(unit), count)] : [new(MapPath.KeyOf(unit), count), new(MapCircle.KeyOf(unit), count)];
    }

    /// <summary>What makes two people see the same.</summary>
    internal static string Sees(Actor actor) =>
        $"{actor.Role}|{(actor.Scope.All ? "all" : $"{actor.UnitId}+{actor.BodyId}")}|{CultureInfo.CurrentUICulture.Name}";

    private async Task<Result<OverviewModel>> MakeAsync(Actor actor, ViewState query, Reference current, DateOnly today)
    {
        Interlocked.Increment(ref _made);
        var state = query.WithDefaults(actor, current, options.RootUnit, today);
        var read = state.ToFilter(actor, current, today);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        var filter = read.Value;
        var campaign = filter.Campaign;
        var scene = new Scene(
            actor, state, filter, queries.Get(filter, FieldAndTime.StepOf(state)), current, today,
            await ReportedAsync(filter), await reports.OfAsync(campaign.Id, filter.Period, today),
            filter.Period is { Kind: PeriodKind.Year, Year: var year } && campaign.HasRegister ? await targets.OfAsync(campaign.Id, year, CancellationToken.None) : null,
            await populations.TableAsync(CancellationToken.None), y => Registrations.Of(cubes.Snapshot(campaign.Id), y), words);
        var name = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? campaign.NameEn : campaign.NameVi;
        var table = current.Places.Restate(filter.Boundaries);
        var map = MapCard.Of(scene, drawings, table);
        var coverage = scene.Reports.Coverage;
        var plain = new ViewState { Campaign = state.Campaign, Period = state.Period, Measure = state.Measure };
        var narrowed = new[] { state.Field, state.Theme, state.Block, state.Unit, state.Subject, state.Body == ViewState.AllBodies ? null : state.Body }.Any(v => !string.IsNullOrEmpty(v));
        return new OverviewModel
        {
            State = state, Filter = filter, Day = today, Campaign = campaign, CampaignName = name, Numbers = scene.Numbers,
            BrandLine = $"{current.Places[campaign.RootUnitId].FullNameAtStart} · {name}",
            Provenance = campaign.Provenance switch { "press" => words.Text["provenance.press"].Value, "conference_paper" => words.Text["provenance.conference-paper"].Value, _ => null },
            Options = await _options.GetAsync($"{state}|{Sees(actor)}", (today, current), () => Task.FromResult(FilterOptions.Of(actor, current, campaign, state, today, words.Periods, words.Vocabulary))),
            ClearHref = narrowed && actor.Scope.All ? plain.Href() : null,
            Empty = scene.Numbers.Totals == CubeTotals.Zero,
            Tiles = Tiles.Of(scene), Map = map, FieldRows = FieldAndTime.Fields(scene), Time = FieldAndTime.Time(scene),
            Localities = LocalityCard.Of(scene, map), Funnel = FunnelCard.Of(scene),
            CoverageText = coverage.Expected > 0 && actor.Scope.All
                ? words.Text["coverage", coverage.Reported, coverage.Expected, OverviewWords.Percent(coverage.Reported, coverage.Expected), words.Period(scene.Reports.Period!.Value)].Value : null,
            CoverageHref = scene.Reports.Period is { } due ? ModelsBehind.Reports(campaign.Id, due.ToString()) : null,
            Attention = AttentionCard.Of(scene),
        };
    }

    /// <summary>A document speaks of its whole time; beside the numbers of one month it would say nothing.</summary>
    private Task<ReportedTotals> ReportedAsync(CampaignFilter filter) =>
        filter is { Period: null, Theme: null, Block: null } && filter.Unit != CubeKeys.ProvinceBodies
            ? _reported.GetAsync((filter.Campaign.Id, filter.Unit), (cubes.LastOther(filter.Campaign.Id), reference.Current), () => reportedTotals.OfAsync(filter.Campaign, filter.Unit, CancellationToken.None))
            : Task.FromResult(ReportedTotals.None);
}
