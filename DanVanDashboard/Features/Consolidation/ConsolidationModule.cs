using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Export;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Consolidation;

/// <summary>Tổng hợp: reports of bodies added up.</summary>
internal static class ConsolidationModule
{
    /// <summary>Registers what adds up.</summary>
    public static IServiceCollection AddConsolidation(this IServiceCollection services) => services.AddSingleton<ConsolidationData>().AddSingleton<ConsolidationQueries>().AddSingleton<ConsolidationExport>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapConsolidation(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/consolidation").WithTags("reports");
        api.MapGet(string.Empty, static (string? campaign, string? period, string? unit, HttpContext context, ApiRequests requests, ConsolidationQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.ViewAsync(actor, campaign, period, unit, ct))).Produces<ConsolidationView>();
        api.MapGet("/{format:regex(^(xlsx|csv)$)}", static async (string format, string? campaign, string? period, string? unit, HttpContext context, Actors actors, Problems problems, ConsolidationQueries queries, ConsolidationExport export) =>
        {
            if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
            {
                return problems.Of("request.not-signed-in");
            }

            var found = await queries.GetAsync(actor, campaign, period, unit, context.RequestAborted);
            return found.Ok ? export.Of(found.Value, format) : problems.Of(found.Refusals);
        }).Produces(StatusCodes.Status200OK, contentType: WorkbookWriter.ContentType);
    }
}
