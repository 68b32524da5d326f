using DanVanDashboard.Api;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Công nhận, khen thưởng, nhân rộng, kết nghĩa.</summary>
public static class RecognitionModule
{
    /// <summary>Registers the verbs and queries.</summary>
    public static IServiceCollection AddRecognition(this IServiceCollection services) =>
        services.AddSingleton<TakeDecision>().AddSingleton<WithdrawDecision>().AddSingleton<RecordHonour>().AddSingleton<DecisionQueries>().AddSingleton<DeskQueries>().AddSingleton<HonouredQueries>().AddSingleton<RecognitionTables>().AddSingleton<RelationQueries>()
            .AddSingleton<TakeOver>().AddSingleton<RecordHelp>()
            .AddSingleton(static s => DecisionFiles.Owner(s.GetRequiredService<Projection.ReferenceData>()));

    /// <summary>Maps the endpoints.</summary>
    public static void MapRecognition(this IEndpointRouteBuilder routes)
    {
        var decisions = routes.MapGroup("/api/v1/decisions").WithTags("decisions");
        decisions.MapGet(string.Empty, static ([AsParameters] DecisionFilter filter, HttpContext context, ApiRequests requests, DecisionQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.ListAsync(actor, filter, ct))).Produces<List<DecisionView>>();
        decisions.MapGet("/{id}", static (string id, HttpContext context, ApiRequests requests, DecisionQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.FindAsync(actor, id, ct))).Produces<DecisionView>();
        decisions.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, TakeDecision verb) =>
            requests.PostAsync<DecisionRequest>(context, verb.HandleAsync)).Accepts<DecisionRequest>("application/json").Produces<DecisionView>(StatusCodes.Status201Created);
        decisions.MapPost("/preview", static (HttpContext context, ApiRequests requests, TakeDecision verb) =>
            requests.PostAsync<DecisionRequest>(context, verb.PreviewAsync)).Accepts<DecisionRequest>("application/json").Produces<DecisionPreview>();
        decisions.MapPost("/{id}/withdraw", static (string id, HttpContext context, ApiRequests requests, WithdrawDecision verb) =>
            requests.PostAsync<WithdrawalRequest>(context, (actor, body, key, ct) => verb.HandleAsync(actor, id, body, key, ct)))
            .Accepts<WithdrawalRequest>("application/json").Produces<DecisionView>(StatusCodes.Status201Created);
        decisions.MapPost("/{id}/withdraw/preview", static (string id, HttpContext context, ApiRequests requests, WithdrawDecision verb) =>
            requests.PostAsync<WithdrawalRequest>(context, (actor, body, key, ct) => verb.PreviewAsync(actor, id, body, key, ct)))
            .Accepts<WithdrawalRequest>("application/json").Produces<DecisionPreview>();

        routes.MapGet(RecognitionTables.Decisions + "/{format}", static (string format, HttpContext context, TableFiles files, RecognitionTables tables) =>
            files.AnswerAsync(context, format, (actor, ct) => tables.DecisionsAsync(context, actor, ct))).WithTags("tables");
        routes.MapGet(RecognitionTables.Commended + "/{format}", static (string format, HttpContext context, TableFiles files, RecognitionTables tables) =>
            files.AnswerAsync(context, format, (actor, ct) => tables.HonouredAsync(context, actor, commended: true, ct))).WithTags("tables");
        routes.MapGet(RecognitionTables.Exemplars + "/{format}", static (string format, HttpContext context, TableFiles files, RecognitionTables tables) =>
            files.AnswerAsync(context, format, (actor, ct) => tables.HonouredAsync(context, actor, commended: false, ct))).WithTags("tables");

        routes.MapGet(RecognitionTables.AwaitingRecognition + "/{format}", static (string format, HttpContext context, TableFiles files, RecognitionTables tables) =>
            files.AnswerAsync(context, format, (actor, ct) => tables.AwaitingAsync(context, actor, award: false, ct))).WithTags("tables");
        routes.MapGet(RecognitionTables.AwaitingAward + "/{format}", static (string format, HttpContext context, TableFiles files, RecognitionTables tables) =>
            files.AnswerAsync(context, format, (actor, ct) => tables.AwaitingAsync(context, actor, award: true, ct))).WithTags("tables");

        var honours = routes.MapGroup("/api/v1/honours").WithTags("honours");
        honours.MapGet(string.Empty, static ([AsParameters] HonourFilter filter, HttpContext context, ApiRequests requests, DecisionQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.HonoursAsync(actor, filter, ct))).Produces<List<HonourView>>();
        honours.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, RecordHonour verb) =>
            requests.PostAsync<HonourRequest>(context, verb.HandleAsync)).Accepts<HonourRequest>("application/json").Produces<HonourView>(StatusCodes.Status201Created);
        honours.MapPost("/{id}/consent", static (string id, HttpContext context, ApiRequests requests, RecordHonour verb) =>
            requests.PostAsync<HonourConsent>(context, (actor, body, key, ct) => verb.ConsentAsync(actor, id, body, key, ct)))
            .Accepts<HonourConsent>("application/json").Produces<HonourView>();
        honours.MapPost("/{id}/revoke", static (string id, HttpContext context, ApiRequests requests, RecordHonour verb) =>
            requests.PostAsync<HonourRevocation>(context, (actor, body, key, ct) => verb.RevokeAsync(actor, id, body, key, ct)))
            .Accepts<HonourRevocation>("application/json").Produces<HonourView>();

        routes.MapGet("/api/v1/replications", static (string? campaign, HttpContext context, ApiRequests requests, RelationQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.ReplicationsAsync(actor, campaign, ct))).WithTags("models").Produces<List<ReplicationView>>();
        var help = routes.MapGroup("/api/v1/help-links").WithTags("help");
        help.MapGet(string.Empty, static (string? campaign, HttpContext context, ApiRequests requests, RecordHelp verb) =>
            requests.GetAsync(context, (actor, ct) => verb.ListAsync(actor, campaign, ct))).Produces<List<HelpView>>();
        help.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, RecordHelp verb) =>
            requests.PostAsync<HelpRequest>(context, verb.HandleAsync)).Accepts<HelpRequest>("application/json").Produces<HelpView>(StatusCodes.Status201Created);
        help.MapPost("/{id}/withdraw", static (string id, HttpContext context, ApiRequests requests, RecordHelp verb) =>
            requests.PostAsync<HelpWithdrawal>(context, (actor, body, key, ct) => verb.WithdrawAsync(actor, id, body, key, ct)))
            .Accepts<HelpWithdrawal>("application/json").Produces<HelpView>();
    }
}
