using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.

/// <summary>Mốc thời gian of a campaign; a withdrawn one stays on record.</summary>
public sealed class MarkRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public DateOnly On { get; set; }
    public required string Text { get; set; }
    public required string SetBy { get; set; }
    public DateTime SetAt { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTime? WithdrawnAt { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<MarkRow> Marks => Set<MarkRow>();
}
#pragma warning restore CS1591

/// <summary>Marks on the axis of time.</summary>
internal static class MarkTables
{
    internal static void AddMarks(this ModelBuilder builder)
    {
        builder.Table<MarkRow>("marks", r => r.Id);
        builder.Belongs<MarkRow, CampaignRow>(nameof(MarkRow.CampaignId));
    }
}
