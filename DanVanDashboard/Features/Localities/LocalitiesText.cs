namespace DanVanDashboard.Features.Localities;

/// <summary>Words of the page of localities.</summary>
public sealed class LocalitiesText;
