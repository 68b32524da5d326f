using DanVanDashboard.Api;

namespace DanVanDashboard.Features.Models;

/// <summary>Registering as people do it: drafts, likely duplicates, facts completed later, results, the page without a script.</summary>
internal static class EntryModule
{
    public static IServiceCollection AddEntry(this IServiceCollection services) =>
        services.AddSingleton<ModelDrafts>().AddSingleton<SimilarModels>().AddSingleton<FactChanges>().AddSingleton<FactsQueries>().AddSingleton<ModelResults>().AddSingleton<RegistrationChoices>();

    public static void MapEntry(this IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/api/v1/models").WithTags("models");
        models.MapGet("/similar", static (string? campaign, string? name, string? owner, string? village, HttpContext context, ApiRequests requests, SimilarModels similar) =>
            requests.GetAsync(context, (actor, ct) => similar.FindAsync(actor, campaign, name, owner, village, ct))).Produces<List<SimilarModel>>();
        models.MapGet("/{id}/facts", static (string id, HttpContext context, ApiRequests requests, FactsQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.GetAsync(actor, id, ct))).Produces<FactsView>();
        models.MapPost("/{id}/facts", static (string id, HttpContext context, ApiRequests requests, FactChanges verb) =>
            requests.PostAsync<FactsRequest>(context, (actor, body, key, ct) => verb.HandleAsync(actor, id, body, key, ct))).Accepts<FactsRequest>("application/json").Produces<FactsView>();
        models.MapPost("/{id}/results", static (string id, HttpContext context, ApiRequests requests, ModelResults verb) =>
            requests.PostAsync<ResultRequest>(context, (actor, body, key, ct) => verb.AddAsync(actor, id, body, key, ct)))
            .Accepts<ResultRequest>("application/json").Produces<ResultView>(StatusCodes.Status201Created);
        models.MapPost("/{id}/results/{result}/withdraw", static (string id, string result, HttpContext context, ApiRequests requests, ModelResults verb) =>
            requests.PostAsync<ResultWithdrawal>(context, (actor, body, key, ct) => verb.WithdrawAsync(actor, id, result, body, key, ct)))
            .Accepts<ResultWithdrawal>("application/json").Produces<ResultView>();

        var drafts = routes.MapGroup("/api/v1/drafts").WithTags("drafts");
        drafts.MapGet(string.Empty, static (HttpContext context, ApiRequests requests, ModelDrafts verb) =>
            requests.GetAsync<IReadOnlyList<DraftView>>(context, async (actor, ct) => (await verb.OfAsync(actor, ct)).ToList())).Produces<List<DraftView>>();
        drafts.MapGet("/{id}", static (string id, HttpContext context, ApiRequests requests, ModelDrafts verb) =>
            requests.GetAsync(context, (actor, ct) => verb.FindAsync(actor, id, ct))).Produces<DraftView>();
        drafts.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, ModelDrafts verb) =>
            requests.PostAsync<DraftRequest>(context, verb.BeginAsync)).Accepts<DraftRequest>("application/json").Produces<DraftView>(StatusCodes.Status201Created);
        drafts.MapPost("/{id}", static (string id, HttpContext context, ApiRequests requests, ModelDrafts verb) =>
            requests.PostAsync<DraftRequest>(context, (actor, body, key, ct) => verb.SaveAsync(actor, id, body, key, ct))).Accepts<DraftRequest>("application/json").Produces<DraftView>();
        drafts.MapPost("/{id}/discard", static (string id, HttpContext context, ApiRequests requests, ModelDrafts verb) =>
            requests.PostAsync<DraftRequest>(context, (actor, _, key, ct) => verb.DiscardAsync(actor, id, key, ct))).Produces<DraftView>();
        routes.MapPlainRegistration();
    }
}
