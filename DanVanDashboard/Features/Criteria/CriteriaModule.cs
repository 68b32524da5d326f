using DanVanDashboard.Api;

namespace DanVanDashboard.Features.Criteria;

/// <summary>Bộ tiêu chí.</summary>
public static class CriteriaModule
{
    /// <summary>Registers the verb and the queries.</summary>
    public static IServiceCollection AddCriteria(this IServiceCollection services) => services.AddSingleton<KeepCriteria>().AddSingleton<CriteriaQueries>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapCriteria(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/criteria-sets").WithTags("criteria");
        api.MapGet(string.Empty, static (string? campaign, HttpContext context, ApiRequests requests, CriteriaQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.OfAsync(actor, campaign, ct))).Produces<List<CriteriaSetView>>();
        api.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, KeepCriteria verb) =>
            requests.PostAsync<CriteriaRequest>(context, verb.CreateAsync)).Accepts<CriteriaRequest>("application/json").Produces<CriteriaSetView>(StatusCodes.Status201Created);
        api.MapPost("/sample", static (HttpContext context, ApiRequests requests, KeepCriteria verb) =>
            requests.PostAsync<CriteriaRequest>(context, verb.AddSampleAsync)).Produces<List<CriteriaSetView>>(StatusCodes.Status201Created);
        api.MapPost("/{id}", static (string id, HttpContext context, ApiRequests requests, KeepCriteria verb) =>
            requests.PostAsync<CriteriaRequest>(context, (actor, body, key, ct) => verb.ChangeAsync(actor, id, body, key, ct)))
            .Accepts<CriteriaRequest>("application/json").Produces<CriteriaSetView>();
    }
}
