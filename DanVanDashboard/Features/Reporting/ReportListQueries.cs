using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Reporting;

/// <summary>One report of the list.</summary>
/// <param name="Body">The body that owes it.</param>
/// <param name="BodyName">Its name at the end of the period.</param>
/// <param name="Period">The period.</param>
/// <param name="Owed">What is owed, where something is.</param>
/// <param name="Status">Where it stands; <see langword="null"/> before anybody has begun it.</param>
/// <param name="State">How the body stands with it by the clock; <see langword="null"/> where nothing is owed.</param>
/// <param name="Open">Cells that hold nothing; <see langword="null"/> where that was not looked at.</param>
/// <param name="Differences">Differences to the registry that are not settled.</param>
/// <param name="Part">Whether only a part of it was handed to whoever looks.</param>
public sealed record ReportLine(
    Body Body, string BodyName, PeriodKey Period, Obligation? Owed, ReportStatus? Status, ReportingState? State, int? Open, int Differences, bool Part);

/// <summary>Everything of a campaign that the page of reports lists.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Campaigns">Those that can be chosen.</param>
/// <param name="ToDo">To fill in, to complete, to send; for the board: to decide on.</param>
/// <param name="ToCheck">Sent, with numbers that differ from the registry.</param>
/// <param name="Done">The others that have been sent.</param>
/// <param name="Periods">Periods of which there are reports, the latest first.</param>
internal sealed record ReportList(
    Campaign Campaign, IReadOnlyList<Campaign> Campaigns, IReadOnlyList<ReportLine> ToDo, IReadOnlyList<ReportLine> ToCheck, IReadOnlyList<ReportLine> Done, IReadOnlyList<PeriodKey> Periods);

/// <summary>Reads the list of reports: for those who report what they owe, for the board what it has to decide on and to check.</summary>
internal sealed class ReportListQueries(Store store, ReferenceData reference, AskedFigureQueries asked, RegistryCounts registry, DanVanOptions options, TimeProvider clock)
{
    /// <summary>The list; <see langword="null"/> where there is no campaign that takes reports.</summary>
    public async Task<ReportList?> GetAsync(Actor actor, string? campaignId, CancellationToken ct)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var campaigns = current.Campaigns.Where(c => c.HasRegister && CampaignScope.Reads(actor, c, current)).ToList();
        if ((campaigns.Find(c => c.Id == campaignId) ?? campaigns.Find(c => c.RootUnitId == options.RootUnit && c.Covers(today)) ?? campaigns.FirstOrDefault()) is not { } campaign)
        {
            return null;
        }

        await using var db = store.Read();
        var owed = await db.Obligations.Where(o => o.CampaignId == campaign.Id).ToListAsync(ct);
        var reports = await db.Reports.Where(r => r.CampaignId == campaign.Id).ToListAsync(ct);
        var delegated = await db.ReportDelegations.Where(d => db.Reports.Any(r => r.Id == d.ReportId && r.CampaignId == campaign.Id)).ToListAsync(ct);
        var handed = delegated.ToLookup(d => d.ReportId, d => d.BodyId);
        var byPlace = reports.ToDictionary(r => (r.BodyId, r.Period));
        var places = owed.Select(o => (o.BodyId, o.Period)).Concat(byPlace.Keys).Distinct()
            .Select(k => (Key: k, Body: current.Bodies.Find(k.BodyId)!, Period: PeriodKey.TryParse(k.Period, out var p) ? p : default, Report: byPlace.GetValueOrDefault(k)))
            .Where(x => x.Period.From <= today && Mine(x.Body, x.Report, out _)).ToList();
        var lines = new List<(ReportLine Line, ReportRow? Row)>();
        var figures = await FiguresAsync(db, [.. places.Select(x => x.Report?.Id).OfType<string>()], places.Count, ct);
        var obligations = owed.ToDictionary(o => (o.BodyId, o.Period), PeriodRows.ToObligation);
        var lists = await asked.OfAsync(campaign.Id, ct);
        foreach (var (key, body, period, report) in places)
        {
            Mine(body, report, out var part);
            var obligation = obligations.GetValueOrDefault(key);
            var status = Wire.Parse<ReportStatus>(report?.Status);
            ReportingState? state = obligation is null ? null : ReportingStates.Of(obligation.LastDay, status, report?.FirstSubmittedAt ?? report?.SubmittedAt, today);
            var (open, differences) = report is not null && figures.TryGetValue(report.Id, out var rows) ? Counted(lists, campaign, body, period, report, rows) : (null, 0);
            lines.Add((new(body, body.NameOn(period.To), period, obligation, status, state, open, differences, part), report));
        }

