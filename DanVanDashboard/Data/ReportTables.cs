using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.
/// <summary>One value of a cell or narrative part of a report. Rows are added only.</summary>
public sealed class ReportEntryRow
{
    public required string ReportId { get; set; }
    public int Number { get; set; }
    public required string Cell { get; set; }
    public EntryContent Content { get; set; }
    public decimal? Value { get; set; }
    public Exactness Exactness { get; set; }
    public string? Comment { get; set; }
    public string? Text { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
    public bool OnBehalf { get; set; }
    public EntryOrigin Origin { get; set; }
    public decimal? Listed { get; set; }
    public bool Contested { get; set; }
}

/// <summary>A section of a report that is handed to a body to fill in.</summary>
public sealed class ReportDelegationRow
{
    public required string ReportId { get; set; }
    public required string Section { get; set; }
    public required string BodyId { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
}

/// <summary>Đề nghị bổ sung: what was asked for, of the whole or of one cell.</summary>
public sealed class ReportRemarkRow
{
    public required string Id { get; set; }
    public required string ReportId { get; set; }
    public string? Cell { get; set; }
    public required string Text { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
    /// <summary>The last entry of the report at that moment: a cell with a later one has been looked at.</summary>
    public int Number { get; set; }
    /// <summary>Whether it was asked for within the commune, before the report went to the province.</summary>
    public bool Inside { get; set; }
    /// <summary>When the report was sent again, or signed where it was asked for within the commune.</summary>
    public DateTime? AnsweredAt { get; set; }
}

/// <summary>A signature within the commune: it covers every entry up to its number.</summary>
public sealed class ReportSignatureRow
{
    public required string ReportId { get; set; }
    public int Number { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
    /// <summary>When the report was sent back within the commune all the same.</summary>
    public DateTime? WithdrawnAt { get; set; }
}

/// <summary>The report as a document of its body.</summary>
public sealed class ReportDocumentRow
{
    public required string ReportId { get; set; }
    public string? Number { get; set; }
    public DateOnly? Day { get; set; }
    public string? Place { get; set; }
    public string? Superior { get; set; }
    public string? Recipients { get; set; }
    public string? Capacity { get; set; }
    public string? SignerTitle { get; set; }
    public string? SignerName { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
}

/// <summary>Why a number of the report is not that of the registry. It holds for these two numbers.</summary>
public sealed class ReportReasonRow
{
    public required string Id { get; set; }
    public required string ReportId { get; set; }
    public required string Cell { get; set; }
    public decimal Reported { get; set; }
    public decimal Listed { get; set; }
    public required string Reason { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
    public string? SettledBy { get; set; }
    public DateTime? SettledAt { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<ReportEntryRow> ReportEntries => Set<ReportEntryRow>();
    public DbSet<ReportDelegationRow> ReportDelegations => Set<ReportDelegationRow>();
    public DbSet<ReportRemarkRow> ReportRemarks => Set<ReportRemarkRow>();
    public DbSet<ReportSignatureRow> ReportSignatures => Set<ReportSignatureRow>();
    public DbSet<ReportDocumentRow> ReportDocuments => Set<ReportDocumentRow>();
    public DbSet<ReportReasonRow> ReportReasons => Set<ReportReasonRow>();
}
#pragma warning restore CS1591

/// <summary>Entries, delegated sections, remarks, signatures, documents and reasons of reports.</summary>
internal static class ReportTables
{
    public static void AddReports(this ModelBuilder builder)
    {
        var entries = builder.Table<ReportEntryRow>("report_entries", r => new { r.ReportId, r.Number });
        entries.Property(r => r.Content).HasConversion(new WireConverter<EntryContent>());
        entries.Property(r => r.Origin).HasConversion(new WireConverter<EntryOrigin>());
        builder.Table<ReportDelegationRow>("report_delegations", r => new { r.ReportId, r.Section });
        builder.Table<ReportRemarkRow>("report_remarks", r => r.Id);
        builder.Table<ReportSignatureRow>("report_signatures", r => new { r.ReportId, r.Number });
        builder.Table<ReportDocumentRow>("report_documents", r => r.ReportId);
        builder.Table<ReportReasonRow>("report_reasons", r => r.Id);
        builder.Belongs<ReportEntryRow, ReportRow>(nameof(ReportEntryRow.ReportId));
        builder.Belongs<ReportDelegationRow, ReportRow>(nameof(ReportDelegationRow.ReportId));
        builder.Belongs<ReportDelegationRow, BodyRow>(nameof(ReportDelegationRow.BodyId));
        builder.Belongs<ReportRemarkRow, ReportRow>(nameof(ReportRemarkRow.ReportId));
        builder.Belongs<ReportSignatureRow, ReportRow>(nameof(ReportSignatureRow.ReportId));
        builder.Belongs<ReportDocumentRow, ReportRow>(nameof(ReportDocumentRow.ReportId));
        builder.Belongs<ReportReasonRow, ReportRow>(nameof(ReportReasonRow.ReportId));
    }
}
