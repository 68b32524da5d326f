using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Trends;

/// <summary>Diễn biến: the campaign over time, cohorts, and its events played back over the map.</summary>
public static class TrendsModule
{
    /// <summary>Address of the events that the map plays.</summary>
    internal const string EventsRoute = "/api/v1/replay";

    /// <summary>Registers the questions.</summary>
    public static IServiceCollection AddTrends(this IServiceCollection services) => services.AddSingleton<TrendQueries>().AddSingleton<ReplayQueries>().AddSingleton<LifeRows>().AddSingleton<TrendTable>().AddSingleton<MarkVerbs>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapTrends(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(EventsRoute, static (string? campaign, string? boundaries, HttpContext context, ApiRequests requests, ReplayQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.GetAsync(actor, new ViewState { Campaign = campaign, Period = ViewState.WholeCampaign, Boundaries = boundaries }, ct)))
            .WithTags("summary").Produces<ReplayView>();
        routes.MapGet(TrendTable.Href + "/{format}", static (string format, HttpContext context, TableFiles files, TrendTable table) => files.AnswerAsync(context, format, (actor, _) => table.GetAsync(context, actor))).WithTags("tables");
        var marks = routes.MapGroup("/api/v1/marks").WithTags("marks");
        marks.MapGet(string.Empty, static (string? campaign, HttpContext context, ApiRequests requests, MarkVerbs verbs, ReferenceData reference) =>
            requests.GetAsync(context, async (actor, ct) => reference.Current.Campaign(campaign) is { } found && CampaignScope.Reads(actor, found, reference.Current)
                ? (Result<List<CampaignMark>>)(await verbs.OfAsync(found.Id, ct)).ToList() : new Refusal("model.campaign-unknown", "campaign") { Arguments = [campaign ?? string.Empty] })).Produces<List<CampaignMark>>();
        marks.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, MarkVerbs verbs) =>
            requests.PostAsync<MarkRequest>(context, verbs.SetAsync)).Accepts<MarkRequest>("application/json").Produces<CampaignMark>(StatusCodes.Status201Created);
        marks.MapPost("/{id}/withdraw", static (string id, HttpContext context, ApiRequests requests, MarkVerbs verbs) =>
            requests.PostAsync<MarkWithdrawal>(context, (actor, body, key, ct) => verbs.WithdrawAsync(actor, id, body, key, ct))).Accepts<MarkWithdrawal>("application/json").Produces<CampaignMark>();
    }
}
