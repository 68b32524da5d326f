using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Periods;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/asked-figures</c>.</summary>
public sealed record AskedRequest
{
    public string? Campaign { get; init; }
    public string? Metric { get; init; }
    public string? Name { get; init; }
    public string? NameEn { get; init; }
    public string? Field { get; init; }
    public string? Subject { get; init; }
    public string? Level { get; init; }
    public string? Split { get; init; }
    public string? Measure { get; init; }
    public string? MeasureEn { get; init; }
    public string? Time { get; init; }
    public string? Place { get; init; }
    public IReadOnlyList<string>? BodyKinds { get; init; }
    public IReadOnlyList<string>? Blocks { get; init; }
    public IReadOnlyList<string>? Bodies { get; init; }
    public IReadOnlyList<string>? PeriodKinds { get; init; }
    public string? Prefill { get; init; }
    public string? From { get; init; }
}

/// <summary>Body of <c>POST /api/v1/asked-figures/{id}/retire</c>.</summary>
public sealed record AskedRetirement
{
    public string? From { get; init; }
    public string? Reason { get; init; }
}

/// <summary>Body of <c>POST /api/v1/asked-figures/order</c>: every line, in the wanted order; and of <c>/sample</c>, which needs the campaign only.</summary>
public sealed record AskedOrder
{
    public string? Campaign { get; init; }
    public IReadOnlyList<string>? Lines { get; init; }
}

/// <summary>One version of a line as the API shows it.</summary>
public sealed record AskedView(
    string Id, string Campaign, string Line, int Version, string Metric, string? Name, string? NameEn, string? Field, string? Subject, string? Level, string Split, string Measure,
    string MeasureEn, string Time, string Place, IReadOnlyList<string> BodyKinds, IReadOnlyList<string> Blocks, IReadOnlyList<string> Bodies, IReadOnlyList<string> PeriodKinds,
    string Prefill, string From, bool Retired, int Order)
{
    internal static AskedView Of(AskedFigureRow row) => Of(PeriodRows.ToAsked(row));

    internal static AskedView Of(AskedFigure a) => new(
        a.Id, a.CampaignId, a.Line, a.Version, a.Metric, a.Name?.Vi, a.Name?.En, a.Field, a.Subject is { } s ? Wire.Name(s) : null, a.Level is { } l ? Wire.Name(l) : null, Wire.Name(a.Split),
        a.Measure.Vi, a.Measure.En, Wire.Name(a.Time), Wire.Name(a.By.Place), [.. a.By.Kinds.Select(Wire.Name)], [.. a.By.Blocks.Select(Wire.Name)], a.By.Bodies,
        [.. a.Kinds.Select(Wire.Name)], Wire.Name(a.Prefill), a.From.ToString(), a.Retired, a.Order);
}

/// <summary>One cell that a body fills in, as the API shows it.</summary>
public sealed record AskedCellView(string Key, string Line, string Metric, string? Field, string? Subject, string? Level, string Measure, string Time, string Prefill)
{
    internal static AskedCellView Of(AskedCell c) => new(
        c.Key, c.Line.Line, c.Line.Metric, c.Field, c.Subject is { } s ? Wire.Name(s) : null, c.Line.Level is { } l ? Wire.Name(l) : null, c.Line.Measure.Vi, Wire.Name(c.Line.Time),
        Wire.Name(c.Line.Prefill));
}

/// <summary>Answer to a change of the order.</summary>
public sealed record AskedOrderView(string Campaign, IReadOnlyList<string> Lines);
#pragma warning restore CS1591
