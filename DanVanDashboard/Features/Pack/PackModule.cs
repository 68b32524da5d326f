using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Features.Pack.Report;
using DanVanDashboard.Features.Pack.Sheets;
using DanVanDashboard.Features.Pack.Template;
using DanVanDashboard.Pack;

namespace DanVanDashboard.Features.Pack;

/// <summary>The conference pack and its files.</summary>
internal static class PackModule
{
    /// <summary>Registers what makes the files.</summary>
    public static IServiceCollection AddPack(this IServiceCollection services) => services
        .AddSingleton<PackDeck>().AddSingleton<PackBook>().AddSingleton<PackReport>().AddSingleton<PackPaper>().AddSingleton<PackExport>().AddSingleton<DeckTemplates>().AddSingleton<PackQueue>().AddSingleton<PackWatches>().AddSingleton<ExportCommand>().AddSingleton<PressSheets>().AddSingleton<CommuneSheets>();

    /// <summary>Maps the downloads.</summary>
    public static void MapPack(this IEndpointRouteBuilder routes)
    {
        TemplateEndpoints.Map(routes);
        routes.MapGet("/api/v1/exports/queue", static (HttpContext context, ApiRequests requests, PackQueue queue) => requests.GetAsync(context, (_, _) => Task.FromResult<Result<PackQueueView>>(queue.Now))).WithTags("exports").Produces<PackQueueView>();
        routes.MapGet("/api/v1/exports/progress/{ask}", static (string ask, HttpContext context, ApiRequests requests, PackWatches watches) =>
            requests.GetAsync(context, (actor, _) => Task.FromResult<Result<PackProgressView>>(watches.Of(actor, ask)))).WithTags("exports").Produces<PackProgressView>();
        routes.MapGet("/api/v1/exports/{format}", static (string format, [AsParameters] PackRequest request, string? ask, HttpContext context, PackExport export) => export.AnswerAsync(context, format, request, ask))
            .WithTags("exports").Produces(StatusCodes.Status200OK);
        routes.MapPost("/api/v1/exports/docx", static ([AsParameters] PackRequest request, string? ask, HttpContext context, ApiRequests requests, PackExport export) => export.EditedAsync(context, request, ask))
            .WithTags("exports").Accepts<PackEdits>("application/json").Produces(StatusCodes.Status200OK);
        ReportEndpoints.Map(routes);
        SheetEndpoints.Map(routes);
    }
}
