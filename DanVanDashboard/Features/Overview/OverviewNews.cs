using System.Globalization;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Overview;

/// <summary>One mobilised resource, in words.</summary>
/// <param name="Key">Stable; several of one metric where sources stand beside each other.</param>
/// <param name="Name">What it is.</param>
/// <param name="Amount">How much, readable.</param>
/// <param name="Exact">The same with every digit.</param>
/// <param name="Note">Source, or how many bodies gave it.</param>
/// <param name="Href">The reports or the source behind it.</param>
public sealed record ResourceItem(string Key, string Name, string Amount, string Exact, string? Note, string Href);

/// <summary>What was mobilised.</summary>
/// <param name="Items">In the order of the catalogue.</param>
/// <param name="Coverage">From how many reports, where not all have come.</param>
public sealed record ResourceList(IReadOnlyList<ResourceItem> Items, string? Coverage);

/// <summary>What the overview reads from the store rather than from memory.</summary>
/// <param name="Feed">What happened last, the newest first.</param>
/// <param name="Stale">Models without an update for two periods, if there are any.</param>
/// <param name="Resources">What was mobilised; <see langword="null"/> where nothing is reported.</param>
public sealed record OverviewNews(IReadOnlyList<FeedItem> Feed, AttentionItem? Stale, ResourceList? Resources)
{
    /// <summary>Nothing yet.</summary>
    public static readonly OverviewNews None = new([], null, null);
}

/// <summary>Reads <see cref="OverviewNews"/>. It follows the numbers, which are in memory; all who see the same share one reading.</summary>
internal sealed class OverviewNewsQueries(
    FeedQueries feed, StaleModels stale, ResourceQueries resources, CampaignCubes cubes, ReferenceData reference, DanVanOptions options, TimeProvider clock, OverviewWords words,
    IStringLocalizer<AmountText> amounts)
{
    private const int FeedLength = 14;
    private readonly Kept<string, OverviewNews> _kept = new();

    /// <summary>The news of a page; nothing where the page itself is refused.</summary>
    public Task<OverviewNews> GetAsync(Actor actor, ViewState query)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        // How the page is drawn is no matter of what is read.
        var state = query.OnlyFilters().WithDefaults(actor, current, options.RootUnit, today);
        return _kept.GetAsync($"{state}|{OverviewModels.Sees(actor)}", (cubes.Applied, today, current), async () =>
        {
            if (state.ToFilter(actor, current, today) is not { Ok: true } read)
            {
                return OverviewNews.None;
            }

            var filter = read.Value;
            return new(await feed.LatestAsync(actor, filter, FeedLength, CancellationToken.None), await StaleAsync(actor, state, filter), await ResourcesAsync(actor, state, filter));
        });
    }

    private async Task<AttentionItem?> StaleAsync(Actor actor, ViewState state, CampaignFilter filter)
    {
        // The counts are not cut by theme; without that cut the line would not match its list.
        if (!filter.Campaign.HasRegister || filter.Theme is not null)
        {
            return null;
        }

        var units = filter.Unit is null or CubeKeys.ProvinceBodies ? null : reference.Current.Places.ScopeOf(filter.Unit);
        var counts = await stale.OfAsync(filter.Campaign, CancellationToken.None);
        var count = counts.Of(g =>
            actor.Scope.Covers(g.UnitId, g.BodyId, g.NonLocal)
            && (filter.Unit != CubeKeys.ProvinceBodies || g.NonLocal) && (units is null || (!g.NonLocal && units.Contains(g.UnitId)))
            && (filter.Body is null || g.BodyId == filter.Body)
            && (filter.Field is null || (g.Field ?? CubeKeys.Unstated) == filter.Field)
            && (filter.Subject is null || (g.Subject is { } subject ? Wire.Name(subject) : CubeKeys.Unstated) == filter.Subject)
            && (filter.Block is null || (g.Block is { } block ? Wire.Name(block) : CubeKeys.Unstated) == filter.Block));
        return count == 0 ? null : new(
            "stale", words.Text["attention.stale"], words.Text["attention.stale-more", counts.Rule.From.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)], count,
            ModelsBehind.Models(actor.Scope.All ? state : state with { Unit = state.Unit is { Length: > 0 } own && actor.Scope.Units.Contains(own) ? own : actor.UnitId ?? string.Empty, Body = actor.UnitId is null ? actor.BodyId : state.Body }, ModelsBehind.Stale));
    }

    private async Task<ResourceList?> ResourcesAsync(Actor actor, ViewState state, CampaignFilter filter)
    {
        // Reports know no themes, and the totals of the whole are open to all.
        if (filter.Theme is not null || filter.Field == CubeKeys.Unstated || filter.Subject == CubeKeys.Unstated || filter.Block == CubeKeys.Unstated)
        {
            return null;
        }

        var totals = await resources.OfAsync(
            new(filter.Campaign, filter.Period, filter.Unit, filter.Body, filter.Field, Wire.Parse<Subject>(filter.Subject), Wire.Parse<OrganisationBlock>(filter.Block)), CancellationToken.None);
        if (totals.Lines.Count == 0)
        {
            return null;
        }

        var text = words.Text;
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var figures = new ViewState { Campaign = state.Campaign, Unit = state.Unit }.Href("/so-lieu");
        return new(
            totals.Lines.Select((line, i) => new ResourceItem(
                $"{line.Metric.Key}-{line.Figure?.Id ?? "sum"}", line.Metric.Name.In(language), AmountWords.Of(line, amounts), AmountWords.Exactly(line, amounts),
                line.Figure is { } figure ? text["resources.stated", figure.Locator] : text["resources.bodies", line.Bodies], figures)).ToList(),
            totals is { Coverage: { } coverage, Complete: false } ? text["resources.coverage", coverage.Reported, coverage.Expected].Value : null);
    }
}
