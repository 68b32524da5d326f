using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.
/// <summary>Quyết định: what a body decided under one number on one day. Its models are the events that name it, its recipients the honours that do.</summary>
public sealed class DecisionRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public DecisionKind Kind { get; set; }
    /// <summary>As typed; <see langword="null"/> where none was given. None is ever made up.</summary>
    public string? Number { get; set; }
    /// <summary>The number by which repetitions are found: without case and spaces.</summary>
    public string? NumberKey { get; set; }
    public DateOnly On { get; set; }
    public int Year { get; set; }
    /// <summary>Cơ quan ban hành; of a commendation the giver.</summary>
    public required string Body { get; set; }
    public string? BodyId { get; set; }
    public RecognitionLevel? Level { get; set; }
    public AwardForm? Form { get; set; }
    public string? SignedBy { get; set; }
    public string? Note { get; set; }
    /// <summary>Of a withdrawal: why.</summary>
    public string? Reason { get; set; }
    /// <summary>Of a withdrawal: the decision that it takes back, in whole or in part.</summary>
    public string? WithdrawsId { get; set; }
    public required string EnteredBy { get; set; }
    public bool OnBehalf { get; set; }
    public DateTime At { get; set; }
}

/// <summary>Who is honoured without a model: a person or a collective. The name of a person is personal data, in a table of its own so that it can be erased alone.</summary>
public sealed class RecipientRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public required string Name { get; set; }
    public required string NameFolded { get; set; }
    public required string NameSort { get; set; }
    public Subject Subject { get; set; }
    public required string UnitId { get; set; }
    public string? BodyId { get; set; }
    public bool NonLocal { get; set; }
    /// <summary>Whether a person agreed to be named in documents and on screens of a conference; <see langword="null"/> where nobody asked. A collective needs none.</summary>
    public bool? Consent { get; set; }
}

/// <summary>One honour of a recipient: named exemplar, or commended.</summary>
public sealed class HonourRow
{
    public required string Id { get; set; }
    /// <summary>Of the outbox event by which it was recorded.</summary>
    public long Sequence { get; set; }
    public required string CampaignId { get; set; }
    public required string RecipientId { get; set; }
    /// <summary><see cref="ModelEventKind.Exemplar"/> or <see cref="ModelEventKind.Commend"/>.</summary>
    public ModelEventKind Kind { get; set; }
    public DateOnly On { get; set; }
    public required string UnitId { get; set; }
    public string? BodyId { get; set; }
    public bool NonLocal { get; set; }
    public string? Field { get; set; }
    public Subject Subject { get; set; }
    public OrganisationBlock? Block { get; set; }
    /// <summary>Keys of themes, separated by spaces.</summary>
    public string? Themes { get; set; }
    public RecognitionLevel? Level { get; set; }
    public AwardForm? Form { get; set; }
    public string? DecisionId { get; set; }
    public required string ByUser { get; set; }
    public bool OnBehalf { get; set; }
    /// <summary>Of the outbox event that took it back; <see langword="null"/> while it stands.</summary>
    public long? RevokedSequence { get; set; }
    public string? RevokedReason { get; set; }
    public string? RevokedByDecisionId { get; set; }
}

/// <summary>Kết nghĩa, hỗ trợ: a body or a locality helps a village. No model, and never counted as one.</summary>
public sealed class HelpLinkRow
{
    public required string Id { get; set; }
    public long Sequence { get; set; }
    public required string CampaignId { get; set; }
    public string? FromUnitId { get; set; }
    public string? FromBodyId { get; set; }
    /// <summary>How many help, where a source gives one row for many ("22 xã, thị trấn"); 1 for a single link.</summary>
    public int FromCount { get; set; }
    public required string ToUnitId { get; set; }
    public string? ToVillage { get; set; }
    public int ToCount { get; set; }
    public required string Works { get; set; }
    public int? WorksCount { get; set; }
    /// <summary>In đồng.</summary>
    public decimal? Value { get; set; }
    public Exactness Exactness { get; set; }
    public string? Document { get; set; }
    /// <summary>As far as it is stated: a year, a month or a day.</summary>
    public required string Since { get; set; }
    public required string Until { get; set; }
    public string? Note { get; set; }
    public required string EnteredBy { get; set; }
    public bool OnBehalf { get; set; }
    public DateTime At { get; set; }
    public DateTime? WithdrawnAt { get; set; }
    public string? WithdrawnBy { get; set; }
    public string? WithdrawnReason { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<DecisionRow> Decisions => Set<DecisionRow>();
    public DbSet<RecipientRow> Recipients => Set<RecipientRow>();
    public DbSet<HonourRow> Honours => Set<HonourRow>();
    public DbSet<HelpLinkRow> HelpLinks => Set<HelpLinkRow>();
}
#pragma warning restore CS1591

/// <summary>An honour that was recorded or taken back, as the read side needs it.</summary>
/// <param name="Honour">The row.</param>
/// <param name="Revoked">Whether it was taken back with this change.</param>
public sealed record CommittedHonour(HonourRow Honour, bool Revoked);

/// <summary>How decisions, honours and help are stored.</summary>
internal static class Awards
{
    public static void AddAwards(this ModelBuilder builder)
    {
        builder.Table<DecisionRow>("decisions", r => r.Id).Property(r => r.Kind).HasConversion(new WireConverter<DecisionKind>());
        builder.Table<RecipientRow>("recipients", r => r.Id);
        builder.Table<HonourRow>("honours", r => r.Id);
        builder.Table<HelpLinkRow>("help_links", r => r.Id);
        builder.Belongs<DecisionRow, CampaignRow>(nameof(DecisionRow.CampaignId));
        builder.Belongs<DecisionRow, DecisionRow>(nameof(DecisionRow.WithdrawsId));
        builder.Belongs<RecipientRow, CampaignRow>(nameof(RecipientRow.CampaignId));
        builder.Belongs<RecipientRow, UnitRow>(nameof(RecipientRow.UnitId));
        builder.Belongs<HonourRow, RecipientRow>(nameof(HonourRow.RecipientId));
        builder.Belongs<HonourRow, DecisionRow>(nameof(HonourRow.DecisionId));
        builder.Belongs<HelpLinkRow, CampaignRow>(nameof(HelpLinkRow.CampaignId));
        builder.Belongs<HelpLinkRow, UnitRow>(nameof(HelpLinkRow.ToUnitId));
    }
}
