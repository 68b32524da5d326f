namespace DanVanDashboard.Features.Consolidation;

/// <summary>Words of the page of consolidation.</summary>
public sealed class ConsolidationText;
