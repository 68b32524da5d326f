using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>
/// Figures by field and subject in the simulated reports, and the reports of the last two quarters of the campaign before, so that a form shows the last period
/// and the same one last year. They are what the simulated registry counts; a few bodies counted otherwise, as people do.
/// </summary>
internal static class SimulatedFigures
{
    private const string OldCampaign = "mo-phong-2021-2025";

    /// <summary>What the registry holds of one model, as far as reports count it.</summary>
    private sealed record Counted(ModelRow Model, ModelLife Life);

    public static async Task AddAsync(WriteSession w, Reference reference, int seed, CancellationToken ct)
    {
        var random = new Random(seed + 17);
        var reports = await w.Db.Reports.AsNoTracking().Where(r => r.EnteredBy == "simulator").ToListAsync(ct);
        w.Db.ChangeTracker.AutoDetectChangesEnabled = false;
        reports.AddRange(OldReports(w, reports, reference));
        var position = (await w.Db.ReportFigures.AsNoTracking().GroupBy(f => f.ReportId).Select(g => new { g.Key, Last = g.Max(f => f.Position) }).ToListAsync(ct)).ToDictionary(p => p.Key, p => p.Last + 1);
        var count = 0;
        foreach (var campaign in reports.GroupBy(r => r.CampaignId))
        {
            var lives = await LivesAsync(w.Db, campaign.Key, ct);
            var byBody = campaign.Select(r => r.BodyId).Distinct().ToDictionary(b => b, b => Of(reference.Bodies.Find(b)!, lives, reference));
            foreach (var report in campaign.OrderBy(r => r.Id, StringComparer.Ordinal))
            {
                var rows = Figures(report, PeriodKey.TryParse(report.Period, out var period) ? period : default, byBody[report.BodyId], position.GetValueOrDefault(report.Id), random).ToList();
                w.Db.ReportFigures.AddRange(rows);
                count += rows.Count;
            }
        }

        w.Db.ChangeTracker.AutoDetectChangesEnabled = true;
        await w.AuditAsync(Actor.System, "demo.report-figures", "reports", string.Create(CultureInfo.InvariantCulture, $"{{\"figures\":{count}}}"), ct);
    }

    // Nobody owed them in the store; they are there to be looked back at.
    private static List<ReportRow> OldReports(WriteSession w, List<ReportRow> reports, Reference reference)
    {
        if (reference.Campaign(OldCampaign) is null)
        {
            return [];
        }

        var rows = reports.DistinctBy(r => r.BodyId).SelectMany(r => new[] { 3, 4 }.Select(q => (Report: r, Period: new PeriodKey(PeriodKind.Quarter, 2025, q)))).Select(x => new ReportRow
        {
            Id = $"{OldCampaign}-{x.Period}-{x.Report.BodyId}", CampaignId = OldCampaign, UnitId = x.Report.UnitId, BodyId = x.Report.BodyId, NonLocal = x.Report.NonLocal,
            Period = x.Period.ToString(), Status = Wire.Name(ReportStatus.Approved), EnteredBy = "simulator", CreatedAt = Sent(x.Period), SubmittedAt = Sent(x.Period), FirstSubmittedAt = Sent(x.Period),
        }).ToList();
        w.Db.Reports.AddRange(rows);
        return rows;

        static DateTime Sent(PeriodKey period) => LocalDay.StartUtc(period.To.AddDays(4)).AddHours(9);
    }

    private static async Task<List<Counted>> LivesAsync(DanVanDbContext db, string campaign, CancellationToken ct)
    {
        var events = (await db.ModelEvents.AsNoTracking().Where(e => e.CampaignId == campaign).ToListAsync(ct)).ToLookup(e => e.ModelId);
        var models = await db.Models.AsNoTracking().Where(m => m.CampaignId == campaign).ToListAsync(ct);
        return models.ConvertAll(m => new Counted(m, ModelLife.Of([.. events[m.Id].Select(e => e.ToDomain())])));
    }

    private static List<Counted> Of(Body body, List<Counted> lives, Reference reference)
    {
        if (body is not { Kind: BodyKind.PartyCommittee, UnitId: { } unit })
        {
            return lives.FindAll(l => l.Model.BodyId == body.Id);
        }

        var scope = reference.Places.ScopeOf(unit);
        return lives.FindAll(l => !l.Model.NonLocal && scope.Contains(l.Model.UnitId));
    }

    private static IEnumerable<ReportFigureRow> Figures(ReportRow report, PeriodKey period, List<Counted> lives, int position, Random random)
    {
        (string Metric, Func<Counted, bool> Counts)[] lines =
        [
            ("registered", l => l.Life.Valid.Any(e => period.Contains(e.On) && (e.Kind == ModelEventKind.Register || (l.Model.RegisteredOn is { } on && ModelLife.IsCarryOver(e, on.Year))))),
            ("in_progress", l => ModelLife.IsRunning(l.Life.StageAt(period.To))),
            ("recognised", l => l.Life.Valid.Any(e => e.Kind == ModelEventKind.Recognise && period.Contains(e.On))),
            ("commended", l => l.Life.Valid.Any(e => e.Kind == ModelEventKind.Commend && period.Contains(e.On))),
        ];
        foreach (var (metric, counts) in lines)
        {
            var counted = lives.FindAll(l => counts(l)).ConvertAll(l => (l.Model.Field, l.Model.Subject));
            // One body in eight counts one or two more in a field than its list has, and so in the whole.
            var (more, field) = (random.Next(8) == 0 ? random.Next(1, 3) : 0, StandardFields.All[random.Next(4)]);
            var note = more > 0 ? "Số liệu mô phỏng, gồm cả mô hình chưa lập hồ sơ." : null;
            yield return Row(null, null, counted.Count + more, note);
            foreach (var key in StandardFields.All)
            {
                yield return Row(key, null, counted.Count(c => c.Field == key) + (key == field ? more : 0), null);
            }

            yield return Row(null, Subject.Collective, counted.Count(c => c.Subject == Subject.Collective) + more, null);
            yield return Row(null, Subject.Individual, counted.Count(c => c.Subject == Subject.Individual), null);

            ReportFigureRow Row(string? of, Subject? subject, int value, string? comment) => new()
            {
                ReportId = report.Id, Position = position++, Metric = metric, Field = of, Subject = subject, Value = value, Exactness = Exactness.Exact, Comment = comment,
            };
        }
    }
}
