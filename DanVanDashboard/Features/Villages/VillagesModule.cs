using DanVanDashboard.Api;

namespace DanVanDashboard.Features.Villages;

/// <summary>Thôn, bản, tổ dân phố: the list of each commune, what became of its lines, and which of them an address means.</summary>
public static class VillagesModule
{
    /// <summary>Path of the page.</summary>
    internal const string Page = "/dia-ban/thon-ban";

    /// <summary>Registers the verbs.</summary>
    public static IServiceCollection AddVillages(this IServiceCollection services) => services.AddSingleton<VillageVerbs>().AddSingleton<VillageQueries>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapVillages(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/villages").WithTags("villages");
        api.MapGet(string.Empty, static (string? at, string? unit, string? campaign, HttpContext context, ApiRequests requests, VillageQueries queries) =>
            requests.GetAsync(context, (_, ct) => queries.ListAsync(unit, at, campaign, ct))).Produces<List<VillageView>>();
        api.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, VillageVerbs verbs) => requests.PostAsync<VillagesRequest>(context, verbs.AddAsync))
            .Accepts<VillagesRequest>("application/json").Produces<List<VillageView>>(StatusCodes.Status201Created);
        api.MapPost("/change", static (HttpContext context, ApiRequests requests, VillageVerbs verbs) => requests.PostAsync<VillageChange>(context, verbs.ChangeAsync))
            .Accepts<VillageChange>("application/json").Produces<List<VillageView>>();
        api.MapPost("/inherit", static (HttpContext context, ApiRequests requests, VillageVerbs verbs) => requests.PostAsync<VillageInheritance>(context, verbs.InheritAsync))
            .Accepts<VillageInheritance>("application/json").Produces<List<VillageView>>();
        api.MapPost("/match", static (HttpContext context, ApiRequests requests, VillageVerbs verbs) => requests.PostAsync<VillageMatch>(context, verbs.MatchAsync))
            .Accepts<VillageMatch>("application/json").Produces<VillageMatched>();
        api.MapPost("/{id}/edit", static (string id, HttpContext context, ApiRequests requests, VillageVerbs verbs) =>
            requests.PostAsync<VillageEdit>(context, (actor, body, key, ct) => verbs.EditAsync(actor, id, body, key, ct))).Accepts<VillageEdit>("application/json").Produces<VillageView>();
        api.MapPost("/{id}/undo", static (string id, HttpContext context, ApiRequests requests, VillageVerbs verbs) =>
            requests.PostAsync<VillageUndo>(context, (actor, body, key, ct) => verbs.UndoAsync(actor, id, body, key, ct))).Accepts<VillageUndo>("application/json").Produces<VillageView>();
    }
}
