using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Data;

// Models, what happened to them, and the outbox. One class per table: enumerations are stored by their outside names, days as days, moments as UTC.
#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.

public sealed class ModelRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public required string UnitId { get; set; }
    public string? BodyId { get; set; }
    public bool NonLocal { get; set; }
    public required string Name { get; set; }
    /// <summary>The name without diacritics, for search.</summary>
    public required string NameFolded { get; set; }
    /// <summary>Sorts the name in Vietnamese order by plain comparison.</summary>
    public required string NameSort { get; set; }
    /// <summary>Name, owner, village and address without diacritics, for search; follows them by itself.</summary>
    public string SearchFolded
    {
        get => ModelSearch.TextOf(Name, Owner, Village, Address);
        private set => _ = value;
    }
    public string? Field { get; set; }
    public Subject? Subject { get; set; }
    public OrganisationBlock? Block { get; set; }
    public required string Owner { get; set; }
    public string? OwnerKind { get; set; }
    public required string Address { get; set; }
    public string? Village { get; set; }
    /// <summary>Of a model of a divided unit: the successors to which its village went. Follows villages and lineage (<c>ModelWays</c>), proved by <c>verify</c>.</summary>
    public string? WentTo { get; set; }
    public DateOnly? RegisteredOn { get; set; }
    public DateOnly? StartedOn { get; set; }
    public RecognitionLevel? TargetLevel { get; set; }
    public Visibility Visibility { get; set; }
    public bool? Consent { get; set; }
    /// <summary>The day by which the rest of a quick registration is due.</summary>
    public DateOnly? CompleteBy { get; set; }
    public string? ReplicaOf { get; set; }
    public string? SourceId { get; set; }
    public string? KnownSince { get; set; }
    /// <summary>Ids of the reported figures that state its results, separated by spaces.</summary>
    public string? ResultFigures { get; set; }
    public required string EnteredBy { get; set; }
    public bool OnBehalf { get; set; }
    public DateTime CreatedAt { get; set; }
    /// <summary>Sequence of the last change; a concurrency token.</summary>
    public long Version { get; set; }
    /// <summary>How far it has come by its events; <see langword="null"/> for one that was withdrawn. Kept by <see cref="ModelAppender"/>, proved by <c>verify</c>.</summary>
    public Stage? Stage { get; set; }
    /// <summary>Whether that stage is "đang thực hiện".</summary>
    public bool Running { get; set; }
    /// <summary>Day of the last event that counts.</summary>
    public DateOnly LastOn { get; set; }
}

public sealed class ModelThemeRow
{
    public required string ModelId { get; set; }
    public required string Theme { get; set; }
}

public sealed class ModelLineRow
{
    public required string ModelId { get; set; }
    public required string BodyId { get; set; }
}

/// <summary>Personal data, in a table of its own so that it can be withheld or erased alone.</summary>
public sealed class ModelPersonRow
{
    public required string ModelId { get; set; }
    /// <summary><c>responsible</c> or <c>verified_by:EVENT</c>.</summary>
    public required string Part { get; set; }
    public required string Name { get; set; }
}

/// <summary>The outbox: everything that happened, in the gapless order of its commits.</summary>
public sealed class EventRow
{
    public long Sequence { get; set; }
    public DateTime At { get; set; }
    public DateOnly On { get; set; }
    public required string Kind { get; set; }
    public required string CampaignId { get; set; }
    public required string UnitId { get; set; }
    public string? BodyId { get; set; }
    public bool NonLocal { get; set; }
    public string? Field { get; set; }
    public Subject? Subject { get; set; }
    public string? ModelId { get; set; }
    public string? ReportId { get; set; }
    public string? Period { get; set; }
    public bool Internal { get; set; }
}

public sealed class ModelEventRow
{
    public long Sequence { get; set; }
    public required string Id { get; set; }
    public required string ModelId { get; set; }
    public required string CampaignId { get; set; }
    public ModelEventKind Kind { get; set; }
    public DateOnly On { get; set; }
    public RecognitionLevel? Level { get; set; }
    public string? DecisionNumber { get; set; }
    public string? Body { get; set; }
    public string? BodyId { get; set; }
    public AwardForm? Form { get; set; }
    public string? Giver { get; set; }
    public ReviewClass? Class { get; set; }
    public bool? Passed { get; set; }
    public string? Scores { get; set; }
    public string? Reason { get; set; }
    public string? RevokesEventId { get; set; }
    public string? UnitId { get; set; }
    /// <summary>The decision that it belongs to, where it was taken by one.</summary>
    public string? DecisionId { get; set; }
    /// <summary>Rà soát: whether the model was found still running.</summary>
    public bool? StillRunning { get; set; }
    /// <summary>Rà soát: the latest evidence, in words.</summary>
    public string? Evidence { get; set; }
    public required string ByUser { get; set; }
    public bool OnBehalf { get; set; }

    public ModelEvent ToDomain() => new()
    {
        Sequence = Sequence, Id = Id, Kind = Kind, On = On, Level = Level, Form = Form, Class = Class, Passed = Passed, RevokesEventId = RevokesEventId, OnBehalf = OnBehalf,
    };
}
#pragma warning restore CS1591
