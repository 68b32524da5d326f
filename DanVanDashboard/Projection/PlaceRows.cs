using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Localities;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>Units and lineage between their rows and the domain.</summary>
internal static class PlaceRows
{
    /// <summary>Units and lineage as they are in the store.</summary>
    public static async Task<Places> ReadAsync(DanVanDbContext db, CancellationToken ct) =>
        Places.Create((await db.Units.AsNoTracking().ToListAsync(ct)).Select(ToUnit), (await db.Lineage.AsNoTracking().ToListAsync(ct)).Select(ToLineage)).Value;

    public static Unit ToUnit(UnitRow r) => new()
    {
        Id = r.Id, Code = r.Code, Name = r.Name, Kind = r.Kind, Level = Wire.Parse<UnitLevel>(r.Level)!.Value, ParentId = r.ParentId,
        ValidFrom = r.ValidFrom, ValidTo = r.ValidTo, Lat = r.Lat, Lon = r.Lon, AreaKm2 = (decimal?)r.AreaKm2, Population = r.Population, Decision = r.Decision,
    };

    public static UnitRow ToRow(Unit u) => new()
    {
        Id = u.Id, Code = u.Code, Name = u.Name, Kind = u.Kind, Level = Wire.Name(u.Level), ParentId = u.ParentId,
        ValidFrom = u.ValidFrom, ValidTo = u.ValidTo, Lat = u.Lat, Lon = u.Lon, AreaKm2 = (double?)u.AreaKm2, Population = u.Population, Decision = u.Decision,
    };

    public static LineagePart ToLineage(LineageRow r) =>
        new(r.FromId, r.ToId, r.Full ? LineageExtent.Full : LineageExtent.Partial, (decimal?)r.Share, r.Decision, r.EffectiveDate) { Basis = Wire.Parse<ShareBasis>(r.ShareBasis), ShareSource = r.ShareSource };

    public static LineageRow ToRow(LineagePart p) => new()
    {
        FromId = p.FromId, ToId = p.ToId, Full = p.Extent == LineageExtent.Full, Share = (double?)p.Share, ShareBasis = p.Basis is { } basis ? Wire.Name(basis) : null, ShareSource = p.ShareSource, Decision = p.Decision, EffectiveDate = p.EffectiveDate,
    };
}
