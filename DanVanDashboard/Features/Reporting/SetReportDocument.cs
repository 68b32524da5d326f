using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Ui;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Reporting;

/// <summary>Thể thức: number, day, Nơi nhận and signature block of the report as a document. No number is ever made up: until one is typed it is a draft.</summary>
public sealed class SetReportDocument(Writer writer, ReportSignals signals)
{
    private const int LineLimit = 200;

    /// <summary>Keeps what the document bears; what is empty is not stated.</summary>
    public Task<Result<ApiAnswer>> HandleAsync(Actor actor, string id, DocumentRequest request, IdempotencyKey? key, CancellationToken ct) =>
        writer.OnceAsync<DocumentView>(signals, id, key, (w, cancel) => SetAsync(w, actor, id, request, cancel), ct);

    private static async Task<Result<DocumentView>> SetAsync(WriteSession w, Actor actor, string id, DocumentRequest request, CancellationToken ct)
    {
        var found = await OpenReport.FindAsync(w.Db, actor, id, ct);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        if (found.Value.Hand != Hand.Whole)
        {
            return new Refusal("report.not-your-unit");
        }

        // The number is given when the document is issued, which may be after it was sent; a locked report stays as it is.
        if (found.Value.Status == ReportStatus.Locked)
        {
            return new Refusal("report.not-open");
        }

        var refusals = new List<Refusal>();
        var number = Line(request.Number, "number");
        var day = string.IsNullOrWhiteSpace(request.Day) ? null : TypedText.Day(request.Day);
        if (day is null && !string.IsNullOrWhiteSpace(request.Day))
        {
            refusals.Add(new("request.date-unreadable", "day") { Arguments = [request.Day.Trim()] });
        }

        var (place, superior, capacity) = (Line(request.Place, "place"), Line(request.Superior, "superior"), Line(request.Capacity, "capacity"));
        var (title, name) = (Line(request.SignerTitle, "signerTitle"), Line(request.SignerName, "signerName"));
        var recipients = string.IsNullOrWhiteSpace(request.Recipients) ? null : TextFold.Clean(request.Recipients, multiline: true);
        if (recipients?.Length > ReportRules.TextLimit)
        {
            refusals.Add(new("report.text-too-long", "recipients"));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var row = await w.Db.ReportDocuments.AsTracking().FirstOrDefaultAsync(d => d.ReportId == id, ct);
        var before = row is null ? null : Of(row);
        if (row is null)
        {
            row = new() { ReportId = id, ByUser = actor.UserId };
            w.Db.ReportDocuments.Add(row);
        }

        (row.Number, row.Day, row.Place, row.Superior, row.Recipients, row.Capacity) = (number, day, place, superior, recipients, capacity);
        (row.SignerTitle, row.SignerName, row.ByUser, row.At) = (title, name, actor.UserId, w.Now);
        var after = Of(row);
        // Whose name stands under it is the document's matter, not the log's.
        await w.AuditAsync(
            actor, "reporting.document", id, JsonSerializer.Serialize(new { before = before is null ? null : before with { SignerName = null }, after = after with { SignerName = null } }, ApiAnswer.Options), ct);
        return after;

        string? Line(string? text, string field)
        {
            var clean = string.IsNullOrWhiteSpace(text) ? null : TextFold.Clean(text);
            if (clean?.Length > LineLimit)
            {
                refusals.Add(new("report.text-too-long", field));
            }

            return clean;
        }
    }

    internal static DocumentView Of(ReportDocumentRow r) => new(r.ReportId, r.Number, r.Day, r.Place, r.Superior, r.Recipients, r.Capacity, r.SignerTitle, r.SignerName);
}

/// <summary>What the report bears as a document; <see langword="null"/> is not stated.</summary>
#pragma warning disable CS1573, CS1591 // Named and described in docs/api.md.
public sealed record DocumentView(
    string Id, string? Number, DateOnly? Day, string? Place, string? Superior, string? Recipients, string? Capacity, string? SignerTitle, string? SignerName);
#pragma warning restore CS1573, CS1591
