namespace DanVanDashboard.Features.Villages;

/// <summary>Words of the page of villages.</summary>
public sealed class VillagesText;
