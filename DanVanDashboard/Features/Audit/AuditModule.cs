using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Export;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Audit;

/// <summary>Nhật ký: reads the audit log; nothing here writes.</summary>
internal static class AuditModule
{
    private const int PageSize = 100;

    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<AuditQueries>().AddSingleton<AuditWords>();

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/audit").WithTags("audit");
        api.MapGet(string.Empty, static (string? from, string? to, string? user, string? action, string? subject, string? campaign, string? before, string? limit, HttpContext context, ApiRequests requests, AuditQueries queries) =>
            requests.GetAsync(context, (actor, ct) =>
            {
                var filter = Filter(from, to, user, action, subject, campaign);
                return filter.Ok ? queries.PageAsync(actor, filter.Value, Number(before), (int)(Number(limit) ?? PageSize), ct) : Task.FromResult<Result<AuditSlice>>(filter.Refusals.ToList());
            })).Produces<AuditSlice>();
        api.MapGet("/export", ExportAsync).Produces(StatusCodes.Status200OK, contentType: CsvWriter.ContentType);
    }

    /// <summary>Reads a filter as it stands in an address; days as people type them.</summary>
    internal static Result<AuditFilter> Filter(string? from, string? to, string? user, string? action, string? subject, string? campaign)
    {
        var refusals = new List<Refusal>();
        var filter = new AuditFilter(Day(from, "from"), Day(to, "to"), user, action, string.IsNullOrWhiteSpace(subject) ? null : subject.Trim(), campaign);
        return refusals.Count > 0 ? refusals : filter;

        DateOnly? Day(string? text, string field)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                return null;
            }

            if (TypedText.Day(text) is { } day)
            {
                return day;
            }

            refusals.Add(new("request.date-unreadable", field) { Arguments = [text] });
            return null;
        }
    }

    internal static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static async Task<IResult> ExportAsync(
        string? from, string? to, string? user, string? action, string? subject, string? campaign, string? format, HttpContext context, Actors actors, Problems problems,
        AuditQueries queries, AuditWords words, IStringLocalizer<AuditText> text)
    {
        var ct = context.RequestAborted;
        if (await actors.OfAsync(context.User, ct) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        if (!actor.May(Verb.ReadAudit))
        {
            return problems.Of("audit.not-allowed");
        }

        var filter = Filter(from, to, user, action, subject, campaign);
        if (!filter.Ok)
        {
            return problems.Of(filter.Refusals);
        }

        var workbook = format == "xlsx";
        string[] heads = [text["column.number"], text["column.at"], text["column.who"], text["column.action"], text["column.subject"], text["column.change"], text["column.code"], text["column.hash"]];
        return Results.Stream(
            async stream =>
            {
                // Both writers write as they go; the response takes no synchronous writes, so a file stands in between.
                await using var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
                if (workbook)
                {
                    await WorkbookAsync(file, heads, queries.AllAsync(actor, filter.Value, ct), words, text["title"]);
                }
                else
                {
                    using var csv = new CsvWriter(file);
                    csv.Row([.. heads.Select(h => Cell.Text(h))]);
                    await foreach (var row in queries.AllAsync(actor, filter.Value, ct))
                    {
                        csv.Row(Cells(row, words));
                    }
                }

                file.Position = 0;
                await file.CopyToAsync(stream, ct);
            },
            workbook ? WorkbookWriter.ContentType : CsvWriter.ContentType, workbook ? "nhat-ky.xlsx" : "nhat-ky.csv");
    }

    private static async Task WorkbookAsync(Stream file, string[] heads, IAsyncEnumerable<AuditView> rows, AuditWords words, string title)
    {
        double[] widths = [10, 18, 28, 28, 34, 70, 22, 68];
        using var book = new WorkbookWriter(file, title);
        using (var sheet = book.Sheet(title, new() { Columns = [.. heads.Select((h, i) => new SheetColumn(h, widths[i]))] }))
        {
            await foreach (var row in rows)
            {
                sheet.Row(Cells(row, words));
            }
        }

        book.Complete();
    }

    private static Cell[] Cells(AuditView row, AuditWords words) =>
    [
        Cell.Integer(row.Number), Cell.Moment(LocalDay.At(row.At).DateTime), Cell.Text(words.Who(row)), Cell.Text(words.Action(row.Action)), Cell.Text(words.Subject(row)),
        Cell.Text(string.Join("; ", row.Facts.Select(words.Line)), CellLook.Wrap), Cell.Text(row.Action), Cell.Text(row.Hash),
    ];
}
