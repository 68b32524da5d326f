using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Progress;

/// <summary>
/// Kỳ báo cáo mở, sắp đến hạn: with the first day of a period its reports come to be owed by the rules of the campaign, as an event of
/// that day, and those who owe are told; some days before the last one they are told again. Each once, however often it runs.
/// </summary>
internal static class PeriodsByClock
{
    /// <summary>So many days before the last one a report that is not sent is called to mind.</summary>
    public const int SoonDays = 5;

    private static readonly Role[] s_roles = [Role.Reporter, Role.Approver];

    /// <summary>Makes what has come to be owed by <paramref name="today"/>, and says of each that its period has opened; the number of these.</summary>
    public static async Task<int> OpenAsync(WriteSession w, Reference current, DateOnly today, CancellationToken ct)
    {
        var opened = 0;
        foreach (var campaign in current.Campaigns.Where(c => c.OpenForEntries))
        {
            var made = await MissingObligations.OpenedAsync(w.Db, current, campaign, today, ct);
            var rows = made.ConvertAll(PeriodRows.ToRow);
            w.Db.Obligations.AddRange(rows);
            if (made.Count > 0)
            {
                var detail = new { by = "clock", made = made.Count, periods = made.GroupBy(o => o.Period).Select(g => new { period = g.Key.ToString(), dueOn = g.First().DueOn, made = g.Count() }) };
                await w.AuditAsync(Actor.System, "obligation.made", campaign.Id, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);
            }

            // Besides what has just been made: what the board made ahead.
            var ahead = await w.Db.Obligations.AsTracking().Where(o => o.CampaignId == campaign.Id && o.OpenedSequence == 0).ToListAsync(ct);
            foreach (var (row, obligation) in rows.Concat(ahead).Select(r => (r, Of: PeriodRows.ToObligation(r))).Where(o => o.Of.Period.From <= today).OrderBy(o => o.Of.Period.From).ThenBy(o => o.r.BodyId, StringComparer.Ordinal))
            {
                row.OpenedSequence = await SayAsync(w, current, row, obligation.Period.From, ct);
                opened++;
                // After a long stop nobody is told of what is over.
                if (obligation.LastDay >= today)
                {
                    await TellAsync(w, "report.opened", row, obligation.LastDay, ct);
                }
            }
        }

        return opened;
    }

    /// <summary>Tells those who owe a report that is not sent that its last day is near; again only if that day moves.</summary>
    public static async Task RemindAsync(WriteSession w, Reference current, DateOnly today, CancellationToken ct)
    {
        var open = current.Campaigns.Where(c => c.OpenForEntries).Select(c => c.Id).ToList();
        var last = today.AddDays(SoonDays);
        // Grace may set the last day a year after the day that was announced; extensions are further on than both.
        var near = await w.Db.Obligations.AsTracking().Where(o => open.Contains(o.CampaignId) && o.DueOn <= last && (o.DueOn >= today || o.GraceDays > 0 || o.ExtendedTo >= today)
            && !w.Db.Reports.Any(r => r.CampaignId == o.CampaignId && r.BodyId == o.BodyId && r.Period == o.Period && r.SubmittedAt != null)).ToListAsync(ct);
        foreach (var row in near)
        {
            var day = PeriodRows.ToObligation(row).LastDay;
            if (day >= today && day <= last && row.SoonToldFor != day)
            {
                row.SoonToldFor = day;
                await TellAsync(w, "report.soon", row, day, ct);
            }
        }
    }

    private static async Task<long> SayAsync(WriteSession w, Reference current, ObligationRow row, DateOnly on, CancellationToken ct)
    {
        var (sequence, body) = (await w.NextSequenceAsync(ct), current.Bodies.Find(row.BodyId)!);
        w.Append(new()
        {
            Sequence = sequence, At = w.Now, On = on, Kind = "report.due", CampaignId = row.CampaignId, UnitId = body.UnitId ?? body.ProvinceId, BodyId = body.Id, NonLocal = body.NonLocal,
            Period = row.Period,
        });
        return sequence;
    }

    private static Task TellAsync(WriteSession w, string kind, ObligationRow row, DateOnly lastDay, CancellationToken ct) => w.TellAsync(
        Actor.System, new Recipients(BodyId: row.BodyId, Roles: s_roles),
        new(kind, $"/bao-cao/{Uri.EscapeDataString(row.CampaignId)}/{Uri.EscapeDataString(row.BodyId)}/{row.Period}", row.CampaignId, row.Period, lastDay.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)), ct);
}
