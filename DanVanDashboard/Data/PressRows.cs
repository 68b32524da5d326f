using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // The columns bear the names of what they hold.
/// <summary>Duyệt cung cấp cho báo chí: that the sheet of a model may go out. It holds for the model as it then was; whatever changes in it asks for another.</summary>
public sealed class PressClearanceRow
{
    public required string Id { get; set; }
    public required string ModelId { get; set; }
    /// <summary>The last change of the model that was looked at.</summary>
    public long ModelVersion { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTime? WithdrawnAt { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<PressClearanceRow> PressClearances => Set<PressClearanceRow>();
}
#pragma warning restore CS1591

/// <summary>How clearances are stored.</summary>
internal static class PressTables
{
    public static void AddPress(this ModelBuilder builder)
    {
        builder.Table<PressClearanceRow>("press_clearances", r => r.Id);
        builder.Belongs<PressClearanceRow, ModelRow>("ModelId");
    }
}
