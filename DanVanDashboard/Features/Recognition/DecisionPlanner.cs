using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Thinks a decision through on a context: a reading one for the preview, the writer's for the record.</summary>
internal static class DecisionPlanner
{
    /// <summary>A new decision.</summary>
    public static async Task<DecisionPlan> PlanAsync(DanVanDbContext db, WriteSession? w, Actor actor, Campaign campaign, DecisionWish wish, Reference current, DateOnly today, CancellationToken ct)
    {
        var refusals = DecisionRules.Refusals(actor, campaign, wish, today);
        var decision = Row(w, actor, campaign, wish, current);
        if (refusals is [{ Code: "decision.not-allowed" or "event.level-not-yours" or "decision.campaign-closed" or "decision.too-many" }])
        {
            return new DecisionPlan { Wish = wish, Campaign = campaign, Decision = decision, Refusals = refusals };
        }

        var (same, others) = await NumberAsync(db, decision, ct);
        if (others.Count > 0 && !wish.SameNumber)
        {
            refusals.Add(Taken(decision, others));
        }

        var ids = wish.ModelIds.Distinct().ToList();
        var (rows, states) = await LivesAsync(db, campaign.Id, ids, current, today, ct);
        var seen = rows.Where(r => actor.Scope.Covers(r.UnitId, r.BodyId, r.NonLocal)).ToList();
        var models = seen.Select(row =>
        {
            var state = states[row.Id];
            var against = row.RegisteredOn is null ? [new("model.not-found", "models") { Arguments = [row.Id] }]
                : refusals.Exists(r => r.Field is "on" or "level") ? []
                : DecisionRules.OfModel(actor, state, wish, current.Places[row.UnitId].Level, today);
            var added = new ModelEvent { Sequence = long.MaxValue, Id = "+", Kind = DecisionRules.EventOf(wish.Kind), On = wish.On, Level = wish.Kind == DecisionKind.Propose ? null : wish.Level, Form = wish.Form };
            return new PlannedModel(row, state, refusals.Exists(r => r.Field is "on" or "level") ? null : added, against);
        }).ToList();
        return new DecisionPlan
        {
            Wish = wish, Campaign = campaign, Decision = same ?? decision, Attaches = same is not null, Refusals = refusals, Duplicates = others, Models = InOrder(models, current),
            Unknown = ids.Except(seen.Select(r => r.Id)).ToList(), Honours = await HonoursAsync(db, actor, campaign, wish, ct),
        };
    }

    /// <summary>The withdrawal of a decision, or of some of what it holds.</summary>
    public static async Task<DecisionPlan> WithdrawAsync(
        DanVanDbContext db, WriteSession? w, Actor actor, Campaign campaign, DecisionRow taken, DecisionWish wish, IReadOnlyList<string>? modelIds, IReadOnlyList<string>? honourIds, Reference current, DateOnly today, CancellationToken ct)
    {
        wish = wish with { Level = taken.Level };
        var refusals = DecisionRules.Refusals(actor, campaign, wish, today, taken.Kind);
        var decision = Row(w, actor, campaign, wish, current);
        (decision.WithdrawsId, decision.Level, decision.Form) = (taken.Id, taken.Level, taken.Form);
        if (taken.Kind == DecisionKind.Withdraw)
        {
            return new DecisionPlan { Wish = wish, Campaign = campaign, Decision = decision, Refusals = [new("decision.is-withdrawal", "id")] };
        }

        var (same, others) = await NumberAsync(db, decision, ct);
        if (others.Count > 0 && !wish.SameNumber)
        {
            refusals.Add(Taken(decision, others));
        }

        var whole = modelIds is null && honourIds is null;
        var targets = (await db.ModelEvents.Where(e => e.DecisionId == taken.Id).ToListAsync(ct)).Where(e => whole || modelIds?.Contains(e.ModelId) == true).ToList();
        var ids = targets.ConvertAll(e => e.ModelId);
        var (rows, states) = await LivesAsync(db, campaign.Id, ids, current, today, ct);
        var seen = rows.Where(r => actor.Scope.Covers(r.UnitId, r.BodyId, r.NonLocal)).ToDictionary(r => r.Id);
        var models = new List<PlannedModel>();
        foreach (var target in targets.Where(t => seen.ContainsKey(t.ModelId)))
        {
            var (row, state) = (seen[target.ModelId], states[target.ModelId]);
            if (whole && ModelLife.Of(state.Events).Valid.All(e => e.Id != target.Id))
            {
                continue; // Taken back already; the rest of the decision still can be.
            }

            var request = DecisionRules.RequestOf(actor, wish, target.Id);
            models.Add(new(row, state, new() { Sequence = long.MaxValue, Id = "+", Kind = ModelEventKind.Revoke, On = wish.On, RevokesEventId = target.Id }, ModelRules.Refusals(actor, state, request, today)));
        }

        var honours = await RevocationsAsync(db, actor, taken, wish, honourIds, whole, ct);
        if (models.Count + honours.Count == 0)
        {
            refusals.Add(new("decision.nothing-stands", "models"));
        }

        return new DecisionPlan
        {
            Wish = wish, Campaign = campaign, Decision = same ?? decision, Attaches = same is not null, Refusals = refusals, Duplicates = others, Models = InOrder(models, current),
            Unknown = (modelIds ?? []).Distinct().Except(seen.Keys).Concat(targets.Where(t => whole && !seen.ContainsKey(t.ModelId)).Select(t => t.ModelId)).ToList(), Honours = honours,
        };
    }

