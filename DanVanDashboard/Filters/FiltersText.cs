namespace DanVanDashboard.Filters;

/// <summary>Words of the filters and of periods.</summary>
public sealed class FiltersText;
