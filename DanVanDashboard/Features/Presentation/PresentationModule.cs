using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Pack;
using Microsoft.AspNetCore.Mvc;

namespace DanVanDashboard.Features.Presentation;

/// <summary>Trình chiếu: frozen figures, the confirmation before them, decks, and screens that run by themselves.</summary>
internal static class PresentationModule
{
    /// <summary>Registers verbs and questions.</summary>
    public static IServiceCollection AddPresentation(this IServiceCollection services) => services
        .AddSingleton<FreezeFigures>().AddSingleton<ConfirmFigures>().AddSingleton<SaveDeck>().AddSingleton<ShareScreen>().AddSingleton<PresentationQueries>().AddSingleton<PresentationDesk>().AddSingleton<SlideMaker>().AddSingleton<Shows>()
        .AddSingleton<ShowEndpoints>();

    /// <summary>Maps API and shows.</summary>
    public static void MapPresentation(this IEndpointRouteBuilder routes)
    {
        var snapshots = routes.MapGroup("/api/v1/snapshots").WithTags("snapshots");
        snapshots.MapGet(string.Empty, static (string? campaign, HttpContext context, ApiRequests requests, FrozenFigures frozen) =>
            requests.GetAsync(context, async (actor, ct) => (Result<List<SnapshotView>>)(await frozen.ListAsync(actor, campaign ?? string.Empty, ct)).Select(SnapshotView.Of).ToList())).Produces<List<SnapshotView>>();
        snapshots.MapGet("/{id}", static (string id, HttpContext context, ApiRequests requests, FrozenFigures frozen) =>
            requests.GetAsync(context, (actor, ct) => frozen.GetAsync(actor, id, PackDocument.Pack, ct))).Produces<PackFigures>();
        snapshots.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, FreezeFigures verb) =>
            requests.PostAsync<FreezeRequest>(context, verb.HandleAsync)).Accepts<FreezeRequest>("application/json").Produces<SnapshotView>(StatusCodes.Status201Created);

        var confirmations = routes.MapGroup("/api/v1/confirmations").WithTags("snapshots");
        confirmations.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, ConfirmFigures verb) =>
            requests.PostAsync<AskRequest>(context, verb.OpenAsync)).Accepts<AskRequest>("application/json").Produces<ConfirmationView>(StatusCodes.Status201Created);
        confirmations.MapGet("/{id}", static (string id, string? unitId, HttpContext context, ApiRequests requests, PresentationQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.ShownAsync(actor, id, unitId, ct))).Produces<ShownView>();
        confirmations.MapPost("/{id}/answers", static (string id, HttpContext context, ApiRequests requests, ConfirmFigures verb) =>
            requests.PostAsync<ConfirmRequest>(context, (actor, body, key, ct) => verb.AnswerAsync(actor, id, body, key, ct))).Accepts<ConfirmRequest>("application/json").Produces(StatusCodes.Status201Created);
        confirmations.MapPost("/{id}/close", static (string id, HttpContext context, ApiRequests requests, ConfirmFigures verb) =>
            requests.PostAsync<NothingRequest>(context, (actor, body, key, ct) => verb.CloseAsync(actor, id, body, key, ct))).Accepts<NothingRequest>("application/json").Produces(StatusCodes.Status200OK);

        var decks = routes.MapGroup("/api/v1/decks").WithTags("decks");
        decks.MapGet(string.Empty, static (string? campaign, HttpContext context, ApiRequests requests, PresentationQueries queries) =>
            requests.GetAsync(context, async (actor, ct) => (Result<List<DeckView>>)(await queries.DecksAsync(actor, campaign, ct)).ToList())).Produces<List<DeckView>>();
        decks.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, SaveDeck verb) =>
            requests.PostAsync<DeckRequest>(context, (actor, body, key, ct) => verb.HandleAsync(actor, null, body, key, ct))).Accepts<DeckRequest>("application/json").Produces<DeckView>(StatusCodes.Status201Created);
        decks.MapPost("/{id}", static (string id, HttpContext context, ApiRequests requests, SaveDeck verb) =>
            requests.PostAsync<DeckRequest>(context, (actor, body, key, ct) => verb.HandleAsync(actor, id, body, key, ct))).Accepts<DeckRequest>("application/json").Produces<DeckView>();
        decks.MapPost("/{id}/delete", static (string id, HttpContext context, ApiRequests requests, SaveDeck verb) =>
            requests.PostAsync<NothingRequest>(context, (actor, _, key, ct) => verb.DeleteAsync(actor, id, key, ct))).Accepts<NothingRequest>("application/json").Produces(StatusCodes.Status200OK);

        var screens = routes.MapGroup("/api/v1/screens").WithTags("decks");
        screens.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, ShareScreen verb) =>
            requests.PostAsync<ScreenRequest>(context, verb.HandleAsync)).Accepts<ScreenRequest>("application/json").Produces<ScreenView>(StatusCodes.Status201Created);
        screens.MapPost("/{id}/revoke", static (string id, HttpContext context, ApiRequests requests, ShareScreen verb) =>
            requests.PostAsync<NothingRequest>(context, (actor, _, key, ct) => verb.RevokeAsync(actor, id, key, ct))).Accepts<NothingRequest>("application/json").Produces<ScreenView>();

        routes.MapGet("/trinh-chieu/chieu", static ([AsParameters] ShowQuery query, HttpContext context, ShowEndpoints shows) => shows.HallAsync(context, query.Ask, speaker: false)).ExcludeFromDescription();
        routes.MapGet("/trinh-chieu/dien-gia", static ([AsParameters] ShowQuery query, HttpContext context, ShowEndpoints shows) => shows.HallAsync(context, query.Ask, speaker: true)).ExcludeFromDescription();
        routes.MapGet("/trinh-chieu/khac", static ([AsParameters] ShowQuery query, HttpContext context, ShowEndpoints shows) => shows.SinceAsync(context, query.Ask)).ExcludeFromDescription();
        routes.MapGet("/trinh-chieu/doi", static ([FromQuery(Name = "phong-trao")] string? campaign, [FromQuery(Name = "sau")] long? after, [FromQuery(Name = "lan")] string? build, HttpContext context, ShowEndpoints shows) =>
            shows.ChangesAsync(context, campaign, after, build)).ExcludeFromDescription();
        routes.MapGet("/man-hinh/{secret}", static (string secret, HttpContext context, ShowEndpoints shows) => shows.ScreenAsync(context, secret)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/man-hinh/{secret}/doi", static (string secret, [FromQuery(Name = "sau")] long? after, [FromQuery(Name = "lan")] string? build, HttpContext context, ShowEndpoints shows) =>
            shows.ScreenChangesAsync(context, secret, after, build)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/man-hinh/{secret}/anh/{id}", static (string secret, string id, HttpContext context, ShowEndpoints shows) => shows.ScreenPictureAsync(context, secret, id)).AllowAnonymous().ExcludeFromDescription();
    }

#pragma warning disable CS1591 // The names of the query string, in docs/huong-dan.
    /// <summary>The address of a show.</summary>
    public sealed record ShowQuery(
        [FromQuery(Name = "bai")] string? Bai, [FromQuery(Name = "mau")] string? Mau, [FromQuery(Name = "chot")] string? Chot, [FromQuery(Name = "nguon")] string? Nguon,
        [FromQuery(Name = "luc")] string? Luc, [FromQuery(Name = "phong-trao")] string? Campaign, [FromQuery(Name = "dia-ban")] string? Unit,
        [FromQuery(Name = "don-vi")] string? Body, [FromQuery(Name = "ky")] string? Period, [FromQuery(Name = "linh-vuc")] string? Field,
        [FromQuery(Name = "chu-de")] string? Theme, [FromQuery(Name = "khoi")] string? Block, [FromQuery(Name = "doi-tuong")] string? Subject,
        [FromQuery(Name = "dia-gioi")] string? Boundaries, [FromQuery(Name = "nen")] string? Nen)
    {
        internal ShowAsk Ask => new(Bai, Mau, Chot, Nguon, Luc, Campaign, Unit, Body, Period, Field, Theme, Block, Subject, Boundaries, Nen);
    }
#pragma warning restore CS1591
}
