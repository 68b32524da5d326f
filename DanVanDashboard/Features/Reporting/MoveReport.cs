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

/// <summary>Ký, trả lại trong xã, gửi, đề nghị bổ sung, duyệt, khóa sổ, mở lại: one step of a report.</summary>
public sealed class MoveReport(Writer writer, ReferenceData reference, ReportSignals signals)
{
    private const int RemarkLimit = 200;

    /// <summary>Takes the step, or says every reason why not.</summary>
    public Task<Result<ApiAnswer>> HandleAsync(Actor actor, string id, ReportVerb verb, ReportVerbRequest request, IdempotencyKey? key, CancellationToken ct) =>
        writer.OnceAsync<ReportView>(signals, id, key, (w, cancel) => MoveAsync(w, actor, id, verb, request, cancel), ct);

    private async Task<Result<ReportView>> MoveAsync(WriteSession w, Actor actor, string id, ReportVerb verb, ReportVerbRequest request, CancellationToken ct)
    {
        var found = await OpenReport.FindAsync(w.Db, actor, id, ct);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        var (row, before) = (found.Value.Row, found.Value.Status);
        var ledger = await ReportBook.LoadAsync(w.Db, row, ct);
        var reason = ReportWrites.Clean(request.Reason);
        var remarks = (request.Comments ?? []).Select(c => (c.Cell, Text: ReportWrites.Clean(c.Text))).Where(c => c.Text is not null).ToList();
        var standing = new ReportStanding(before, row.UnitId, row.BodyId, row.NonLocal) { EnteredBy = ledger.Authors, OpenConflicts = ledger.OpenConflicts, Empty = ledger.Empty, LacksSignature = verb == ReportVerb.Submit && await LacksSignatureAsync(w.Db, actor, row, ledger, ct) };
        var next = ReportRules.Next(actor, standing, verb, reason, remarks.Count > 0);
        var refusals = next.Refusals.ToList();
        if (ReportRules.AsksForMore(verb) && refusals is not [{ Code: "report.not-allowed" }])
        {
            refusals.AddRange(RemarkRefusals(remarks));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        row.Status = Wire.Name(next.Value);
        switch (verb)
        {
            case ReportVerb.Submit:
                row.SubmittedAt = w.Now;
                row.FirstSubmittedAt ??= w.Now;
                await AnsweredAsync(w, id, insideOnly: false, ct);
                break;
            case ReportVerb.Sign:
                await SignAsync(w, actor, id, ledger.LastNumber, ct);
                await AnsweredAsync(w, id, insideOnly: true, ct);
                break;
            case ReportVerb.SendBack or ReportVerb.Return or ReportVerb.Reopen:
                w.Db.ReportRemarks.AddRange(remarks.Prepend((Cell: null, Text: reason)).Where(r => r.Text is not null).Select(r => new ReportRemarkRow
                {
                    Id = "b" + Guid.CreateVersion7().ToString("n"), ReportId = id, Cell = r.Cell, Text = r.Text!, ByUser = actor.UserId, At = w.Now, Number = ledger.LastNumber,
                    Inside = verb == ReportVerb.SendBack,
                }));
                await UnsignedAsync(w, id, verb, ct);
                break;
        }

        var kind = KindOf(verb);
        // A signature, or its refusal, is the commune's own matter: nothing changes for those who look at the campaign.
        if (verb is not (ReportVerb.Sign or ReportVerb.SendBack))
        {
            row.Version = await w.NextSequenceAsync(ct);
            w.Append(new()
            {
                Sequence = row.Version, At = w.Now, On = LocalDay.Of(w.Now), Kind = kind, CampaignId = row.CampaignId, UnitId = row.UnitId, BodyId = row.BodyId,
                NonLocal = row.NonLocal, ReportId = row.Id, Period = row.Period,
            });
        }

        var detail = new { before = Wire.Name(before), after = row.Status, reason = reason ?? remarks.Select(r => r.Text).FirstOrDefault(), cells = remarks.Select(r => r.Cell), entry = ledger.LastNumber };
        await w.AuditAsync(actor, kind, row.Id, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);
        await TellAsync(w, actor, row, verb, kind, ct);
        var figures = await w.Db.ReportFigures.AsNoTracking().Where(f => f.ReportId == id).ToListAsync(ct);
        return ReportView.Of(row, figures, reference.Current.Campaign(row.CampaignId)!.Simulated);
    }

    // A signature of what was signed already, as after a return without changes, takes the place of the earlier one; the log keeps both.
    private static async Task SignAsync(WriteSession w, Actor actor, string id, int number, CancellationToken ct)
    {
        if (await w.Db.ReportSignatures.AsTracking().FirstOrDefaultAsync(s => s.ReportId == id && s.Number == number, ct) is { } same)
        {
            (same.ByUser, same.At, same.WithdrawnAt) = (actor.UserId, w.Now, null);
        }
        else
        {
            w.Db.ReportSignatures.Add(new() { ReportId = id, Number = number, ByUser = actor.UserId, At = w.Now });
        }
    }

    // What is sent back within the commune is no longer vouched for by its leader.
    private static async Task UnsignedAsync(WriteSession w, string id, ReportVerb verb, CancellationToken ct)
    {
        if (verb == ReportVerb.SendBack)
        {
            (await w.Db.ReportSignatures.AsTracking().Where(s => s.ReportId == id && s.WithdrawnAt == null).ToListAsync(ct)).ForEach(s => s.WithdrawnAt = w.Now);
        }
    }

    private static async Task AnsweredAsync(WriteSession w, string id, bool insideOnly, CancellationToken ct) =>
        (await w.Db.ReportRemarks.AsTracking().Where(r => r.ReportId == id && r.AnsweredAt == null && (r.Inside || !insideOnly)).ToListAsync(ct)).ForEach(r => r.AnsweredAt = w.Now);

    // What came on paper was signed there; and nobody waits for a signature that nobody can give.
    private async Task<bool> LacksSignatureAsync(DanVanDbContext db, Actor actor, ReportRow row, ReportLedger ledger, CancellationToken ct) =>
        reference.Current.Campaign(row.CampaignId) is { SignReports: true } && !actor.ActsOnBehalf && await ReportSigning.CanBeSignedAsync(db, row.BodyId, row.UnitId, row.NonLocal, ct)
        && (await ReportSigning.HoldingAsync(db, row.Id, ct) is not { } signature || ledger.ChangedSince(signature.Number).Count > 0);

    private async Task TellAsync(WriteSession w, Actor actor, ReportRow row, ReportVerb verb, string kind, CancellationToken ct)
    {
        var body = reference.Current.Bodies.Find(row.BodyId)!;
        var period = PeriodKey.TryParse(row.Period, out var p) ? p : default;
        var notice = new Notice(kind, ReportLinks.Form(row), row.CampaignId, body.NameOn(period.To), row.Period);
        List<Recipients> to = [verb == ReportVerb.Submit ? Recipients.Board : new(BodyId: row.BodyId)];
        if (verb is ReportVerb.SendBack or ReportVerb.Return or ReportVerb.Reopen)
        {
            // Those who fill in a part of it are to look at their part again.
            to.AddRange((await w.Db.ReportDelegations.Where(d => d.ReportId == row.Id && d.BodyId != row.BodyId).Select(d => d.BodyId).Distinct().ToListAsync(ct)).Select(b => new Recipients(BodyId: b)));
        }

        await w.TellAsync(actor, to, notice, ct);
    }

    private static IEnumerable<Refusal> RemarkRefusals(List<(string? Cell, string? Text)> remarks)
    {
        if (remarks.Count > RemarkLimit)
        {
            yield return new("report.too-many-figures", "comments") { Arguments = [RemarkLimit.ToString(System.Globalization.CultureInfo.InvariantCulture)] };
        }

        foreach (var (cell, text) in remarks)
        {
            if (cell is null || (EntryKeys.CellOf(cell) is null && EntryKeys.PartOf(cell) is null))
            {
                yield return new("report.cell-unknown", "comments") { Arguments = [cell ?? string.Empty] };
            }
            else if (text!.Length > ReportRules.TextLimit)
            {
                yield return new("report.text-too-long", "comments");
            }
        }
    }

    private static string KindOf(ReportVerb verb) => verb switch
    {
        ReportVerb.Submit => "report.submitted",
        ReportVerb.SendBack => "report.sent-back",
        ReportVerb.Return => "report.returned",
        ReportVerb.Approve => "report.approved",
        ReportVerb.Sign => "report.signed",
        ReportVerb.Lock => "report.locked",
        _ => "report.reopened",
    };
}
