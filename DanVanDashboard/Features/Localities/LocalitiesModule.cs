using System.Globalization;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Features.Localities.Changes;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DanVanDashboard.Features.Localities;

#pragma warning disable CS1591 // The wire form of docs/api.md.
/// <summary>A campaign of <c>GET /api/v1/campaigns</c>.</summary>
public sealed record CampaignView(string Id, string Name, bool Simulated, DateOnly? From, DateOnly? To, string RootUnitId, string Provenance, IReadOnlyList<CampaignFieldView> Fields);

public sealed record CampaignFieldView(string Key, string Name, string? Standard);

/// <summary>A unit of <c>GET /api/v1/units</c>.</summary>
public sealed record UnitView(string Id, string Code, string Name, string Kind, string Level, string? ParentId, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>A body of <c>GET /api/v1/bodies</c>.</summary>
public sealed record BodyView(string Id, string Name, string Kind, string? UnitId, IReadOnlyList<string> ParentIds, int Order);
#pragma warning restore CS1591

/// <summary>Campaigns, localities and bodies, as others need them to name what they ask for.</summary>
public static class LocalitiesModule
{
    /// <summary>Registers the verbs.</summary>
    public static IServiceCollection AddLocalities(this IServiceCollection services)
    {
        services.TryAddSingleton<MapDrawings>();
        services.TryAddSingleton<ReferenceChanges>();
        return services.AddSingleton<PopulationVerbs>().AddSingleton<LocalityQueries>().AddSingleton<LocalityTable>().AddSingleton<UnitLifeQueries>().AddSingleton<MergeQueries>().AddSingleton<TwoDatesQueries>().AddSingleton<ImportUnits>()
            .AddSingleton<StateShares>().AddSingleton<RecordUnitChange>().AddSingleton<UndoUnitChange>().AddSingleton<UnitChangeQueries>();
    }

    /// <summary>Maps the endpoints.</summary>
    public static void MapLocalities(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(LocalityTable.Href + "/{format}", static (string format, HttpContext context, TableFiles files, LocalityTable table) => files.AnswerAsync(context, format, (actor, ct) => table.GetAsync(context, actor, ct))).WithTags("tables");
        var api = routes.MapGroup("/api/v1").WithTags("reference");
        api.MapGet("/campaigns", static (HttpContext context, ApiRequests requests, ReferenceData reference) =>
            requests.GetAsync(context, (actor, _) => Task.FromResult<Result<List<CampaignView>>>(Campaigns(actor, reference.Current)))).Produces<List<CampaignView>>();
        api.MapGet("/units", static (string? at, string? under, HttpContext context, ApiRequests requests, ReferenceData reference, TimeProvider clock) =>
            requests.GetAsync(context, (_, _) => Task.FromResult(Units(reference.Current, at, under, LocalDay.Of(clock.GetUtcNow()))))).Produces<List<UnitView>>();
        api.MapGet("/bodies", static (string? at, string? unit, HttpContext context, ApiRequests requests, ReferenceData reference, TimeProvider clock) =>
            requests.GetAsync(context, (_, _) => Task.FromResult(Bodies(reference.Current, at, unit, LocalDay.Of(clock.GetUtcNow()))))).Produces<List<BodyView>>();
        api.MapPost("/lineage-shares", static (HttpContext context, ApiRequests requests, StateShares verb) => requests.PostAsync<SharesRequest>(context, verb.HandleAsync))
            .Accepts<SharesRequest>("application/json").Produces<List<ShareView>>();
        MapUnitChanges(routes.MapGroup("/api/v1/unit-changes").WithTags("unit-changes"));
        MapPopulations(routes.MapGroup("/api/v1/populations").WithTags("populations"));
    }

    private static void MapUnitChanges(RouteGroupBuilder api)
    {
        api.MapGet(string.Empty, static (HttpContext context, ApiRequests requests, UnitChangeQueries queries) =>
            requests.GetAsync(context, async (_, ct) => (Result<List<UnitChangeView>>)(await queries.AllAsync(ct)).ToList())).Produces<List<UnitChangeView>>();
        api.MapGet("/{id}", static (string id, HttpContext context, ApiRequests requests, UnitChangeQueries queries) =>
            requests.GetAsync(context, async (_, ct) => await queries.FindAsync(id, ct) is { } view ? (Result<UnitChangeView>)view : new Refusal("unit-change.not-found", "id") { Arguments = [id] }))
            .Produces<UnitChangeView>();
        api.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, RecordUnitChange verb) =>
            requests.PostAsync<UnitChangeRequest>(context, verb.HandleAsync)).Accepts<UnitChangeRequest>("application/json").Produces<UnitChangeView>(StatusCodes.Status201Created).Produces<UnitChangePreview>();
        api.MapPost("/{id}/undo", static (string id, HttpContext context, ApiRequests requests, UndoUnitChange verb) =>
            requests.PostAsync<UnitChangeUndo>(context, (actor, body, key, ct) => verb.HandleAsync(actor, id, body, key, ct))).Accepts<UnitChangeUndo>("application/json").Produces<UnitChangeView>();
    }

    private static void MapPopulations(RouteGroupBuilder api)
    {
        api.MapGet(string.Empty, static (string? unit, string? at, HttpContext context, ApiRequests requests, ReferenceData reference, PopulationQueries queries, DanVanOptions options, TimeProvider clock) =>
            requests.GetAsync(context, (_, ct) => PopulationsAsync(queries, reference.Current, unit is { Length: > 0 } ? unit : options.RootUnit, at, LocalDay.Of(clock.GetUtcNow()), ct)))
            .Produces<List<PopulationView>>();
        api.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, PopulationVerbs verbs) =>
            requests.PostAsync<PopulationRequest>(context, verbs.EnterAsync)).Accepts<PopulationRequest>("application/json").Produces<PopulationView>(StatusCodes.Status201Created);
        api.MapPost("/confirm", static (HttpContext context, ApiRequests requests, PopulationVerbs verbs) =>
            requests.PostAsync<PopulationConfirmation>(context, verbs.ConfirmAsync)).Accepts<PopulationConfirmation>("application/json").Produces<List<PopulationView>>();
        api.MapPost("/{id}/confirm", static (string id, HttpContext context, ApiRequests requests, PopulationVerbs verbs) =>
            requests.PostAsync<PopulationConfirmation>(context, (actor, _, key, ct) => verbs.ConfirmAsync(actor, id, key, ct))).Produces<PopulationView>();
        api.MapPost("/{id}/withdraw", static (string id, HttpContext context, ApiRequests requests, PopulationVerbs verbs) =>
            requests.PostAsync<PopulationWithdrawal>(context, (actor, body, key, ct) => verbs.WithdrawAsync(actor, id, body, key, ct)))
            .Accepts<PopulationWithdrawal>("application/json").Produces<PopulationView>();
    }

    // Populations are facts of places, open to everyone who is signed in.
    private static async Task<Result<List<PopulationView>>> PopulationsAsync(PopulationQueries queries, Reference reference, string unit, string? at, DateOnly today, CancellationToken ct)
    {
        if (Day(at, today) is not { } day)
        {
            return new Refusal("request.date-unreadable", "at") { Arguments = [at!] };
        }

        if (reference.Places.ById(unit) is not { } root)
        {
            return new Refusal("model.unit-unknown", "unit") { Arguments = [unit] };
        }

        var units = reference.Places.Under(root.Id, day).Prepend(root).Select((u, i) => (u.Id, i)).ToDictionary(u => u.Id, u => u.i);
        var holding = PopulationQueries.Holding(await queries.StatedAsync(units.Keys, ct));
        return holding.OrderBy(p => units[p.UnitId]).ThenByDescending(p => p.Year).Select(PopulationView.Of).ToList();
    }

    private static List<CampaignView> Campaigns(Actor actor, Reference reference)
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        return reference.Campaigns.Where(c => CampaignScope.Reads(actor, c, reference)).Select(c => new CampaignView(
            c.Id, english ? c.NameEn : c.NameVi, c.Simulated, c.From, c.To, c.RootUnitId, c.Provenance,
            c.Fields.Fields.Select(f => new CampaignFieldView(f.Key, english ? f.NameEn : f.NameVi, f.Standard)).ToList())).ToList();
    }

    private static Result<List<UnitView>> Units(Reference reference, string? at, string? under, DateOnly today)
    {
        if (Day(at, today) is not { } day)
        {
            return new Refusal("request.date-unreadable", "at") { Arguments = [at!] };
        }

        var places = reference.Places;
        if (under is { Length: > 0 } && places.ById(under) is null)
        {
            return new Refusal("model.unit-unknown", "under") { Arguments = [under] };
        }

        var roots = under is { Length: > 0 } ? places.ChildrenOf(under, day) : places.RootsAt(day);
        var units = roots.OrderBy(u => u, Domain.Localities.Unit.AdministrativeOrder).SelectMany(r => places.Under(r.Id, day).Prepend(r));
        return units.Select(u => new UnitView(u.Id, u.Code, u.Name, u.Kind, Wire.Name(u.Level), u.ParentId, u.ValidFrom, u.ValidTo)).ToList();
    }

    private static Result<List<BodyView>> Bodies(Reference reference, string? at, string? unit, DateOnly today)
    {
        if (Day(at, today) is not { } day)
        {
            return new Refusal("request.date-unreadable", "at") { Arguments = [at!] };
        }

        if (unit is { Length: > 0 } && reference.Places.ById(unit) is null)
        {
            return new Refusal("model.unit-unknown", "unit") { Arguments = [unit] };
        }

        // Of a unit: its own bodies and those of all that lies in it; of a province also the non-local ones.
        var inside = unit is { Length: > 0 } ? reference.Places.ScopeOf(unit) : null;
        return reference.Bodies.All.Where(b => b.ValidOn(day) && (inside is null || inside.Contains(b.UnitId ?? b.ProvinceId)))
            .Select(b => new BodyView(b.Id, b.NameOn(day), Wire.Name(b.Kind), b.UnitId, b.ParentIds, b.Order)).ToList();
    }

    private static DateOnly? Day(string? text, DateOnly today) =>
        string.IsNullOrEmpty(text) ? today
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
