using DanVanDashboard.Api;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Models;

/// <summary>Models: registration, events, reading.</summary>
public static class ModelsModule
{
    /// <summary>Registers the verbs and queries.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services) =>
        services.AddSingleton<RegisterModel>().AddSingleton<RecordModelEvent>().AddSingleton<ModelQueries>().AddSingleton<ModelRegister>()
            .AddSingleton<ModelListModels>().AddSingleton<ModelDetails>().AddSingleton<ReplicaTrees>().AddSingleton<Conversation>().AddSingleton<GiveScores>().AddSingleton<ScoreQueries>().AddRegister().AddEntry();

    /// <summary>Maps the endpoints.</summary>
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        routes.MapRegister();
        routes.MapEntry();
        var api = routes.MapGroup("/api/v1/models").WithTags("models");
        api.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, RegisterModel verb) =>
            requests.PostAsync<ModelRequest>(context, verb.HandleAsync)).Accepts<ModelRequest>("application/json").Produces<ModelView>(StatusCodes.Status201Created);
        api.MapPost("/{id}/events", static (string id, HttpContext context, ApiRequests requests, RecordModelEvent verb) =>
            requests.PostAsync<ModelEventRequest>(context, (actor, body, key, ct) => verb.HandleAsync(actor, id, body, key, ct)))
            .Accepts<ModelEventRequest>("application/json").Produces<ModelEventView>(StatusCodes.Status201Created);
        api.MapGet(string.Empty, static ([AsParameters] ModelFilter filter, HttpContext context, ApiRequests requests, ModelQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.ListAsync(actor, filter, ct))).Produces<ModelPage>();
        api.MapGet("/{id}/replicas", static (string id, HttpContext context, ApiRequests requests, ReplicaTrees trees) =>
            requests.GetAsync(context, (actor, ct) => trees.OfAsync(actor, id, ct))).Produces<ReplicaFamily>();
        api.MapGet("/{id}/scores", static (string id, HttpContext context, ApiRequests requests, ScoreQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.OfAsync(actor, id, ct))).Produces<ScoresView>();
        api.MapPost("/{id}/scores", static (string id, HttpContext context, ApiRequests requests, GiveScores verb) =>
            requests.PostAsync<ScoresRequest>(context, (actor, body, key, ct) => verb.HandleAsync(actor, id, body, key, ct)))
            .Accepts<ScoresRequest>("application/json").Produces<GivenScoresView>(StatusCodes.Status201Created);
        api.MapGet("/{id}/messages", static (string id, HttpContext context, ApiRequests requests, Conversation conversation) =>
            requests.GetAsync(context, (actor, ct) => conversation.OfAsync(actor, id, ct))).Produces<ConversationView>();
        api.MapPost("/{id}/messages", static (string id, HttpContext context, ApiRequests requests, Conversation conversation) =>
            requests.PostAsync<MessageRequest>(context, (actor, body, key, ct) => conversation.PostAsync(actor, id, body, key, ct)))
            .Accepts<MessageRequest>("application/json").Produces<MessageView>(StatusCodes.Status201Created);
        api.MapPost("/{id}/messages/{message}/settle", static (string id, string message, HttpContext context, ApiRequests requests, Conversation conversation) =>
            requests.PostAsync<MessageRequest>(context, (actor, _, key, ct) => conversation.ResolveAsync(actor, id, message, key, ct))).Produces<MessageView>();
        api.MapGet("/{id}", static (string id, HttpContext context, ApiRequests requests, ModelQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.FindAsync(actor, id, ct))).Produces<ModelView>();
    }
}
