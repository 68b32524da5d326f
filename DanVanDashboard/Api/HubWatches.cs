using System.Collections.Concurrent;
using System.Security.Claims;
using DanVanDashboard.Access;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Live;
using Microsoft.AspNetCore.SignalR;

namespace DanVanDashboard.Api;

/// <summary>The watches of the hub's connections.</summary>
public sealed class HubWatches(LiveFeed feed, WatchedEventQueries events, Actors actors, IHubContext<CampaignHub> hub)
{
    private readonly ConcurrentDictionary<string, LiveSubscription> _watches = new();

    /// <summary>Starts the watch of a connection; gives its cursor.</summary>
    public async Task<Result<string>> StartAsync(string connectionId, ClaimsPrincipal user, Actor actor, string unitId, CancellationToken ct)
    {
        if (events.Forbidden(actor, unitId) is { } forbidden)
        {
            return forbidden;
        }

        // Listen first, ask second: what is committed in between wakes the watch and is read from the cursor.
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        string? cursor = null;
        var subscription = feed.Subscribe(
            events.InterestOf(actor, unitId),
            TimeSpan.FromMilliseconds(50),
            async stop =>
            {
                cursor ??= await ready.Task.WaitAsync(stop);
                cursor = await SendAsync(connectionId, user, cursor, stop);
            });
        if (_watches.TryGetValue(connectionId, out var old))
        {
            await old.DisposeAsync();
        }

        _watches[connectionId] = subscription;
        var start = await events.NowAsync(unitId, ct);
        ready.SetResult(start);
        if (ct.IsCancellationRequested)
        {
            await StopAsync(connectionId);
        }

        return start;
    }

    /// <summary>Ends the watch of a connection.</summary>
    public async Task StopAsync(string connectionId)
    {
        if (_watches.TryRemove(connectionId, out var watch))
        {
            await watch.DisposeAsync();
        }
    }

    private async Task<string> SendAsync(string connectionId, ClaimsPrincipal user, string cursor, CancellationToken ct)
    {
        // Afresh each time: an account that lost its role gets nothing more.
        while (await actors.OfAsync(user, ct) is { } actor)
        {
            var page = await events.AfterAsync(actor, cursor, null, ct);
            if (!page.Ok)
            {
                break;
            }

            foreach (var change in page.Value.Events)
            {
                await hub.Clients.Client(connectionId).SendAsync("changed", change, ct);
            }

            cursor = page.Value.Cursor;
            if (!page.Value.More)
            {
                break;
            }
        }

        return cursor;
    }
}
