using DanVanDashboard.Features.Pack.Template;

namespace DanVanDashboard.Features.Pack;

/// <summary>The conference pack and its files.</summary>
internal static class PackModule
{
    /// <summary>Registers what makes the files.</summary>
    public static IServiceCollection AddPack(this IServiceCollection services) => services
        .AddSingleton<PackWords>().AddSingleton<PackLists>().AddSingleton<PackQueries>().AddSingleton<PackDeck>().AddSingleton<PackBook>().AddSingleton<PackReport>().AddSingleton<PackPaper>().AddSingleton<PackExport>().AddSingleton<DeckTemplates>().AddSingleton<ExportCommand>();

    /// <summary>Maps the downloads.</summary>
    public static void MapPack(this IEndpointRouteBuilder routes)
    {
        TemplateEndpoints.Map(routes);
        routes.MapGet("/api/v1/exports/{format}", static (string format, [AsParameters] PackRequest request, HttpContext context, PackExport export) => export.AnswerAsync(context, format, request))
            .WithTags("exports").Produces(StatusCodes.Status200OK);
    }
}
