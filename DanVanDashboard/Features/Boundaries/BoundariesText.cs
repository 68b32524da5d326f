namespace DanVanDashboard.Features.Boundaries;

/// <summary>Marker of the texts.</summary>
public sealed class BoundariesText;
