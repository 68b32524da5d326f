using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Data;

// One class per table. Enumerations are stored by their outside names, days as days, moments as UTC.
#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.

public sealed class UnitRow
{
    public required string Id { get; set; }
    public required string Code { get; set; }
    public required string Name { get; set; }
    public required string Kind { get; set; }
    public required string Level { get; set; }
    public string? ParentId { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public double? Lat { get; set; }
    public double? Lon { get; set; }
    public double? AreaKm2 { get; set; }
    public int? Population { get; set; }
    public string? Decision { get; set; }
}

public sealed class LineageRow
{
    public required string FromId { get; set; }
    public required string ToId { get; set; }
    public bool Full { get; set; }
    public double? Share { get; set; }
    public string? Decision { get; set; }
    public DateOnly EffectiveDate { get; set; }
}

public sealed class VillageRow
{
    public required string Id { get; set; }
    public required string UnitId { get; set; }
    public required string Name { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
}

public sealed class BodyRow
{
    public required string Id { get; set; }
    public string? UnitId { get; set; }
    public required string ProvinceId { get; set; }
    public BodyKind Kind { get; set; }
    public OrganisationBlock Block { get; set; }
    public int Order { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    /// <summary>Raised with every change, so that two editors do not overwrite each other.</summary>
    public long Version { get; set; }
}

public sealed class BodyNameRow
{
    public required string BodyId { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
    public required string Name { get; set; }
}

public sealed class BodyLineRow
{
    public required string BodyId { get; set; }
    public required string ParentId { get; set; }
}

public sealed class CampaignRow
{
    public required string Id { get; set; }
    public required string NameVi { get; set; }
    public required string NameEn { get; set; }
    public bool Simulated { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public required string RootUnitId { get; set; }
    public required string Provenance { get; set; }
    public int ReviewMonth { get; set; }
    public int RegistrationMonth { get; set; }
    public int Order { get; set; }
    public int? Seed { get; set; }
    public DateOnly? AnchorDate { get; set; }
    /// <summary>Closed to entries by the board.</summary>
    public bool Closed { get; set; }
    /// <summary>Only what was appraised as passed is recognised.</summary>
    public bool AppraisalFirst { get; set; }
    /// <summary>Raised with every change of it, its fields and its themes.</summary>
    public long Version { get; set; }
}

public sealed class CampaignFieldRow : INamedRow
{
    public required string CampaignId { get; set; }
    public required string Key { get; set; }
    public required string NameVi { get; set; }
    public required string NameEn { get; set; }
    public string? Standard { get; set; }
    public int Order { get; set; }
    public bool Retired { get; set; }
    string? INamedRow.MergedInto => null;
}

public sealed class ObligationRow
{
    public required string CampaignId { get; set; }
    public required string BodyId { get; set; }
    public required string Period { get; set; }
    public DateOnly DueOn { get; set; }
    public int GraceDays { get; set; }
    public DateOnly? ExtendedTo { get; set; }
    public DateOnly? LocksOn { get; set; }
    /// <summary>Sequence of the event that said it was overdue; 0 while none has.</summary>
    public long OverdueSequence { get; set; }
}

public sealed class SourceRow
{
    public required string Id { get; set; }
    public required string Title { get; set; }
    public required string Kind { get; set; }
    public required string Place { get; set; }
    public required string Issuer { get; set; }
    public required string DateAsStated { get; set; }
    public required string Note { get; set; }
    public int Order { get; set; }
    /// <summary>What tables of figures call it: a file name, a number of a document.</summary>
    public string? Reference { get; set; }
    public string? EnteredBy { get; set; }
    public DateTime? EnteredAt { get; set; }
}

public sealed class ObservationRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public required string SourceId { get; set; }
    public required string Metric { get; set; }
    public required string UnitId { get; set; }
    public required string From { get; set; }
    public required string To { get; set; }
    public required string Dated { get; set; }
    public required string TimeMeaning { get; set; }
    public Subject? Subject { get; set; }
    public string? Field { get; set; }
    public RecognitionLevel? RecognisedAt { get; set; }
    public RecognitionLevel? TargetLevel { get; set; }
    public decimal Value { get; set; }
    public decimal? Denominator { get; set; }
    public required string Exactness { get; set; }
    public required string Measure { get; set; }
    public string? Theme { get; set; }
    public OrganisationBlock? Block { get; set; }
    public string? Giver { get; set; }
    public AwardForm? Form { get; set; }
    public string? Scope { get; set; }
    public string? BodyNamed { get; set; }
    public required string Locator { get; set; }
    /// <summary>Who entered it; <see langword="null"/> for the built-in facts.</summary>
    public string? EnteredBy { get; set; }
    public DateTime? EnteredAt { get; set; }
    /// <summary>A number entered by mistake is withdrawn with a reason; the row stays.</summary>
    public string? WithdrawnBy { get; set; }
    public DateTime? WithdrawnAt { get; set; }
    public string? WithdrawnReason { get; set; }
}

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

public sealed class ReportRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public required string UnitId { get; set; }
    public required string BodyId { get; set; }
    public bool NonLocal { get; set; }
    public required string Period { get; set; }
    public required string Status { get; set; }
    public required string EnteredBy { get; set; }
    public bool OnBehalf { get; set; }
    public DateTime CreatedAt { get; set; }
    /// <summary>When it was last sent.</summary>
    public DateTime? SubmittedAt { get; set; }
    /// <summary>When it was first sent: what counts against the deadline, also after a return.</summary>
    public DateTime? FirstSubmittedAt { get; set; }
    public long Version { get; set; }
}

/// <summary>The numbers that stand in a report now; how they came about is in <see cref="ReportEntryRow"/>.</summary>
public sealed class ReportFigureRow
{
    public required string ReportId { get; set; }
    public int Position { get; set; }
    public required string Metric { get; set; }
    public string? Field { get; set; }
    public Subject? Subject { get; set; }
    public RecognitionLevel? Level { get; set; }
    public decimal Value { get; set; }
    public Exactness Exactness { get; set; }
    public string? Comment { get; set; }
}

/// <summary>Chỉ tiêu năm. A change is a new version; none is overwritten.</summary>
public sealed class TargetRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public int Year { get; set; }
    public TargetMeasure Measure { get; set; }
    public string? BodyId { get; set; }
    public string? Field { get; set; }
    /// <summary>Measure, body and field in one text, by which versions are told apart; columns that may be null cannot be unique.</summary>
    public required string Cell { get; set; }
    public int Version { get; set; }
    /// <summary><see langword="null"/>: with this version the target was withdrawn.</summary>
    public int? Value { get; set; }
    public string? DocumentNumber { get; set; }
    public DateOnly? DocumentDate { get; set; }
    public string? Document { get; set; }
    public string? Reason { get; set; }
    public required string SetBy { get; set; }
    public DateTime SetAt { get; set; }
    public long Sequence { get; set; }
}

/// <summary>Dân số of a unit in a year, as a source states it. Another number of the same year is a new version.</summary>
public sealed class PopulationRow
{
    public required string Id { get; set; }
    public required string UnitId { get; set; }
    public int Year { get; set; }
    public int Version { get; set; }
    public int Value { get; set; }
    public required string Source { get; set; }
    public required string EnteredBy { get; set; }
    public DateTime EnteredAt { get; set; }
    public string? ConfirmedBy { get; set; }
    public DateTime? ConfirmedAt { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTime? WithdrawnAt { get; set; }
}

public sealed class AuditRow
{
    public long Number { get; set; }
    public DateTime At { get; set; }
    public required string ByUser { get; set; }
    public required string Action { get; set; }
    public required string Subject { get; set; }
    public required string Detail { get; set; }
    public required string PreviousHash { get; set; }
    public required string Hash { get; set; }
}

public sealed class IdempotencyRow
{
    public required string UserId { get; set; }
    public required string Key { get; set; }
    public required string RequestHash { get; set; }
    public int Status { get; set; }
    public required string Response { get; set; }
    public DateTime At { get; set; }
}

public sealed class AccountRow
{
    public required string Id { get; set; }
    public required string UserName { get; set; }
    public required string NormalizedUserName { get; set; }
    public required string DisplayName { get; set; }
    public string? PasswordHash { get; set; }
    public required string SecurityStamp { get; set; }
    public Role Role { get; set; }
    public string? BodyId { get; set; }
    public string? UnitId { get; set; }
    public bool Demo { get; set; }
    public bool Disabled { get; set; }
    /// <summary>Where notices are sent by mail; none without it.</summary>
    public string? Email { get; set; }
    public int AccessFailedCount { get; set; }
    public DateTime? LockoutEnd { get; set; }
    /// <summary>Secret of the second step, encrypted with the keys of the data directory; none while the second step is off.</summary>
    public string? TwoFactorSecret { get; set; }
    /// <summary>Time step of the last code that was taken, so that none is taken twice.</summary>
    public long TwoFactorStep { get; set; }
    /// <summary>What this person has seen by now: the last change, and when; moves on while a page is open.</summary>
    public long LastSeenSequence { get; set; }
    public DateTime? LastSeenAt { get; set; }
    /// <summary>When the present visit began.</summary>
    public DateTime? VisitBeganAt { get; set; }
    /// <summary>What had been seen when it began: "since your last visit" counts from here for as long as the visit lasts.</summary>
    public long PreviousSeenSequence { get; set; }
    public DateTime? PreviousSeenAt { get; set; }
}

public sealed class TokenRow
{
    public required string Hash { get; set; }
    public required string UserId { get; set; }
    /// <summary>What its owner calls it.</summary>
    public string? Name { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime? ExpiresAt { get; set; }
    /// <summary>When it was last used, to the hour.</summary>
    public DateTime? LastUsedAt { get; set; }
    public DateTime? RevokedAt { get; set; }
}

/// <summary>Counters (sequence, audit number) and settings of the store (seed, anchor date), one row each.</summary>
public sealed class CounterRow
{
    public required string Name { get; set; }
    public long Value { get; set; }
}
#pragma warning restore CS1591
