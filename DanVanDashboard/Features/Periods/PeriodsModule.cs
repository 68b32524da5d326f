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
    public static IServiceCollection AddPeriods(this IServiceCollection services) => services.AddSingleton<AskFigures>();

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
        api.MapPost("/order", static (HttpContext context, ApiRequests requests, AskFigures verb) =>
            requests.PostAsync<AskedOrder>(context, verb.OrderAsync)).Accepts<AskedOrder>("application/json").Produces<AskedOrderView>();
        api.MapPost("/{id}/retire", static (string id, HttpContext context, ApiRequests requests, AskFigures verb) =>
            requests.PostAsync<AskedRetirement>(context, (actor, body, key, ct) => verb.RetireAsync(actor, id, body, key, ct)))
            .Accepts<AskedRetirement>("application/json").Produces<AskedView>();
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
