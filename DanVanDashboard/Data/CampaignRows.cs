using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Data;

// Phong trào with what it is to reach, and what is owed to it. One class per table: enumerations are stored by their outside names, days as days, moments as UTC.
#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.

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
    public bool SignReports { get; set; }
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
    /// <summary>Sequence of the event that said that its period has opened; 0 while none has, -1 where none was to be written.</summary>
    public long OpenedSequence { get; set; }
    /// <summary>The last day that was announced as near; <see langword="null"/> while none was.</summary>
    public DateOnly? SoonToldFor { get; set; }
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
    /// <summary>People, households or party cells.</summary>
    public Domain.Localities.DenominatorKind Kind { get; set; }
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
#pragma warning restore CS1591
