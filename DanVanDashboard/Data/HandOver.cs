using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

/// <summary>Bàn giao: what one account has begun goes on under another. What was entered keeps the name of who entered it.</summary>
public static class HandOver
{
    /// <summary>Hands the reports that <paramref name="from"/> keeps and has not finished to <paramref name="to"/>; how many. Rights and accounts are checked by the caller.</summary>
    public static async Task<int> ReportsAsync(WriteSession w, Actor by, string from, string to, CancellationToken ct)
    {
        string[] open = [.. Enum.GetValues<ReportStatus>().Where(ReportRules.IsOpen).Select(Wire.Name)];
        var reports = await w.Db.Reports.AsTracking().Where(r => r.EnteredBy == from && open.Contains(r.Status)).ToListAsync(ct);
        foreach (var report in reports)
        {
            report.EnteredBy = to;
            await w.AuditAsync(by, "reporting.handed-over", report.Id, string.Create(CultureInfo.InvariantCulture, $"{{\"before\":\"{from}\",\"after\":\"{to}\"}}"), ct);
        }

        return reports.Count;
    }
}
