using DanVanDashboard.Access;
using DanVanDashboard.Filters;
using DanVanDashboard.Pack;

namespace DanVanDashboard.Features.Pack.Report;

/// <summary>The plain form of the report that is read and edited before it is downloaded: it works without the live line, and the page with what was typed stays where it is.</summary>
internal static class ReportEndpoints
{
    /// <summary>Path of the page.</summary>
    public const string Page = "/xuat";

    private static readonly string[] s_asked = ["campaign", "unit", "body", "period", "field", "theme", "block", "subject", "boundaries", "document"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Page + "/tep", async (IFormCollection form, HttpContext context, Actors actors, PackExport export) =>
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is null)
        {
            return Results.LocalRedirect("/dang-nhap");
        }

        var asked = s_asked.ToDictionary(k => k, k => form[k].ToString() is { Length: > 0 } value ? value : null);
        var request = new PackRequest(
            asked["campaign"], asked["unit"], asked["body"], asked["period"], asked["field"], asked["theme"], asked["block"], asked["subject"], asked["boundaries"], asked["document"]);
        var edits = new PackEdits
        {
            Number = form["number"], Day = form["day"], Place = form["place"], Recipients = form["recipients"], SignerTitle = form["signerTitle"], SignerName = form["signerName"],
            Texts = form.Keys.Where(k => k.StartsWith("text-", StringComparison.Ordinal)).ToDictionary(k => k["text-".Length..], k => (string?)form[k].ToString()),
        };
        var (file, refusals) = await export.MakeAsync(context, "docx", request, edits, form["ask"]);
        return file ?? Results.LocalRedirect(new ViewState
        {
            Campaign = request.Campaign, Unit = request.Unit, Body = request.Body, Period = request.Period, Field = request.Field, Theme = request.Theme, Block = request.Block, Subject = request.Subject,
            Boundaries = request.Boundaries,
        }.Href(Page, ("tai-lieu", request.Document), ("loi", refusals[0].Code)));
    }).ExcludeFromDescription();
}
