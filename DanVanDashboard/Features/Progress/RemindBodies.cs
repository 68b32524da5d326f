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

namespace DanVanDashboard.Features.Progress;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/reminders</c>.</summary>
public sealed record ReminderRequest
{
    public string? Campaign { get; init; }
    public string? Period { get; init; }
    public IReadOnlyList<string>? BodyIds { get; init; }
    public bool Force { get; init; }
}

/// <summary>Who was reminded, and who not since they were already today.</summary>
public sealed record RemindersView(string Campaign, string Period, IReadOnlyList<ReminderView> Reminded, IReadOnlyList<ReminderView> Skipped);

/// <summary>A reminder.</summary>
public sealed record ReminderView(string BodyId, DateTime At, int People);
#pragma warning restore CS1591

/// <summary>Đôn đốc: tells the people of bodies that a report is awaited. Recorded, and not more than once a day for a body and period.</summary>
public sealed class RemindBodies(Writer writer, ReferenceData reference)
{
    /// <summary>Reminds the bodies named, or all that are late.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, ReminderRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(request.Campaign) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [request.Campaign ?? string.Empty] };
        }

        if (!actor.May(Verb.DecideOnReport))
        {
            return new Refusal("deadline.not-allowed");
        }

        if (!PeriodKey.TryParse(request.Period, out var period))
        {
            return new Refusal("report.period-unknown", "period");
        }

        var named = request.BodyIds?.Where(b => !string.IsNullOrWhiteSpace(b)).Distinct().ToList();
        return await writer.OnceAsync<RemindersView>(
            key, (w, cancel) => RemindAsync(w, actor, campaign, period, named, request.Force, cancel), view => ApiAnswer.Of(StatusCodes.Status201Created, view), ct);
    }

    private async Task<Result<RemindersView>> RemindAsync(WriteSession w, Actor actor, Campaign campaign, PeriodKey period, List<string>? named, bool force, CancellationToken ct)
    {
        var (today, text) = (LocalDay.Of(w.Now), period.ToString());
        var owed = await w.Db.Obligations.AsNoTracking().Where(o => o.CampaignId == campaign.Id && o.Period == text).ToListAsync(ct);
        var status = await w.Db.Reports.AsNoTracking().Where(r => r.CampaignId == campaign.Id && r.Period == text).ToDictionaryAsync(r => r.BodyId, r => r.Status, ct);
        var cells = owed.ToDictionary(o => o.BodyId, o => ReportCells.Of(period, PeriodRows.ToObligation(o).LastDay, Wire.Parse<ReportStatus>(status.GetValueOrDefault(o.BodyId)), today));
        if (named?.Find(b => !cells.ContainsKey(b)) is not null)
        {
            return new Refusal("extension.not-owed", "bodyIds") { Arguments = [text] };
        }

        if (named?.Find(b => !ReportCells.CanBeReminded(cells[b])) is { } sent)
        {
            return new Refusal("reminder.not-awaited", "bodyIds") { Arguments = [reference.Current.Bodies.Find(sent)?.NameOn(today) ?? sent] };
        }

        var meant = (named ?? cells.Where(c => ReportCells.IsLate(c.Value)).Select(c => c.Key)).Select(b => reference.Current.Bodies.Find(b)!).OrderBy(b => b.Order).ToList();
        if (meant.Count == 0)
        {
            return new Refusal("reminder.nobody-late");
        }

        var last = (await w.Db.Reminders.AsNoTracking().Where(r => r.CampaignId == campaign.Id && r.Period == text).ToListAsync(ct)).GroupBy(r => r.BodyId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.At)!);
        var allowed = meant.ToLookup(b => ReminderRules.May(last.GetValueOrDefault(b.Id)?.Day, today, force));
        if (!allowed[true].Any())
        {
            return new Refusal("reminder.today-already");
        }

        var reminded = new List<ReminderView>();
        foreach (var body in allowed[true])
        {
            reminded.Add(await TellAsync(w, actor, campaign, period, body, cells[body.Id], force, ct));
        }

        var view = new RemindersView(campaign.Id, text, reminded, [.. allowed[false].Select(b => new ReminderView(b.Id, last[b.Id].At, last[b.Id].People))]);
        await w.AuditAsync(actor, "reminder.sent", campaign.Id, JsonSerializer.Serialize(new { period = text, force, bodies = reminded.Select(r => r.BodyId) }, ApiAnswer.Options), ct);
        return view;
    }

    private static async Task<ReminderView> TellAsync(WriteSession w, Actor actor, Campaign campaign, PeriodKey period, Body body, ReportCell cell, bool force, CancellationToken ct)
    {
        Recipients to = new(BodyId: body.Id, Roles: [Role.Reporter, Role.Approver]);
        var bodies = await w.Db.WithHeirsAsync(body.Id, ct);
        var people = await w.Db.Accounts.CountAsync(a => !a.Disabled && a.BodyId != null && bodies.Contains(a.BodyId) && (a.Role == Role.Reporter || a.Role == Role.Approver), ct);
        var row = new ReminderRow
        {
            Id = "d" + Guid.CreateVersion7().ToString("n"), CampaignId = campaign.Id, BodyId = body.Id, Period = period.ToString(), Day = LocalDay.Of(w.Now), At = w.Now, ByUser = actor.UserId,
            Forced = force, People = people,
        };
        w.Db.Reminders.Add(row);
        await w.TellAsync(
            actor, to,
            new(cell == ReportCell.Returned ? "report.reminder-returned" : "report.reminder", $"/bao-cao/{Uri.EscapeDataString(campaign.Id)}/{Uri.EscapeDataString(body.Id)}/{period}", campaign.Id, period.ToString(), body.NameOn(row.Day)), ct);
        var sequence = await w.NextSequenceAsync(ct);
        w.Append(new()
        {
            Sequence = sequence, At = w.Now, On = row.Day, Kind = "reminder.sent", CampaignId = campaign.Id, UnitId = body.UnitId ?? body.ProvinceId, BodyId = body.Id, NonLocal = body.NonLocal,
            Period = row.Period,
        });
        return new(body.Id, w.Now, people);
    }
}
