namespace DanVanDashboard.Features.Periods;

/// <summary>Words of the page of reporting periods.</summary>
public sealed class PeriodsText;
