using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Reporting;

/// <summary>Đối chiếu: the body says why report and registry differ, the board takes note. Both for the two numbers as they stand; another number asks anew.</summary>
public sealed class ExplainDifference(Writer writer, ReferenceData reference, AskedFigureQueries asked, RegistryCounts registry, ReportSignals signals)
{
    /// <summary>Keeps the reason of the body.</summary>
    public Task<Result<ApiAnswer>> ExplainAsync(Actor actor, string id, DifferenceRequest request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<DifferenceView>(signals, id, key, async (w, cancel) =>
    {
        var found = await OpenReport.FindAsync(w.Db, actor, id, cancel);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        var report = found.Value;
        var cell = request.Cell ?? string.Empty;
        if (!FillRights.MayFill(actor, report.Hand, report.Delegated.GetValueOrDefault(EntryKeys.SectionOf(cell))))
        {
            return new Refusal("report.not-your-unit");
        }

        var reason = ReportWrites.Clean(request.Reason);
        var refusals = new List<Refusal>();
        if (reason is null)
        {
            refusals.Add(new("report.reason-missing", "reason"));
        }
        else if (reason.Length > EntryKeys.CommentLimit)
        {
            refusals.Add(new("report.text-too-long", "reason"));
        }

        if (await FindAsync(w, report.Row, cell, cancel) is not { } difference)
        {
            refusals.Add(new("report.no-difference", "cell"));
            return refusals;
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        w.Db.ReportReasons.Add(new()
        {
            Id = "l" + Guid.CreateVersion7().ToString("n"), ReportId = id, Cell = cell, Reported = difference.Reported, Listed = difference.Listed, Reason = reason!, ByUser = actor.UserId, At = w.Now,
        });
        await w.AuditAsync(actor, "reporting.explained", id, JsonSerializer.Serialize(new { cell, difference.Reported, difference.Listed, before = difference.Reason?.Reason, after = reason }, ApiAnswer.Options), cancel);
        return new DifferenceView(cell, difference.Reported, difference.Listed, Wire.Name(DifferenceState.Explained), reason, null, w.Now);
    }, ct);

    /// <summary>The board takes note of a reason: the difference is settled.</summary>
    public Task<Result<ApiAnswer>> SettleAsync(Actor actor, string id, DifferenceRequest request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<DifferenceView>(signals, id, key, async (w, cancel) =>
    {
        var found = await OpenReport.FindAsync(w.Db, actor, id, cancel);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        var row = found.Value.Row;
        if (!actor.May(Verb.DecideOnReport, row.UnitId, row.BodyId, row.NonLocal))
        {
            return new Refusal("report.not-allowed");
        }

        var cell = request.Cell ?? string.Empty;
        if (await FindAsync(w, row, cell, cancel) is not { } difference)
        {
            return new Refusal("report.no-difference", "cell");
        }

        if (difference.State != DifferenceState.Explained)
        {
            return new Refusal("report.not-explained", "cell");
        }

        var (reported, listed) = (difference.Reported, difference.Listed);
        var reasons = await w.Db.ReportReasons.AsTracking().Where(r => r.ReportId == id && r.Cell == cell).ToListAsync(cancel);
        var reason = reasons.Where(r => r.Reported == reported && r.Listed == listed).MaxBy(r => r.Id, StringComparer.Ordinal)!;
        (reason.SettledBy, reason.SettledAt) = (actor.UserId, w.Now);
        await w.AuditAsync(actor, "reporting.settled", id, JsonSerializer.Serialize(new { cell, reported, listed, reason.Reason, before = Wire.Name(DifferenceState.Explained), after = Wire.Name(DifferenceState.Settled) }, ApiAnswer.Options), cancel);
        return new DifferenceView(cell, reported, listed, Wire.Name(DifferenceState.Settled), reason.Reason, null, reason.At);
    }, ct);

    private async Task<Difference?> FindAsync(WriteSession w, ReportRow row, string cell, CancellationToken ct)
    {
        var campaign = reference.Current.Campaign(row.CampaignId)!;
        var body = reference.Current.Bodies.Find(row.BodyId)!;
        var period = PeriodKey.TryParse(row.Period, out var p) ? p : default;
        var cells = (await asked.OfAsync(row.CampaignId, ct)).CellsOf(body, period, campaign.Fields);
        var ledger = await ReportBook.LoadAsync(w.Db, row, ct);
        var reasons = await w.Db.ReportReasons.AsNoTracking().Where(r => r.ReportId == row.Id).ToListAsync(ct);
        return Reconciled.Of(ledger, registry.Of(campaign, body, period, cells), cells, reasons).FirstOrDefault(d => d.Cell == cell);
    }
}
