using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Export;
using DanVanDashboard.Features.Models.Sheets;
using Microsoft.AspNetCore.Mvc;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>One message about a row, as the API says it.</summary>
/// <param name="Row">Row of the sheet.</param>
/// <param name="Column">Our column; <see langword="null"/> for the row as a whole.</param>
/// <param name="Letter">Letter of the file's column.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ImportMessageView(int Row, string? Column, string Letter, string Value, string Code, string Message);

/// <summary>What a file brought, or would bring.</summary>
/// <param name="Import">The import; <see langword="null"/> of a dry run.</param>
/// <param name="Rows">Rows with something in them.</param>
/// <param name="Models">Rows that can be taken.</param>
/// <param name="Wrong">Rows with something wrong.</param>
/// <param name="Duplicates">Rows that are there already.</param>
/// <param name="Messages">What is wrong, in the order of rows.</param>
public sealed record ImportAnswer(ImportView? Import, int Rows, int Models, int Wrong, int Duplicates, IReadOnlyList<ImportMessageView> Messages);

/// <summary>Uploads, downloads and the API of imports.</summary>
internal static class ImportEndpoints
{
    /// <summary>Path of the page.</summary>
    public const string Page = ModelListState.Path + "/nhap-tu-tep";

    private const string NoFile = "import.file-missing";

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        // Large files do not go through the live line; the same form works without it.
        routes.MapPost(Page + "/tep", UploadAsync);
        routes.MapGet(Page + "/mau", static ([FromQuery(Name = "phong-trao")] string? campaign, HttpContext context, Actors actors, ImportRegister register, ImportTemplate template, Problems problems) =>
            TemplateAsync(campaign, context, actors, register, template, problems));
        routes.MapGet(Page + "/{id}/loi/{format}", MessagesAsync);
        var api = routes.MapGroup("/api/v1/imports").WithTags("imports");
        api.MapGet(string.Empty, static (string? campaign, HttpContext context, ApiRequests requests, ImportRegister register) =>
            requests.GetAsync(context, (actor, ct) => register.ListAsync(actor, campaign, ct))).Produces<List<ImportView>>();
        api.MapGet("/template", static (string? campaign, HttpContext context, Actors actors, ImportRegister register, ImportTemplate template, Problems problems) =>
            TemplateAsync(campaign, context, actors, register, template, problems));
        api.MapPost(string.Empty, PostAsync).Accepts<byte[]>(WorkbookWriter.ContentType).Produces<ImportAnswer>().Produces<ImportAnswer>(StatusCodes.Status201Created).DisableAntiforgery();
        api.MapPost("/{id}/undo", static (string id, HttpContext context, ApiRequests requests, ImportRegister register) =>
            requests.PostAsync<ImportUndoRequest>(context, (actor, body, key, ct) => register.UndoAsync(actor, id, body, key, null, ct))).Accepts<ImportUndoRequest>("application/json").Produces<ImportView>();
    }

    private static async Task<IResult> UploadAsync(
        HttpContext context, Actors actors, ImportRegister register, [FromForm(Name = "phong-trao")] string? campaign, [FromForm(Name = "tep")] IFormFile? file)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return Results.LocalRedirect("/dang-nhap");
        }

        var start = $"{Page}?phong-trao={Uri.EscapeDataString(campaign ?? string.Empty)}";
        if (file is null || file.Length == 0)
        {
            return Results.LocalRedirect($"{start}&loi={NoFile}");
        }

        await using var stream = file.OpenReadStream();
        var staged = await register.StageAsync(actor, campaign, file.FileName, stream, context.RequestAborted);
        return Results.LocalRedirect(staged.Ok ? $"{start}&tep={staged.Value.Id}" : $"{start}&loi={staged.Refusals[0].Code}");
    }

    private static async Task<IResult> PostAsync(
        HttpContext context, string? campaign, string? fileName, bool? dryRun, Actors actors, ImportRegister register, ProblemWords words, Problems problems)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        var staged = await register.StageAsync(actor, campaign, fileName, context.Request.Body, context.RequestAborted);
        if (!staged.Ok)
        {
            return problems.Of(staged.Refusals);
        }

        if (dryRun == true)
        {
            var outcome = await register.CheckAsync(actor, staged.Value.Id, null, context.RequestAborted);
            return outcome.Ok ? Results.Json(Answer(null, outcome.Value, words), ApiAnswer.Options) : problems.Of(outcome.Refusals);
        }

        var done = await register.ImportAsync(actor, staged.Value.Id, null, context.RequestAborted);
        return done.Ok ? Results.Json(Answer(done.Value.View, done.Value.Outcome, words), ApiAnswer.Options, statusCode: StatusCodes.Status201Created) : problems.Of(done.Refusals);
    }

    private static async Task<IResult> TemplateAsync(string? campaign, HttpContext context, Actors actors, ImportRegister register, ImportTemplate template, Problems problems)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        var found = register.CampaignOf(actor, campaign);
        return !found.Ok ? problems.Of(found.Refusals)
            : await Downloads.MadeAsync(Downloads.FileName($"mau-nhap-mo-hinh-{found.Value.Id}", "xlsx"), WorkbookWriter.ContentType, stream =>
            {
                template.Write(stream, actor, found.Value);
                return Task.CompletedTask;
            });
    }

    private static async Task<IResult> MessagesAsync(string id, string format, HttpContext context, Actors actors, ImportRegister register, ImportTemplate template, Problems problems)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        if (format is not ("xlsx" or "csv"))
        {
            return problems.Of("request.value-unknown", "format", format);
        }

        var outcome = await register.CheckAsync(actor, id, null, context.RequestAborted);
        return !outcome.Ok ? problems.Of(outcome.Refusals)
            : await Downloads.MadeAsync(Downloads.FileName("can-sua", format), format == "csv" ? CsvWriter.ContentType : WorkbookWriter.ContentType, stream =>
            {
                template.WriteMessages(stream, format, outcome.Value);
                return Task.CompletedTask;
            });
    }

    private static ImportAnswer Answer(ImportView? import, ImportOutcome outcome, ProblemWords words) => new(
        import, outcome.Rows, outcome.Models.Count, outcome.Wrong, outcome.Duplicates,
        [.. outcome.Messages.Select(m => new ImportMessageView(m.Row, m.Column is { } column ? Wire.Name(column) : null, m.Letter, m.Value, m.Refusal.Code, words.Words(m.Refusal)))]);
}
