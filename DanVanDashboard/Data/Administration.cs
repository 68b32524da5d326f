using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

/// <summary>A field or a theme of a campaign, as far as both are kept in the same way.</summary>
public interface INamedRow
{
    /// <summary>Stable key; it never changes.</summary>
    string Key { get; }

    /// <summary>Vietnamese name.</summary>
    string NameVi { get; set; }

    /// <summary>English name.</summary>
    string NameEn { get; set; }

    /// <summary>Its place in the list.</summary>
    int Order { get; set; }

    /// <summary>Whether it is no longer offered.</summary>
    bool Retired { get; set; }

    /// <summary>What took its place; <see langword="null"/> of a field, which is never merged.</summary>
    string? MergedInto { get; }
}

#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.
/// <summary>Chủ đề of a campaign. One that models bear is retired or merged, never removed.</summary>
public sealed class CampaignThemeRow : INamedRow
{
    public required string CampaignId { get; set; }
    public required string Key { get; set; }
    public required string NameVi { get; set; }
    public required string NameEn { get; set; }
    public int Order { get; set; }
    public bool Retired { get; set; }
    /// <summary>The theme that its models bear now.</summary>
    public string? MergedInto { get; set; }
}

/// <summary>Cụm thi đua of a campaign.</summary>
public sealed class ClusterRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public required string Name { get; set; }
    public int Order { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public long Version { get; set; }
}

/// <summary>A locality or a body in a cluster, from a day to another. One that left keeps its row.</summary>
public sealed class ClusterMemberRow
{
    public required string Id { get; set; }
    public required string ClusterId { get; set; }
    public string? UnitId { get; set; }
    public string? BodyId { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<CampaignThemeRow> CampaignThemes => Set<CampaignThemeRow>();
    public DbSet<ClusterRow> Clusters => Set<ClusterRow>();
    public DbSet<ClusterMemberRow> ClusterMembers => Set<ClusterMemberRow>();
}
#pragma warning restore CS1591

/// <summary>The tables that the board keeps: themes and clusters.</summary>
internal static class Administration
{
    internal static void AddAdministration(this ModelBuilder builder)
    {
        builder.Table<CampaignThemeRow>("campaign_themes", r => new { r.CampaignId, r.Key });
        builder.Table<ClusterRow>("clusters", r => r.Id);
        builder.Table<ClusterMemberRow>("cluster_members", r => r.Id);
        builder.Belongs<CampaignThemeRow, CampaignRow>(nameof(CampaignThemeRow.CampaignId));
        builder.Belongs<ClusterRow, CampaignRow>(nameof(ClusterRow.CampaignId));
        builder.Belongs<ClusterMemberRow, ClusterRow>(nameof(ClusterMemberRow.ClusterId));
        builder.Belongs<ClusterMemberRow, UnitRow>(nameof(ClusterMemberRow.UnitId));
        builder.Belongs<ClusterMemberRow, BodyRow>(nameof(ClusterMemberRow.BodyId));
    }
}
