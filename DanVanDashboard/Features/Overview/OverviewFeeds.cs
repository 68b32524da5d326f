using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Overview;

/// <summary>The feed of a page. It is read from the store, so it follows the numbers; all who see the same share one reading.</summary>
internal sealed class OverviewFeeds(FeedQueries feed, CampaignCubes cubes, ReferenceData reference, DanVanOptions options, TimeProvider clock)
{
    private const int FeedLength = 14;
    private readonly Kept<string, IReadOnlyList<FeedItem>> _feeds = new();

    /// <summary>What happened last, the newest first; nothing where the page itself is refused.</summary>
    public Task<IReadOnlyList<FeedItem>> GetAsync(Actor actor, ViewState query)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        // How the page is drawn is no matter of the feed.
        var state = query.OnlyFilters().WithDefaults(actor, current, options.RootUnit, today);
        return _feeds.GetAsync($"{state}|{OverviewModels.Sees(actor)}", (cubes.Applied, current), async () =>
            state.ToFilter(actor, current, today) is { Ok: true } filter ? await feed.LatestAsync(actor, filter.Value, FeedLength, CancellationToken.None) : []);
    }
}
