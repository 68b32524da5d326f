using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // What each column holds is said by its name and by docs/huong-dan/ranh-gioi.md.
/// <summary>Boundaries imported together from one file. Nothing of a set is ever changed; a newer one takes its place, or it is withdrawn.</summary>
public sealed class BoundarySetRow
{
    public required string Id { get; set; }
    public required string Name { get; set; }
    /// <summary>First day on which the boundaries hold.</summary>
    public DateOnly ValidFrom { get; set; }
    public required string Source { get; set; }
    public required string Licence { get; set; }
    public required string FileName { get; set; }
    /// <summary>SHA-256 of the file as it came.</summary>
    public required string FileHash { get; set; }
    /// <summary>The province in which its units lie on that day.</summary>
    public required string RootUnitId { get; set; }
    public int Units { get; set; }
    /// <summary>Points of all shapes as imported.</summary>
    public int Points { get; set; }
    /// <summary>Sets in the order of their import.</summary>
    public long Number { get; set; }
    public required string ImportedBy { get; set; }
    public DateTime ImportedAt { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTime? WithdrawnAt { get; set; }
    public string? WithdrawnReason { get; set; }
}

/// <summary>The shape of one unit in a set, in three details. Each is Well-Known Binary in degrees of WGS 84, compressed with Brotli.</summary>
public sealed class BoundaryShapeRow
{
    public required string SetId { get; set; }
    public required string UnitId { get; set; }
    /// <summary>Thinned for the map of a province.</summary>
    public required byte[] Overview { get; set; }
    /// <summary>Thinned for a large screen.</summary>
    public required byte[] Fine { get; set; }
    /// <summary>As imported.</summary>
    public required byte[] Whole { get; set; }
    /// <summary><c>code</c>, <c>name</c>, <c>folded_name</c> or <c>person</c>.</summary>
    public required string MatchedBy { get; set; }
    /// <summary>How the file named it.</summary>
    public required string Feature { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<BoundarySetRow> BoundarySets => Set<BoundarySetRow>();
    public DbSet<BoundaryShapeRow> BoundaryShapes => Set<BoundaryShapeRow>();
}
#pragma warning restore CS1591

/// <summary>Tables of boundaries.</summary>
internal static class BoundaryTables
{
    public static void AddBoundaries(this ModelBuilder builder)
    {
        builder.Table<BoundarySetRow>("boundary_sets", r => r.Id);
        builder.Table<BoundaryShapeRow>("boundary_shapes", r => new { r.SetId, r.UnitId });
        builder.Belongs<BoundarySetRow, UnitRow>("RootUnitId");
        builder.Belongs<BoundaryShapeRow, BoundarySetRow>("SetId");
        builder.Belongs<BoundaryShapeRow, UnitRow>("UnitId");
    }
}
