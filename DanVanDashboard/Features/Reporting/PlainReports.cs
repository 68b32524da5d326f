using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Export;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Reporting;

/// <summary>
/// Trang đơn giản: the report as one HTML page without script or web font, for a line that is slow, breaks, or carries no live
/// connection. It writes cells through the same verbs as the form; a request that is sent again is done once.
/// </summary>
internal sealed class PlainReports(
    Actors actors, ReportQueries reports, CreateReport create, SaveEntries save, MoveReport move, ReportFiles files, ReportListQueries list, ProblemWords problems, IAntiforgery antiforgery,
    IStringLocalizer<PlainText> text)
{
    /// <summary>The list of reports that are owed.</summary>
    public const string Path = "/bao-cao/don-gian";

    private const int UploadLimit = 2_000_000;
    // A page of at most 100 KB, also for the board, which sees every body.
    private const int ListLimit = 150;

    /// <summary>The page of one report.</summary>
    public static string Href(string campaign, string body, string period) => $"{Path}/{Uri.EscapeDataString(campaign)}/{Uri.EscapeDataString(body)}/{Uri.EscapeDataString(period)}";

    /// <summary>All reports that whoever asks may fill in.</summary>
    public async Task<IResult> ListAsync(HttpContext context)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return SignIn(context);
        }

        var found = await list.GetAsync(actor, context.Request.Query["phong-trao"], context.RequestAborted);
        return new RazorComponentResult<PlainListPage>(new { Campaign = found?.Campaign, Lines = found is null ? [] : (IReadOnlyList<ReportLine>)[.. found.ToDo.Concat(found.ToCheck).Concat(found.Done).Take(ListLimit)] })
        {
            PreventStreamingRendering = true,
        };
    }

    /// <summary>One report, to read or to fill in.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, string campaign, string body, string period, string? da)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return SignIn(context);
        }

        var file = await reports.FindAsync(actor, campaign, body, period, context.RequestAborted);
        return file is null ? NotFound() : Page(context, actor, file, da is "luu" or "gui" or "lap" or "tep" ? text[$"done.{da}"].Value : null);
    }

    /// <summary>What was filled in: kept, and sent where that was asked for.</summary>
    public async Task<IResult> PostAsync(HttpContext context, string campaign, string body, string period)
    {
        var ct = context.RequestAborted;
        if (await actors.OfAsync(context.User, ct) is not { } actor)
        {
            return SignIn(context);
        }

        var file = await reports.FindAsync(actor, campaign, body, period, ct);
        if (file is null)
        {
            return NotFound();
        }

        if (!context.Request.HasFormContentType || context.Request.ContentLength > UploadLimit)
        {
            return Page(context, actor, file, null, refused: [new("request.body-too-large")]);
        }

        var sent = await context.Request.ReadFormAsync(ct);
        var form = PlainForm.Read(sent);
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            // Signed in anew meanwhile: what was typed stays, and is sent by the next press.
            return Page(context, actor, file, null, form, [new("request.form-expired")]);
        }

        return form.Action switch
        {
            "create" => await CreateAsync(context, actor, file, form, ct),
            "file" => Read(context, actor, file, sent.Files.GetFile("tep"), form),
            _ => await SaveAsync(context, actor, file, form, ct),
        };
    }

    private async Task<IResult> CreateAsync(HttpContext context, Actor actor, ReportFile file, PlainForm form, CancellationToken ct)
    {
        var answer = await create.HandleAsync(
            actor, new() { Campaign = file.Campaign.Id, UnitId = file.Body.UnitId ?? file.Body.ProvinceId, BodyId = file.Body.Id, Period = file.Period.ToString(), Prefill = true },
            Once(actor, form, "create"), ct);
        // Begun by somebody else in the same moment is begun.
        return answer.Ok || answer.Refusals is [{ Code: "report.already-exists" }] ? Back(file, "lap") : Page(context, actor, file, null, form, answer.Refusals);
    }

    private async Task<IResult> SaveAsync(HttpContext context, Actor actor, ReportFile file, PlainForm form, CancellationToken ct)
    {
        if (file.Row is not { } row)
        {
            return Page(context, actor, file, null, form, [new("report.not-found", "id") { Arguments = [file.Period.ToString()] }]);
        }

        // An answer that got lost on the way back: it is done already, and what follows was seen to then.
        var wishes = form.Action == "nothing" ? form.Touched() with { NothingForTheRest = false } : form.Touched();
        if (wishes.Entries!.Count > 0)
        {
            var saved = await save.HandleAsync(actor, row.Id, wishes, form.FromFile ? EntryOrigin.File : EntryOrigin.Typed, Once(actor, form, "save"), ct);
            if (!saved.Ok)
            {
                return Page(context, actor, file, null, form, Named(saved.Refusals, wishes));
            }
        }

        if (form.Action == "nothing")
        {
            var rest = await save.HandleAsync(actor, row.Id, new() { NothingForTheRest = true }, Once(actor, form, "nothing"), ct);
            if (!rest.Ok)
            {
                return Page(context, actor, file, null, form, rest.Refusals);
            }
        }

        if (form.Action == "send")
        {
            var moved = await move.HandleAsync(actor, row.Id, ReportVerb.Submit, new(), Once(actor, form, "send"), ct);
            var now = await reports.FindAsync(actor, file.Campaign.Id, file.Body.Id, file.Period.ToString(), ct) ?? file;
            return moved.Ok ? Back(file, "gui") : Page(context, actor, now, null, null, moved.Refusals);
        }

        return Back(file, form.FromFile ? "tep" : "luu");
    }

    /// <summary>What a file says, shown in the form beside what stands there; nothing is kept before it is saved.</summary>
    private IResult Read(HttpContext context, Actor actor, ReportFile file, IFormFile? upload, PlainForm form)
    {
        if (upload is null || upload.Length == 0)
        {
            return Page(context, actor, file, null, form, [new("template.missing", "file")]);
        }

        using var stream = upload.OpenReadStream();
        var read = files.Read(file, stream);
        if (!read.Ok)
        {
            return Page(context, actor, file, null, form, read.Refusals);
        }

        var cells = read.Value.ToDictionary(c => c.Key, c => (c.Typed, c.Seen, PlainCell.Of(file.Ledger.Current(c.Key)?.Says).Mark()), StringComparer.Ordinal);
        var differing = cells.Where(c => c.Value.Typed.Mark() != c.Value.Item3).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        return Page(context, actor, file, text["xlsx.read", differing.Count], new PlainForm("file", form.Key, form.Hash, cells, FromFile: true), [], differing);
    }

    /// <summary>A refusal names an entry of the request by its place; the page names the cell.</summary>
    private static List<Refusal> Named(IReadOnlyList<Refusal> refusals, EntriesRequest wishes) => [.. refusals.Select(r =>
        r.Field is { } f && f.StartsWith("entries[", StringComparison.Ordinal) && int.TryParse(f.AsSpan(8, f.IndexOf(']', StringComparison.Ordinal) - 8), System.Globalization.CultureInfo.InvariantCulture, out var i)
            ? r with { Field = wishes.Entries![i].Cell } : r)];

    /// <summary>The same press of the same form with the same content is done once, however often it is sent.</summary>
    private static IdempotencyKey? Once(Actor actor, PlainForm form, string step) =>
        form.Key.Length is < 8 or > 64 ? null : new(actor.UserId, $"don-gian:{form.Key}:{step}:{form.Hash}", form.Hash);

    private IResult Page(
        HttpContext context, Actor actor, ReportFile file, string? said, PlainForm? form = null, IReadOnlyList<Refusal>? refused = null, IReadOnlySet<string>? differing = null)
    {
        var token = antiforgery.GetAndStoreTokens(context);
        var words = (refused ?? []).ToLookup(r => r.Field is { } f && (file.Cells.Any(c => c.Key == f) || EntryKeys.PartOf(f) is not null) ? f : string.Empty, problems.Words);
        return new RazorComponentResult<PlainReportPage>(new
        {
            Model = new PlainPage(file, actor, said, form, words, differing ?? new HashSet<string>(), token.FormFieldName, token.RequestToken ?? string.Empty, Guid.CreateVersion7().ToString("n")),
        })
        {
            PreventStreamingRendering = true, StatusCode = refused is { Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private static IResult Back(ReportFile file, string done) => Results.Redirect($"{Href(file.Campaign.Id, file.Body.Id, file.Period.ToString())}?da={done}", permanent: false, preserveMethod: false);

    private static IResult SignIn(HttpContext context) => Results.LocalRedirect("/dang-nhap?returnUrl=" + Uri.EscapeDataString(context.Request.Path));

    private static IResult NotFound() => new RazorComponentResult<PlainListPage>(new { Lines = (IReadOnlyList<ReportLine>)[] }) { PreventStreamingRendering = true, StatusCode = StatusCodes.Status404NotFound };
}

/// <summary>All that the plain page of a report shows.</summary>
/// <param name="File">The report.</param>
/// <param name="Actor">Who looks.</param>
/// <param name="Said">What was done.</param>
/// <param name="Form">What was typed and not kept; it stays in its fields.</param>
/// <param name="Refused">Words of refusals by cell; those of the whole under an empty key.</param>
/// <param name="Differing">Cells of which a file says something else.</param>
/// <param name="TokenName">Name of the field against foreign forms.</param>
/// <param name="Token">Its value.</param>
/// <param name="Key">By which the same press is recognised when it is sent again.</param>
public sealed record PlainPage(
    ReportFile File, Actor Actor, string? Said, PlainForm? Form, ILookup<string, string> Refused, IReadOnlySet<string> Differing, string TokenName, string Token, string Key)
{
    /// <summary>Whether somebody may still change it.</summary>
    public bool Open => File.Status is { } status && ReportRules.IsOpen(status) && File.Hand != Hand.None;

    /// <summary>Whether who looks may fill in a cell.</summary>
    public bool MayFill(string cell) => Open && FillRights.MayFill(Actor, File.Hand, File.Delegated.GetValueOrDefault(EntryKeys.SectionOf(cell)));

    /// <summary>What stands in the fields of a cell: what was typed, otherwise what holds.</summary>
    public PlainCell Shown(string cell) => Form?.Cells.TryGetValue(cell, out var typed) == true ? typed.Typed : PlainCell.Of(File.Ledger.Current(cell)?.Says);

    /// <summary>The mark of what holds, or of what was served before where the form came back.</summary>
    public string Served(string cell) => Form?.Cells.TryGetValue(cell, out var typed) == true ? typed.Served : PlainCell.Of(File.Ledger.Current(cell)?.Says).Mark();

    /// <summary>The number of the value that who fills in has seen.</summary>
    public int Seen(string cell) => Form?.Cells.TryGetValue(cell, out var typed) == true ? typed.Seen : File.Ledger.LastOf(cell);
}
