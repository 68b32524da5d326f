namespace DanVanDashboard.Features.Criteria;

/// <summary>Words of the page of criteria sets.</summary>
public sealed class CriteriaText;
