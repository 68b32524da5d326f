using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Features.Figures;

/// <summary>Answer of <c>GET /api/v1/figures</c>.</summary>
internal sealed record FiguresResponse(IReadOnlyList<FigureResponse> Figures, IReadOnlyList<ConflictResponse> Conflicts);

/// <summary>One reported figure. Dates keep the precision of the source: a day, a month, a year, or null.</summary>
internal sealed record FigureResponse(
    string Id, string Source, string SourceKind, string Metric, string UnitId, string? From, string? To, string TimeMeaning, string? Subject, string? Field,
    string? RecognisedAt, decimal Value, string Exactness, string Measure, string Locator)
{
    public required string Campaign { get; init; }

    public decimal? Denominator { get; init; }

    public string? BodyNamed { get; init; }

    public required string Dated { get; init; }

    public string? TargetLevel { get; init; }

    public string? Theme { get; init; }

    public string? Block { get; init; }

    public string? Giver { get; init; }

    public string? Form { get; init; }

    public string? Scope { get; init; }
}

/// <summary>Something to be checked. <paramref name="Left"/> and <paramref name="Right"/> are numbers, or text where the sides are no numbers.</summary>
internal sealed record ConflictResponse(
    string Rule, object Left, object Right, decimal? Difference, IReadOnlyList<string> Figures, IReadOnlyList<string>? Models);

/// <summary>From what was read to the answer of the API; nothing is computed here.</summary>
internal static class FiguresApi
{
    /// <summary>The answer: figures of sources, then those of periodic reports.</summary>
    public static FiguresResponse ToResponse(
        string campaignId, IEnumerable<Observation> figures, IEnumerable<Source> sources, IEnumerable<Conflict> conflicts, IEnumerable<PeriodicFigure> periodic)
    {
        var kinds = sources.ToDictionary(s => s.Id, s => Wire.Name(s.Kind));
        return new(
            [.. figures.OrderBy(f => f.Id, StringComparer.Ordinal).Select(f => ToResponse(f, kinds[f.SourceId])), .. periodic.Select(f => ToResponse(campaignId, f))],
            [.. conflicts.Select(ToResponse)]);
    }

    // A report names its metric and period and no more: what its number says about time, and its measure, are known of a resource only.
    private static FigureResponse ToResponse(string campaignId, PeriodicFigure f) => new(
        string.Create(CultureInfo.InvariantCulture, $"{f.ReportId}-{f.Position}"), f.ReportId, Wire.Name(SourceKind.Report), f.Metric.Key, f.UnitId,
        PartialDate.Of(f.Period.From).ToString(), PartialDate.Of(f.Period.To).ToString(), Wire.Name(f.Metric.Resource ? TimeMeaning.Period : TimeMeaning.Unstated),
        f.Subject is { } subject ? Wire.Name(subject) : null, f.Field, null, f.Value, Wire.Name(f.Exactness), f.Metric.Measure?.Vi ?? "", $"{f.Body}, {f.Period}")
    {
        Campaign = campaignId,
        BodyNamed = f.Body,
        Dated = Wire.Name(Dated.Yes),
    };

    private static FigureResponse ToResponse(Observation f, string sourceKind) => new(
        f.Id, f.SourceId, sourceKind, f.Metric, f.UnitId, Text(f.From), Text(f.To), Wire.Name(f.Time),
        f.Subject is { } subject ? Wire.Name(subject) : null, f.Field, f.RecognisedAt is { } level ? Wire.Name(level) : null,
        f.Value, Wire.Name(f.Exactness), f.Measure, f.Locator)
    {
        Campaign = f.CampaignId,
        Denominator = f.Denominator,
        BodyNamed = f.BodyNamed,
        Dated = Wire.Name(f.Dated),
        TargetLevel = f.TargetLevel is { } target ? Wire.Name(target) : null,
        Theme = f.Theme,
        Block = f.Block is { } block ? Wire.Name(block) : null,
        Giver = f.Giver,
        Form = f.Form is { } form ? Wire.Name(form) : null,
        Scope = f.Scope,
    };

    private static ConflictResponse ToResponse(Conflict c) => new(
        c.Rule, Side(c.Left), Side(c.Right), c.Difference, c.FigureIds, c.ModelIds.Count > 0 ? c.ModelIds : null);

    private static object Side(FindingSide side) => side.Value is { } value ? value : side.Text ?? "";

    private static string? Text(PartialDate date) => date.IsStated ? date.ToString() : null;
}
