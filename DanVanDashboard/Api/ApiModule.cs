namespace DanVanDashboard.Api;

/// <summary>What every endpoint of the API shares, its description, and the live changes for outside clients.</summary>
internal static class ApiModule
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOpenApi();
        services.AddSignalR();
        return services.AddSingleton<ProblemWords>().AddSingleton<Problems>().AddSingleton<ApiRequests>().AddSingleton<Cursors>()
            .AddSingleton<WatchedEventQueries>().AddSingleton<HubWatches>().AddSingleton<TableFiles>();
    }

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        routes.MapHub<CampaignHub>("/hubs/campaign");
        routes.MapGet("/api/v1/events", static (string? after, string? unit, HttpContext context, ApiRequests requests, WatchedEventQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.AfterAsync(actor, after, unit, ct))).WithTags("live").Produces<WatchedEvents>();
    }
}
