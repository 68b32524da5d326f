namespace DanVanDashboard.Filters;

/// <summary>Words of amounts.</summary>
public sealed class AmountText;
