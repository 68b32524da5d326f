namespace DanVanDashboard.Features.Administration;

/// <summary>Words of the pages of administration.</summary>
public sealed class AdministrationText;
