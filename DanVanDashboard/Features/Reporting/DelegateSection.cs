using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Reporting;

/// <summary>Giao từng phần: hands a section of a report (the cells of one metric, or one narrative part) to a body of the same locality, or takes it back.</summary>
public sealed class DelegateSection(Writer writer, ReferenceData reference, AskedFigureQueries asked, ReportSignals signals)
{
    /// <summary>Hands the section over; without a body it is taken back.</summary>
    public Task<Result<ApiAnswer>> HandleAsync(Actor actor, string id, DelegationRequest request, IdempotencyKey? key, CancellationToken ct) =>
        writer.OnceAsync<ReportDelegations>(signals, id, key, (w, cancel) => DelegateAsync(w, actor, id, request, cancel), ct);

    private async Task<Result<ReportDelegations>> DelegateAsync(WriteSession w, Actor actor, string id, DelegationRequest request, CancellationToken ct)
    {
        var found = await OpenReport.FindAsync(w.Db, actor, id, ct);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        var row = found.Value.Row;
        if (found.Value.Hand != Hand.Whole)
        {
            return new Refusal("report.not-your-unit");
        }

        var refusals = new List<Refusal>();
        if (!ReportRules.IsOpen(found.Value.Status))
        {
            refusals.Add(new("report.not-open"));
        }

        var current = reference.Current;
        var owner = current.Bodies.Find(row.BodyId)!;
        var period = PeriodKey.TryParse(row.Period, out var p) ? p : default;
        var sections = (await asked.OfAsync(row.CampaignId, ct)).LinesOf(owner, period).Select(l => l.Metric).Concat(Enum.GetValues<NarrativePart>().Select(EntryKeys.Of));
        if (request.Section is not { } section || !sections.Contains(section, StringComparer.Ordinal))
        {
            refusals.Add(new("report.cell-unknown", "section") { Arguments = [request.Section ?? string.Empty] });
        }

        var body = string.IsNullOrEmpty(request.BodyId) ? null : current.Bodies.Find(request.BodyId);
        if (!string.IsNullOrEmpty(request.BodyId) && (body is null || body.Id == row.BodyId || !MayTake(body, owner, period.To)))
        {
            refusals.Add(new("report.body-elsewhere", "bodyId") { Arguments = [request.BodyId] });
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var old = await w.Db.ReportDelegations.AsTracking().FirstOrDefaultAsync(d => d.ReportId == id && d.Section == request.Section, ct);
        var before = old?.BodyId;
        if (before == body?.Id)
        {
            return new ReportDelegations(id, found.Value.Delegated);
        }

        switch (old, body)
        {
            case ({ }, { }):
                (old.BodyId, old.ByUser, old.At) = (body.Id, actor.UserId, w.Now);
                break;
            case ({ }, null):
                w.Db.ReportDelegations.Remove(old);
                break;
            default:
                w.Db.ReportDelegations.Add(new() { ReportId = id, Section = request.Section!, BodyId = body!.Id, ByUser = actor.UserId, At = w.Now });
                break;
        }

        await w.AuditAsync(actor, "reporting.delegated", id, JsonSerializer.Serialize(new { section = request.Section, before, after = body?.Id }, ApiAnswer.Options), ct);
        if (body is not null)
        {
            await w.TellAsync(actor, new Recipients(BodyId: body.Id), new("reporting.delegated", ReportLinks.Form(row), row.CampaignId, owner.NameOn(period.To), row.Period), ct);
        }

        var now = found.Value.Delegated.Where(d => d.Key != request.Section).Select(d => (d.Key, d.Value)).ToList();
        if (body is not null)
        {
            now.Add((request.Section!, body.Id));
        }

        return new ReportDelegations(id, now.ToDictionary(x => x.Key, x => x.Value));
    }

    /// <summary>Whether a body can take a part of another one's report: one of the same locality, or below a non-local one.</summary>
    internal static bool MayTake(Domain.Bodies.Body body, Domain.Bodies.Body owner, DateOnly day) =>
        body.ValidOn(day) && (owner.UnitId is { } unit ? body.UnitId == unit : body.ParentIds.Contains(owner.Id, StringComparer.Ordinal));
}

/// <summary>Which section of a report is handed to which body.</summary>
/// <param name="Id">The report.</param>
/// <param name="Delegated">Body by section.</param>
public sealed record ReportDelegations(string Id, IReadOnlyDictionary<string, string> Delegated);
