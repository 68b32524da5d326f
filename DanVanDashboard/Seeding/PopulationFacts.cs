using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>The populations of the facts: stated by a public map, confirmed by nobody. No rate rests on them until the board has confirmed them.</summary>
internal static class PopulationFacts
{
    /// <summary>The year of the public map's figures.</summary>
    public const int Year = 2025;

    /// <summary>Where they are from.</summary>
    public const string Source = "sapnhap.bando.com.vn, 17/07/2025";

    public static async Task AddAsync(WriteSession w, CancellationToken ct)
    {
        var units = await w.Db.Units.AsNoTracking().Where(u => u.Population > 0 && u.ValidTo == null).OrderBy(u => u.Id).ToListAsync(ct);
        w.Db.Populations.AddRange(units.Select(u => new PopulationRow
        {
            Id = $"dan-so-{u.Id.Replace('/', '.')}-{Year.ToString(CultureInfo.InvariantCulture)}", UnitId = u.Id, Year = Year, Version = 1, Value = u.Population!.Value, Source = Source,
            EnteredBy = Actor.System.UserId, EnteredAt = w.Now,
        }));
        await w.AuditAsync(Actor.System, "seed.populations", "populations", string.Create(CultureInfo.InvariantCulture, $"{{\"populations\":{units.Count}}}"), ct);
    }
}
