using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.AspNetCore.Mvc;

namespace DanVanDashboard.Features.Pack.Template;

/// <summary>The ways by which a template comes and goes: the API, and the page's plain forms.</summary>
internal static class TemplateEndpoints
{
    /// <summary>Path of the page.</summary>
    public const string Page = "/quan-tri/mau-trinh-chieu";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/deck-template").WithTags("exports");
        api.MapGet(string.Empty, static (HttpContext context, ApiRequests requests, DeckTemplates templates) => requests.GetAsync(context, async (actor, ct) =>
            !actor.May(Verb.ManageDeckTemplate) ? new Refusal("pack.not-allowed") : await templates.CurrentAsync(ct) is { } there ? (Result<DeckTemplateView>)there : new Refusal("pack.not-found"))).Produces<DeckTemplateView>();
        // The same bytes again make the same template: no key is asked for.
        api.MapPost(string.Empty, static (string? fileName, HttpContext context, ApiRequests requests, DeckTemplates templates) =>
            requests.GetAsync(context, (actor, ct) => templates.KeepAsync(actor, fileName, context.Request.Body, ct))).Produces<DeckTemplateView>();
        api.MapPost("/remove", static (HttpContext context, ApiRequests requests, DeckTemplates templates) =>
            requests.GetAsync(context, templates.RemoveAsync)).Produces<DeckTemplateView>();
        routes.MapPost(Page + "/tep", async (HttpContext context, Actors actors, DeckTemplates templates, [FromForm(Name = "tep")] IFormFile? file) =>
        {
            if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
            {
                return Results.LocalRedirect("/dang-nhap");
            }

            await using var stream = file?.OpenReadStream() ?? Stream.Null;
            return Back(await templates.KeepAsync(actor, file?.FileName, stream, context.RequestAborted), "da-nhan");
        }).ExcludeFromDescription();
        routes.MapPost(Page + "/go", async (IFormCollection _, HttpContext context, Actors actors, DeckTemplates templates) =>
            await actors.OfAsync(context.User, context.RequestAborted) is { } actor ? Back(await templates.RemoveAsync(actor, context.RequestAborted), "da-go") : Results.LocalRedirect("/dang-nhap")).ExcludeFromDescription();
    }

    private static IResult Back(Result<DeckTemplateView> result, string said) => Results.LocalRedirect($"{Page}?{(result.Ok ? $"xong={said}" : $"loi={result.Refusals[0].Code}")}");
}
