using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Figures;

/// <summary>Reads the figures of periodic reports that were sent or approved, in the scope of whoever asks.</summary>
internal sealed class PeriodicFigureQueries(Store store, ReferenceData reference, MetricBook book)
{
    /// <summary>The localities (and <see cref="CubeKeys.ProvinceBodies"/>) of which there are such reports.</summary>
    public async Task<IReadOnlySet<string>> UnitsAsync(Actor actor, string campaignId, CancellationToken ct)
    {
        await using var db = store.Read();
        var units = await Reports(db, actor, campaignId, null).Where(r => db.ReportFigures.Any(f => f.ReportId == r.Id))
            .Select(r => new { r.UnitId, r.NonLocal }).Distinct().ToListAsync(ct);
        return units.Select(u => u.NonLocal ? CubeKeys.ProvinceBodies : u.UnitId).ToHashSet();
    }

    /// <summary>The figures of a campaign and unit; <see langword="null"/> is all of the campaign.</summary>
    public async Task<PeriodicFigures> GetAsync(Actor actor, Campaign campaign, string? unitId, int limit, CancellationToken ct)
    {
        await using var db = store.Read();
        var reports = Reports(db, actor, campaign.Id, unitId == campaign.RootUnitId ? null : unitId);
        var counts = await reports.Select(r => new { Report = r, Figures = db.ReportFigures.Count(f => f.ReportId == r.Id) }).Where(r => r.Figures > 0).ToListAsync(ct);
        var bodies = reference.Current.Bodies;
        var ordered = counts.Where(c => bodies.Find(c.Report.BodyId) is not null && PeriodKey.TryParse(c.Report.Period, out _))
            .Select(c => (c.Report, c.Figures, Body: bodies.Find(c.Report.BodyId)!, Period: PeriodKey.TryParse(c.Report.Period, out var key) ? key : default))
            .OrderByDescending(c => c.Period.To).ThenByDescending(c => c.Period.From).ThenBy(c => c.Body.Order).ThenBy(c => c.Report.Id, StringComparer.Ordinal).ToList();

        List<(ReportRow Report, Domain.Bodies.Body Body, PeriodKey Period)> wanted = [];
        var total = 0;
        foreach (var (report, figures, body, period) in ordered)
        {
            if (total < limit)
            {
                wanted.Add((report, body, period));
            }

            total += figures;
        }

        var ids = wanted.ConvertAll(w => w.Report.Id);
        var rows = (await db.ReportFigures.Where(f => ids.Contains(f.ReportId)).ToListAsync(ct)).ToLookup(f => f.ReportId);
        return new(
            total,
            [
                .. wanted.SelectMany(w => rows[w.Report.Id].OrderBy(f => f.Position).Select(f => new PeriodicFigure(
                    w.Report.Id, f.Position, w.Report.UnitId, w.Body.NameOn(w.Period.To), w.Period, Wire.Parse<ReportStatus>(w.Report.Status)!.Value, book.Current.Get(f.Metric), f.Field,
                    f.Subject, ReportedRows.Plain(f.Value), f.Exactness, f.Comment))).Take(limit),
            ]);
    }

    private IQueryable<ReportRow> Reports(DanVanDbContext db, Actor actor, string campaignId, string? unitId)
    {
        string[] sent = [.. ReportRules.Sent.Select(Wire.Name)];
        var reports = db.Reports.Where(r => r.CampaignId == campaignId && sent.Contains(r.Status));
        if (!actor.Scope.All)
        {
            var (units, bodies) = (actor.Scope.Units.ToList(), actor.Scope.Bodies.ToList());
            reports = reports.Where(r => (!r.NonLocal && units.Contains(r.UnitId)) || bodies.Contains(r.BodyId));
        }

        if (unitId == CubeKeys.ProvinceBodies)
        {
            return reports.Where(r => r.NonLocal);
        }

        if (string.IsNullOrEmpty(unitId))
        {
            return reports;
        }

        var below = reference.Current.Places.ScopeOf(unitId).ToList();
        return reports.Where(r => !r.NonLocal && below.Contains(r.UnitId));
    }
}
