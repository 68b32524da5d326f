using DanVanDashboard.Api;

namespace DanVanDashboard.Features.Figures;

/// <summary>Reported figures: the page and its endpoint.</summary>
internal static class FiguresModule
{
    /// <summary>Registers the queries and the words.</summary>
    public static IServiceCollection AddFigures(this IServiceCollection services) =>
        services.AddSingleton<PeriodicFigureQueries>().AddSingleton<FiguresQueries>().AddSingleton<EnterFigure>().AddSingleton<ImportFigures>().AddSingleton<FigureEntryQueries>().AddScoped<FigureText>().AddScoped<FigureTable>();

    /// <summary>Maps the endpoint.</summary>
    public static void MapFigures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/figures", static (string? campaign, string? unit, HttpContext context, ApiRequests requests, FiguresQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.ListAsync(actor, campaign, unit, ct))).WithTags("figures").Produces<FiguresResponse>();
        routes.MapGet(FigureTable.Href + "/{format}", static (string format, HttpContext context, TableFiles files, FigureTable table) => files.AnswerAsync(context, format, (actor, ct) => table.GetAsync(context, actor, ct))).WithTags("tables");
        routes.MapPost("/api/v1/figures", static (HttpContext context, ApiRequests requests, EnterFigure verb) =>
            requests.PostAsync<FigureRequest>(context, verb.HandleAsync)).WithTags("figures").Accepts<FigureRequest>("application/json").Produces<EnteredFigure>(StatusCodes.Status201Created);
        routes.MapPost("/api/v1/figures/{id}/withdraw", static (string id, HttpContext context, ApiRequests requests, EnterFigure verb) =>
            requests.PostAsync<FigureWithdrawal>(context, (actor, body, key, ct) => verb.WithdrawAsync(actor, id, body, key, ct)))
            .WithTags("figures").Accepts<FigureWithdrawal>("application/json").Produces<EnteredFigure>();
    }
}
