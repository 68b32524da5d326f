namespace DanVanDashboard.Features.Clusters;

/// <summary>Words of the page of clusters.</summary>
public sealed class ClustersText;
