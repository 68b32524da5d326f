namespace DanVanDashboard.Features.Bodies;

/// <summary>Words of the page of bodies.</summary>
public sealed class BodiesText;
