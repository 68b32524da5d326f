using DanVanDashboard.Api;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Overview;

/// <summary>The overview and the summaries it rests on.</summary>
public static class OverviewModule
{
    /// <summary>Registers the queries.</summary>
    public static IServiceCollection AddOverview(this IServiceCollection services) =>
        services.AddSingleton<OverviewWords>().AddSingleton<CoverageQueries>().AddSingleton<SummaryQueries>()
            .AddSingleton<OverviewQueries>().AddSingleton<FeedQueries>().AddSingleton<MapDrawings>().AddSingleton<ReportsNowQueries>().AddSingleton<OverviewModels>().AddSingleton<OverviewNewsQueries>().AddSingleton<VisitLine>();

    /// <summary>Maps the endpoint.</summary>
    public static void MapOverview(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/summary", static ([AsParameters] SummaryRequest request, HttpContext context, ApiRequests requests, SummaryQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.GetAsync(actor, request, ct))).WithTags("summary").Produces<SummaryView>();
}
