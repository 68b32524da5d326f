using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Periods;

/// <summary>Gia hạn: more time for single bodies. A body that was overdue is not any more: the event of the extension takes it back.</summary>
public sealed class ExtendDeadline(Writer writer, ReferenceData reference)
{
    /// <summary>Gives the bodies named more time for the report of a period; all of them, or none.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, ExtensionRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var current = reference.Current;
        var found = Reading.Campaign(actor, current, request.Campaign);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        if (!actor.May(Verb.DecideOnReport))
        {
            return new Refusal("deadline.not-allowed");
        }

        var (campaign, unreadable) = (found.Value, new List<Refusal>());
        var until = Reading.Day(request.Until, "until", unreadable);
        var (reason, document) = (Reading.Clean(request.Reason, multiline: true), Reading.Clean(request.Document));
        var bodies = (request.BodyIds ?? []).Where(b => !string.IsNullOrWhiteSpace(b)).Distinct().ToList();
        if (bodies.Count == 0)
        {
            unreadable.Add(new("extension.bodies-missing", "bodyIds"));
        }

        return await writer.OnceAsync<ExtensionsView>(
            key,
            async (w, cancel) =>
            {
                var period = request.Period ?? string.Empty;
                var rows = await w.Db.Obligations.AsTracking().Where(o => o.CampaignId == campaign.Id && o.Period == period && bodies.Contains(o.BodyId)).ToListAsync(cancel);
                var refusals = Refusals(actor, rows, bodies, until, reason, document, LocalDay.Of(w.Now), period);
                refusals.RemoveAll(r => unreadable.Exists(u => u.Field == r.Field));
                refusals.AddRange(unreadable);
                if (refusals.Count > 0)
                {
                    return refusals.DistinctBy(r => (r.Code, r.Field)).ToList();
                }

                var given = new List<ExtensionView>();
                foreach (var row in rows.OrderBy(r => current.Bodies.Find(r.BodyId)!.Order))
                {
                    given.Add(await GiveAsync(w, actor, current.Bodies.Find(row.BodyId)!, row, until!.Value, reason!, document, cancel));
                }

                return new ExtensionsView(campaign.Id, period, given);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }

    private static List<Refusal> Refusals(
        Actor actor, List<ObligationRow> rows, List<string> bodies, DateOnly? until, string? reason, string? document, DateOnly today, string period)
    {
        var refusals = new List<Refusal>();
        if (rows.Count < bodies.Count)
        {
            refusals.Add(new("extension.not-owed", "bodyIds") { Arguments = [period] });
        }

        // The words of a refusal are those of the body that has the most time already.
        foreach (var row in rows.OrderByDescending(r => PeriodRows.ToObligation(r).LastDay))
        {
            refusals.AddRange(ObligationRules.ToExtend(actor, PeriodRows.ToObligation(row), until, reason, document, today));
        }

        return refusals;
    }

    private static async Task<ExtensionView> GiveAsync(WriteSession w, Actor actor, Body body, ObligationRow row, DateOnly until, string reason, string? document, CancellationToken ct)
    {
        var (before, wasOverdue) = (row.ExtendedTo, row.OverdueSequence != 0);
        row.ExtendedTo = until;
        row.OverdueSequence = 0;
        var extension = new ExtensionRow
        {
            Id = "g" + Guid.CreateVersion7().ToString("n"), CampaignId = row.CampaignId, BodyId = body.Id, Period = row.Period, Until = until, Reason = reason, Document = document,
            GivenBy = actor.UserId, GivenAt = w.Now,
        };
        w.Db.Extensions.Add(extension);
        var sequence = await w.NextSequenceAsync(ct);
        w.Append(new()
        {
            Sequence = sequence, At = w.Now, On = LocalDay.Of(w.Now), Kind = "report.extended", CampaignId = row.CampaignId, UnitId = body.UnitId ?? body.ProvinceId, BodyId = body.Id,
            NonLocal = body.NonLocal, Period = row.Period,
        });
        await w.AuditAsync(
            actor, "report.extended", extension.Id,
            JsonSerializer.Serialize(new { body = body.Id, row.Period, before, after = until, wasOverdue, reason, document }, ApiAnswer.Options), ct);
        await w.TellAsync(
            actor, new Recipients(BodyId: body.Id, Roles: [Role.Reporter, Role.Approver]),
            new("report.extended", PeriodLinks.Report(row.CampaignId, body.Id, row.Period), row.CampaignId, row.Period, until.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)), ct);
        return ExtensionView.Of(extension, wasOverdue);
    }
}
