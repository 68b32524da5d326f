namespace DanVanDashboard.Features.Localities.Changes;

/// <summary>Words of the page on which changes of units are recorded.</summary>
public sealed class UnitChangeText;
