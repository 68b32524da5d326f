using DanVanDashboard.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace DanVanDashboard.Api;

/// <summary>Live changes for outside clients. The client watches a unit; what its scope covers is read from the store and sent, never pushed from elsewhere.</summary>
[Authorize]
public sealed class CampaignHub(HubWatches watches, Actors actors, ProblemWords problems) : Hub
{
    /// <summary>Watches a unit; a further call replaces the first. Gives the cursor from which the watch starts.</summary>
    /// <exception cref="HubException">The unit is unknown or not the caller's.</exception>
    public async Task<string> Watch(string unitId)
    {
        var actor = await actors.OfAsync(Context.User, Context.ConnectionAborted) ?? throw new HubException(problems.Words(new("request.not-signed-in")));
        var started = await watches.StartAsync(Context.ConnectionId, Context.User!, actor, unitId, Context.ConnectionAborted);
        return started.Ok ? started.Value : throw new HubException(problems.Words(started.Refusals[0]));
    }

    /// <inheritdoc />
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await watches.StopAsync(Context.ConnectionId);
        await base.OnDisconnectedAsync(exception);
    }
}
