using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>What is owed within a period, with what was reported.</summary>
/// <param name="Period">The period that is added up to.</param>
/// <param name="Reports">In protocol order of the bodies.</param>
/// <param name="Asked">What the campaign asks for.</param>
public sealed record ReportsWithin(PeriodKey Period, IReadOnlyList<OwedReport> Reports, AskedFigures Asked);

/// <summary>Reads reports for adding up. Shared by all until something other than a model changes in the campaign.</summary>
public sealed class ConsolidationData(Store store, ReferenceData reference, AskedFigureQueries asked, CampaignCubes cubes)
{
    private readonly Kept<(string Campaign, PeriodKey Period), ReportsWithin> _shared = new(50);

    /// <summary>All that bodies of a campaign owe for periods within <paramref name="period"/>.</summary>
    public Task<ReportsWithin> OfAsync(string campaignId, PeriodKey period, CancellationToken ct) =>
        _shared.GetAsync((campaignId, period), (cubes.LastOther(campaignId), reference.Current), () => LoadAsync(campaignId, period, CancellationToken.None)).WaitAsync(ct);

    private async Task<ReportsWithin> LoadAsync(string campaignId, PeriodKey period, CancellationToken ct)
    {
        var bodies = reference.Current.Bodies;
        await using var db = store.Read();
        var owed = (await db.Obligations.Where(o => o.CampaignId == campaignId).Select(o => new { o.BodyId, o.Period }).ToListAsync(ct))
            .Select(o => (Body: bodies.Find(o.BodyId), Period: PeriodKey.TryParse(o.Period, out var key) ? key : (PeriodKey?)null, Text: o.Period))
            .Where(o => o.Body is not null && o.Period is { } p && InPeriodSums.Within(p, period)).ToList();
        var texts = owed.Select(o => o.Text).Distinct().ToList();
        var reports = await db.Reports.Where(r => r.CampaignId == campaignId && texts.Contains(r.Period)).ToListAsync(ct);
        var sent = reports.Where(r => Wire.Parse<ReportStatus>(r.Status) is { } s && ReportRules.IsSent(s)).ToDictionary(r => (r.BodyId, r.Period));
        var figures = await FiguresAsync(db, campaignId, texts, ct);
        var nothing = await NothingAsync(db, campaignId, texts, ct);
        return new(
            period,
            [
                .. owed.OrderBy(o => o.Body!.Order).ThenBy(o => o.Period!.Value.From).Select(o =>
                {
                    var id = sent.TryGetValue((o.Body!.Id, o.Text), out var row) ? row.Id : null;
                    return new OwedReport(o.Body, o.Period!.Value, id is not null, Parts(id is null ? [] : figures[id]), id is null ? new HashSet<string>() : nothing[id].ToHashSet(StringComparer.Ordinal));
                }),
            ],
            await asked.OfAsync(campaignId, ct));
    }

    private static async Task<ILookup<string, ReportFigureRow>> FiguresAsync(DanVanDbContext db, string campaignId, List<string> periods, CancellationToken ct) =>
        (await db.Reports.Where(r => r.CampaignId == campaignId && periods.Contains(r.Period)).Join(db.ReportFigures, r => r.Id, f => f.ReportId, (_, f) => f).ToListAsync(ct)).ToLookup(f => f.ReportId);

    /// <summary>The cells of each report whose present answer is "không phát sinh".</summary>
    private static async Task<ILookup<string, string>> NothingAsync(DanVanDbContext db, string campaignId, List<string> periods, CancellationToken ct)
    {
        var entries = await db.Reports.Where(r => r.CampaignId == campaignId && periods.Contains(r.Period))
            .Join(db.ReportEntries.Where(e => !e.Contested), r => r.Id, e => e.ReportId, (_, e) => new { e.ReportId, e.Cell, e.Number, e.Content }).ToListAsync(ct);
        return entries.GroupBy(e => (e.ReportId, e.Cell)).Select(g => g.MaxBy(e => e.Number)!).Where(e => e.Content == EntryContent.Nothing).ToLookup(e => e.ReportId, e => e.Cell);
    }

    private static Dictionary<(string, RecognitionLevel?), IReadOnlyList<ReportedPart>> Parts(IEnumerable<ReportFigureRow> figures) =>
        figures.OrderBy(f => f.Position).GroupBy(f => (f.Metric, f.Level)).ToDictionary(
            g => g.Key, g => (IReadOnlyList<ReportedPart>)[.. g.Select(f => new ReportedPart(f.Field, f.Subject, Amount.Of(ReportedRows.Plain(f.Value), f.Exactness)))]);
}
