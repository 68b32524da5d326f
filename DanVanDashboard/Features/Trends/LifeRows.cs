using DanVanDashboard.Data;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Trends;

/// <summary>When a model came how far: the first day of each step that still stands. What was revoked is not among them.</summary>
/// <param name="UnitId">Its locality as it was.</param>
/// <param name="BodyId">Its body.</param>
/// <param name="NonLocal">Whether that is no place on the map.</param>
/// <param name="Field">Its field.</param>
/// <param name="Subject">Collective or individual.</param>
/// <param name="Block">The block of its body.</param>
/// <param name="Firsts">The first day of each kind of event.</param>
internal sealed record LifeRow(string UnitId, string? BodyId, bool NonLocal, string? Field, Subject? Subject, OrganisationBlock? Block, IReadOnlyDictionary<ModelEventKind, DateOnly> Firsts)
{
    /// <summary>Where its village went, of a divided unit.</summary>
    public string? WentTo { get; init; }

    /// <summary>The first day of a step; <see langword="null"/> where it was not taken.</summary>
    public DateOnly? On(ModelEventKind kind) => Firsts.TryGetValue(kind, out var day) ? day : null;
}

/// <summary>Reads the lives of a campaign's models once per change; withdrawn models are left out.</summary>
internal sealed class LifeRows(Store store, CampaignCubes cubes)
{
    private readonly Kept<string, IReadOnlyList<LifeRow>> _kept = new();

    /// <summary>All of them, shared by everybody who looks.</summary>
    public Task<IReadOnlyList<LifeRow>> OfAsync(string campaignId, CancellationToken ct) => _kept.GetAsync(campaignId, cubes.Applied, () => ReadAsync(campaignId)).WaitAsync(ct);

    private async Task<IReadOnlyList<LifeRow>> ReadAsync(string campaignId)
    {
        await using var db = store.Read();
        var models = await db.Models.AsNoTracking().Where(m => m.CampaignId == campaignId && m.Stage != null)
            .Select(m => new { m.Id, m.UnitId, m.BodyId, m.NonLocal, m.Field, m.Subject, m.Block, m.WentTo }).ToListAsync();
        var revoked = db.ModelEvents.Where(e => e.CampaignId == campaignId && e.RevokesEventId != null).Select(e => e.RevokesEventId!);
        var firsts = (await db.ModelEvents.AsNoTracking().Where(e => e.CampaignId == campaignId && e.RevokesEventId == null && !revoked.Contains(e.Id))
            .GroupBy(e => new { e.ModelId, e.Kind }).Select(g => new { g.Key.ModelId, g.Key.Kind, On = g.Min(e => e.On) }).ToListAsync()).ToLookup(f => f.ModelId);
        return models.ConvertAll(m => new LifeRow(m.UnitId, m.BodyId, m.NonLocal, m.Field, m.Subject, m.Block, firsts[m.Id].ToDictionary(f => f.Kind, f => f.On)) { WentTo = m.WentTo });
    }
}
