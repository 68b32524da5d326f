using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Tôn vinh một người, một tập thể không gắn mô hình: named exemplar, or commended; and its taking back.</summary>
public sealed class RecordHonour(Writer writer, ReferenceData reference, ReferenceChanges changes, TimeProvider clock)
{
    /// <summary>Records one honour, as a decision about one recipient.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, HonourRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        if (current.Campaign(request.Campaign) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [request.Campaign ?? string.Empty] };
        }

        if (Wire.Parse<DecisionKind>(request.Kind) is not { } kind || kind is not (DecisionKind.Exemplar or DecisionKind.Commend))
        {
            return new Refusal("honour.kind-unknown", "kind") { Arguments = [request.Kind ?? string.Empty] };
        }

        var refusals = new List<Refusal>();
        var read = new RequestReading(refusals);
        var on = read.Day(request.On, "on") ?? today;
        var recipient = read.Recipient(
            new()
            {
                Name = request.Name, Subject = request.Subject, UnitId = request.UnitId, BodyId = request.BodyId, Field = request.Field, Block = request.Block, Themes = request.Themes,
                SomebodyElse = request.SomebodyElse, Consent = request.Consent,
            },
            0, campaign, on, current);
        var wish = new DecisionWish
        {
            Kind = kind, On = on, Number = read.Line(request.DecisionNumber, "decisionNumber", DecisionRules.NumberLimit), Level = read.OneOf<RecognitionLevel>(request.Level, "level"),
            Form = read.OneOf<AwardForm>(request.Form, "form"), Body = read.Line(request.Giver ?? request.Body, "body") ?? current.Bodies.Find(actor.BodyId)?.NameOn(on),
            SameNumber = request.SameNumber == true, Recipients = recipient is null ? [] : [recipient],
        };
        if (refusals.Count > 0)
        {
            return refusals.ConvertAll(Named);
        }

        return await writer.OnceAsync<HonourView>(
            key,
            async (w, cancel) =>
            {
                var plan = await DecisionPlanner.PlanAsync(w.Db, w, actor, campaign, wish, current, today, cancel);
                if (plan.All() is { Count: > 0 } against)
                {
                    return against.ConvertAll(Named);
                }

                await DecisionWriter.WriteAsync(w, actor, plan, current, cancel);
                var honour = plan.Honours[0];
                return HonourView.Of(honour.Honour, honour.Recipient, plan.Decision, campaign.Simulated);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }

    /// <summary>Takes one honour back, with a reason.</summary>
    public Task<Result<ApiAnswer>> RevokeAsync(Actor actor, string id, HonourRevocation request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<HonourView>(
        key,
        async (w, cancel) =>
        {
            var found = await FindAsync(w, actor, id, cancel);
            if (!found.Ok)
            {
                return found.Refusals.ToList();
            }

            var ((honour, campaign), refusals) = (found.Value, new List<Refusal>());
            var reason = new RequestReading(refusals).Line(request.Reason, "reason", DecisionRules.TextLimit);
            if (reason is null)
            {
                refusals.Add(new("event.reason-missing", "reason"));
            }

            if (honour.RevokedSequence is not null)
            {
                refusals.Add(new("event.already-revoked", "id"));
            }

            if (refusals.Count > 0)
            {
                return refusals;
            }

            await DecisionWriter.RevokeAsync(w, actor, honour, LocalDay.Of(clock.GetUtcNow()), reason, null, cancel);
            var decision = await w.Db.Decisions.FirstOrDefaultAsync(d => d.Id == honour.DecisionId, cancel);
            return HonourView.Of(honour, await w.Db.Recipients.SingleAsync(r => r.Id == honour.RecipientId, cancel), decision, campaign.Simulated);
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    /// <summary>Records whether a person agrees to be named, also after the decision: who agreed may think again.</summary>
    public async Task<Result<ApiAnswer>> ConsentAsync(Actor actor, string id, HonourConsent request, IdempotencyKey? key, CancellationToken ct)
    {
        string? changed = null;
        var answer = await writer.OnceAsync<HonourView>(
            key,
            async (w, cancel) =>
            {
                var found = await FindAsync(w, actor, id, cancel);
                if (!found.Ok)
                {
                    return found.Refusals.ToList();
                }

                var (honour, campaign) = found.Value;
                var recipient = await w.Db.Recipients.SingleAsync(r => r.Id == honour.RecipientId, cancel);
                if (recipient.Subject != Subject.Individual)
                {
                    return new Refusal("honour.consent-of-person", "id");
                }

                if (request.Consent is not { } consent)
                {
                    return new Refusal("honour.consent-missing", "consent");
                }

                if (recipient.Consent != consent)
                {
                    // Who it is stands in the table of recipients alone.
                    await w.AuditAsync(actor, "honour.consent", honour.Id, JsonSerializer.Serialize(new { recipient = recipient.Id, before = recipient.Consent, after = consent }, ApiAnswer.Options), cancel);
                    recipient.Consent = consent;
                    await ReferenceChanges.AppendAsync(w, campaign.Id, honour.UnitId, cancel);
                    changed = campaign.Id;
                }

                return HonourView.Of(honour, recipient, await w.Db.Decisions.FirstOrDefaultAsync(d => d.Id == honour.DecisionId, cancel), campaign.Simulated);
            },
            view => ApiAnswer.Of(StatusCodes.Status200OK, view),
            ct);
        if (changed is not null)
        {
            // A slide that is being shown, and follows changes, names the person no longer.
            await changes.AppliedAsync(changed, CancellationToken.None);
        }

        return answer;
    }

    private async Task<Result<(HonourRow Honour, Campaign Campaign)>> FindAsync(WriteSession w, Actor actor, string id, CancellationToken ct)
    {
        var current = reference.Current;
        if (await w.Db.Honours.FirstOrDefaultAsync(h => h.Id == id, ct) is not { } honour || current.Campaign(honour.CampaignId) is not { } campaign
            || !CampaignScope.Reads(actor, campaign, current) || !actor.Scope.Covers(honour.UnitId, honour.BodyId, honour.NonLocal))
        {
            return new Refusal("honour.not-found", "id") { Arguments = [id] };
        }

        var kind = DecisionRules.KindOf(honour.Kind)!.Value;
        return actor.May(DecisionRules.VerbOf(kind, honour.Level), honour.UnitId, honour.BodyId, honour.NonLocal) ? (honour, campaign) : new Refusal("decision.not-allowed");
    }

    // The one recipient is the request itself.
    private static Refusal Named(Refusal refusal) => refusal.Field switch
    {
        { } field when field.StartsWith("recipients/0/", StringComparison.Ordinal) => refusal with { Field = field["recipients/0/".Length..] },
        "number" => refusal with { Field = "decisionNumber" },
        _ => refusal,
    };
}
