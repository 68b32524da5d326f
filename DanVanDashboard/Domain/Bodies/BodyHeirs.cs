using DanVanDashboard.Domain.Localities;

namespace DanVanDashboard.Domain.Bodies;

/// <summary>What becomes of the local bodies of units that end.</summary>
/// <param name="Ended">Bodies that end with their unit.</param>
/// <param name="Added">The bodies that begin with the new units.</param>
/// <param name="HeirsOf">Of a body that ends: those that go on with its work, one in each new unit.</param>
/// <param name="Unplaced">Bodies that end and that nobody goes on for: one of a kind that a commune may have many of (school, enterprise), of a unit that is divided.</param>
public sealed record BodyHeirs(IReadOnlyList<Body> Ended, IReadOnlyList<Body> Added, IReadOnlyDictionary<string, IReadOnlyList<string>> HeirsOf, IReadOnlyList<Body> Unplaced)
{
    /// <summary>The bodies of units that end do so too. In each new unit the kinds that every commune has begin anew, one of a kind, named after it; all others go on one by one where their whole unit goes.</summary>
    public static BodyHeirs Of(BodyTree bodies, UnitChangePlan plan)
    {
        List<Body> ended = [.. plan.Ended.SelectMany(u => bodies.Of(u.Id)).Where(b => b.ValidTo is null && b.ValidFrom < plan.On)];
        var (added, heirs, taken) = (new List<Body>(), ended.ToDictionary(b => b.Id, _ => new List<string>()), new HashSet<string>());
        foreach (var unit in plan.Added)
        {
            var lines = plan.Lineage.Where(l => l.ToId == unit.Id).ToList();
            var olds = ended.Where(b => lines.Exists(l => l.FromId == b.UnitId)).ToList();
            var head = olds.Exists(b => b.Kind == BodyKind.PartyCommittee) ? StandardBodies.Id(unit.Id, StandardBodies.All[0].Key) : null;
            foreach (var standard in StandardBodies.All)
            {
                if (olds.Where(b => b.Kind == standard.Kind).ToList() is { Count: > 0 } same)
                {
                    Add(unit, StandardBodies.Id(unit.Id, standard.Key), $"{standard.Name} {unit.FullName}", head, same);
                }
            }

            foreach (var old in olds.Where(b => StandardBodies.All.All(s => s.Kind != b.Kind) && lines.Exists(l => l.FromId == b.UnitId && l.Extent == LineageExtent.Full)))
            {
                Add(unit, StandardBodies.Id(unit.Id, old.Id.Split('.')[^1]), old.NameOn(plan.On), head, [old]);
            }
        }

        return new(ended, added, heirs.ToDictionary(h => h.Key, h => (IReadOnlyList<string>)h.Value), [.. ended.Where(b => heirs[b.Id].Count == 0)]);

        void Add(Unit unit, string id, string name, string? head, List<Body> olds)
        {
            var own = id;
            for (var n = 2; bodies.Find(own) is not null || !taken.Add(own); n++)
            {
                own = $"{id}-{n}";
            }

            // To whom the old ones reported in the province; within the locality everyone reports to its Party committee.
            var parents = olds.SelectMany(b => b.ParentIds).Where(p => bodies.Find(p) is { NonLocal: true }).Concat(head is not null && head != id ? [head] : []).Distinct().Order(StringComparer.Ordinal).ToList();
            added.Add(new(own, unit.Id, olds[0].ProvinceId, olds[0].Kind, olds[0].Block, olds.Min(b => b.Order), [new(name, plan.On, null)], plan.On, null, parents));
            foreach (var old in olds)
            {
                heirs[old.Id].Add(own);
            }
        }
    }

    /// <summary>The bodies of which the given ones are heirs: those of the same kind in units that went wholly into theirs. Who acts for the heir answers for what those left open.</summary>
    public static IEnumerable<string> Predecessors(BodyTree bodies, Places places, IEnumerable<string> ids) =>
        ids.Select(bodies.Find).OfType<Body>().Where(b => b.UnitId is not null && places.ById(b.UnitId) is { Level: UnitLevel.Commune })
            .SelectMany(b => places.ScopeOf(b.UnitId!).Where(u => u != b.UnitId).SelectMany(bodies.Of).Where(old => old.Kind == b.Kind && StandardBodies.All.Any(s => s.Kind == b.Kind)))
            .Select(b => b.Id);
}
