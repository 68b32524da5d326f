using DanVanDashboard.Data;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Bodies;

/// <summary>Protocol order of local bodies, and who hears of a change.</summary>
internal static class BodyOrder
{
    // Non-local bodies stand before the localities; there are fewer than this.
    private const int FirstLocal = 1000;

    /// <summary>Numbers the local bodies anew: localities in administrative order, in each by kind, as protocol has it.</summary>
    public static async Task RenumberAsync(WriteSession w, Places places, string province, CancellationToken ct)
    {
        var rows = await w.Db.Bodies.AsTracking().Where(b => b.ProvinceId == province && b.UnitId != null).ToListAsync(ct);
        var order = FirstLocal;
        foreach (var row in rows.Concat(w.Db.Bodies.Local.Where(b => b.ProvinceId == province && b.UnitId != null)).Distinct()
            .OrderBy(b => places[b.UnitId!], Unit.AdministrativeOrder).ThenBy(b => b.Kind).ThenBy(b => b.ValidFrom).ThenBy(b => b.Id, StringComparer.Ordinal))
        {
            row.Order = order++;
        }
    }

    /// <summary>An event in one campaign of the province, by which other processes read the bodies anew.</summary>
    public static async Task TellAsync(WriteSession w, Reference current, string province, CancellationToken ct)
    {
        if (current.Campaigns.FirstOrDefault(c => c.HasRegister && current.Places.ProvinceOf(c.RootUnitId).Id == province) is { } campaign)
        {
            await ReferenceChanges.AppendAsync(w, campaign.Id, campaign.RootUnitId, ct);
        }
    }
}
