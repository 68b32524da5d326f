using System.Globalization;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Plan;

/// <summary>Chỉ tiêu năm.</summary>
public static class PlanModule
{
    /// <summary>Registers the verbs.</summary>
    public static IServiceCollection AddPlan(this IServiceCollection services) => services.AddSingleton<SetTarget>().AddSingleton<PlanQueries>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapPlan(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/targets").WithTags("targets");
        api.MapGet(string.Empty, static (string? campaign, string? year, HttpContext context, ApiRequests requests, ReferenceData reference, TargetQueries queries) =>
            requests.GetAsync(context, (actor, ct) => ListAsync(actor, reference.Current, queries, campaign, year, ct))).Produces<List<TargetView>>();
        api.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, SetTarget verb) =>
            requests.PostAsync<TargetRequest>(context, verb.HandleAsync)).Accepts<TargetRequest>("application/json").Produces<TargetView>(StatusCodes.Status201Created);
        api.MapPost("/{id}/withdraw", static (string id, HttpContext context, ApiRequests requests, SetTarget verb) =>
            requests.PostAsync<TargetWithdrawal>(context, (actor, body, key, ct) => verb.WithdrawAsync(actor, id, body, key, ct)))
            .Accepts<TargetWithdrawal>("application/json").Produces<TargetView>();
    }

    private static async Task<Result<List<TargetView>>> ListAsync(Actor actor, Reference reference, TargetQueries queries, string? campaign, string? year, CancellationToken ct)
    {
        if (reference.Campaign(campaign) is not { } found || !CampaignScope.Reads(actor, found, reference))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [campaign ?? string.Empty] };
        }

        int? wanted = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) ? y : null;
        if (wanted is null && !string.IsNullOrEmpty(year))
        {
            return new Refusal("target.year-outside", "year");
        }

        return (await queries.VersionsAsync(found.Id, wanted, ct)).Select(v => TargetView.Of(v.Target, v.Current, found.Simulated)).ToList();
    }
}
