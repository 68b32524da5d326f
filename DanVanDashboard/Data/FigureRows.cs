using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Data;

// Figures of documents. One class per table: enumerations are stored by their outside names, days as days, moments as UTC.
#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.

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
#pragma warning restore CS1591
