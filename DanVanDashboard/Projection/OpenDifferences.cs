using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>Report and registry of one body and period side by side.</summary>
internal static class Reconciled
{
    public static IReadOnlyList<Difference> Of(ReportLedger ledger, IReadOnlyDictionary<string, decimal> listed, IReadOnlyList<AskedCell> cells, IEnumerable<ReportReasonRow> reasons) => Differences.Of(
        cells.Where(c => listed.ContainsKey(c.Key)).Select(c => (c.Key, Entry: ledger.Current(c.Key))).Where(c => c.Entry is not null).Select(c => (c.Key, c.Entry!.Says, listed[c.Key])),
        [.. reasons.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => new DifferenceReason(
            r.Cell, ReportedRows.Plain(r.Reported), ReportedRows.Plain(r.Listed), r.Reason, r.ByUser, r.At, r.SettledAt is not null))]);
}

/// <summary>A number of a report that was sent and is not that of the registry, of which the board has not taken note.</summary>
/// <param name="Body">The body that reported it.</param>
/// <param name="Period">The period.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Difference">Both numbers, and the reason where one was given.</param>
public sealed record OpenDifference(Body Body, PeriodKey Period, AskedCell Cell, Difference Difference);

/// <summary>Cần đối chiếu: what reports say beside what the registry counts, for the board and the reporting bodies only.</summary>
public sealed class OpenDifferenceQueries(Store store, ReferenceData reference, AskedFigureQueries asked, RegistryCounts registry)
{
    private static readonly string[] s_sent = [.. ReportRules.Sent.Select(Wire.Name)];

    /// <summary>Those of the last periods of which reports were sent, as many as <paramref name="periods"/>.</summary>
    public async Task<IReadOnlyList<OpenDifference>> LatestAsync(Actor actor, Campaign campaign, int periods, Func<Body, bool> of, CancellationToken ct)
    {
        await using var db = store.Read();
        var sent = await db.Reports.Where(r => r.CampaignId == campaign.Id && s_sent.Contains(r.Status)).Select(r => r.Period).Distinct().ToListAsync(ct);
        var last = sent.Select(p => PeriodKey.TryParse(p, out var key) ? key : default).OrderByDescending(p => p.To).ThenByDescending(p => p.From).Take(periods).ToHashSet();
        return await ReadAsync(db, actor, campaign, last.Contains, of, ct);
    }

    /// <summary>Those of the periods within <paramref name="period"/>.</summary>
    public async Task<IReadOnlyList<OpenDifference>> WithinAsync(Actor actor, Campaign campaign, PeriodKey period, Func<Body, bool> of, CancellationToken ct)
    {
        await using var db = store.Read();
        return await ReadAsync(db, actor, campaign, p => InPeriodSums.Within(p, period), of, ct);
    }

    private async Task<IReadOnlyList<OpenDifference>> ReadAsync(DanVanDbContext db, Actor actor, Campaign campaign, Func<PeriodKey, bool> within, Func<Body, bool> of, CancellationToken ct)
    {
        if (!actor.May(Sight.Findings))
        {
            return [];
        }

        var bodies = reference.Current.Bodies;
        var reports = (await db.Reports.Where(r => r.CampaignId == campaign.Id && s_sent.Contains(r.Status)).ToListAsync(ct))
            .Select(r => (Row: r, Body: bodies.Find(r.BodyId), Period: PeriodKey.TryParse(r.Period, out var key) ? key : (PeriodKey?)null))
            .Where(r => r.Body is not null && r.Period is { } p && within(p) && of(r.Body) && actor.May(Sight.Findings, r.Row.UnitId, r.Row.BodyId, r.Row.NonLocal))
            .OrderByDescending(r => r.Period!.Value.To).ThenBy(r => r.Body!.Order).ToList();
        var ids = reports.ConvertAll(r => r.Row.Id);
        var entries = (await db.ReportEntries.Where(e => ids.Contains(e.ReportId)).ToListAsync(ct)).ToLookup(e => e.ReportId);
        var figures = (await db.ReportFigures.Where(f => ids.Contains(f.ReportId)).ToListAsync(ct)).ToLookup(f => f.ReportId);
        var reasons = (await db.ReportReasons.Where(r => ids.Contains(r.ReportId)).ToListAsync(ct)).ToLookup(r => r.ReportId);
        var lists = await asked.OfAsync(campaign.Id, ct);
        return
        [
            .. reports.SelectMany(r =>
            {
                var cells = lists.CellsOf(r.Body!, r.Period!.Value, campaign.Fields);
                var ledger = ReportBook.Of(r.Row, [.. entries[r.Row.Id]], [.. figures[r.Row.Id]]);
                return Reconciled.Of(ledger, registry.Of(campaign, r.Body!, r.Period.Value, cells), cells, reasons[r.Row.Id]).Where(d => d.State != DifferenceState.Settled)
                    .Select(d => new OpenDifference(r.Body!, r.Period.Value, cells.First(c => c.Key == d.Cell), d));
            }),
        ];
    }
}
