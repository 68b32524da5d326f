namespace DanVanDashboard.Features.Compare;

/// <summary>Words of the page of comparison.</summary>
public sealed class CompareText;
