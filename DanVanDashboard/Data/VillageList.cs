using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

/// <summary>Thôn, bản, tổ dân phố of each commune: a list that grows with what registrations and documents name. Made-up villages stand on lists of their own.</summary>
public static class VillageList
{
    /// <summary>Adds a village to its commune's list unless one of the same name stands there; case and the place of tone marks do not matter.</summary>
    /// <param name="w">The transaction.</param>
    /// <param name="unitId">The commune, as it was on <paramref name="since"/>.</param>
    /// <param name="name">As it is written.</param>
    /// <param name="since">First day on which it is known; the real beginning is not.</param>
    /// <param name="simulated">Whether a simulated campaign names it.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task AddAsync(WriteSession w, string unitId, string name, DateOnly since, bool simulated, CancellationToken ct)
    {
        var known = await w.Db.Villages.Where(v => v.UnitId == unitId && v.Simulated == simulated && v.WithdrawnAt == null).Select(v => v.Name).ToListAsync(ct);
        var key = TextFold.SortKey(name);
        if (known.Concat(w.Db.Villages.Local.Where(v => v.UnitId == unitId && v.Simulated == simulated).Select(v => v.Name)).All(n => TextFold.SortKey(n) != key))
        {
            w.Db.Villages.Add(new() { Id = NewId(), UnitId = unitId, Name = name, ValidFrom = since, Simulated = simulated });
        }
    }

    /// <summary>The villages of some communes on a day, in Vietnamese order.</summary>
    public static async Task<IReadOnlyList<Village>> OfAsync(DanVanDbContext db, IReadOnlyCollection<string> unitIds, DateOnly day, bool simulated, CancellationToken ct) =>
        [.. (await AllAsync(db, unitIds, simulated, ct)).Where(v => v.ValidOn(day)).OrderBy(v => TextFold.SortKey(v.Name), StringComparer.Ordinal).ThenBy(v => v.Id, StringComparer.Ordinal)];

    /// <summary>The villages of some communes at any time; those that were taken back are not among them.</summary>
    public static async Task<IReadOnlyList<Village>> AllAsync(DanVanDbContext db, IReadOnlyCollection<string> unitIds, bool simulated, CancellationToken ct) =>
        [.. (await db.Villages.AsNoTracking().Where(v => unitIds.Contains(v.UnitId) && v.Simulated == simulated && v.WithdrawnAt == null).ToListAsync(ct)).Select(Of)];

    /// <summary>A row as the rules see it.</summary>
    public static Village Of(VillageRow v) => new(v.Id, v.UnitId, v.Name, v.ValidFrom, v.ValidTo)
    {
        SuccessorId = v.SuccessorId, Decision = v.Decision, Lat = v.Lat, Lon = v.Lon, Simulated = v.Simulated,
    };

    /// <summary>An id for a new village.</summary>
    public static string NewId() => "v" + Guid.CreateVersion7().ToString("n");
}
