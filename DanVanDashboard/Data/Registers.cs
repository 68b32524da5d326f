using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // What each column holds is said by its name and by docs/huong-dan/nhap-tu-tep.md.
/// <summary>A list of models that someone keeps by name: the filters as they stand in its address.</summary>
public sealed class SavedListRow
{
    public required string Id { get; set; }
    public required string UserId { get; set; }
    public required string Name { get; set; }
    /// <summary>The query string, without the question mark.</summary>
    public required string Query { get; set; }
    /// <summary>The body whose people see it too; <see langword="null"/>: nobody else.</summary>
    public string? SharedWithBody { get; set; }
    public DateTime At { get; set; }
}

/// <summary>A file of models: taken in, checked, and then imported as a whole or not at all.</summary>
public sealed class ImportRow
{
    public required string Id { get; set; }
    /// <summary><c>staged</c>, <c>done</c> or <c>undone</c>.</summary>
    public required string State { get; set; }
    public required string CampaignId { get; set; }
    public required string UserId { get; set; }
    public DateTime At { get; set; }
    public required string FileName { get; set; }
    /// <summary>SHA-256 of the file.</summary>
    public required string FileHash { get; set; }
    public required string Sheet { get; set; }
    public int HeaderRow { get; set; }
    /// <summary>Column of each field, as JSON.</summary>
    public required string Mapping { get; set; }
    public int Models { get; set; }
    public int Events { get; set; }
    public DateTime? DoneAt { get; set; }
    public string? UndoneBy { get; set; }
    public DateTime? UndoneAt { get; set; }
    public string? UndoneReason { get; set; }
}

/// <summary>A model that came with an import.</summary>
public sealed class ImportModelRow
{
    public required string ImportId { get; set; }
    public required string ModelId { get; set; }
    /// <summary>Row of the sheet.</summary>
    public int Row { get; set; }
    /// <summary>Version of the model when the import was done: another one says that it was touched since.</summary>
    public long Version { get; set; }
}

/// <summary>How someone mapped a layout, by the hash of its heads.</summary>
public sealed class ImportMappingRow
{
    public required string Fingerprint { get; set; }
    public required string UserId { get; set; }
    public required string Mapping { get; set; }
    public DateTime At { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<SavedListRow> SavedLists => Set<SavedListRow>();
    public DbSet<ImportRow> Imports => Set<ImportRow>();
    public DbSet<ImportModelRow> ImportModels => Set<ImportModelRow>();
    public DbSet<ImportMappingRow> ImportMappings => Set<ImportMappingRow>();
}
#pragma warning restore CS1591

/// <summary>Tables around the register: kept lists and imports.</summary>
internal static class Registers
{
    public static void AddRegisters(this ModelBuilder builder)
    {
        builder.Table<SavedListRow>("saved_lists", r => r.Id);
        builder.Table<ImportRow>("imports", r => r.Id);
        builder.Table<ImportModelRow>("import_models", r => new { r.ImportId, r.ModelId });
        builder.Table<ImportMappingRow>("import_mappings", r => new { r.Fingerprint, r.UserId });
        builder.Belongs<SavedListRow, AccountRow>(nameof(SavedListRow.UserId));
        builder.Belongs<ImportRow, CampaignRow>(nameof(ImportRow.CampaignId));
        builder.Belongs<ImportModelRow, ImportRow>(nameof(ImportModelRow.ImportId));
        builder.Belongs<ImportModelRow, ModelRow>(nameof(ImportModelRow.ModelId));
    }
}
