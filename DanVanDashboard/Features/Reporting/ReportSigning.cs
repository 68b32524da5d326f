using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Reporting;

/// <summary>The signature within a body: which one holds, and whether there is anybody to give one.</summary>
internal static class ReportSigning
{
    /// <summary>The signature that holds; <see langword="null"/> before the first, and after the report was sent back.</summary>
    public static async Task<ReportSignatureRow?> HoldingAsync(DanVanDbContext db, string reportId, CancellationToken ct) =>
        (await db.ReportSignatures.Where(s => s.ReportId == reportId && s.WithdrawnAt == null).ToListAsync(ct)).MaxBy(s => s.Number);

    /// <summary>Whether some account may sign for a body: an approver of it, or of its locality without a body of their own.</summary>
    public static Task<bool> CanBeSignedAsync(DanVanDbContext db, string bodyId, string unitId, bool nonLocal, CancellationToken ct) =>
        db.Accounts.AnyAsync(a => !a.Disabled && a.Role == Role.Approver && (a.BodyId == bodyId || (!nonLocal && a.BodyId == null && a.UnitId == unitId)), ct);
}
