using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Recognition;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>What the list of decisions is narrowed down to, as text.</summary>
public sealed record DecisionFilter(string? Campaign, string? Kind, string? Level, string? Year, string? Body, string? Unit);

/// <summary>What the list of honours is narrowed down to, as text.</summary>
public sealed record HonourFilter(string? Campaign, string? Kind, string? Unit);
#pragma warning restore CS1591

/// <summary>Reads the book of decisions in the scope of whoever asks: a commune sees the decisions that are about its own models and people.</summary>
public sealed class DecisionQueries(Store store, ReferenceData reference)
{
    /// <summary>The decisions, the latest first, without their lines.</summary>
    public async Task<Result<List<DecisionView>>> ListAsync(Actor actor, DecisionFilter filter, CancellationToken ct)
    {
        var current = reference.Current;
        var refusals = new List<Refusal>();
        if (current.Campaign(filter.Campaign) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [filter.Campaign ?? string.Empty] };
        }

        var read = new RequestReading(refusals);
        var (kind, level) = (read.OneOf<DecisionKind>(filter.Kind, "kind"), read.OneOf<RecognitionLevel>(filter.Level, "level"));
        int? year = int.TryParse(filter.Year, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var y) ? y : null;
        var units = string.IsNullOrEmpty(filter.Unit) ? null : current.Places.ById(filter.Unit) is { } unit ? current.Places.ScopeOf(unit.Id) : new HashSet<string>();
        if (refusals.Count > 0)
        {
            return refusals;
        }

        await using var db = store.Read();
        var rows = db.Decisions.Where(d => d.CampaignId == campaign.Id && (year == null || d.Year == year) && (kind == null || d.Kind == kind) && (level == null || d.Level == level));
        var decisions = await rows.OrderByDescending(d => d.On).ThenByDescending(d => d.At).ThenByDescending(d => d.Id).ToListAsync(ct);
        var body = string.IsNullOrEmpty(filter.Body) ? null : TextFold.Fold(TextFold.Clean(filter.Body));
        var revoked = await RevokedAsync(db, campaign.Id, ct);
        var models = (await db.ModelEvents.Where(e => e.CampaignId == campaign.Id && e.DecisionId != null).Join(rows, e => e.DecisionId, d => d.Id, (e, _) => e)
            .Join(db.Models, e => e.ModelId, m => m.Id, (e, m) => new Placed(e.DecisionId!, e.Id, m.UnitId, m.BodyId, m.NonLocal, true)).ToListAsync(ct)).ToLookup(l => l.Decision);
        var honours = (await db.Honours.Where(h => h.CampaignId == campaign.Id && h.DecisionId != null).ToListAsync(ct))
            .SelectMany(h => new[] { new Placed(h.DecisionId!, h.Id, h.UnitId, h.BodyId, h.NonLocal, h.RevokedSequence is null), new Placed(h.RevokedByDecisionId ?? "", h.Id, h.UnitId, h.BodyId, h.NonLocal, true) }).ToLookup(l => l.Decision);
        return decisions.Where(d => body is null || TextFold.Fold(d.Body).Contains(body, StringComparison.Ordinal))
            .Select(d => (Decision: d, Models: Mine(models[d.Id]), Honours: Mine(honours[d.Id])))
            .Where(d => (actor.Scope.All && units is null) || d.Models.Count + d.Honours.Count > 0 || (units is null && d.Decision.BodyId is { } own && actor.Scope.Bodies.Contains(own)))
            .Select(d => DecisionView.Of(d.Decision, campaign.Simulated, d.Models.Count, d.Honours.Count, d.Models.Count(l => !revoked.Contains(l.Id)) + d.Honours.Count(h => h.Standing), null)).ToList();

