using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Export;

namespace DanVanDashboard.Features.Reporting;

/// <summary>Answer to a file: what differs, and, where it was applied, what became of each cell.</summary>
/// <param name="DryRun">Whether nothing was kept.</param>
/// <param name="Differences">What differs from the report.</param>
/// <param name="Applied">What became of each cell; <see langword="null"/> in a dry run.</param>
public sealed record FileAnswer(bool DryRun, IReadOnlyList<FileDifference> Differences, EntriesView? Applied);

/// <summary>The Excel file of a report over HTTP: fetched, tried, applied.</summary>
internal sealed class ReportFileApi(Actors actors, ReportQueries reports, ReportFiles files, SaveEntries save, Problems problems)
{
    private const int Limit = 2_000_000;

    /// <summary>The workbook of a report.</summary>
    public async Task<IResult> GetAsync(HttpContext context, string campaign, string body, string period)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        if (await reports.FindAsync(actor, campaign, body, period, context.RequestAborted) is not { } file)
        {
            return problems.Of("report.not-found", "period", period);
        }

        var stream = new MemoryStream();
        files.Write(file, stream);
        stream.Position = 0;
        return Results.File(stream, WorkbookWriter.ContentType, ReportFiles.NameOf(file));
    }

    /// <summary>A filled-in workbook as the body of the request; <c>?dryRun=true</c> only says what differs.</summary>
    public async Task<IResult> PostAsync(HttpContext context, string campaign, string body, string period, bool dryRun)
    {
        var ct = context.RequestAborted;
        if (await actors.OfAsync(context.User, ct) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        if (await reports.FindAsync(actor, campaign, body, period, ct) is not { } file)
        {
            return problems.Of("report.not-found", "period", period);
        }

        if (context.Request.ContentLength is not (> 0 and <= Limit))
        {
            return problems.Of(context.Request.ContentLength > Limit ? "request.body-too-large" : "template.missing", "file");
        }

        using var upload = new MemoryStream();
        await context.Request.Body.CopyToAsync(upload, ct);
        upload.Position = 0;
        var read = files.Read(file, upload);
        if (!read.Ok)
        {
            return problems.Of(read.Refusals);
        }

        var differences = ReportFiles.Differences(file, read.Value);
        if (dryRun || differences.Count == 0)
        {
            return ApiAnswer.Of(StatusCodes.Status200OK, new FileAnswer(dryRun, differences, null)).ToResult();
        }

        if (file.Row is not { } row)
        {
            return problems.Of("report.not-found", "period", period);
        }

        var touched = differences.Select(d => d.Cell).ToHashSet(StringComparer.Ordinal);
        var form = new PlainForm("save", string.Empty, string.Empty, read.Value.Where(r => touched.Contains(r.Key)).ToDictionary(r => r.Key, r => (r.Typed, r.Seen, string.Empty), StringComparer.Ordinal), FromFile: true);
        var key = IdempotencyKey.Of(context, actor.UserId, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(upload.ToArray())));
        var saved = await save.HandleAsync(actor, row.Id, form.Touched(), EntryOrigin.File, key, ct);
        return saved.Ok
            ? ApiAnswer.Of(StatusCodes.Status200OK, new FileAnswer(false, differences, System.Text.Json.JsonSerializer.Deserialize<EntriesView>(saved.Value.Json, ApiAnswer.Options))).ToResult()
            : problems.Of(saved.Refusals);
    }
}
