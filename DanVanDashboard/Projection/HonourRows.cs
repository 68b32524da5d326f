using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Models;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>Honours without a model between their rows and the cube.</summary>
internal static class HonourRows
{
    /// <summary>The honour as the cube counts it.</summary>
    public static Honour ToHonour(HonourRow r) => new()
    {
        Sequence = r.Sequence, Id = r.Id, RecipientId = r.RecipientId, Kind = r.Kind == ModelEventKind.Exemplar ? HonourKind.Exemplar : HonourKind.Commend, On = r.On,
        UnitId = r.UnitId, BodyId = r.BodyId, NonLocal = r.NonLocal, Field = r.Field, Subject = r.Subject, Block = r.Block, Themes = ThemesOf(r),
    };

    /// <summary>Its themes.</summary>
    public static IReadOnlyList<string> ThemesOf(HonourRow r) => r.Themes?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>What stood of a campaign after a change: recorded by then, and not taken back by then.</summary>
    public static async Task<List<Honour>> StandingAsync(DanVanDbContext db, string campaignId, long upTo, CancellationToken ct) =>
        (await db.Honours.Where(h => h.CampaignId == campaignId && h.Sequence <= upTo && (h.RevokedSequence == null || h.RevokedSequence > upTo)).ToListAsync(ct)).ConvertAll(ToHonour);
}
