using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Công nhận, điển hình, đề nghị khen, khen thưởng: one decision about many models and recipients, previewed, then recorded as a whole or not at all.</summary>
public sealed class TakeDecision(Writer writer, Store store, ReferenceData reference, CampaignCubes cubes, ProblemWords words, TimeProvider clock)
{
    /// <summary>What the decision would change; nothing is recorded.</summary>
    public async Task<Result<ApiAnswer>> PreviewAsync(Actor actor, DecisionRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        _ = key;
        var preview = await PreviewAsync(actor, request, ct);
        return preview.Ok ? ApiAnswer.Of(StatusCodes.Status200OK, preview.Value) : preview.Refusals.ToList();
    }

    /// <summary>What the decision would change, for the page. Only a request that cannot be read is refused; what stands against the decision is in the preview.</summary>
    public async Task<Result<DecisionPreview>> PreviewAsync(Actor actor, DecisionRequest request, CancellationToken ct)
    {
        var current = reference.Current;
        var read = Understand(actor, request, current);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        var (campaign, wish) = read.Value;
        await using var db = store.Read();
        var plan = await DecisionPlanner.PlanAsync(db, null, actor, campaign, wish, current, Today, ct);
        return Shown(plan, actor, current, cubes.Snapshot(campaign.Id), words);
    }

    /// <summary>Records the decision with all that is in it in one transaction, or says everything that stands against it and records nothing.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, DecisionRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var current = reference.Current;
        var read = Understand(actor, request, current);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        var (campaign, wish) = read.Value;
        return await writer.OnceAsync<DecisionView>(
            key,
            async (w, cancel) =>
            {
                var plan = await DecisionPlanner.PlanAsync(w.Db, w, actor, campaign, wish, current, Today, cancel);
                return plan.All() is { Count: > 0 } against ? against : await DecisionWriter.WriteAsync(w, actor, plan, current, cancel);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }

    private DateOnly Today => LocalDay.Of(clock.GetUtcNow());

    private Result<(Campaign Campaign, DecisionWish Wish)> Understand(Actor actor, DecisionRequest request, Reference current)
    {
        if (current.Campaign(request.Campaign) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [request.Campaign ?? string.Empty] };
        }

        if (Wire.Parse<DecisionKind>(request.Kind) is not { } kind || kind == DecisionKind.Withdraw)
        {
            return new Refusal("decision.kind-unknown", "kind") { Arguments = [request.Kind ?? string.Empty] };
        }

        var refusals = new List<Refusal>();
        var read = new RequestReading(refusals);
        var on = read.Day(request.On, "on") ?? Today;
        var wish = new DecisionWish
        {
            Kind = kind, On = on, Number = read.Line(request.Number, "number", DecisionRules.NumberLimit), Level = read.OneOf<RecognitionLevel>(request.Level, "level"),
            Form = read.OneOf<AwardForm>(request.Form, "form"), SignedBy = read.Line(request.SignedBy, "signedBy"), Note = read.Line(request.Note, "note", DecisionRules.TextLimit, multiline: true),
            // Whose decision it is when nobody says so: the caller's own body.
            Body = read.Line(request.Body, "body") ?? current.Bodies.Find(actor.BodyId)?.NameOn(on), SameNumber = request.SameNumber == true,
            ModelIds = request.Models ?? [], Recipients = (request.Recipients ?? []).Select((r, i) => read.Recipient(r, i, campaign, on, current)).OfType<RecipientWish>().ToList(),
        };
        return refusals.Count > 0 ? refusals : (campaign, wish);
    }

    /// <summary>A plan as it is shown.</summary>
    internal static DecisionPreview Shown(DecisionPlan plan, Actor actor, Reference current, Cube.CubeSnapshot now, ProblemWords words) => new(
        plan.All().Count == 0, plan.Attaches ? plan.Decision.Id : null, plan.Duplicates.Select(d => new DuplicateView(d.Id, Wire.Name(d.Kind), d.On, Name(d.Level))).ToList(),
        View(plan.Refusals, words),
        [
            .. plan.Unknown.Select(id => new PreviewModel(id, null, null, null, null, null, false, View([new Refusal("model.not-found", "models") { Arguments = [id] }], words))),
            .. plan.Models.Select(m => new PreviewModel(
                m.Row.Id, m.Row.Name, Place(m.Row.UnitId, m.Row.BodyId, m.Row.NonLocal, plan.Wish.On, current), Name(m.Row.Subject), Name(m.From), Name(m.To), m.Refusals.Count == 0, View(m.Refusals, words))),
        ],
        plan.Honours.Select(h => new PreviewRecipient(h.Recipient.Name, Name<Subject>(h.Recipient.Subject), Place(h.Honour.UnitId, h.Honour.BodyId, h.Honour.NonLocal, plan.Wish.On, current), h.Known, View(h.Refusals, words))).ToList(),
        DecisionTotals.Of(plan, now, actor, current));

    private static string Place(string unitId, string? bodyId, bool nonLocal, DateOnly day, Reference current) =>
        nonLocal && current.Bodies.Find(bodyId) is { } body ? body.NameOn(day) : current.Places[unitId].FullNameAtStart;

    private static string? Name<T>(T? value)
        where T : struct, Enum => value is { } v ? Wire.Name(v) : null;

    private static List<RefusalView> View(IEnumerable<Refusal> refusals, ProblemWords words) => refusals.Select(r => new RefusalView(r.Code, r.Field, words.Words(r))).ToList();
}
