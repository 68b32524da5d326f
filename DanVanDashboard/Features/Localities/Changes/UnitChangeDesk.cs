using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Localities.Changes;

/// <summary>A change thought through. The preview shows it, the verb writes it; both make it in the same way.</summary>
internal sealed record PlannedUnitChange(
    UnitChangePlan Plan, BodyHeirs Heirs, UnitChangeEffects Effects, IReadOnlyList<ObligationRow> Made, IReadOnlyList<ClusterMemberRow> Joining, IReadOnlyList<string> ClustersJoined,
    IReadOnlyList<string> ClustersUndecided, int StillOwed);

/// <summary>Plans a change against the store, and counts what it touches.</summary>
internal static class UnitChangeDesk
{
    private const int Examples = 20;
    private static readonly string[] s_open = [Wire.Name(ReportStatus.Draft), Wire.Name(ReportStatus.Submitted), Wire.Name(ReportStatus.Returned), Wire.Name(ReportStatus.Signed)];

    /// <summary>The plan, or every reason against it.</summary>
    public static async Task<Result<PlannedUnitChange>> PlanAsync(DanVanDbContext db, Reference current, string root, UnitChange change, DateOnly today, CancellationToken ct)
    {
        var planned = UnitChangeRules.Plan(current.Places, change);
        var outside = Outside(current.Places, root, change).ToList();
        if (!planned.Ok || outside.Count > 0)
        {
            return outside.Concat(planned.Refusals).ToList();
        }

        var plan = planned.Value;
        var heirs = BodyHeirs.Of(current.Bodies, plan);
        var (taken, made, owed) = await ObligationsAsync(db, heirs, plan.On, today, ct);
        var (ended, joining, joined, undecided) = await ClustersAsync(db, plan, ct);
        var effects = new UnitChangeEffects
        {
            Ended = [.. plan.Ended.Select(u => new ChangedUnit(u.Id, u.Code, u.FullName, u.ValidFrom, u.ValidTo, false))],
            Begun = [.. plan.Added.Select(u => new ChangedUnit(u.Id, u.Code, u.FullName, u.ValidFrom, u.ValidTo, plan.Followers.Contains(u.Id)))],
            Lineage = [.. plan.Lineage.Select(l => new ChangedPart(l.FromId, l.ToId, l.Share, l.Extent == LineageExtent.Full))],
            UnitHeirs = plan.Lineage.Where(l => l.Extent == LineageExtent.Full).ToDictionary(l => l.FromId, l => l.ToId),
            BodyHeirs = heirs.HeirsOf.Where(h => h.Value.Count == 1).ToDictionary(h => h.Key, h => h.Value[0]),
            BodiesEnded = [.. heirs.Ended.Select(b => b.Id)], BodiesBegun = [.. heirs.Added.Select(b => b.Id)],
            ObligationsTaken = taken, ObligationsMade = [.. made.Select(o => new MadeObligation(o.CampaignId, o.BodyId, o.Period))],
            MembersEnded = ended, MembersBegun = [.. joining.Select(m => m.Id)],
        };
        return new PlannedUnitChange(plan, heirs, effects, made, joining, joined, undecided, owed);
    }

