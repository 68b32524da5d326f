namespace DanVanDashboard.Features.Progress;

/// <summary>Words of the page of reporting progress.</summary>
public sealed class ProgressText;
