using System.Globalization;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Clusters;

/// <summary>Cụm thi đua.</summary>
internal static class ClustersModule
{
    public static IServiceCollection AddClusters(this IServiceCollection services) => services.AddSingleton<ClusterQueries>().AddSingleton<ClusterVerbs>();

    public static void MapClusters(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/clusters").WithTags("clusters");
        api.MapGet(string.Empty, static (string? campaign, string? at, HttpContext context, ApiRequests requests, ReferenceData reference, ClusterQueries queries, TimeProvider clock) =>
            requests.GetAsync(context, (actor, ct) => ListAsync(actor, reference.Current, queries, campaign, at, LocalDay.Of(clock.GetUtcNow()), ct))).Produces<List<Cluster>>();
        api.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, ClusterVerbs verbs) =>
            requests.PostAsync<ClusterRequest>(context, verbs.MakeAsync)).Accepts<ClusterRequest>("application/json").Produces<Cluster>(StatusCodes.Status201Created);
        api.MapPost("/{id}/edit", static (string id, HttpContext context, ApiRequests requests, ClusterVerbs verbs) =>
            requests.PostAsync<ClusterRequest>(context, (actor, body, key, ct) => verbs.EditAsync(actor, id, body, key, ct))).Accepts<ClusterRequest>("application/json").Produces<Cluster>();
        api.MapPost("/{id}/end", static (string id, HttpContext context, ApiRequests requests, ClusterVerbs verbs) =>
            requests.PostAsync<ClusterEnd>(context, (actor, body, key, ct) => verbs.EndAsync(actor, id, body, key, ct))).Accepts<ClusterEnd>("application/json").Produces<Cluster>();
    }

    private static async Task<Result<List<Cluster>>> ListAsync(Actor actor, Reference reference, ClusterQueries queries, string? campaign, string? at, DateOnly today, CancellationToken ct)
    {
        if (reference.Campaign(campaign) is not { } found || !CampaignScope.Reads(actor, found, reference))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [campaign ?? string.Empty] };
        }

        var day = today;
        if (!string.IsNullOrEmpty(at) && !DateOnly.TryParseExact(at, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return new Refusal("request.date-unreadable", "at") { Arguments = [at] };
        }

        return (await queries.OfAsync(found.Id, day, ct)).ToList();
    }
}