    /// <summary>Counts what the plan touches.</summary>
    public static async Task<UnitChangePreview> ShowAsync(DanVanDbContext db, Reference current, PlannedUnitChange planned, bool dryRun, bool english, CancellationToken ct)
    {
        var (plan, effects) = (planned.Plan, planned.Effects);
        var units = plan.Ended.Select(u => u.Id).ToList();
        var bodies = effects.BodiesEnded;
        var at = await db.Models.Where(m => !m.NonLocal && units.Contains(m.UnitId)).Select(m => new { m.Id, m.Name, m.UnitId, m.CampaignId, m.RegisteredOn }).ToListAsync(ct);
        var accounts = await UnitChangeAccounts.ConcernedAsync(db, effects, ct);
        var moves = UnitChangeAccounts.Moves(effects, accounts).ToDictionary(m => m.Account.Id, m => m.Move);
        return new(
            dryRun, plan.On, Units(effects.Ended), Units(effects.Begun), [.. effects.Lineage.Select(l => new UnitChangeLine(l.FromId, l.ToId, l.Share, l.Full))],
            new(
                at.Count, at.Count(m => m.RegisteredOn >= plan.On), at.Count(m => !effects.UnitHeirs.ContainsKey(m.UnitId) && effects.Lineage.Any(l => l.FromId == m.UnitId)),
                [.. current.Campaigns.Select(c => new CampaignTouched(c.Id, english ? c.NameEn : c.NameVi, at.Count(m => m.CampaignId == c.Id))).Where(c => c.Models > 0)],
                [.. at.OrderBy(m => Domain.Text.VietnameseOrder.Key(m.Name), StringComparer.Ordinal).Take(Examples).Select(m => new ModelTouched(m.Id, m.Name, m.UnitId))]),
            [.. accounts.Select(a => new AccountTouched(
                a.UserName, a.DisplayName, Wire.Name(a.Role), a.UnitId, a.BodyId, moves.GetValueOrDefault(a.Id)?.ToUnit, moves.GetValueOrDefault(a.Id)?.ToBody, moves.ContainsKey(a.Id)))],
            new(Bodies(planned.Heirs.Ended, plan.On.AddDays(-1)), Bodies(planned.Heirs.Added, plan.On), Bodies(planned.Heirs.Unplaced, plan.On.AddDays(-1))),
            new(
                await db.Reports.CountAsync(r => bodies.Contains(r.BodyId) && s_open.Contains(r.Status), ct), planned.StillOwed, effects.ObligationsTaken.Count, planned.Made.Count,
                [.. planned.Made.GroupBy(o => (o.CampaignId, o.Period)).Select(g => new PeriodTouched(g.Key.CampaignId, g.Key.Period, g.Count(), g.Max(o => PeriodRows.ToObligation(o).LastDay)))
                    .OrderBy(p => p.LastDay).ThenBy(p => p.Campaign, StringComparer.Ordinal)]),
            new(planned.ClustersJoined, planned.ClustersUndecided),
            await db.Targets.CountAsync(t => t.BodyId != null && bodies.Contains(t.BodyId), ct),
            await db.BoundaryShapes.AnyAsync(s => units.Contains(s.UnitId), ct));
    }

    public static IReadOnlyList<UnitInChange> Units(IReadOnlyList<ChangedUnit> units) => [.. units.Select(u => new UnitInChange(u.Id, u.Code, u.Name, u.From, u.To, u.Follows))];

    private static IReadOnlyList<BodyTouched> Bodies(IReadOnlyList<Body> bodies, DateOnly day) => [.. bodies.Select(b => new BodyTouched(b.Id, b.NameOn(day), b.UnitId))];

    /// <summary>Only units below the province that the instance serves: the province itself is a setting of the instance, and others are no matter of it.</summary>
    private static IEnumerable<Refusal> Outside(Places places, string root, UnitChange change)
    {
        var scope = places.ScopeOf(root);
        List<(string Id, string Field)> named =
        [
            .. change.Abolished.Select((id, i) => (id, $"abolished/{i}")),
            .. change.Targets.SelectMany((t, i) => t.Whole.Select((id, n) => (id, $"targets/{i}/whole/{n}")).Concat(t.Parts.Select((p, n) => (p.UnitId, $"targets/{i}/parts/{n}")))),
        ];
        foreach (var (id, field) in named.Where(n => places.ById(n.Id) is not null))
        {
            if (id == root)
            {
                yield return new("unit-change.root-unit", field) { Arguments = [places[id].FullName] };
            }
            else if (!scope.Contains(id))
            {
                yield return new("unit-change.outside", field) { Arguments = [places[id].FullName, places[root].FullName] };
            }
        }

        foreach (var (target, i) in change.Targets.Select((t, i) => (t, i)).Where(t => t.t.ParentId is { } parent && places.ById(parent) is not null && !scope.Contains(parent)))
        {
            yield return new("unit-change.outside", $"targets/{i}/parentId") { Arguments = [places[target.ParentId!].FullName, places[root].FullName] };
        }
    }

