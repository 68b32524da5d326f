namespace DanVanDashboard.Features.Reporting;

/// <summary>Names the resource with the words of the pages of reports.</summary>
public sealed class ReportingText;
