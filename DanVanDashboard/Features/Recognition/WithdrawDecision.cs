using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Thu hồi: takes a decision back, in whole or for some of its models, by a decision of its own. What was recorded stays.</summary>
public sealed class WithdrawDecision(Writer writer, Store store, ReferenceData reference, CampaignCubes cubes, ProblemWords words, TimeProvider clock)
{
    /// <summary>What the withdrawal would change; nothing is recorded.</summary>
    public async Task<Result<ApiAnswer>> PreviewAsync(Actor actor, string id, WithdrawalRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        _ = key;
        var preview = await PreviewAsync(actor, id, request, ct);
        return preview.Ok ? ApiAnswer.Of(StatusCodes.Status200OK, preview.Value) : preview.Refusals.ToList();
    }

    /// <summary>What the withdrawal would change, for the page.</summary>
    public async Task<Result<DecisionPreview>> PreviewAsync(Actor actor, string id, WithdrawalRequest request, CancellationToken ct)
    {
        await using var db = store.Read();
        var plan = await PlanAsync(db, null, actor, id, request, ct);
        return plan.Ok ? TakeDecision.Shown(plan.Value, actor, reference.Current, cubes.Snapshot(plan.Value.Campaign.Id), words) : plan.Refusals.ToList();
    }

    /// <summary>Records the withdrawal as a whole, or says everything that stands against it.</summary>
    public Task<Result<ApiAnswer>> HandleAsync(Actor actor, string id, WithdrawalRequest request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<DecisionView>(
        key,
        async (w, cancel) =>
        {
            var plan = await PlanAsync(w.Db, w, actor, id, request, cancel);
            if (!plan.Ok)
            {
                return plan.Refusals.ToList();
            }

            return plan.Value.All() is { Count: > 0 } against ? against : await DecisionWriter.WriteAsync(w, actor, plan.Value, reference.Current, cancel);
        },
        view => ApiAnswer.Of(StatusCodes.Status201Created, view),
        ct);

    private async Task<Result<DecisionPlan>> PlanAsync(DanVanDbContext db, WriteSession? w, Actor actor, string id, WithdrawalRequest request, CancellationToken ct)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        if (await db.Decisions.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, ct) is not { } taken || current.Campaign(taken.CampaignId) is not { } campaign
            || !CampaignScope.Reads(actor, campaign, current) || !await DecisionQueries.SeesAsync(db, actor, taken, ct))
        {
            return new Refusal("decision.not-found", "id") { Arguments = [id] };
        }

        var refusals = new List<Refusal>();
        var read = new RequestReading(refusals);
        var on = read.Day(request.On, "on") ?? today;
        var wish = new DecisionWish
        {
            Kind = DecisionKind.Withdraw, On = on, Number = read.Line(request.Number, "number", DecisionRules.NumberLimit), SignedBy = read.Line(request.SignedBy, "signedBy"),
            Reason = read.Line(request.Reason, "reason", DecisionRules.TextLimit), Body = read.Line(request.Body, "body") ?? current.Bodies.Find(actor.BodyId)?.NameOn(on) ?? taken.Body,
            SameNumber = request.SameNumber == true,
        };
        if (refusals.Count > 0)
        {
            return refusals;
        }

        return await DecisionPlanner.WithdrawAsync(db, w, actor, campaign, taken, wish, request.Models, request.Honours, current, today, ct);
    }
}
