using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.
/// <summary>One long text of a registration.</summary>
public sealed class ModelTextRow
{
    public required string ModelId { get; set; }
    public ModelText Part { get; set; }
    public required string Text { get; set; }
}

/// <summary>One result of a model: what, how much, by when.</summary>
public sealed class ModelResultRow
{
    public required string Id { get; set; }
    public required string ModelId { get; set; }
    public ResultKind Kind { get; set; }
    /// <summary>Unit of measure; the kind's own unless it is <c>other</c>.</summary>
    public required string Measure { get; set; }
    public decimal Quantity { get; set; }
    public Exactness Exactness { get; set; }
    public DateOnly? On { get; set; }
    public string? Note { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTime? WithdrawnAt { get; set; }
    public string? WithdrawnReason { get; set; }
}

/// <summary>A fact that was completed or corrected: what stood before, what stands since.</summary>
public sealed class ModelFactChangeRow
{
    public required string Id { get; set; }
    public required string ModelId { get; set; }
    /// <summary>Outside name of the fact, as in the API.</summary>
    public required string Fact { get; set; }
    public string? Before { get; set; }
    public string? After { get; set; }
    public required string ByUser { get; set; }
    public bool OnBehalf { get; set; }
    public DateTime At { get; set; }
}

/// <summary>A registration as it is being typed, of one person.</summary>
public sealed class ModelDraftRow
{
    public required string Id { get; set; }
    public required string UserId { get; set; }
    public required string CampaignId { get; set; }
    public required string Title { get; set; }
    /// <summary>Everything typed, a JSON object of texts by the names of the form.</summary>
    public required string Content { get; set; }
    public int Version { get; set; }
    /// <summary>The open page that saved it last.</summary>
    public string? Tab { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime SavedAt { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<ModelTextRow> ModelTexts => Set<ModelTextRow>();
    public DbSet<ModelResultRow> ModelResults => Set<ModelResultRow>();
    public DbSet<ModelFactChangeRow> ModelFactChanges => Set<ModelFactChangeRow>();
    public DbSet<ModelDraftRow> ModelDrafts => Set<ModelDraftRow>();
}
#pragma warning restore CS1591

internal static class ModelEntry
{
    internal static void AddModelEntry(this ModelBuilder builder)
    {
        builder.Table<ModelTextRow>("model_texts", r => new { r.ModelId, r.Part }).Property(r => r.Part).HasConversion(new WireConverter<ModelText>());
        builder.Belongs<ModelTextRow, ModelRow>(nameof(ModelTextRow.ModelId));
        builder.Table<ModelResultRow>("model_results", r => r.Id).Property(r => r.Kind).HasConversion(new WireConverter<ResultKind>());
        builder.Belongs<ModelResultRow, ModelRow>(nameof(ModelResultRow.ModelId));
        builder.Table<ModelFactChangeRow>("model_fact_changes", r => r.Id);
        builder.Belongs<ModelFactChangeRow, ModelRow>(nameof(ModelFactChangeRow.ModelId));
        builder.Table<ModelDraftRow>("model_drafts", r => r.Id);
        builder.Belongs<ModelDraftRow, AccountRow>(nameof(ModelDraftRow.UserId));
        builder.Belongs<ModelDraftRow, CampaignRow>(nameof(ModelDraftRow.CampaignId));
    }
}
