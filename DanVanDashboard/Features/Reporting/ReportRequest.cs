using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Reporting;

/// <summary>Body of <c>POST /api/v1/reports</c>.</summary>
public sealed record ReportRequest
{
#pragma warning disable CS1591 // Named and described in docs/api.md.
    public string? Campaign { get; init; }
    public string? UnitId { get; init; }
    public string? BodyId { get; init; }
    public string? Period { get; init; }
    public IReadOnlyList<ReportFigureRequest>? Figures { get; init; }
}

/// <summary>One figure of a report.</summary>
public sealed record ReportFigureRequest
{
    public string? Metric { get; init; }
    public string? Field { get; init; }
    public string? Subject { get; init; }
    public decimal? Value { get; init; }
    public string? Exactness { get; init; }
    public string? Comment { get; init; }
}

/// <summary>Body of the verbs of a report that exists.</summary>
public sealed record ReportVerbRequest
{
    public string? Reason { get; init; }
}

/// <summary>A report as the API shows it.</summary>
public sealed record ReportView(
    string Id, long Sequence, string Campaign, string UnitId, string BodyId, string Period, string Status, bool OnBehalf, bool Simulated,
    IReadOnlyList<ReportFigureView> Figures)
{
    internal static ReportView Of(ReportRow row, IEnumerable<ReportFigureRow> figures, bool simulated) => new(
        row.Id, row.Version, row.CampaignId, row.UnitId, row.BodyId, row.Period, row.Status, row.OnBehalf, simulated,
        figures.OrderBy(f => f.Position).Select(f => new ReportFigureView(f.Metric, f.Field, f.Subject is { } s ? Wire.Name(s) : null, ReportedRows.Plain(f.Value), Wire.Name(f.Exactness), f.Comment)).ToList());
}

/// <summary>One figure of a report as the API shows it.</summary>
public sealed record ReportFigureView(string Metric, string? Field, string? Subject, decimal Value, string Exactness, string? Comment);
#pragma warning restore CS1591
