using DanVanDashboard.Api;

namespace DanVanDashboard.Features.Progress;

/// <summary>Reporting progress: the page. What falls due by the clock is registered with the store.</summary>
internal static class ProgressModule
{
    /// <summary>Registers what the page is made by.</summary>
    public static IServiceCollection AddProgress(this IServiceCollection services) => services
        .AddSingleton<ProgressModels>().AddSingleton<ProgressExtraModels>().AddSingleton<ProgressQueries>().AddSingleton<RemindBodies>().AddSingleton<ProgressTable>();

    /// <summary>Maps reminders.</summary>
    public static void MapProgress(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/reminders", static (HttpContext context, ApiRequests requests, RemindBodies verb) => requests.PostAsync<ReminderRequest>(context, verb.HandleAsync))
            .WithTags("obligations").Accepts<ReminderRequest>("application/json").Produces<RemindersView>(StatusCodes.Status201Created);
        routes.MapGet(ProgressTable.Href + "/{format}", static (string format, HttpContext context, TableFiles files, ProgressTable table) => files.AnswerAsync(context, format, (actor, ct) => table.GetAsync(context, actor, ct))).WithTags("tables");
    }
}
