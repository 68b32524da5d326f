using DanVanDashboard.Data;
using DanVanDashboard.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>A stored version of a criteria set with what it rests on.</summary>
public sealed record StoredCriteria(CriteriaSetRow Row, CriteriaSet Set);

/// <summary>Reads criteria sets.</summary>
public static class CriteriaSets
{
    /// <summary>Every version of every set of a campaign, the newest version of each first.</summary>
    public static async Task<List<StoredCriteria>> AllAsync(DanVanDbContext db, string campaignId, CancellationToken ct) =>
        await ReadAsync(db, db.CriteriaSets.Where(s => s.CampaignId == campaignId), ct);

    /// <summary>One version; <see langword="null"/> if there is none.</summary>
    public static async Task<StoredCriteria?> FindAsync(DanVanDbContext db, string id, CancellationToken ct) => (await ReadAsync(db, db.CriteriaSets.Where(s => s.Id == id), ct)).FirstOrDefault();

    /// <summary>The set in force for a model on a day.</summary>
    public static async Task<CriteriaSet?> ForAsync(DanVanDbContext db, ModelRow model, DateOnly day, CancellationToken ct)
    {
        var current = (await AllAsync(db, model.CampaignId, ct)).Where(s => s.Row.ReplacedBy is null).Select(s => s.Set);
        return CriteriaSet.For(current, model.TargetLevel ?? RecognitionLevel.Commune, model.Subject, day);
    }

    private static async Task<List<StoredCriteria>> ReadAsync(DanVanDbContext db, IQueryable<CriteriaSetRow> which, CancellationToken ct)
    {
        var rows = await which.ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Id);
        var criteria = (await db.Criteria.Where(c => ids.Contains(c.SetId)).ToListAsync(ct)).ToLookup(c => c.SetId);
        return rows.OrderBy(r => r.Level).ThenBy(r => r.Subject).ThenBy(r => r.SetKey, StringComparer.Ordinal).ThenByDescending(r => r.Version)
            .Select(r => new StoredCriteria(r, new(
                r.Id, r.Name, r.Level, r.Subject, r.PassMark, r.MonthsRequired, r.ValidFrom, r.ValidTo,
                criteria[r.Id].OrderBy(c => c.Position).Select(c => new Criterion(c.Key, c.Title, c.Guidance, c.MaxPoints)).ToList()))).ToList();
    }
}
