using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Data;

// Reports. One class per table: enumerations are stored by their outside names, days as days, moments as UTC.
#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.

public sealed class ReportRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public required string UnitId { get; set; }
    public required string BodyId { get; set; }
    public bool NonLocal { get; set; }
    public required string Period { get; set; }
    public required string Status { get; set; }
    public required string EnteredBy { get; set; }
    public bool OnBehalf { get; set; }
    public DateTime CreatedAt { get; set; }
    /// <summary>When it was last sent.</summary>
    public DateTime? SubmittedAt { get; set; }
    /// <summary>When it was first sent: what counts against the deadline, also after a return.</summary>
    public DateTime? FirstSubmittedAt { get; set; }
    public long Version { get; set; }
}

/// <summary>The numbers that stand in a report now; how they came about is in <see cref="ReportEntryRow"/>.</summary>
public sealed class ReportFigureRow
{
    public required string ReportId { get; set; }
    public int Position { get; set; }
    public required string Metric { get; set; }
    public string? Field { get; set; }
    public Subject? Subject { get; set; }
    public RecognitionLevel? Level { get; set; }
    public decimal Value { get; set; }
    public Exactness Exactness { get; set; }
    public string? Comment { get; set; }
}
#pragma warning restore CS1591
