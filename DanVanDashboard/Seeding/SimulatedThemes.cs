using DanVanDashboard.Data;
using DanVanDashboard.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>The lists of themes of the simulated campaigns: those that the source documents name.</summary>
internal static class SimulatedThemes
{
    public static async Task AddAsync(WriteSession w, CancellationToken ct)
    {
        foreach (var campaign in await w.Db.Campaigns.Where(c => c.Simulated).Select(c => c.Id).ToListAsync(ct))
        {
            w.Db.CampaignThemes.AddRange(StandardThemes.All.Select((t, i) => new CampaignThemeRow { CampaignId = campaign, Key = t.Key, NameVi = t.NameVi, NameEn = t.NameEn, Order = i }));
        }
    }
}
