using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>Made-up villages for the simulated campaigns: those that their models name, and one more in each commune, in which nothing happens yet. They stand on no real list.</summary>
internal static class SimulatedVillages
{
    /// <summary>Adds them.</summary>
    public static async Task AddAsync(WriteSession w, Reference reference, DateOnly today, CancellationToken ct)
    {
        var campaigns = reference.Campaigns.Where(c => c.Simulated).Select(c => c.Id).ToList();
        var named = await w.Db.Models.Where(m => campaigns.Contains(m.CampaignId) && m.Village != null && !m.NonLocal).Select(m => new { m.UnitId, Village = m.Village! }).Distinct().ToListAsync(ct);
        var there = (await w.Db.Villages.Where(v => v.Simulated).Select(v => new { v.UnitId, Village = v.Name }).ToListAsync(ct)).ToHashSet();
        var quiet = reference.Campaigns.Where(c => c.Simulated && c.Covers(today)).SelectMany(c => reference.Places.Under(c.RootUnitId, today, UnitLevel.Commune)).Select(u => new { UnitId = u.Id, Village = "bản mô phỏng số 10" });
        var rows = named.Concat(quiet).Distinct().Where(v => !there.Contains(v)).OrderBy(v => v.UnitId, StringComparer.Ordinal).ThenBy(v => v.Village, StringComparer.Ordinal).Select(v => new VillageRow
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"v-{v.UnitId.Replace('/', '-')}-{v.Village[(v.Village.LastIndexOf(' ') + 1)..]}"), UnitId = v.UnitId, Name = v.Village,
            ValidFrom = reference.Places[v.UnitId].ValidFrom, Simulated = true,
        }).DistinctBy(v => v.Id).ToList();
        w.Db.Villages.AddRange(rows);
        await w.AuditAsync(Actor.System, "demo.villages", "villages", string.Create(CultureInfo.InvariantCulture, $"{{\"villages\":{rows.Count}}}"), ct);
    }
}
