using DanVanDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>Says of the models of an earlier version's store how they stand by their events.</summary>
internal static class ModelStages
{
    private const int Batch = 2000;

    public static async Task SetAsync(WriteSession w, CancellationToken ct)
    {
        for (var after = string.Empty; ;)
        {
            var from = after;
            var rows = await w.Db.Models.AsTracking().Where(m => string.Compare(m.Id, from) > 0).OrderBy(m => m.Id).Take(Batch).ToListAsync(ct);
            if (rows.Count == 0)
            {
                return;
            }

            after = rows[^1].Id;
            var events = (await w.Db.ModelEvents.AsNoTracking().Where(e => string.Compare(e.ModelId, from) > 0 && string.Compare(e.ModelId, after) <= 0).ToListAsync(ct)).ToLookup(e => e.ModelId, e => e.ToDomain());
            rows.ForEach(r => ModelAppender.Keep(r, events[r.Id].ToList()));
            await w.Db.SaveChangesAsync(ct);
            w.Db.ChangeTracker.Clear();
        }
    }
}
