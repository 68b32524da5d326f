using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>The lists of themes of the simulated campaigns: those that the source documents name.</summary>
internal static class SimulatedThemes
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static async Task AddAsync(WriteSession w, CancellationToken ct)
    {
        var campaigns = await w.Db.Campaigns.Where(c => c.Simulated).Select(c => c.Id).ToListAsync(ct);
        foreach (var campaign in campaigns)
        {
            w.Db.CampaignThemes.AddRange(StandardThemes.All.Select((t, i) => new CampaignThemeRow { CampaignId = campaign, Key = t.Key, NameVi = t.NameVi, NameEn = t.NameEn, Order = i }));
        }

        await w.AuditAsync(Actor.System, "seed.themes", "themes", JsonSerializer.Serialize(new { campaigns }, s_json), ct);
    }
}
