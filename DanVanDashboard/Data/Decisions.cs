using DanVanDashboard.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.
/// <summary>Trao đổi: a point raised on a model, or on one field of it, and the replies to it.</summary>
public sealed class MessageRow
{
    public required string Id { get; set; }
    public required string ModelId { get; set; }
    /// <summary>The point that it answers; <see langword="null"/> for the point itself.</summary>
    public string? PointId { get; set; }
    /// <summary>Key of the field of the registration that it is about; <see langword="null"/> for the model as a whole. The same for all messages of a point.</summary>
    public string? Field { get; set; }
    public required string Text { get; set; }
    /// <summary>The return that raised it.</summary>
    public string? EventId { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
    /// <summary>Only of a point: by whom and when it was settled.</summary>
    public string? ResolvedBy { get; set; }
    public DateTime? ResolvedAt { get; set; }
    public long Sequence { get; set; }
}

/// <summary>Bộ tiêu chí: one version of a criteria set. A version that was used is never changed.</summary>
public sealed class CriteriaSetRow
{
    public required string Id { get; set; }
    /// <summary>The same for all versions of one set.</summary>
    public required string SetKey { get; set; }
    public int Version { get; set; }
    public required string CampaignId { get; set; }
    public RecognitionLevel Level { get; set; }
    /// <summary><see langword="null"/>: for collectives and individuals alike.</summary>
    public Subject? Subject { get; set; }
    public required string Name { get; set; }
    /// <summary>Shipped with the software: no official scale.</summary>
    public bool Sample { get; set; }
    public decimal PassMark { get; set; }
    public int MonthsRequired { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public required string SetBy { get; set; }
    public DateTime SetAt { get; set; }
    /// <summary>The version that took its place.</summary>
    public string? ReplacedBy { get; set; }
    public long Sequence { get; set; }
}

public sealed class CriterionRow
{
    public required string SetId { get; set; }
    public int Position { get; set; }
    /// <summary>Stable through versions, for the API: <c>tc1</c> …</summary>
    public required string Key { get; set; }
    public required string Title { get; set; }
    public string? Guidance { get; set; }
    public decimal MaxPoints { get; set; }
}

/// <summary>Phiếu chấm: the points that one person gave a model once, itself or as an appraiser.</summary>
public sealed class ScoreRow
{
    public required string Id { get; set; }
    public required string ModelId { get; set; }
    public bool Self { get; set; }
    /// <summary>Đợt thẩm định: a round ends with a conclusion.</summary>
    public int Round { get; set; }
    /// <summary>The version that it was given against; <see langword="null"/> for free points.</summary>
    public string? SetId { get; set; }
    public decimal Total { get; set; }
    public decimal? MaxTotal { get; set; }
    public string? Remark { get; set; }
    public DateOnly On { get; set; }
    public required string ByUser { get; set; }
    public bool OnBehalf { get; set; }
    public string? Body { get; set; }
    public DateTime At { get; set; }
    public long Sequence { get; set; }
}

public sealed class ScorePointRow
{
    public required string ScoreId { get; set; }
    public int Position { get; set; }
    /// <summary>Key of the criterion, or the name under which free points were given.</summary>
    public required string Criterion { get; set; }
    public decimal Points { get; set; }
    public string? Remark { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<MessageRow> Messages => Set<MessageRow>();
    public DbSet<CriteriaSetRow> CriteriaSets => Set<CriteriaSetRow>();
    public DbSet<CriterionRow> Criteria => Set<CriterionRow>();
    public DbSet<ScoreRow> Scores => Set<ScoreRow>();
    public DbSet<ScorePointRow> ScorePoints => Set<ScorePointRow>();
}
#pragma warning restore CS1591

/// <summary>How conversation, criteria sets and scores are stored.</summary>
internal static class Decisions
{
    internal static void AddDecisions(this ModelBuilder builder)
    {
        builder.Table<MessageRow>("messages", r => r.Id);
        builder.Table<CriteriaSetRow>("criteria_sets", r => r.Id);
        builder.Table<CriterionRow>("criteria", r => new { r.SetId, r.Position });
        builder.Table<ScoreRow>("scores", r => r.Id);
        builder.Table<ScorePointRow>("score_points", r => new { r.ScoreId, r.Position });
        builder.Belongs<MessageRow, ModelRow>(nameof(MessageRow.ModelId));
        builder.Belongs<MessageRow, MessageRow>(nameof(MessageRow.PointId));
        builder.Belongs<CriteriaSetRow, CampaignRow>(nameof(CriteriaSetRow.CampaignId));
        builder.Belongs<CriterionRow, CriteriaSetRow>(nameof(CriterionRow.SetId));
        builder.Belongs<ScoreRow, ModelRow>(nameof(ScoreRow.ModelId));
        builder.Belongs<ScoreRow, CriteriaSetRow>(nameof(ScoreRow.SetId));
        builder.Belongs<ScorePointRow, ScoreRow>(nameof(ScorePointRow.ScoreId));
    }
}
