using DanVanDashboard.Charts;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Features.Overview;

/// <summary>One tile.</summary>
public sealed record OverviewTile(
    string Key, string Label, decimal? Value, string? Missing, string? Delta, string? DeltaText, KpiDirection Direction, string? Secondary, string? Reported,
    IReadOnlyList<decimal?> Course);

/// <summary>One line of "Cần chú ý".</summary>
public sealed record AttentionItem(string Title, string Detail, int Count, string Class);

/// <summary>Everything that the overview shows, in words and numbers, for one person and one state of the campaign.</summary>
public sealed record OverviewModel
{
#pragma warning disable CS1591 // Each is a part of the page, named after it.
    public required ViewState State { get; init; }
    public required Campaign Campaign { get; init; }
    public required string CampaignName { get; init; }
    public required string BrandLine { get; init; }
    public required string? Provenance { get; init; }
    public required OverviewNumbers Numbers { get; init; }
    public required IReadOnlyList<FilterOption> Options { get; init; }
    public required string? CoverageText { get; init; }
    public required IReadOnlyList<OverviewTile> Tiles { get; init; }
    public required string MapTitle { get; init; }
    public required string MapFoot { get; init; }
    public required IReadOnlyList<(MapMeasure Measure, string Href)> Measures { get; init; }
    public required MapDrawing? Drawing { get; init; }
    public required IReadOnlyList<MapUnit> MapUnits { get; init; }
    public required Func<string, IEnumerable<string>> OnMap { get; init; }
    public required decimal ProvinceBodies { get; init; }
    public required string ProvinceBodiesHref { get; init; }
    public required bool ShowsProvince { get; init; }
    public required string WholeHref { get; init; }
    public required decimal Unplaced { get; init; }
    public required decimal MapSum { get; init; }
    public required IReadOnlyList<ShareRow> FieldRows { get; init; }
    public required string TimeTitle { get; init; }
    public required TimeKind TimeKind { get; init; }
    public required IReadOnlyList<ChartSeries> Series { get; init; }
    public required IReadOnlyList<TimeStep> Steps { get; init; }
    public required IReadOnlyList<TimeMark> Marks { get; init; }
    public required IReadOnlyList<AttentionItem> Attention { get; init; }
    public required IReadOnlyList<FeedItem> Feed { get; init; }
#pragma warning restore CS1591


    /// <summary>Changes when the box beside the map does.</summary>
    public object SideVersion => (ProvinceBodies, Unplaced, MapSum, ProvinceBodiesHref, ShowsProvince);
}