    /// <summary>Collectives before individuals, localities in administrative order, then by name.</summary>
    private static List<PlannedModel> InOrder(List<PlannedModel> models, Reference current) =>
        [.. models.OrderBy(m => m.Row.NonLocal).ThenBy(m => current.Places[m.Row.UnitId], Domain.Localities.Unit.AdministrativeOrder).ThenBy(m => m.Row.Subject).ThenBy(m => m.Row.NameSort, StringComparer.Ordinal)];

    private static DecisionRow Row(WriteSession? w, Actor actor, Campaign campaign, DecisionWish wish, Reference current)
    {
        var body = wish.Body ?? string.Empty;
        var folded = TextFold.Fold(body);
        var matched = body.Length == 0 ? null
            : current.Bodies.Find(actor.BodyId) is { } own && TextFold.Fold(own.NameOn(wish.On)) == folded ? own
            : current.Bodies.All.FirstOrDefault(b => b.ValidOn(wish.On) && TextFold.Fold(b.NameOn(wish.On)) == folded);
        return new()
        {
            Id = "q" + Guid.CreateVersion7().ToString("n"), CampaignId = campaign.Id, Kind = wish.Kind, Number = wish.Number, NumberKey = DecisionBook.KeyOf(wish.Number), On = wish.On,
            Year = wish.On.Year, Body = body, BodyId = matched?.Id, Level = wish.Level, Form = wish.Form, SignedBy = wish.SignedBy, Note = wish.Note, Reason = wish.Reason,
            EnteredBy = actor.UserId, OnBehalf = actor.ActsOnBehalf, At = w?.Now ?? default,
        };
    }

    private static async Task<(DecisionRow? Same, List<DecisionRow> Others)> NumberAsync(DanVanDbContext db, DecisionRow decision, CancellationToken ct)
    {
        var found = await DecisionBook.WithNumberAsync(db, decision.CampaignId, decision.Number, decision.Body, decision.Year, ct);
        // One document may do several things on one day; another day under the same number is what is pointed out.
        return (found.Find(d => DecisionBook.IsSame(d, decision)), found.Where(d => d.On != decision.On).ToList());
    }

