using DanVanDashboard.Api;

namespace DanVanDashboard.Features.Figures;

/// <summary>Reported figures: the page and its endpoint.</summary>
internal static class FiguresModule
{
    /// <summary>Registers the queries and the words.</summary>
    public static IServiceCollection AddFigures(this IServiceCollection services) =>
        services.AddSingleton<PeriodicFigureQueries>().AddSingleton<FiguresQueries>().AddScoped<FigureText>();

    /// <summary>Maps the endpoint.</summary>
    public static void MapFigures(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/figures", static (string? campaign, string? unit, HttpContext context, ApiRequests requests, FiguresQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.ListAsync(actor, campaign, unit, ct))).WithTags("figures").Produces<FiguresResponse>();
}
