namespace DanVanDashboard.Pack;

/// <summary>Words of the conference pack.</summary>
public sealed class PackText;