    private static Refusal Taken(DecisionRow decision, List<DecisionRow> others) =>
        new("decision.number-taken", "number") { Arguments = [decision.Number!, others[0].On.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)] };

    private static async Task<(List<ModelRow> Rows, Dictionary<string, ModelState> States)> LivesAsync(DanVanDbContext db, string campaignId, List<string> ids, Reference current, DateOnly today, CancellationToken ct)
    {
        var rows = await db.Models.Where(m => m.CampaignId == campaignId && ids.Contains(m.Id)).ToListAsync(ct);
        var themes = (await db.ModelThemes.Where(t => ids.Contains(t.ModelId)).ToListAsync(ct)).ToLookup(t => t.ModelId, t => t.Theme);
        var events = (await db.ModelEvents.Where(e => ids.Contains(e.ModelId)).ToListAsync(ct)).ToLookup(e => e.ModelId, e => e.ToDomain());
        return (rows, rows.ToDictionary(r => r.Id, r => ModelStates.Of(r, themes[r.Id].ToList(), events[r.Id].ToList(), current, today)));
    }

    private static async Task<List<PlannedHonour>> HonoursAsync(DanVanDbContext db, Actor actor, Campaign campaign, DecisionWish wish, CancellationToken ct)
    {
        var planned = new List<PlannedHonour>();
        foreach (var recipient in wish.Recipients)
        {
            var against = DecisionRules.OfRecipient(actor, campaign, recipient, wish);
            var subject = recipient.Subject ?? Subject.Collective;
            var folded = TextFold.Fold(recipient.Name);
            var known = recipient.SomebodyElse ? null
                : (await db.Recipients.Where(r => r.CampaignId == campaign.Id && r.NameFolded == folded && r.Subject == subject && r.UnitId == recipient.UnitId && r.BodyId == recipient.BodyId).ToListAsync(ct))
                    .Concat(planned.Select(p => p.Recipient)).FirstOrDefault(r => string.Equals(r.Name, recipient.Name, StringComparison.OrdinalIgnoreCase) && r.Subject == subject && r.UnitId == recipient.UnitId && r.BodyId == recipient.BodyId);
            var row = known ?? new RecipientRow
            {
                Id = "p" + Guid.CreateVersion7().ToString("n"), CampaignId = campaign.Id, Name = recipient.Name, NameFolded = folded, NameSort = TextFold.SortKey(recipient.Name), Subject = subject,
                UnitId = recipient.UnitId, BodyId = recipient.BodyId, NonLocal = recipient.NonLocal,
            };
            row.Consent = subject == Subject.Individual ? recipient.Consent ?? row.Consent : null;
            var before = known is null ? [] : (await db.Honours.Where(h => h.RecipientId == row.Id && h.RevokedSequence == null).ToListAsync(ct)).ConvertAll(HonourRows.ToHonour);
            var kind = DecisionRules.EventOf(wish.Kind);
            if (planned.Exists(p => p.Recipient.Id == row.Id) || (known is not null && await db.Honours.AnyAsync(h => h.RecipientId == row.Id && h.RevokedSequence == null && h.Kind == kind && h.On == wish.On && h.Form == wish.Form, ct)))
            {
                against.Add(new("honour.already-recorded", "name") { Arguments = [recipient.Name] });
            }

            planned.Add(new(row, known is not null, new()
            {
                Id = "h" + Guid.CreateVersion7().ToString("n"), Sequence = long.MaxValue, CampaignId = campaign.Id, RecipientId = row.Id, Kind = kind, On = wish.On, UnitId = recipient.UnitId,
                BodyId = recipient.BodyId, NonLocal = recipient.NonLocal, Field = recipient.Field, Subject = subject, Block = recipient.Block,
                Themes = recipient.Themes.Count > 0 ? string.Join(' ', recipient.Themes) : null, Level = wish.Level, Form = wish.Form, ByUser = actor.UserId, OnBehalf = actor.ActsOnBehalf,
            }, Revokes: false, before, against));
        }

        return planned;
    }

    private static async Task<List<PlannedHonour>> RevocationsAsync(DanVanDbContext db, Actor actor, DecisionRow taken, DecisionWish wish, IReadOnlyList<string>? ids, bool whole, CancellationToken ct)
    {
        var rows = (await db.Honours.Where(h => h.DecisionId == taken.Id).OrderBy(h => h.Sequence).ToListAsync(ct)).Where(h => whole || ids?.Contains(h.Id) == true).ToList();
        var planned = new List<PlannedHonour>();
        foreach (var row in rows.Where(h => !whole || h.RevokedSequence is null))
        {
            var against = new List<Refusal>();
            if (!actor.May(DecisionRules.VerbOf(taken.Kind, taken.Level), row.UnitId, row.BodyId, row.NonLocal))
            {
                against.Add(new("honour.not-your-unit", "id"));
            }
            else if (row.RevokedSequence is not null)
            {
                against.Add(new("event.already-revoked", "id"));
            }

            var before = (await db.Honours.Where(h => h.RecipientId == row.RecipientId && h.RevokedSequence == null).ToListAsync(ct)).ConvertAll(HonourRows.ToHonour);
            planned.Add(new(await db.Recipients.SingleAsync(r => r.Id == row.RecipientId, ct), true, row, Revokes: true, before, against));
        }

        return planned;
    }
}
