using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>
/// Keeps where the models of divided units went by their villages. Whoever changes a village, which village a model means, or the lineage calls
/// <see cref="FollowAsync"/> in the same transaction; the cube and the lists then count by it.
/// </summary>
public static class ModelWays
{
    /// <summary>Kind of the outbox event: some models of a unit are counted elsewhere in restated views.</summary>
    public const string Kind = "village.placed";

    /// <summary>Follows what the transaction changed.</summary>
    /// <param name="w">The transaction.</param>
    /// <param name="places">Units and lineage as they are with it.</param>
    /// <param name="unitIds">Communes of which a village or a model changed, or a successor; <see langword="null"/> is everything.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many models are counted elsewhere.</returns>
    public static async Task<int> FollowAsync(WriteSession w, Places places, IReadOnlyCollection<string>? unitIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(w);
        ArgumentNullException.ThrowIfNull(places);
        var divided = Divided(places, unitIds);
        if (divided.Count == 0)
        {
            return 0;
        }

        await w.Db.SaveChangesAsync(ct);
        var moved = (await OfAsync(w.Db, places, divided, ct)).Where(m => m.Row.WentTo != m.WentTo).ToList();
        foreach (var (row, wentTo) in moved)
        {
            // Not a change of the model: its version stays.
            await w.Db.Models.Where(m => m.Id == row.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.WentTo, wentTo), ct);
        }

        foreach (var group in moved.GroupBy(m => (m.Row.CampaignId, m.Row.UnitId)).OrderBy(g => g.Key.CampaignId, StringComparer.Ordinal).ThenBy(g => g.Key.UnitId, StringComparer.Ordinal))
        {
            var ids = group.Select(m => m.Row.Id).ToList();
            var themes = (await w.Db.ModelThemes.Where(t => ids.Contains(t.ModelId)).ToListAsync(ct)).ToLookup(t => t.ModelId, t => t.Theme);
            w.Append(
                new() { Sequence = await w.NextSequenceAsync(ct), At = w.Now, On = LocalDay.Of(w.Now), Kind = Kind, CampaignId = group.Key.CampaignId, UnitId = group.Key.UnitId },
                [.. group.Select(m => ModelAppender.FactsOf(m.Row, [.. themes[m.Row.Id]]) with { WentTo = m.WentTo })]);
        }

        return moved.Count;
    }

    /// <summary>The first model that does not stand where its village and the lineage say; <see langword="null"/> where all do.</summary>
    internal static async Task<string?> FirstWrongAsync(DanVanDbContext db, Places places, CancellationToken ct)
    {
        var divided = Divided(places, null);
        var known = await OfAsync(db, places, divided, ct);
        return known.Where(m => m.Row.WentTo != m.WentTo).Select(m => m.Row.Id).FirstOrDefault()
            ?? await db.Models.Where(m => m.WentTo != null && (m.NonLocal || !divided.Contains(m.UnitId))).Select(m => m.Id).FirstOrDefaultAsync(ct);
    }

    // A village stands on the list of a divided commune or of one that came from it.
    private static HashSet<string> Divided(Places places, IReadOnlyCollection<string>? unitIds) =>
        [.. (unitIds is null ? places.All.Select(u => u.Id) : unitIds.SelectMany(id => places.AllPredecessorsOf(id).Select(u => u.Id).Prepend(id)).Distinct()).Where(id => places[id].Level == UnitLevel.Commune && places.LeadsToDivision(id))];

    private static async Task<List<(ModelRow Row, string? WentTo)>> OfAsync(DanVanDbContext db, Places places, HashSet<string> divided, CancellationToken ct)
    {
        var models = await db.Models.AsNoTracking().Where(m => divided.Contains(m.UnitId) && !m.NonLocal).OrderBy(m => m.Id).ToListAsync(ct);
        if (models.Count == 0)
        {
            return [];
        }

        var ids = models.ConvertAll(m => m.Id);
        var matched = await db.ModelVillages.AsNoTracking().Where(m => ids.Contains(m.ModelId)).ToDictionaryAsync(m => m.ModelId, m => m.VillageId, ct);
        var simulated = (await db.Campaigns.AsNoTracking().Where(c => c.Simulated).Select(c => c.Id).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var communes = models.Select(m => m.UnitId).Distinct().SelectMany(u => places.AllSuccessorsOf(u).Select(s => s.Id).Prepend(u)).Distinct().ToList();
        var lists = new Dictionary<bool, VillageMatching>();
        foreach (var made in models.Select(m => simulated.Contains(m.CampaignId)).Distinct())
        {
            lists[made] = new(await VillageList.AllAsync(db, communes, made, ct));
        }

        return models.ConvertAll(m =>
        {
            var list = lists[simulated.Contains(m.CampaignId)];
            var village = list.Of(m.UnitId, m.Village, matched.GetValueOrDefault(m.Id), m.RegisteredOn ?? DateOnly.MaxValue);
            return (m, village is null ? null : places.WayOf(m.UnitId, list.Held(village)));
        });
    }
}