    /// <summary>
    /// A period that ends before the change stays with the body that lived through it. What ends later and has no report yet goes over to
    /// those who go on; where several become one, with the latest of their days. Who has begun or sent a report keeps what it owes for it.
    /// </summary>
    private static async Task<(List<ObligationRow> Taken, List<ObligationRow> Made, int StillOwed)> ObligationsAsync(DanVanDbContext db, BodyHeirs heirs, DateOnly on, DateOnly today, CancellationToken ct)
    {
        var ended = heirs.Ended.Select(b => b.Id).ToList();
        var owed = await db.Obligations.AsNoTracking().Where(o => ended.Contains(o.BodyId)).ToListAsync(ct);
        var reported = (await db.Reports.Where(r => ended.Contains(r.BodyId)).Select(r => new { r.CampaignId, r.BodyId, r.Period }).ToListAsync(ct)).Select(r => (r.CampaignId, r.BodyId, r.Period)).ToHashSet();
        var later = owed.FindAll(o => PeriodKey.TryParse(o.Period, out var period) && period.To >= on);
        var taken = later.FindAll(o => heirs.HeirsOf[o.BodyId].Count > 0 && !reported.Contains((o.CampaignId, o.BodyId, o.Period)));
        // Who exists when a period ends owes it by the rules, whatever others began before.
        var made = later.Where(o => taken.Contains(o) || (PeriodKey.TryParse(o.Period, out var period) && period.To >= today)).SelectMany(o => heirs.HeirsOf[o.BodyId].Select(h => (Heir: h, Old: o))).GroupBy(x => (x.Heir, x.Old.CampaignId, x.Old.Period)).Select(g =>
        {
            var olds = g.Select(x => x.Old).ToList();
            return new ObligationRow
            {
                CampaignId = g.Key.CampaignId, BodyId = g.Key.Heir, Period = g.Key.Period, DueOn = olds.Max(o => o.DueOn), GraceDays = olds.Max(o => o.GraceDays), ExtendedTo = olds.Max(o => o.ExtendedTo),
                LocksOn = olds.Exists(o => o.LocksOn is null) ? null : olds.Max(o => o.LocksOn), OpenedSequence = olds.Exists(o => o.OpenedSequence != 0) ? -1 : 0,
                // What was said of all of them is not said once more of the one that takes their place.
                OverdueSequence = olds.TrueForAll(o => o.OverdueSequence != 0) ? olds.Max(o => o.OverdueSequence) : 0,
                SoonToldFor = olds.TrueForAll(o => o.SoonToldFor is not null) ? olds.Max(o => o.SoonToldFor) : null,
            };
        }).OrderBy(o => o.CampaignId, StringComparer.Ordinal).ThenBy(o => o.Period, StringComparer.Ordinal).ThenBy(o => o.BodyId, StringComparer.Ordinal).ToList();
        return (taken, made, owed.Except(later).Count(o => !reported.Contains((o.CampaignId, o.BodyId, o.Period))));
    }

    private static async Task<(List<string> Ended, List<ClusterMemberRow> Joining, List<string> Joined, List<string> Undecided)> ClustersAsync(DanVanDbContext db, UnitChangePlan plan, CancellationToken ct)
    {
        var units = plan.Ended.Select(u => u.Id).ToList();
        var members = await db.ClusterMembers.AsNoTracking().Where(m => m.UnitId != null && units.Contains(m.UnitId) && m.To == null).ToListAsync(ct);
        var ids = members.ConvertAll(m => m.ClusterId);
        var clusters = await db.Clusters.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var (joining, joined, undecided) = (new List<ClusterMemberRow>(), new List<string>(), new List<string>());
        foreach (var unit in plan.Added)
        {
            var from = plan.Lineage.Where(l => l.ToId == unit.Id).Select(l => l.FromId).ToHashSet();
            foreach (var campaign in members.Where(m => from.Contains(m.UnitId!)).GroupBy(m => clusters[m.ClusterId].CampaignId))
            {
                if (campaign.Select(m => m.ClusterId).Distinct().ToList() is [var only])
                {
                    joining.Add(new() { Id = "u" + Guid.CreateVersion7().ToString("n"), ClusterId = only, UnitId = unit.Id, From = plan.On });
                    joined.Add($"{unit.FullNameAtStart}: {clusters[only].Name}");
                }
                else
                {
                    undecided.Add($"{unit.FullNameAtStart}: {string.Join(", ", campaign.Select(m => clusters[m.ClusterId].Name).Distinct())}");
                }
            }
        }

        return (members.ConvertAll(m => m.Id), joining, joined, undecided);
    }
}
