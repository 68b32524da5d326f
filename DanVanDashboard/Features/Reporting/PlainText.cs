namespace DanVanDashboard.Features.Reporting;

/// <summary>Words of the plain pages of reports and of the Excel file of a report.</summary>
public sealed class PlainText;
