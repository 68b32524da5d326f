namespace DanVanDashboard.Features.Trends;

/// <summary>Words of the page of trends.</summary>
public sealed class TrendsText;
