using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.
/// <summary>A recorded decision that changed units. The row stays when it is undone; what it had made is then only here.</summary>
public sealed class UnitChangeRow
{
    public required string Id { get; set; }
    /// <summary>Changes in the order in which they were recorded.</summary>
    public long Number { get; set; }
    public required string Kind { get; set; }
    public required string DecisionNumber { get; set; }
    public required string IssuedBy { get; set; }
    public string? Title { get; set; }
    public string? Locator { get; set; }
    /// <summary>First day of the new order.</summary>
    public DateOnly On { get; set; }
    /// <summary>What ended, began and moved, in JSON: enough to undo it to the letter, and to tell of it afterwards.</summary>
    public required string Effects { get; set; }
    /// <summary>When the accounts of the units that ended went over to those that began: with the record, or on the day itself if that was still to come.</summary>
    public DateTime? AccountsMovedAt { get; set; }
    public required string RecordedBy { get; set; }
    public DateTime RecordedAt { get; set; }
    public string? UndoneBy { get; set; }
    public DateTime? UndoneAt { get; set; }
    public string? UndoneReason { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<UnitChangeRow> UnitChanges => Set<UnitChangeRow>();
}
#pragma warning restore CS1591

/// <summary>How changes of units are stored.</summary>
internal static class UnitChangeTables
{
    public static void AddUnitChanges(this ModelBuilder builder) => builder.Table<UnitChangeRow>("unit_changes", r => r.Id);
}
