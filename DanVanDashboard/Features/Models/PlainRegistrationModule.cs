using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DanVanDashboard.Features.Models;

/// <summary>Đăng ký đơn giản: the registration as a plain page, for a line on which nothing else works.</summary>
internal static class PlainRegistrationModule
{
    private const string Path = "/mo-hinh/dang-ky/don-gian";

    public static void MapPlainRegistration(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).ExcludeFromDescription();
        routes.MapPost(Path, TakeAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, Actors actors, RegistrationChoices choices, ModelDrafts drafts, ModelQueries models, ProblemWords words, TimeProvider clock)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return Results.LocalRedirect("/dang-nhap");
        }

        var query = context.Request.Query;
        if (query["mo-hinh"] is [{ Length: > 0 } model] && await models.FindAsync(actor, model, context.RequestAborted) is { Ok: true, Value: { } done })
        {
            // Only codes that have words are said; an address may hold anything.
            var said = query["tep"].ToString();
            return Page(new() { ["Done"] = done, ["Said"] = said == "xong" || words.Words(new(said) { Arguments = [string.Empty] }) != said ? (said.Length > 0 ? said : null) : null });
        }

        var form = new RegistrationForm();
        DraftView? draft = query["nhap"] is [{ Length: > 0 } id] && await drafts.FindAsync(actor, id, context.RequestAborted) is { Ok: true } found ? found.Value : null;
        if (draft is not null)
        {
            form = RegistrationForm.Of(draft.Content);
        }
        else
        {
            form["completeBy"] = TypedText.Day(LocalDay.Of(clock.GetUtcNow()).AddDays(14));
        }

        return await FormAsync(actor, form, [], draft?.Id, draft?.Version, query.ContainsKey("da-luu"), choices, drafts, context.RequestAborted);
    }

    private static async Task<IResult> TakeAsync(IFormCollection typed, HttpContext context, Actors actors, RegistrationChoices choices, ModelDrafts drafts, RegisterModel verb)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return Results.LocalRedirect("/dang-nhap");
        }

        var form = RegistrationForm.Of(typed.Where(f => !f.Key.StartsWith('_')).Select(f => KeyValuePair.Create(f.Key, string.Join(',', f.Value.ToArray()))));
        var draft = typed["_nhap"].ToString() is { Length: > 0 } id ? id : null;
        int? version = int.TryParse(typed["_lan"], NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : null;
        // A press whose answer got lost on the way back is done already.
        var once = Once(actor, typed);
        if (typed["_lam"] == "luu")
        {
            var request = new DraftRequest { Campaign = form["campaign"], Content = form.Content, Version = version };
            var kept = draft is null ? await drafts.BeginAsync(actor, request, once, context.RequestAborted) : await drafts.SaveAsync(actor, draft, request, once, context.RequestAborted);
            return kept.Ok
                ? Results.LocalRedirect($"{Path}?nhap={JsonSerializer.Deserialize<DraftView>(kept.Value.Json, ApiAnswer.Options)!.Id}&da-luu")
                : await FormAsync(actor, form, kept.Refusals, draft, version, saved: false, choices, drafts, context.RequestAborted);
        }

        if (await choices.ForAsync(actor, form["campaign"], form["unitId"], form["bodyId"], context.RequestAborted) is not { } options)
        {
            return Page(new());
        }

        var answer = await verb.HandleAsync(actor, form.ToRequest(options) with { DraftId = draft, DraftVersion = version }, once, context.RequestAborted);
        return answer.Ok
            ? Results.LocalRedirect($"{Path}?mo-hinh={JsonSerializer.Deserialize<ModelView>(answer.Value.Json, ApiAnswer.Options)!.Id}")
            : await FormAsync(actor, form, answer.Refusals, draft, version, saved: false, choices, drafts, context.RequestAborted);
    }

    /// <summary>The same press of the same form with the same content is done once, however often it is sent.</summary>
    private static IdempotencyKey? Once(Actor actor, IFormCollection typed)
    {
        var key = typed["_khoa"].ToString();
        if (key.Length is < 8 or > 64)
        {
            return null;
        }

        var content = string.Join('\n', typed.Where(f => f.Key != "__RequestVerificationToken").OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={string.Join(',', f.Value.ToArray())}"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16];
        return new(actor.UserId, $"dang-ky:{key}:{hash}", hash);
    }

    private static async Task<IResult> FormAsync(
        Actor actor, RegistrationForm form, IReadOnlyList<Refusal> refusals, string? draft, int? version, bool saved, RegistrationChoices choices, ModelDrafts drafts, CancellationToken ct) =>
        Page(new()
        {
            ["Options"] = await choices.ForAsync(actor, form["campaign"], form["unitId"], form["bodyId"], ct), ["Form"] = form, ["Refusals"] = refusals, ["DraftId"] = draft,
            ["DraftVersion"] = version, ["Saved"] = saved, ["Drafts"] = await drafts.OfAsync(actor, ct),
        });

    private static RazorComponentResult<PlainRegistration> Page(Dictionary<string, object?> parameters) => new(parameters) { PreventStreamingRendering = true };
}
