using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;

namespace DanVanDashboard.Features.Pack.Sheets;

/// <summary>The ways to the short sheets, and to the clearance of those for the press.</summary>
internal static class SheetEndpoints
{
    /// <summary>Path of the page of a model and the press.</summary>
    public static string Page(string model) => $"/mo-hinh/{Uri.EscapeDataString(model)}/to-tin";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/exports/press/{format}", static (string format, string? model, HttpContext context, Actors actors, Problems problems, PressSheets sheets) =>
            AnswerAsync(context, format, "to tin", actors, problems, (actor, ct) => sheets.SheetAsync(actor, model ?? string.Empty, ct))).WithTags("exports").Produces(StatusCodes.Status200OK);
        routes.MapGet("/api/v1/exports/locality/{format}", static (string format, string? unit, string? campaign, string? period, HttpContext context, Actors actors, Problems problems, CommuneSheets sheets) =>
            AnswerAsync(context, format, "dia ban", actors, problems, (actor, ct) => sheets.SheetAsync(actor, unit, campaign, period, ct))).WithTags("exports").Produces(StatusCodes.Status200OK);
        var press = routes.MapGroup("/api/v1/models/{id}/press").WithTags("exports");
        press.MapGet(string.Empty, static (string id, HttpContext context, ApiRequests requests, PressSheets sheets) => requests.GetAsync(context, (actor, ct) => sheets.ViewAsync(actor, id, ct))).Produces<PressView>();
        // Cleared twice is cleared: no key is asked for.
        press.MapPost("/clear", static (string id, HttpContext context, ApiRequests requests, PressSheets sheets) => requests.GetAsync(context, (actor, ct) => sheets.ClearAsync(actor, id, ct))).Produces<PressView>();
        press.MapPost("/withdraw", static (string id, HttpContext context, ApiRequests requests, PressSheets sheets) => requests.GetAsync(context, (actor, ct) => sheets.WithdrawAsync(actor, id, ct))).Produces<PressView>();
        routes.MapPost("/mo-hinh/{id}/to-tin/{step}", static async (string id, string step, IFormCollection _, HttpContext context, Actors actors, PressSheets sheets) =>
        {
            if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
            {
                return Results.LocalRedirect("/dang-nhap");
            }

            var done = step == "duyet" ? await sheets.ClearAsync(actor, id, context.RequestAborted) : await sheets.WithdrawAsync(actor, id, context.RequestAborted);
            return Results.LocalRedirect(Page(id) + (done.Ok ? string.Empty : $"?loi={done.Refusals[0].Code}"));
        }).ExcludeFromDescription();
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, string format, string kind, Actors actors, Problems problems, Func<Actor, CancellationToken, Task<Result<ShortSheet>>> make)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        if (format is not ("docx" or "pdf"))
        {
            return problems.Of("request.value-unknown", "format", format);
        }

        // A paper is Vietnamese in every language of the screen; a refusal is not.
        var screen = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi");
        var made = await make(actor, context.RequestAborted);
        CultureInfo.CurrentUICulture = screen;
        if (!made.Ok)
        {
            return problems.Of(made.Refusals);
        }

        var sheet = made.Value;
        return await Downloads.MadeAsync(
            Downloads.FileName($"{kind} {sheet.Title} {sheet.Made.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", format), format == "docx" ? Export.Documents.Paper.ContentType : "application/pdf", stream =>
            {
                if (format == "docx")
                {
                    sheet.WriteWord(stream);
                }
                else
                {
                    sheet.WritePdf(stream);
                }

                return Task.CompletedTask;
            });
    }
}
