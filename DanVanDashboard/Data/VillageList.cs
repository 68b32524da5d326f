using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

/// <summary>Thôn, bản, tổ dân phố of each commune: a list that grows with what real registrations and documents name.</summary>
public static class VillageList
{
    /// <summary>Adds a village to its commune's list unless one of the same name stands there; case and the place of tone marks do not matter.</summary>
    /// <param name="w">The transaction.</param>
    /// <param name="unitId">The commune, as it was on <paramref name="since"/>.</param>
    /// <param name="name">As it is written.</param>
    /// <param name="since">First day on which it is known; the real beginning is not.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task AddAsync(WriteSession w, string unitId, string name, DateOnly since, CancellationToken ct)
    {
        var known = await w.Db.Villages.Where(v => v.UnitId == unitId).Select(v => v.Name).ToListAsync(ct);
        var key = TextFold.SortKey(name);
        if (known.Concat(w.Db.Villages.Local.Where(v => v.UnitId == unitId).Select(v => v.Name)).All(n => TextFold.SortKey(n) != key))
        {
            w.Db.Villages.Add(new() { Id = "v" + Guid.CreateVersion7().ToString("n"), UnitId = unitId, Name = name, ValidFrom = since });
        }
    }

    /// <summary>The villages of some communes on a day, in Vietnamese order.</summary>
    public static async Task<IReadOnlyList<Village>> OfAsync(DanVanDbContext db, IReadOnlyCollection<string> unitIds, DateOnly day, CancellationToken ct)
    {
        var rows = await db.Villages.Where(v => unitIds.Contains(v.UnitId)).ToListAsync(ct);
        return rows.Select(v => new Village(v.Id, v.UnitId, v.Name, v.ValidFrom, v.ValidTo)).Where(v => v.ValidOn(day))
            .OrderBy(v => TextFold.SortKey(v.Name), StringComparer.Ordinal).ThenBy(v => v.Id, StringComparer.Ordinal).ToList();
    }
}
