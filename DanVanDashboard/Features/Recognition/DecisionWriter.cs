using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Writes a plan that nothing stands against, inside the caller's transaction: the decision, each model's event by the one appender, each honour with its own.</summary>
internal static class DecisionWriter
{
    public static async Task<DecisionView> WriteAsync(WriteSession w, Actor actor, DecisionPlan plan, Reference current, CancellationToken ct)
    {
        var (decision, wish) = (plan.Decision, plan.Wish);
        if (!plan.Attaches)
        {
            decision.At = w.Now;
            w.Db.Decisions.Add(decision);
        }

        foreach (var model in plan.Models)
        {
            await ModelAppender.AddEventAsync(w, actor, model.Row, EventOf(plan, model, actor), ct);
        }

        foreach (var honour in plan.Honours)
        {
            await (honour.Revokes ? RevokeAsync(w, actor, honour.Honour, wish.On, wish.Reason, decision.Id, ct) : AddAsync(w, actor, honour, decision.Id, ct));
        }

        var detail = new
        {
            decision.Number, on = decision.On, kind = Wire.Name(decision.Kind), decision.Body, level = Name(decision.Level), form = Name(decision.Form), decision.Reason, withdraws = decision.WithdrawsId,
            models = plan.Models.Select(m => m.Row.Id), honours = plan.Honours.Select(h => h.Honour.Id), added = plan.Attaches, onBehalf = actor.ActsOnBehalf,
        };
        await w.AuditAsync(actor, decision.Kind == DecisionKind.Withdraw ? "decision.withdrawn" : "decision.recorded", decision.Id, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);
        await TellAsync(w, actor, plan, ct);
        return DecisionView.Of(decision, plan.Campaign.Simulated, plan.Models.Count, plan.Honours.Count, plan.Models.Count + plan.Honours.Count, null);
    }

    /// <summary>Records that an honour no longer counts.</summary>
    public static async Task RevokeAsync(WriteSession w, Actor actor, HonourRow honour, DateOnly on, string? reason, string? decisionId, CancellationToken ct)
    {
        var sequence = await w.NextSequenceAsync(ct);
        (honour.RevokedSequence, honour.RevokedReason, honour.RevokedByDecisionId) = (sequence, reason, decisionId);
        w.Append(Outbox(w, honour, sequence, "honour.corrected", on), new CommittedHonour(honour, Revoked: true));
        await w.AuditAsync(actor, "honour.corrected", honour.Id, JsonSerializer.Serialize(new { before = "standing", after = "revoked", reason, decision = decisionId }, ApiAnswer.Options), ct);
    }

    private static async Task AddAsync(WriteSession w, Actor actor, PlannedHonour planned, string decisionId, CancellationToken ct)
    {
        var honour = planned.Honour;
        honour.Sequence = await w.NextSequenceAsync(ct);
        honour.DecisionId = decisionId;
        if (!planned.Known)
        {
            w.Db.Recipients.Add(planned.Recipient);
        }

        w.Db.Honours.Add(honour);
        var kind = honour.Kind == ModelEventKind.Exemplar ? "honour.exemplar" : "honour.commended";
        w.Append(Outbox(w, honour, honour.Sequence, kind, honour.On), new CommittedHonour(honour, Revoked: false));
        // Who it is stands in the table of recipients alone.
        var detail = new { recipient = honour.RecipientId, subject = Wire.Name(honour.Subject), honour.UnitId, honour.BodyId, honour.Field, level = Name(honour.Level), form = Name(honour.Form), on = honour.On, decision = decisionId, consent = planned.Recipient.Consent, onBehalf = honour.OnBehalf };
        await w.AuditAsync(actor, kind, honour.Id, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);
    }

    private static EventRow Outbox(WriteSession w, HonourRow h, long sequence, string kind, DateOnly on) => new()
    {
        Sequence = sequence, At = w.Now, On = on, Kind = kind, CampaignId = h.CampaignId, UnitId = h.UnitId, BodyId = h.BodyId, NonLocal = h.NonLocal, Field = h.Field, Subject = h.Subject,
    };

    private static ModelEventRow EventOf(DecisionPlan plan, PlannedModel model, Actor actor)
    {
        var (wish, request) = (plan.Wish, DecisionRules.RequestOf(actor, plan.Wish, model.Added?.RevokesEventId));
        return new()
        {
            Id = string.Empty, ModelId = model.Row.Id, CampaignId = model.Row.CampaignId, Kind = request.Kind, On = wish.On, Level = wish.Kind == DecisionKind.Withdraw ? null : request.Level,
            DecisionNumber = wish.Number, Body = plan.Decision.Body, BodyId = plan.Decision.BodyId, Form = wish.Kind == DecisionKind.Withdraw ? null : request.Form,
            Giver = wish.Kind == DecisionKind.Commend ? plan.Decision.Body : null, Reason = request.Reason, RevokesEventId = request.EventId, DecisionId = plan.Decision.Id, ByUser = actor.UserId,
            OnBehalf = Deciding.IsOnBehalf(actor, model.State, request),
        };
    }

    /// <summary>The people of each body whose models are in it, and who entered these, once per body.</summary>
    private static async Task TellAsync(WriteSession w, Actor actor, DecisionPlan plan, CancellationToken ct)
    {
        foreach (var of in plan.Models.Where(m => m.Row.BodyId is not null).GroupBy(m => m.Row.BodyId!))
        {
            var notice = new Notice(
                $"decision.{Wire.Name(plan.Decision.Kind)}", $"/cong-nhan/quyet-dinh/{plan.Decision.Id}", plan.Campaign.Id, plan.Decision.Body, plan.Decision.Number ?? "–",
                of.Count().ToString("00", CultureInfo.InvariantCulture));
            await w.TellAsync(actor, [new(BodyId: of.Key), .. of.Select(m => m.Row.EnteredBy).Distinct().Select(u => new Recipients(UserId: u))], notice, ct);
        }
    }

    private static string? Name<T>(T? value)
        where T : struct, Enum => value is { } v ? Wire.Name(v) : null;
}
