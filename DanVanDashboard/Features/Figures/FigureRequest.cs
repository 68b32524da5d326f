using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Features.Figures;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/figures</c>: one number of one document. The document is a known one (<c>source</c>) or new (<c>newSource</c>), the metric likewise.</summary>
public sealed record FigureRequest
{
    public string? Campaign { get; init; }
    public string? Source { get; init; }
    public SourceRequest? NewSource { get; init; }
    public string? Metric { get; init; }
    public MetricRequest? NewMetric { get; init; }
    public string? UnitId { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Dated { get; init; }
    public string? TimeMeaning { get; init; }
    public string? Subject { get; init; }
    public string? Field { get; init; }
    public string? RecognisedAt { get; init; }
    public string? TargetLevel { get; init; }
    public decimal? Value { get; init; }
    public decimal? Denominator { get; init; }
    public string? Exactness { get; init; }
    public string? Measure { get; init; }
    public string? Theme { get; init; }
    public string? Block { get; init; }
    public string? Giver { get; init; }
    public string? Form { get; init; }
    public string? Scope { get; init; }
    public string? BodyNamed { get; init; }
    public string? Locator { get; init; }
}

/// <summary>A document that the store does not know yet. <c>Date</c> as far as it is stated: a day, a month, a year, or nothing.</summary>
public sealed record SourceRequest
{
    public string? Kind { get; init; }
    public string? Title { get; init; }
    public string? Place { get; init; }
    public string? Issuer { get; init; }
    public string? Date { get; init; }
    public string? Note { get; init; }
    public string? Reference { get; init; }
}

/// <summary>A metric that the catalogue does not know yet.</summary>
public sealed record MetricRequest
{
    public string? NameVi { get; init; }
    public string? NameEn { get; init; }
    public string? Kind { get; init; }
    public string? Measure { get; init; }
}

/// <summary>Body of <c>POST /api/v1/figures/{id}/withdraw</c>.</summary>
public sealed record FigureWithdrawal
{
    public string? Reason { get; init; }
}

/// <summary>A figure that was entered or withdrawn.</summary>
public sealed record EnteredFigure(string Id, long Sequence, string Campaign, string Source, string Metric, string UnitId, decimal Value, string Exactness, bool Withdrawn)
{
    internal static EnteredFigure Of(Observation o, long sequence, bool withdrawn) =>
        new(o.Id, sequence, o.CampaignId, o.SourceId, o.Metric, o.UnitId, o.Value, Wire.Name(o.Exactness), withdrawn);
}
#pragma warning restore CS1591
