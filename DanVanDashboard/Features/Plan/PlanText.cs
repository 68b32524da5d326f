namespace DanVanDashboard.Features.Plan;

/// <summary>Words of the page of administration.</summary>
public sealed class PlanText;
