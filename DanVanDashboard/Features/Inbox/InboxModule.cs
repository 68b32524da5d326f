using DanVanDashboard.Api;

namespace DanVanDashboard.Features.Inbox;

/// <summary>Hộp thư: what a person was told, and what waits for that person.</summary>
public static class InboxModule
{
    /// <summary>Registers queries, verb and the sending of mail.</summary>
    public static IServiceCollection AddInbox(this IServiceCollection services) =>
        services.AddSingleton<NoticeWords>().AddSingleton<InboxQueries>().AddSingleton<MarkRead>().AddSingleton<Worklist>().AddSingleton<MailSender>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapInbox(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/notices").WithTags("notices");
        api.MapGet(string.Empty, static (bool? unread, string? after, HttpContext context, ApiRequests requests, InboxQueries queries) =>
            requests.GetAsync<NoticePage>(context, async (actor, ct) => await queries.OfAsync(actor, unread ?? false, after, InboxQueries.PageSize, ct))).Produces<NoticePage>();
        api.MapPost("/{id}/read", static (string id, HttpContext context, ApiRequests requests, MarkRead verb) =>
            requests.PostAsync<NothingRequest>(context, (actor, _, key, ct) => verb.HandleAsync(actor, id, key, ct))).Produces<MarkedView>();
        api.MapPost("/read-all", static (HttpContext context, ApiRequests requests, MarkRead verb) =>
            requests.PostAsync<NothingRequest>(context, (actor, _, key, ct) => verb.HandleAsync(actor, null, key, ct))).Produces<MarkedView>();
        routes.MapGet("/api/v1/worklist", static (HttpContext context, ApiRequests requests, Worklist worklist) =>
            requests.GetAsync<WorklistView>(context, async (actor, ct) => await worklist.OfAsync(actor, ct))).WithTags("notices").Produces<WorklistView>();
    }
}
