using DanVanDashboard.Charts;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Recognition;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>One taking over: <c>from</c> and <c>to</c> are places in words, the unit ids those of the time. Without <c>replicaId</c> the taking unit has no model of its own in the register.</summary>
public sealed record ReplicationView(string EventId, string OriginalId, string? OriginalName, string FromUnitId, string From, bool FromNonLocal, string? ReplicaId, string ToUnitId, string To, DateOnly? On);

/// <summary>An original with all that came of it, replicas of replicas included.</summary>
public sealed record OriginalView(string Id, string? Name, string Place, string? Field, bool Internal, int Direct, int All, IReadOnlyList<string> Takers);
#pragma warning restore CS1591

/// <summary>What can be taken over by another unit: published by an exemplar's or a province's decision.</summary>
internal sealed record Offer(string Id, string Name, string Place, string? Field, bool Exemplar);

/// <summary>Reads who took over from whom. A locality sees what leaves it and what comes to it.</summary>
public sealed class RelationQueries(Store store, ReferenceData reference)
{
    /// <summary>Every taking over of a campaign, in the order of days.</summary>
    public async Task<Result<List<ReplicationView>>> ReplicationsAsync(Actor actor, string? campaignId, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(campaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [campaignId ?? string.Empty] };
        }

        await using var db = store.Read();
        // The events are what "nhân rộng" counts; the model of the taking unit is found by its link and its place.
        var revoked = await DecisionQueries.RevokedAsync(db, campaign.Id, ct);
        var events = await db.ModelEvents.Where(e => e.CampaignId == campaign.Id && e.Kind == ModelEventKind.Replicate && e.UnitId != null).Join(db.Models, e => e.ModelId, m => m.Id, (e, m) => new { e, m })
            .Where(x => x.m.Stage != null).ToListAsync(ct);
        var replicas = (await db.Models.Where(m => m.CampaignId == campaign.Id && m.ReplicaOf != null && m.Stage != null).OrderBy(m => m.RegisteredOn).ThenBy(m => m.Id)
            .Select(m => new { m.Id, m.UnitId, m.BodyId, m.NonLocal, Original = m.ReplicaOf! }).ToListAsync(ct)).ToLookup(m => (m.Original, m.UnitId));
        return events.Where(x => !revoked.Contains(x.e.Id) && current.Places.ById(x.e.UnitId) is not null && (Sees(x.m) || actor.Scope.Covers(x.e.UnitId!, null, nonLocal: false)))
            .OrderBy(x => x.e.On).ThenBy(x => x.e.Sequence)
            .Select(x => new ReplicationView(
                x.e.Id, x.m.Id, Sees(x.m) ? x.m.Name : null, x.m.UnitId, DecisionQueries.PlaceOf(current, x.m.UnitId, x.m.BodyId, x.m.NonLocal, x.e.On), x.m.NonLocal,
                replicas[(x.m.Id, x.e.UnitId!)].FirstOrDefault()?.Id, x.e.UnitId!, current.Places[x.e.UnitId!].FullNameAtStart, x.e.On == ModelEvent.Undated ? null : x.e.On)).ToList();

        bool Sees(ModelRow m) => actor.Scope.Covers(m.UnitId, m.BodyId, m.NonLocal);
    }

    /// <summary>The originals of a campaign, those with most replicas first.</summary>
    public async Task<List<OriginalView>> OriginalsAsync(Actor actor, Campaign campaign, IReadOnlyList<ReplicationView> replications, CancellationToken ct)
    {
        var current = reference.Current;
        var below = replications.ToLookup(r => r.OriginalId);
        var roots = replications.Select(r => r.OriginalId).Distinct().Except(replications.Select(r => r.ReplicaId).OfType<string>()).ToList();
        await using var db = store.Read();
        var rows = await db.Models.Where(m => roots.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        return roots.Where(rows.ContainsKey).Select(id =>
        {
            var (row, found, open) = (rows[id], new HashSet<string>(), new Queue<string>([id]));
            var takers = new List<string>();
            while (open.TryDequeue(out var next))
            {
                foreach (var r in below[next].Where(r => found.Add(r.EventId)))
                {
                    takers.Add(r.To);
                    if (r.ReplicaId is { } replica)
                    {
                        open.Enqueue(replica);
                    }
                }
            }

            var sees = actor.Scope.Covers(row.UnitId, row.BodyId, row.NonLocal);
            return new OriginalView(
                id, sees ? row.Name : null, DecisionQueries.PlaceOf(current, row.UnitId, row.BodyId, row.NonLocal, row.RegisteredOn ?? campaign.From ?? DateOnly.MaxValue), row.Field,
                row.Visibility == Visibility.Internal, below[id].Count(), found.Count, takers.Distinct().ToList());
        }).OrderByDescending(o => o.All).ThenBy(o => o.Place, StringComparer.Ordinal).ThenBy(o => o.Id, StringComparer.Ordinal).ToList();
    }

    /// <summary><see cref="ReplicationRules.HeldUp"/> asked of the store: public models of collectives that a decision of the province, or one naming exemplars, holds up to others: what another unit may take over without seeing more of its neighbour.</summary>
    internal async Task<List<Offer>> OffersAsync(Actor actor, Campaign campaign, string unitId, CancellationToken ct)
    {
        var current = reference.Current;
        _ = actor;
        await using var db = store.Read();
        var rows = await db.Models.Where(m => m.CampaignId == campaign.Id && m.Running && m.Visibility == Visibility.Public && m.Subject != Subject.Individual && m.UnitId != unitId
                && (m.Stage == Stage.RecognisedProvince || db.ModelEvents.Any(e => e.ModelId == m.Id && e.Kind == ModelEventKind.Exemplar && !db.ModelEvents.Any(r => r.RevokesEventId == e.Id))))
            .Where(m => !db.Models.Any(r => r.ReplicaOf == m.Id && r.UnitId == unitId && r.Stage != null))
            .OrderBy(m => m.NameSort).ThenBy(m => m.Id).Take(500).ToListAsync(ct);
        return rows.ConvertAll(m => new Offer(m.Id, m.Name, DecisionQueries.PlaceOf(current, m.UnitId, m.BodyId, m.NonLocal, m.RegisteredOn ?? DateOnly.MaxValue), m.Field, m.Stage != Stage.RecognisedProvince));
    }

    /// <summary>Lines between the units of today, those of one pair as one; what ends in a unit that was divided is in the list only.</summary>
    internal List<MapArc> Arcs(IEnumerable<(string From, string To)> pairs, string kind, DateOnly day, Func<string, string, int, string> tip)
    {
        var table = reference.Current.Places.Restate(BoundaryView.At(day));
        return pairs.Select(p => (From: Now(p.From), To: Now(p.To))).Where(p => p.From is not null && p.To is not null && p.From != p.To)
            .GroupBy(p => (p.From, p.To)).Select(g => new MapArc(g.Key.From!, g.Key.To!, g.Count(), kind, tip(g.Key.From!, g.Key.To!, g.Count()))).OrderBy(a => a.From, StringComparer.Ordinal).ThenBy(a => a.To, StringComparer.Ordinal).ToList();

        string? Now(string unit) => reference.Current.Places[unit].ValidOn(day) ? unit : table.Comparable(unit) && table.For(unit) is [var only] ? only.TargetId : null;
    }
}