        var ordered = lines.ConvertAll(l => l.Line).OrderByDescending(l => l.Period.To).ThenBy(l => l.Period.Kind).ThenBy(l => l, Order(current)).ToList();
        bool Sent(ReportLine l) => l.Status is { } s && ReportRules.IsSent(s);
        bool Due(ReportLine l) => actor.Scope.All ? l.Status is ReportStatus.Submitted : !Sent(l);
        return new(
            campaign, campaigns, ordered.FindAll(Due), ordered.FindAll(l => Sent(l) && l.Differences > 0), ordered.FindAll(l => Sent(l) && !Due(l)),
            [.. ordered.Where(Sent).Select(l => l.Period).Distinct()]);

        bool Mine(Body body, ReportRow? report, out bool part)
        {
            part = report is not null && actor.BodyId is { } own && handed[report.Id].Contains(own) && !FillRights.AnswersFor(actor, body.Id);
            return part || (actor.Scope.Covers(report?.UnitId ?? body.UnitId ?? body.ProvinceId, body.Id, body.NonLocal) && (actor.Scope.All || FillRights.AnswersFor(actor, body.Id)));
        }
    }

    // Few reports are looked into one by one; of many those that wait, and those of the last two periods that were sent.
    private static async Task<Dictionary<string, (List<ReportEntryRow> Entries, List<ReportFigureRow> Figures, List<ReportReasonRow> Reasons)>> FiguresAsync(DanVanDbContext db, List<string> ids, int places, CancellationToken ct)
    {
        if (places > 80)
        {
            var waiting = Wire.Name(ReportStatus.Submitted);
            var sent = await db.Reports.Where(r => ids.Contains(r.Id) && r.SubmittedAt != null).Select(r => r.Period).Distinct().ToListAsync(ct);
            var latest = sent.OrderByDescending(p => PeriodKey.TryParse(p, out var key) ? key.To : default).Take(2).ToList();
            ids = await db.Reports.Where(r => ids.Contains(r.Id) && (latest.Contains(r.Period) || r.Status == waiting)).Select(r => r.Id).ToListAsync(ct);
        }

        var entries = (await db.ReportEntries.Where(e => ids.Contains(e.ReportId)).ToListAsync(ct)).ToLookup(e => e.ReportId);
        var figures = (await db.ReportFigures.Where(e => ids.Contains(e.ReportId)).ToListAsync(ct)).ToLookup(e => e.ReportId);
        var reasons = (await db.ReportReasons.Where(e => ids.Contains(e.ReportId)).ToListAsync(ct)).ToLookup(e => e.ReportId);
        return ids.ToDictionary(i => i, i => (entries[i].ToList(), figures[i].ToList(), reasons[i].ToList()));
    }

    private (int? Open, int Differences) Counted(
        AskedFigures lists, Campaign campaign, Body body, PeriodKey period, ReportRow report, (List<ReportEntryRow> Entries, List<ReportFigureRow> Figures, List<ReportReasonRow> Reasons) rows)
    {
        var cells = lists.CellsOf(body, period, campaign.Fields);
        var ledger = ReportBook.Of(report, rows.Entries, rows.Figures);
        return (
            cells.Count(c => ledger.Current(c.Key) is null or { Says.Content: EntryContent.Silent }),
            Reconciled.Of(ledger, registry.Of(campaign, body, period, cells), cells, rows.Reasons).Count(d => d.State != DifferenceState.Settled));
    }

    /// <summary>Non-local bodies in protocol order, then local ones by their localities.</summary>
    private static Comparer<ReportLine> Order(Reference current) => Comparer<ReportLine>.Create((a, b) =>
    {
        if (a.Body.UnitId is null || b.Body.UnitId is null)
        {
            return a.Body.UnitId == b.Body.UnitId ? a.Body.Order.CompareTo(b.Body.Order) : a.Body.UnitId is null ? -1 : 1;
        }

        var place = Unit.AdministrativeOrder.Compare(current.Places[a.Body.UnitId], current.Places[b.Body.UnitId]);
        return place != 0 ? place : a.Body.Order.CompareTo(b.Body.Order);
    });
}
