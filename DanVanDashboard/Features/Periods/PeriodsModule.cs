using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Periods;

/// <summary>Kỳ báo cáo: what a campaign asks for, who owes it by when.</summary>
public static class PeriodsModule
{
    /// <summary>Registers the verbs.</summary>
    public static IServiceCollection AddPeriods(this IServiceCollection services) => services
        .AddSingleton<AskFigures>().AddSingleton<ObligationVerbs>().AddSingleton<ExtendDeadline>().AddSingleton<PeriodQueries>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapPeriods(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/asked-figures").WithTags("asked figures");
        api.MapGet(string.Empty, static (string? campaign, string? period, HttpContext context, ApiRequests requests, ReferenceData reference, AskedFigureQueries asked) =>
            requests.GetAsync(context, (actor, ct) => ListAsync(actor, reference.Current, asked, campaign, period, ct))).Produces<List<AskedView>>();
        api.MapGet("/cells", static (string? campaign, string? body, string? period, HttpContext context, ApiRequests requests, ReferenceData reference, AskedFigureQueries asked) =>
            requests.GetAsync(context, (actor, ct) => CellsAsync(actor, reference.Current, asked, campaign, body, period, ct))).Produces<List<AskedCellView>>();
        api.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, AskFigures verb) =>
            requests.PostAsync<AskedRequest>(context, verb.HandleAsync)).Accepts<AskedRequest>("application/json").Produces<AskedView>(StatusCodes.Status201Created);
        api.MapPost("/sample", static (HttpContext context, ApiRequests requests, AskFigures verb) =>
            requests.PostAsync<AskedOrder>(context, verb.AddSampleAsync)).Accepts<AskedOrder>("application/json").Produces<AskedOrderView>(StatusCodes.Status201Created);
        api.MapPost("/order", static (HttpContext context, ApiRequests requests, AskFigures verb) =>
            requests.PostAsync<AskedOrder>(context, verb.OrderAsync)).Accepts<AskedOrder>("application/json").Produces<AskedOrderView>();
        api.MapPost("/{id}/retire", static (string id, HttpContext context, ApiRequests requests, AskFigures verb) =>
            requests.PostAsync<AskedRetirement>(context, (actor, body, key, ct) => verb.RetireAsync(actor, id, body, key, ct)))
            .Accepts<AskedRetirement>("application/json").Produces<AskedView>();
        MapOwed(routes);
    }

    /// <summary>Maps what is owed: rules, obligations, deadlines, extensions.</summary>
    private static void MapOwed(IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/api/v1/obligation-rules").WithTags("obligations");
        rules.MapGet(string.Empty, static (string? campaign, HttpContext context, ApiRequests requests, ReferenceData reference, PeriodQueries queries) =>
            requests.GetAsync(context, (actor, ct) => OfCampaignAsync(actor, reference.Current, campaign, c => queries.RulesAsync(c, ct)))).Produces<List<ObligationRuleView>>();
        rules.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, ObligationVerbs verbs) =>
            requests.PostAsync<ObligationRuleRequest>(context, verbs.SetRuleAsync)).Accepts<ObligationRuleRequest>("application/json").Produces<ObligationRuleView>(StatusCodes.Status201Created);
        rules.MapPost("/{id}/end", static (string id, HttpContext context, ApiRequests requests, ObligationVerbs verbs) =>
            requests.PostAsync<EmptyRequest>(context, (actor, _, key, ct) => verbs.EndRuleAsync(actor, id, key, ct))).Produces<ObligationRuleView>();
        var owed = routes.MapGroup("/api/v1/obligations").WithTags("obligations");
        owed.MapGet(string.Empty, static (string? campaign, string? period, HttpContext context, ApiRequests requests, ReferenceData reference, PeriodQueries queries) =>
            requests.GetAsync(context, (actor, ct) => OwedAsync(actor, reference.Current, queries, campaign, period, ct))).Produces<List<ObligationView>>();
        owed.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, ObligationVerbs verbs) =>
            requests.PostAsync<ObligationsRequest>(context, verbs.MakeAsync)).Accepts<ObligationsRequest>("application/json").Produces<ObligationsMade>(StatusCodes.Status201Created);
        owed.MapPost("/deadline", static (HttpContext context, ApiRequests requests, ObligationVerbs verbs) =>
            requests.PostAsync<DeadlineRequest>(context, verbs.SetDeadlineAsync)).Accepts<DeadlineRequest>("application/json").Produces<DeadlineView>();
        owed.MapPost("/extend", static (HttpContext context, ApiRequests requests, ExtendDeadline verb) =>
            requests.PostAsync<ExtensionRequest>(context, verb.HandleAsync)).Accepts<ExtensionRequest>("application/json").Produces<ExtensionsView>(StatusCodes.Status201Created);
        routes.MapGet("/api/v1/extensions", static (string? campaign, string? period, HttpContext context, ApiRequests requests, ReferenceData reference, PeriodQueries queries) =>
            requests.GetAsync(context, (actor, ct) => OfCampaignAsync(actor, reference.Current, campaign, async c => (await queries.ExtensionsAsync(actor, c, Reading.Empty(period), ct)).Select(e => e.Extension).ToList())))
            .WithTags("obligations").Produces<List<ExtensionView>>();
    }

    private static async Task<Result<T>> OfCampaignAsync<T>(Actor actor, Reference current, string? campaign, Func<string, Task<T>> ask)
    {
        var found = Reading.Campaign(actor, current, campaign);
        return found.Ok ? await ask(found.Value.Id) : found.Refusals.ToList();
    }

    private static async Task<Result<IReadOnlyList<ObligationView>>> OwedAsync(Actor actor, Reference current, PeriodQueries queries, string? campaign, string? period, CancellationToken ct)
    {
        var found = Reading.Campaign(actor, current, campaign);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        return Reading.Period(period) is { } key ? (await queries.OwedAsync(actor, found.Value.Id, key, ct)).ToList() : new Refusal("report.period-unknown", "period");
    }

    private static async Task<Result<List<AskedView>>> ListAsync(Actor actor, Reference current, AskedFigureQueries asked, string? campaign, string? period, CancellationToken ct)
    {
        var found = Reading.Campaign(actor, current, campaign);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        var all = await asked.OfAsync(found.Value.Id, ct);
        if (string.IsNullOrEmpty(period))
        {
            return all.Versions.Select(AskedView.Of).ToList();
        }

        return Reading.Period(period) is { } key ? all.Lines(key).Select(AskedView.Of).ToList() : new Refusal("report.period-unknown", "period");
    }

    private static async Task<Result<List<AskedCellView>>> CellsAsync(
        Actor actor, Reference current, AskedFigureQueries asked, string? campaign, string? bodyId, string? period, CancellationToken ct)
    {
        var found = Reading.Campaign(actor, current, campaign);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        if (current.Bodies.Find(bodyId) is not { } body || current.Places.ProvinceOf(found.Value.RootUnitId).Id != body.ProvinceId)
        {
            return new Refusal("model.body-unknown", "body") { Arguments = [bodyId ?? string.Empty] };
        }

        return Reading.Period(period) is { } key
            ? (await asked.OfAsync(found.Value.Id, ct)).CellsOf(body, key, found.Value.Fields).Select(AskedCellView.Of).ToList()
            : new Refusal("report.period-unknown", "period");
    }
}
