using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models;

/// <summary>One model in a family of replicas. The name of a model out of scope is not told, only that there is one and where.</summary>
/// <param name="Id">The model; <see langword="null"/> out of scope.</param>
/// <param name="Depth">0 for the original, one more for each step of replication.</param>
public sealed record ReplicaNode(string? Id, string? Name, string Place, int Depth, DateOnly? On, bool Here, string? Status);

/// <summary>A family of replicas, the original first, each model followed by its own replicas.</summary>
public sealed record ReplicaFamily(IReadOnlyList<ReplicaNode> Nodes, bool Cut);

/// <summary>Reads the family of a model: up to its original, then down through all that took it over. Made without recursion and with bounds, so that no chain and no circle in the data can hurt it.</summary>
public sealed class ReplicaTrees(Store store, ReferenceData reference, TimeProvider clock)
{
    /// <summary>The most models that are read of one family.</summary>
    public const int Limit = 500;

    /// <summary>The family; of a single node where the model was neither taken over nor takes over. 404 for a model out of scope.</summary>
    public async Task<Result<ReplicaFamily>> OfAsync(Actor actor, string id, CancellationToken ct)
    {
        var current = reference.Current;
        await using var db = store.Read();
        if (await db.Models.FirstOrDefaultAsync(m => m.Id == id, ct) is not { } here || !actor.Scope.Covers(here.UnitId, here.BodyId, here.NonLocal)
            || current.Campaign(here.CampaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.not-found", "id") { Arguments = [id] };
        }

        var (root, climbed) = (here, new HashSet<string> { here.Id });
        while (root.ReplicaOf is { } above && climbed.Count < Limit && climbed.Add(above) && await db.Models.FirstOrDefaultAsync(m => m.Id == above, ct) is { } original)
        {
            root = original;
        }

        var known = new Dictionary<string, ModelRow> { [root.Id] = root };
        var level = new List<string> { root.Id };
        while (level.Count > 0 && known.Count < Limit)
        {
            var next = await db.Models.Where(m => m.ReplicaOf != null && level.Contains(m.ReplicaOf)).OrderBy(m => m.RegisteredOn).ThenBy(m => m.Id).Take(Limit).ToListAsync(ct);
            level = next.Where(m => known.TryAdd(m.Id, m)).Select(m => m.Id).ToList();
        }

        var children = known.Values.Where(m => m.ReplicaOf is not null).ToLookup(m => m.ReplicaOf!);
        var (nodes, seen, open) = (new List<ReplicaNode>(), new HashSet<string>(), new Stack<(ModelRow Row, int Depth)>([(root, 0)]));
        while (open.TryPop(out var at) && nodes.Count < Limit)
        {
            if (!seen.Add(at.Row.Id))
            {
                continue;
            }

            nodes.Add(Node(at.Row, at.Depth));
            foreach (var child in children[at.Row.Id].OrderByDescending(m => m.RegisteredOn).ThenByDescending(m => m.Id, StringComparer.Ordinal))
            {
                open.Push((child, at.Depth + 1));
            }
        }

        return new ReplicaFamily(nodes, known.Count >= Limit);

        ReplicaNode Node(ModelRow row, int depth)
        {
            var day = row.RegisteredOn ?? LocalDay.Of(clock.GetUtcNow());
            var sees = actor.Scope.Covers(row.UnitId, row.BodyId, row.NonLocal);
            var place = row.NonLocal && current.Bodies.Find(row.BodyId) is { } body ? body.NameOn(day) : current.Places[row.UnitId].FullNameAtStart;
            return new(sees ? row.Id : null, sees ? row.Name : null, place, depth, row.RegisteredOn, row.Id == here.Id, sees && row.Stage is { } stage ? Wire.Name(stage) : null);
        }
    }
}
