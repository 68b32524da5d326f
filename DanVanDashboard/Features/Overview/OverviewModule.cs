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

    /// <summary>Maps the endpoints.</summary>
    public static void MapOverview(this IEndpointRouteBuilder routes)
    {
        // Lines carry no figures; whoever is signed in may see where a commune lies. The address names the version, so it never changes.
        routes.MapGet(MapDrawings.FineRoute, static (string? goc, DateOnly ngay, HttpContext context, MapDrawings drawings, ReferenceData reference) =>
        {
            if (reference.Current.Places.ById(goc) is null || drawings.FineOf(goc!, ngay) is not { } lines)
            {
                return Results.NotFound();
            }

            context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
            return Results.Json(lines);
        }).ExcludeFromDescription();
        routes.MapGet("/api/v1/summary", static ([AsParameters] SummaryRequest request, HttpContext context, ApiRequests requests, SummaryQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.GetAsync(actor, request, ct))).WithTags("summary").Produces<SummaryView>();
    }
}
