using DanVanDashboard.Data;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Localities.Changes;

/// <summary>Reads recorded changes. Like units, they are open to everyone who is signed in.</summary>
public sealed class UnitChangeQueries(Store store)
{
    /// <summary>All of them, the one recorded last first.</summary>
    public async Task<IReadOnlyList<UnitChangeView>> AllAsync(CancellationToken ct = default)
    {
        await using var db = store.Read();
        return [.. (await db.UnitChanges.OrderByDescending(c => c.Number).ToListAsync(ct)).Select(View)];
    }

    /// <summary>One, or <see langword="null"/>.</summary>
    public async Task<UnitChangeView?> FindAsync(string id, CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.UnitChanges.FirstOrDefaultAsync(c => c.Id == id, ct) is { } row ? View(row) : null;
    }

    /// <summary>Those that ended or began a unit and hold.</summary>
    public async Task<IReadOnlyList<UnitChangeView>> OfUnitAsync(string unitId, CancellationToken ct) =>
        [.. (await AllAsync(ct)).Where(c => c.UndoneAt is null && (c.Ended.Any(u => u.Id == unitId) || c.Begun.Any(u => u.Id == unitId))).OrderBy(c => c.On)];

    internal static UnitChangeView View(UnitChangeRow row)
    {
        var effects = UnitChangeEffects.Of(row);
        return new(
            row.Id, row.Kind, row.DecisionNumber, row.IssuedBy, row.Title, row.Locator, row.On, UnitChangeDesk.Units(effects.Ended), UnitChangeDesk.Units(effects.Begun),
            [.. effects.Lineage.Select(l => new UnitChangeLine(l.FromId, l.ToId, l.Share, l.Full))], row.RecordedAt, row.UndoneAt, row.UndoneReason);
    }
}
