using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.
/// <summary>Số liệu đã chốt: everything that is shown of it, as it stood. Never changed and never deleted.</summary>
public sealed class SnapshotRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public required string Name { get; set; }
    /// <summary>By which names are compared.</summary>
    public required string NameKey { get; set; }
    /// <summary>Bản, from 1.</summary>
    public int Version { get; set; }
    /// <summary>The filters, in JSON, as they were asked.</summary>
    public required string Query { get; set; }
    /// <summary>The event of the freezing.</summary>
    public long Sequence { get; set; }
    /// <summary>The last change that the figures know.</summary>
    public long FiguresSequence { get; set; }
    public DateTime FrozenAt { get; set; }
    public required string FrozenBy { get; set; }
    public string? Note { get; set; }
    public string? ConfirmationId { get; set; }
    public int Asked { get; set; }
    public int Confirmed { get; set; }
    public int Objected { get; set; }
    /// <summary>The figures in both languages, JSON compressed with gzip.</summary>
    public required byte[] Figures { get; set; }
    /// <summary>SHA-256 of <see cref="Figures"/>, hexadecimal; the log of actions holds it too.</summary>
    public required string Hash { get; set; }
}

/// <summary>A request to confirm figures before they are frozen.</summary>
public sealed class ConfirmationRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public required string Name { get; set; }
    public required string Query { get; set; }
    public DateTime OpenedAt { get; set; }
    public DateTime ClosesAt { get; set; }
    public DateTime? ClosedAt { get; set; }
    public required string OpenedBy { get; set; }
    /// <summary>The communes that are asked, as they stood on the day, in JSON.</summary>
    public required string Units { get; set; }
}

/// <summary>What a commune said of its figures. Rows are added only; the last one of a commune counts.</summary>
public sealed class ConfirmationAnswerRow
{
    public required string Id { get; set; }
    public required string ConfirmationId { get; set; }
    public required string UnitId { get; set; }
    public bool Confirmed { get; set; }
    public string? Text { get; set; }
    /// <summary>What it saw, in JSON.</summary>
    public required string Shown { get; set; }
    /// <summary>The last change that it saw.</summary>
    public long SeenSequence { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
}

/// <summary>Bài trình chiếu.</summary>
public sealed class DeckRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public required string Name { get; set; }
    public required string Theme { get; set; }
    public required string Query { get; set; }
    /// <summary>The slides in order, in JSON.</summary>
    public required string Slides { get; set; }
    /// <summary>The frozen set that it opens with; <see langword="null"/>: the figures of the moment it is opened.</summary>
    public string? SnapshotId { get; set; }
    public required string MadeBy { get; set; }
    public DateTime MadeAt { get; set; }
    public DateTime ChangedAt { get; set; }
    public int Version { get; set; }
    public DateTime? DeletedAt { get; set; }
}

/// <summary>A screen in a hall or corridor that shows a deck through a link.</summary>
public sealed class ScreenRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public required string Name { get; set; }
    /// <summary>SHA-256 of the secret part of the link, hexadecimal.</summary>
    public required string Hash { get; set; }
    /// <summary>A kept deck; <see langword="null"/> where <see cref="Ready"/> names one that stands ready.</summary>
    public string? DeckId { get; set; }
    public string? Ready { get; set; }
    /// <summary>Filters of a deck that stands ready, in JSON.</summary>
    public required string Query { get; set; }
    /// <summary>How long each slide stays, in seconds.</summary>
    public int Seconds { get; set; }
    public required string MadeBy { get; set; }
    public DateTime MadeAt { get; set; }
    public DateTime? RevokedAt { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<SnapshotRow> Snapshots => Set<SnapshotRow>();
    public DbSet<ConfirmationRow> Confirmations => Set<ConfirmationRow>();
    public DbSet<ConfirmationAnswerRow> ConfirmationAnswers => Set<ConfirmationAnswerRow>();
    public DbSet<DeckRow> Decks => Set<DeckRow>();
    public DbSet<ScreenRow> Screens => Set<ScreenRow>();
}
#pragma warning restore CS1591

/// <summary>How frozen figures, decks and screens are stored.</summary>
internal static class PresentationTables
{
    public static void AddPresentation(this ModelBuilder builder)
    {
        builder.Table<SnapshotRow>("snapshots", r => r.Id);
        builder.Table<ConfirmationRow>("confirmations", r => r.Id);
        builder.Table<ConfirmationAnswerRow>("confirmation_answers", r => r.Id);
        builder.Table<DeckRow>("decks", r => r.Id).Property(r => r.Version).IsConcurrencyToken();
        builder.Table<ScreenRow>("screens", r => r.Id);
        builder.Belongs<SnapshotRow, CampaignRow>("CampaignId");
        builder.Belongs<SnapshotRow, ConfirmationRow>("ConfirmationId");
        builder.Belongs<ConfirmationRow, CampaignRow>("CampaignId");
        builder.Belongs<ConfirmationAnswerRow, ConfirmationRow>("ConfirmationId");
        builder.Belongs<DeckRow, CampaignRow>("CampaignId");
        builder.Belongs<DeckRow, SnapshotRow>("SnapshotId");
        builder.Belongs<ScreenRow, CampaignRow>("CampaignId");
        builder.Belongs<ScreenRow, DeckRow>("DeckId");
    }
}
