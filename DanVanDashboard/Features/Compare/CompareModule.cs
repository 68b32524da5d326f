using DanVanDashboard.Api;

namespace DanVanDashboard.Features.Compare;

/// <summary>So sánh: localities side by side.</summary>
public static class CompareModule
{
    /// <summary>Registers the questions.</summary>
    public static IServiceCollection AddCompare(this IServiceCollection services) => services.AddSingleton<CompareQueries>().AddSingleton<CompareTable>();

    /// <summary>Maps the tables of the page.</summary>
    public static void MapCompare(this IEndpointRouteBuilder routes) =>
        routes.MapGet(CompareTable.Href + "/{format}", static (string format, HttpContext context, TableFiles files, CompareTable table) => files.AnswerAsync(context, format, (actor, _) => table.GetAsync(context, actor))).WithTags("tables");
}
