using DanVanDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>Cụm thi đua on a day: a named set of localities and bodies, by which later pages group and filter.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Name">Its name.</param>
/// <param name="Order">Its place among the clusters.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">First day on which it no longer exists, or <see langword="null"/>.</param>
/// <param name="Version">Raised with every change.</param>
/// <param name="Units">Localities that are in it on the day.</param>
/// <param name="Bodies">Bodies that are in it on the day.</param>
public sealed record Cluster(
    string Id, string CampaignId, string Name, int Order, DateOnly ValidFrom, DateOnly? ValidTo, long Version, IReadOnlyList<string> Units, IReadOnlyList<string> Bodies);

/// <summary>Reads clusters.</summary>
public sealed class ClusterQueries(Store store)
{
    /// <summary>The clusters of a campaign with the members of a day, in order.</summary>
    public async Task<IReadOnlyList<Cluster>> OfAsync(string campaignId, DateOnly day, CancellationToken ct)
    {
        await using var db = store.Read();
        return await OfAsync(db, campaignId, day, ct);
    }

    /// <summary>The same inside a transaction.</summary>
    internal static async Task<IReadOnlyList<Cluster>> OfAsync(DanVanDbContext db, string campaignId, DateOnly day, CancellationToken ct)
    {
        var rows = await db.Clusters.AsNoTracking().Where(c => c.CampaignId == campaignId && c.ValidFrom <= day && (c.ValidTo == null || c.ValidTo > day)).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Id);
        var members = (await db.ClusterMembers.AsNoTracking().Where(m => ids.Contains(m.ClusterId) && m.From <= day && (m.To == null || m.To > day)).ToListAsync(ct)).ToLookup(m => m.ClusterId);
        return [.. rows.OrderBy(r => r.Order).ThenBy(r => r.Id, StringComparer.Ordinal).Select(r => new Cluster(
            r.Id, r.CampaignId, r.Name, r.Order, r.ValidFrom, r.ValidTo, r.Version,
            [.. members[r.Id].Select(m => m.UnitId).OfType<string>().Order(StringComparer.Ordinal)], [.. members[r.Id].Select(m => m.BodyId).OfType<string>().Order(StringComparer.Ordinal)]))];
    }
}
