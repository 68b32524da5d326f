using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Recognition;

/// <summary>How the totals of the decision's year change: the present numbers, and these with the lives of the plan counted anew. A cube is the sum over lives, so that nothing else needs counting.</summary>
internal static class DecisionTotals
{
    private static readonly (string Measure, Func<CubeTotals, decimal> Of, Subject? Subject)[] s_measures =
    [
        ("recognised", t => t.Recognised.Total, null), ("recognised.commune", t => t.Recognised.Commune, null), ("recognised.district", t => t.Recognised.District, null),
        ("recognised.province", t => t.Recognised.Province, null), ("recognitions", t => t.Recognitions.Total, null), ("exemplar.collective", t => t.Exemplar, Subject.Collective),
        ("exemplar.individual", t => t.Exemplar, Subject.Individual), ("commended.collective", t => t.Commended, Subject.Collective), ("commended.individual", t => t.Commended, Subject.Individual),
        ("commendations", t => t.Commendations, null),
    ];

    /// <summary>The numbers that change, of the whole campaign and of the caller's own locality.</summary>
    public static IReadOnlyList<TotalChange> Of(DecisionPlan plan, CubeSnapshot now, Actor actor, Reference current)
    {
        IReadOnlyList<PeriodKey> phases = plan.Campaign.Phase is { } phase ? [phase] : [];
        var lives = plan.Models.DistinctBy(m => m.Row.Id).ToList();
        var recipients = plan.Honours.GroupBy(h => h.Recipient.Id).ToList();
        var before = CampaignCube.Rebuild(plan.Campaign.Id, phases, lives.Select(m => (m.Facts, m.Before)), recipients.SelectMany(g => g.First().Before), 0).Current;
        var after = CampaignCube.Rebuild(plan.Campaign.Id, phases, lives.Select(m => (m.Facts, AfterOf(plan, m))), recipients.SelectMany(AfterOf), 0).Current;
        var period = new PeriodKey(PeriodKind.Year, plan.Wish.On.Year, 0);
        var changes = Changes("campaign", new() { Period = period });
        if (actor.UnitId is { } unit && current.Places.ById(unit) is { ParentId: not null })
        {
            changes = changes.Concat(Changes("unit", new() { Period = period, Units = current.Places.ScopeOf(unit) }));
        }

        return changes.ToList();

        IEnumerable<TotalChange> Changes(string scope, CubeQuery query)
        {
            foreach (var (measure, of, subject) in s_measures)
            {
                var asked = query with { Subject = subject is { } s ? Wire.Name(s) : null };
                var delta = of(after.Query(asked).Totals) - of(before.Query(asked).Totals);
                if (delta != 0)
                {
                    var was = (long)of(now.Query(asked).Totals);
                    yield return new(scope, measure, was, was + (long)delta);
                }
            }
        }
    }

    // A decision may take back two events of one model.
    private static IReadOnlyList<ModelEvent> AfterOf(DecisionPlan plan, PlannedModel model) =>
        [.. model.Before, .. plan.Models.Where(m => m.Row.Id == model.Row.Id && m.Refusals.Count == 0 && m.Added is not null).Select((m, i) => m.Added! with { Id = $"+{i}" })];

    private static IEnumerable<Honour> AfterOf(IGrouping<string, PlannedHonour> of)
    {
        var gone = of.Where(h => h is { Revokes: true, Refusals.Count: 0 }).Select(h => h.Honour.Id).ToHashSet();
        return of.First().Before.Where(h => !gone.Contains(h.Id)).Concat(of.Where(h => h is { Revokes: false, Refusals.Count: 0 }).Select(h => HonourRows.ToHonour(h.Honour)));
    }
}
