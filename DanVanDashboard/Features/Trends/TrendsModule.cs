using DanVanDashboard.Api;
using DanVanDashboard.Filters;

namespace DanVanDashboard.Features.Trends;

/// <summary>Diễn biến: the campaign over time, cohorts, and its events played back over the map.</summary>
public static class TrendsModule
{
    /// <summary>Address of the events that the map plays.</summary>
    internal const string EventsRoute = "/api/v1/replay";

    /// <summary>Registers the questions.</summary>
    public static IServiceCollection AddTrends(this IServiceCollection services) => services.AddSingleton<TrendQueries>().AddSingleton<ReplayQueries>().AddSingleton<LifeRows>().AddSingleton<TrendTable>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapTrends(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(EventsRoute, static (string? campaign, string? boundaries, HttpContext context, ApiRequests requests, ReplayQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.GetAsync(actor, new ViewState { Campaign = campaign, Period = ViewState.WholeCampaign, Boundaries = boundaries }, ct)))
            .WithTags("summary").Produces<ReplayView>();
        routes.MapGet(TrendTable.Href + "/{format}", static (string format, HttpContext context, TableFiles files, TrendTable table) => files.AnswerAsync(context, format, (actor, _) => table.GetAsync(context, actor))).WithTags("tables");
    }
}
