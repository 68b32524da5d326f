using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Progress;

/// <summary>
/// Writes what falls due by the clock as events of the day on which it fell due: periods that open, reports that are overdue, and models
/// that leave the count because no yearly review came in time. What fell due while the program was stopped is caught up at the next start.
/// </summary>
public sealed class DueByClock(Writer writer, ReferenceData reference, TimeProvider clock)
{
    /// <summary>Writes all that is due by now; the number of events written.</summary>
    public async Task<int> CatchUpAsync(CancellationToken ct)
    {
        var today = LocalDay.Of(clock.GetUtcNow());
        // First the people: a report that is owed now is told to those who act for its body now.
        await writer.WriteAsync((w, cancel) => UnitChangeAccounts.MoveDueAsync(w, reference.Current, today, cancel), ct);
        var opened = await writer.WriteAsync((w, cancel) => PeriodsByClock.OpenAsync(w, reference.Current, today, cancel), ct);
        var overdue = await writer.WriteAsync((w, cancel) => OverdueAsync(w, today, cancel), ct);
        await writer.WriteAsync(async (w, cancel) => { await PeriodsByClock.RemindAsync(w, reference.Current, today, cancel); return 0; }, ct);
        return opened + overdue + await writer.WriteAsync((w, cancel) => LapsedAsync(w, today, cancel), ct);
    }

    private async Task<int> OverdueAsync(WriteSession w, DateOnly today, CancellationToken ct)
    {
        // A report that was sent and returned is awaited, not overdue. Grace and extensions are a matter of few rows, so they are looked at here.
        var due = (await w.Db.Obligations.Where(o => o.OverdueSequence == 0 && o.DueOn < today
                && !w.Db.Reports.Any(r => r.CampaignId == o.CampaignId && r.BodyId == o.BodyId && r.Period == o.Period && r.SubmittedAt != null))
            .OrderBy(o => o.DueOn).ThenBy(o => o.BodyId).ToListAsync(ct))
            .ConvertAll(o => (Row: o, PeriodRows.ToObligation(o).LastDay)).FindAll(o => o.LastDay < today);
        foreach (var (obligation, lastDay) in due)
        {
            var body = reference.Current.Bodies.Find(obligation.BodyId)!;
            obligation.OverdueSequence = await w.NextSequenceAsync(ct);
            w.Append(new()
            {
                Sequence = obligation.OverdueSequence, At = w.Now, On = lastDay.AddDays(1), Kind = "report.overdue", CampaignId = obligation.CampaignId,
                UnitId = body.UnitId ?? body.ProvinceId, BodyId = body.Id, NonLocal = body.NonLocal, Period = obligation.Period,
            });
        }

        if (due.Count > 0)
        {
            await w.AuditAsync(Actor.System, "report.overdue", "obligations", JsonSerializer.Serialize(new { count = due.Count }, ApiAnswer.Options), ct);
        }

        return due.Count;
    }

    private async Task<int> LapsedAsync(WriteSession w, DateOnly today, CancellationToken ct)
    {
        var written = 0;
        foreach (var campaign in reference.Current.Campaigns.Where(c => c.OpenForEntries && c.ReviewMonth is >= 1 and <= 12))
        {
            // The last review date that has passed, and still lies in the campaign.
            var last = LastDay(today.Year, campaign.ReviewMonth) < today ? LastDay(today.Year, campaign.ReviewMonth) : LastDay(today.Year - 1, campaign.ReviewMonth);
            if (!campaign.Covers(last))
            {
                continue;
            }

            var firstDay = new DateOnly(last.Year, 1, 1);
            var old = await w.Db.Models.Where(m => m.CampaignId == campaign.Id && m.RegisteredOn < firstDay
                && !w.Db.ModelEvents.Any(e => e.ModelId == m.Id
                    && ((e.Kind == ModelEventKind.Review && e.On >= firstDay) || e.Kind == ModelEventKind.Lapse || e.Kind == ModelEventKind.Stop))).ToListAsync(ct);
            foreach (var row in old)
            {
                var events = (await w.Db.ModelEvents.Where(e => e.ModelId == row.Id).ToListAsync(ct)).Select(e => e.ToDomain()).ToList();
                if (!ModelLife.IsRunning(ModelLife.Of(events).StageAt(last)))
                {
                    continue;
                }

                await ModelAppender.AddEventAsync(
                    w, Actor.System, row, new() { Id = string.Empty, ModelId = row.Id, CampaignId = row.CampaignId, Kind = ModelEventKind.Lapse, On = last.AddDays(1), ByUser = Actor.System.UserId }, ct);
                written++;
            }
        }

        return written;
    }

    private static DateOnly LastDay(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));
}

/// <summary>Runs <see cref="DueByClock"/> at every change of the day, and each minute for what was entered late.</summary>
internal sealed class DueByClockService(DueByClock due, CampaignCubes cubes, TimeProvider clock, ILogger<DueByClockService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (cubes.Ready)
                {
                    await due.CatchUpAsync(stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "What is due by the clock could not be written; it is tried again in a minute");
            }
        }
    }
}
