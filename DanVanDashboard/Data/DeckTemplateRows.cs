using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // The columns bear the names of what they hold.
/// <summary>Mẫu trình chiếu: the template that slides are laid on. In the store, so that every copy of it has the template too. Its bytes go when it is replaced or removed; who put it there and when stays.</summary>
public sealed class DeckTemplateRow
{
    public required string Id { get; set; }
    public required string Name { get; set; }
    public long Size { get; set; }
    public required string Sha256 { get; set; }
    /// <summary>The file; empty once it is no longer used.</summary>
    public required byte[] Content { get; set; }
    public int Layouts { get; set; }
    /// <summary>Width of its slides, in points.</summary>
    public int Width { get; set; }
    public int Height { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
    public string? RemovedBy { get; set; }
    public DateTime? RemovedAt { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<DeckTemplateRow> DeckTemplates => Set<DeckTemplateRow>();
}
#pragma warning restore CS1591

/// <summary>How the template is stored.</summary>
internal static class DeckTemplateTables
{
    public static void AddDeckTemplates(this ModelBuilder builder) => builder.Table<DeckTemplateRow>("deck_templates", r => r.Id);
}
