using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Progress;

/// <summary>One body's report of one period among many.</summary>
internal sealed record OwedCell(string BodyId, PeriodKey Period, ReportCell Cell, ReportingState State, DateOnly LastDay);

/// <summary>When a body was last reminded of a period, and by whom.</summary>
internal sealed record LastReminder(DateTime At, DateOnly Day, string By, int Times);

/// <summary>Reads the progress of all periods at once, and reminders.</summary>
internal sealed class ProgressQueries(Store store, ReferenceData reference)
{
    /// <summary>Every report that bodies in the scope of whoever asks owe in a campaign, as it stands on a day.</summary>
    public async Task<IReadOnlyList<OwedCell>> CellsAsync(Actor actor, string campaignId, DateOnly today, CancellationToken ct)
    {
        await using var db = store.Read();
        var owed = await db.Obligations.Where(o => o.CampaignId == campaignId).ToListAsync(ct);
        var reports = (await db.Reports.Where(r => r.CampaignId == campaignId).Select(r => new { r.BodyId, r.Period, r.Status, r.SubmittedAt, r.FirstSubmittedAt }).ToListAsync(ct)).ToDictionary(r => (r.BodyId, r.Period));
        var bodies = reference.Current.Bodies;
        return owed.Where(o => bodies.Find(o.BodyId) is { } b && (actor.Scope.All || actor.Scope.Bodies.Contains(b.Id) || (b.UnitId is { } unit && actor.Scope.Units.Contains(unit))))
            .Select(o =>
            {
                var (obligation, report) = (PeriodRows.ToObligation(o), reports.GetValueOrDefault((o.BodyId, o.Period)));
                var status = Wire.Parse<ReportStatus>(report?.Status);
                return new OwedCell(
                    o.BodyId, obligation.Period, ReportCells.Of(obligation.Period, obligation.LastDay, status, today),
                    ReportingStates.Of(obligation.LastDay, status, report?.FirstSubmittedAt ?? report?.SubmittedAt, today), obligation.LastDay);
            }).ToList();
    }

    /// <summary>The last reminder of each body for a period.</summary>
    public async Task<IReadOnlyDictionary<string, LastReminder>> RemindersAsync(string campaignId, PeriodKey period, CancellationToken ct)
    {
        var text = period.ToString();
        await using var db = store.Read();
        var rows = await db.Reminders.Where(r => r.CampaignId == campaignId && r.Period == text).ToListAsync(ct);
        var users = rows.Select(r => r.ByUser).Distinct().ToList();
        var names = await db.Accounts.Where(a => users.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        return rows.GroupBy(r => r.BodyId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.At)! is var last ? new LastReminder(last.At, last.Day, names.GetValueOrDefault(last.ByUser) ?? last.ByUser, g.Count()) : default!);
    }
}