        List<Placed> Mine(IEnumerable<Placed> lines) => lines.Where(l => actor.Scope.Covers(l.UnitId, l.BodyId, l.NonLocal) && (units is null || (!l.NonLocal && units.Contains(l.UnitId)))).ToList();
    }

    /// <summary>One decision with the lines that the caller may see, in protocol order.</summary>
    public async Task<Result<DecisionView>> FindAsync(Actor actor, string id, CancellationToken ct)
    {
        var current = reference.Current;
        await using var db = store.Read();
        if (await db.Decisions.FirstOrDefaultAsync(d => d.Id == id, ct) is not { } decision || current.Campaign(decision.CampaignId) is not { } campaign
            || !CampaignScope.Reads(actor, campaign, current) || !await SeesAsync(db, actor, decision, ct))
        {
            return new Refusal("decision.not-found", "id") { Arguments = [id] };
        }

        var revoked = await RevokedAsync(db, campaign.Id, ct);
        var models = await db.ModelEvents.Where(e => e.DecisionId == id).Join(db.Models, e => e.ModelId, m => m.Id, (e, m) => new { e, m }).ToListAsync(ct);
        var honours = await db.Honours.Where(h => h.DecisionId == id || h.RevokedByDecisionId == id).Join(db.Recipients, h => h.RecipientId, r => r.Id, (h, r) => new { h, r }).ToListAsync(ct);
        var lines = models.Where(x => actor.Scope.Covers(x.m.UnitId, x.m.BodyId, x.m.NonLocal))
            .Select(x => (Sort: x.m.NameSort, Line: new DecisionLine(
                x.e.Id, x.m.Id, x.m.Name, x.m.Owner, x.m.Subject is { } s ? Wire.Name(s) : null, x.m.UnitId, PlaceOf(current, x.m.UnitId, x.m.BodyId, x.m.NonLocal, decision.On), x.m.Field, x.m.NonLocal,
                x.m.Visibility == Visibility.Internal, !revoked.Contains(x.e.Id))))
            .Concat(honours.Where(x => actor.Scope.Covers(x.h.UnitId, x.h.BodyId, x.h.NonLocal)).Select(x => (Sort: x.r.NameSort, Line: new DecisionLine(
                x.h.Id, null, x.r.Name, x.r.Name, Wire.Name(x.h.Subject), x.h.UnitId, PlaceOf(current, x.h.UnitId, x.h.BodyId, x.h.NonLocal, decision.On), x.h.Field, x.h.NonLocal, false,
                x.h.RevokedSequence is null || x.h.RevokedByDecisionId == id, x.r.Consent))))
            .OrderBy(x => x.Line.Subject == "individual").ThenBy(x => x.Line.NonLocal).ThenBy(x => current.Places[x.Line.UnitId], Unit.AdministrativeOrder).ThenBy(x => x.Sort, StringComparer.Ordinal)
            .Select(x => x.Line).ToList();
        return DecisionView.Of(decision, campaign.Simulated, lines.Count(l => l.ModelId is not null), lines.Count(l => l.ModelId is null), lines.Count(l => l.Valid), lines);
    }

    /// <summary>Honours without a model, in the order of the protocol; revoked ones too, marked.</summary>
    public async Task<Result<List<HonourView>>> HonoursAsync(Actor actor, HonourFilter filter, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(filter.Campaign) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [filter.Campaign ?? string.Empty] };
        }

        var kind = Wire.Parse<ModelEventKind>(filter.Kind);
        var units = string.IsNullOrEmpty(filter.Unit) ? null : current.Places.ById(filter.Unit) is { } unit ? current.Places.ScopeOf(unit.Id) : new HashSet<string>();
        await using var db = store.Read();
        var rows = await db.Honours.Where(h => h.CampaignId == campaign.Id && (kind == null || h.Kind == kind)).Join(db.Recipients, h => h.RecipientId, r => r.Id, (h, r) => new { h, r }).ToListAsync(ct);
        var ids = rows.Select(x => x.h.DecisionId).Distinct().ToList();
        var decisions = await db.Decisions.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);
        return rows.Where(x => actor.Scope.Covers(x.h.UnitId, x.h.BodyId, x.h.NonLocal) && (units is null || (!x.h.NonLocal && units.Contains(x.h.UnitId))))
            .OrderBy(x => x.h.Subject).ThenBy(x => x.h.Form).ThenBy(x => x.h.NonLocal).ThenBy(x => current.Places[x.h.UnitId], Unit.AdministrativeOrder).ThenBy(x => x.r.NameSort, StringComparer.Ordinal)
            .Select(x => HonourView.Of(x.h, x.r, x.h.DecisionId is { } d ? decisions.GetValueOrDefault(d) : null, campaign.Simulated)).ToList();
    }

    /// <summary>Whether a decision is the caller's to read: it is about something in the caller's scope, or one of the caller's own body.</summary>
    internal static async Task<bool> SeesAsync(DanVanDbContext db, Actor actor, DecisionRow decision, CancellationToken ct)
    {
        if (actor.Scope.All || (decision.BodyId is { } body && actor.Scope.Bodies.Contains(body)))
        {
            return true;
        }

        var models = await db.ModelEvents.Where(e => e.DecisionId == decision.Id).Join(db.Models, e => e.ModelId, m => m.Id, (_, m) => new { m.UnitId, m.BodyId, m.NonLocal }).ToListAsync(ct);
        var honours = await db.Honours.Where(h => h.DecisionId == decision.Id || h.RevokedByDecisionId == decision.Id).Select(h => new { h.UnitId, h.BodyId, h.NonLocal }).ToListAsync(ct);
        return models.Concat(honours).Any(l => actor.Scope.Covers(l.UnitId, l.BodyId, l.NonLocal));
    }

    /// <summary>Events that no longer count: taken back by a revocation that itself stands.</summary>
    internal static async Task<HashSet<string>> RevokedAsync(DanVanDbContext db, string campaignId, CancellationToken ct)
    {
        var revoked = new HashSet<string>();
        foreach (var e in await db.ModelEvents.Where(e => e.CampaignId == campaignId && e.Kind == ModelEventKind.Revoke).OrderByDescending(e => e.Sequence).Select(e => new { e.Id, e.RevokesEventId }).ToListAsync(ct))
        {
            if (!revoked.Contains(e.Id) && e.RevokesEventId is { } taken)
            {
                revoked.Add(taken);
            }
        }

        return revoked;
    }

    /// <summary>Where somebody stands: a locality, or the non-local body by the name of the day.</summary>
    internal static string PlaceOf(Reference current, string unitId, string? bodyId, bool nonLocal, DateOnly day) =>
        nonLocal && current.Bodies.Find(bodyId) is { } body ? body.NameOn(day) : current.Places[unitId].FullNameAtStart;

    private sealed record Placed(string Decision, string Id, string UnitId, string? BodyId, bool NonLocal, bool Standing);
}
