using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Periods;

/// <summary>Quy định, lập kỳ, đặt hạn: who owes a report for which period, by when.</summary>
public sealed class ObligationVerbs(Writer writer, ReferenceData reference, TimeProvider clock)
{
    /// <summary>Adds a rule. Two rules may meet in a body and period: the first that made the obligation counts.</summary>
    public async Task<Result<ApiAnswer>> SetRuleAsync(Actor actor, ObligationRuleRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var current = reference.Current;
        var found = Reading.Campaign(actor, current, request.Campaign);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        var campaign = found.Value;
        var kinds = Reading.Values<PeriodKind>(request.PeriodKinds);
        var of = Reading.Bodies(current, campaign, request.Place, request.BodyKinds, request.Blocks, request.Bodies);
        var refusals = ObligationRules.ToSetRule(actor, campaign, kinds, request.DaysAfterEnd, request.GraceDays ?? 0, request.LockDays, of);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        return await writer.OnceAsync<ObligationRuleView>(
            key,
            async (w, cancel) =>
            {
                var row = new ObligationRuleRow
                {
                    Id = "q" + Guid.CreateVersion7().ToString("n"), CampaignId = campaign.Id, PeriodKinds = PeriodRows.Text(kinds!), DaysAfterEnd = request.DaysAfterEnd!.Value,
                    GraceDays = request.GraceDays ?? 0, LockDays = request.LockDays, Place = of!.Place, BodyKinds = PeriodRows.Text(of.Kinds), Blocks = PeriodRows.Text(of.Blocks),
                    Bodies = string.Join(' ', of.Bodies), SetBy = actor.UserId, SetAt = w.Now,
                };
                w.Db.ObligationRules.Add(row);
                var view = ObligationRuleView.Of(row);
                await w.AuditAsync(actor, "obligation-rule.set", row.Id, JsonSerializer.Serialize(new { campaign = campaign.Id, before = (object?)null, after = view }, ApiAnswer.Options), cancel);
                return view;
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }

    /// <summary>Ends a rule: nothing is made from it any more; what it made stays.</summary>
    public Task<Result<ApiAnswer>> EndRuleAsync(Actor actor, string id, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<ObligationRuleView>(
        key,
        async (w, cancel) =>
        {
            if (await w.Db.ObligationRules.AsTracking().FirstOrDefaultAsync(r => r.Id == id, cancel) is not { } row || !Reading.Campaign(actor, reference.Current, row.CampaignId).Ok)
            {
                return new Refusal("deadline.rule-not-found", "id") { Arguments = [id] };
            }

            if (!actor.May(Verb.RunCampaign))
            {
                return new Refusal("deadline.not-allowed");
            }

            if (row.EndedAt is not null)
            {
                return new Refusal("deadline.rule-ended", "id");
            }

            var before = ObligationRuleView.Of(row);
            row.EndedAt = w.Now;
            var view = ObligationRuleView.Of(row);
            await w.AuditAsync(actor, "obligation-rule.ended", row.Id, JsonSerializer.Serialize(new { campaign = row.CampaignId, before, after = view }, ApiAnswer.Options), cancel);
            return view;
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    /// <summary>
    /// Makes the obligations that the rules of a campaign call for and that do not exist yet, of the periods that have not ended before
    /// today and end by a day (by default the end of next year). Nobody comes to owe what is already over. The clock does the same by
    /// itself for each period that opens; this is for looking ahead, and for what was corrected.
    /// </summary>
    public async Task<Result<ApiAnswer>> MakeAsync(Actor actor, ObligationsRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var current = reference.Current;
        var found = Reading.Campaign(actor, current, request.Campaign);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        if (!actor.May(Verb.RunCampaign))
        {
            return new Refusal("deadline.not-allowed");
        }

        var (campaign, today) = (found.Value, LocalDay.Of(clock.GetUtcNow()));
        var refusals = new List<Refusal>();
        var until = Reading.Day(request.Until, "until", refusals) ?? new DateOnly(today.Year + 1, 12, 31);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        return await writer.OnceAsync<ObligationsMade>(
            key,
            async (w, cancel) =>
            {
                if (await MissingObligations.FindAsync(w.Db, current, campaign, today, until, cancel) is not { } made)
                {
                    return new Refusal("deadline.no-rule");
                }

                var answer = new ObligationsMade(
                    campaign.Id, request.DryRun, made.Count,
                    [.. made.GroupBy(o => o.Period).OrderBy(g => g.Key.To).ThenBy(g => g.Key.Kind).Select(g => new PeriodMade(g.Key.ToString(), g.First().DueOn, g.Count()))]);
                if (!request.DryRun && made.Count > 0)
                {
                    w.Db.Obligations.AddRange(made.Select(PeriodRows.ToRow));
                    await PeriodEvents.AppendAsync(w, campaign, "obligation.made", null, cancel);
                    await w.AuditAsync(actor, "obligation.made", campaign.Id, JsonSerializer.Serialize(answer, ApiAnswer.Options), cancel);
                }

                return answer;
            },
            view => ApiAnswer.Of(view.DryRun ? StatusCodes.Status200OK : StatusCodes.Status201Created, view),
            ct);
    }

    /// <summary>Sets the deadline, grace and lock of a period for all its bodies. Extensions of single bodies stay where they are later.</summary>
    public async Task<Result<ApiAnswer>> SetDeadlineAsync(Actor actor, DeadlineRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var found = Reading.Campaign(actor, reference.Current, request.Campaign);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        var (campaign, period, unreadable) = (found.Value, Reading.Period(request.Period), new List<Refusal>());
        var (due, locks) = (Reading.Day(request.DueOn, "dueOn", unreadable), Reading.Day(request.LocksOn, "locksOn", unreadable));
        var refusals = ObligationRules.ToSetDeadline(actor, period, due, request.GraceDays ?? 0, locks);
        if (refusals is [{ Code: "deadline.not-allowed" }])
        {
            return refusals;
        }

        // Of a day that could not be read it is not said besides that it is missing.
        refusals.RemoveAll(r => unreadable.Exists(u => u.Field == r.Field));
        refusals.AddRange(unreadable);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        return await writer.OnceAsync<DeadlineView>(
            key,
            async (w, cancel) =>
            {
                var text = period!.Value.ToString();
                var rows = await w.Db.Obligations.AsTracking().Where(o => o.CampaignId == campaign.Id && o.Period == text).ToListAsync(cancel);
                if (rows.Count == 0)
                {
                    return new Refusal("deadline.nobody-owes", "period") { Arguments = [text] };
                }

                var before = rows.GroupBy(r => (r.DueOn, r.GraceDays, r.LocksOn)).Select(g => new { g.Key.DueOn, g.Key.GraceDays, g.Key.LocksOn, bodies = g.Count() }).ToList();
                var today = LocalDay.Of(w.Now);
                foreach (var row in rows)
                {
                    (row.DueOn, row.GraceDays, row.LocksOn) = (due!.Value, request.GraceDays ?? 0, locks);
                    // What is in time again by the new deadline is not overdue; the clock says it anew if it comes to that.
                    row.OverdueSequence = PeriodRows.ToObligation(row).OverdueOn(today) ? row.OverdueSequence : 0;
                }

                var view = new DeadlineView(campaign.Id, text, due!.Value, request.GraceDays ?? 0, locks, rows.Count);
                await PeriodEvents.AppendAsync(w, campaign, "obligation.deadline", text, cancel);
                await w.AuditAsync(actor, "obligation.deadline", campaign.Id, JsonSerializer.Serialize(new { before, after = view }, ApiAnswer.Options), cancel);
                return view;
            },
            view => ApiAnswer.Of(StatusCodes.Status200OK, view),
            ct);
    }
}
