using DanVanDashboard.Charts;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Features.Overview;

/// <summary>One tile.</summary>
public sealed record OverviewTile(
    string Key, string Label, decimal? Value, string? Missing, IReadOnlyList<KpiChange> Changes, IReadOnlyList<KpiPart> Parts, KpiTarget? Target, string? Reported,
    IReadOnlyList<decimal?> Course, string? Href);

/// <summary>One line of "Cần chú ý".</summary>
/// <param name="Key">Stable: late, returned, not-registered, stale.</param>
/// <param name="Title">What it is.</param>
/// <param name="Detail">Whom it concerns, the first few.</param>
/// <param name="Count">How many.</param>
/// <param name="Href">The list behind it.</param>
public sealed record AttentionItem(string Key, string Title, string Detail, int Count, string Href);

/// <summary>One of a few ways to look at a card.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Href">The address that chooses it.</param>
/// <param name="Chosen">Whether it is the one shown.</param>
public sealed record ViewChoice(string Text, string Href, bool Chosen);

/// <summary>A number of a table, with what lies behind it.</summary>
/// <param name="Value">The number.</param>
/// <param name="Href">What it counts; <see langword="null"/> where whoever looks may not see all of it.</param>
/// <param name="Text">How it is to be read, where that is not just the number ("22/24").</param>
public sealed record LinkedNumber(decimal? Value, string? Href, string? Text = null);

/// <summary>One row of the list of localities.</summary>
/// <param name="Key">The unit, <c>province-bodies</c> or <c>unplaced</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Href">The address that narrows the page down to it.</param>
/// <param name="Cells">In the order of <see cref="LocalityList.Columns"/>.</param>
/// <param name="Report">State of its report of the current period, in words.</param>
/// <param name="Share">Length of its bar: 1 is the largest locality.</param>
/// <param name="Chosen">Whether the page is narrowed down to it.</param>
/// <param name="Note">A remark, as on estimated shares.</param>
public sealed record LocalityRow(string Key, string Name, string? Href, IReadOnlyList<LinkedNumber> Cells, string? Report, decimal Share, bool Chosen, string? Note);

/// <summary>The localities, in administrative order unless someone sorts.</summary>
/// <param name="Columns">Heads of the columns; choosing one sorts by it.</param>
/// <param name="Rows">The localities.</param>
/// <param name="Others">What is no place on the map; always last.</param>
/// <param name="Sum">The bottom row; <see langword="null"/> where only a part is seen.</param>
/// <param name="Order">How the rows are ordered, in words.</param>
/// <param name="Reporting">Whether reports are owed, so that a column tells how each stands.</param>
public sealed record LocalityList(
    IReadOnlyList<ViewChoice> Columns, IReadOnlyList<LocalityRow> Rows, IReadOnlyList<LocalityRow> Others, LocalityRow? Sum, string Order, bool Reporting);

/// <summary>One stage of the funnel.</summary>
/// <param name="Key">Stable.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">How many models of the cohort came at least that far.</param>
/// <param name="Share">Part of the cohort, 0 to 1.</param>
/// <param name="ShareText">The same in words.</param>
/// <param name="Href">The models behind it.</param>
public sealed record FunnelStep(string Key, string Name, decimal Value, decimal Share, string ShareText, string Href);

/// <summary>How far the models registered in the period have come by its end.</summary>
/// <param name="Steps">From registered to recognised by the province.</param>
/// <param name="Beside">Those that wait, were returned, or left.</param>
public sealed record Funnel(IReadOnlyList<FunnelStep> Steps, IReadOnlyList<FunnelStep> Beside);

/// <summary>Everything that the overview shows of the numbers, for one person's scope and one state of the campaign.</summary>
public sealed record OverviewModel
{
#pragma warning disable CS1591 // Each is a part of the page, named after it.
    public required ViewState State { get; init; }
    public required CampaignFilter Filter { get; init; }
    public required DateOnly Day { get; init; }
    public required Campaign Campaign { get; init; }
    public required string CampaignName { get; init; }
    public required string BrandLine { get; init; }
    public required string? Provenance { get; init; }
    public required OverviewNumbers Numbers { get; init; }
    public required IReadOnlyList<FilterOption> Options { get; init; }
    public required string? ClearHref { get; init; }
    public required bool Empty { get; init; }
    public required IReadOnlyList<OverviewTile> Tiles { get; init; }
    public required MapPanel Map { get; init; }
    public required IReadOnlyList<ShareRow> FieldRows { get; init; }
    public required TimePanel? Time { get; init; }
    public required LocalityList? Localities { get; init; }
    public required Funnel? Funnel { get; init; }
    public required string? CoverageText { get; init; }
    public required string? CoverageHref { get; init; }
    public required IReadOnlyList<AttentionItem> Attention { get; init; }
#pragma warning restore CS1591
}

/// <summary>A commune on the land of several old districts: by old district it stands apart.</summary>
/// <param name="Id">The unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its number.</param>
public sealed record ApartUnit(string Id, string Name, LinkedNumber Number);

/// <summary>The map and what stands around it.</summary>
public sealed record MapPanel
{
#pragma warning disable CS1591 // Each is a part of the card, named after it.
    public required MapMeasure Measure { get; init; }
    public required string Title { get; init; }
    public required string Foot { get; init; }
    public required string View { get; init; }
    public required string Credit { get; init; }
    public required CircleScale? Sizes { get; init; }
    public required IReadOnlyList<ViewChoice> Symbols { get; init; }
    public required IReadOnlyList<ViewChoice> Outlines { get; init; }
    public required string? FineHref { get; init; }
    public required IReadOnlyList<MapDay> Days { get; init; }
    public required DateOnly Day { get; init; }
    public required string? DayNote { get; init; }
    public required string? TwoDatesHref { get; init; }
    public required IReadOnlyList<ApartUnit> Apart { get; init; }
    public required (string Text, string? Href)? Hint { get; init; }
    public required IReadOnlyList<MapCategory>? Categories { get; init; }
    public required IReadOnlyList<ViewChoice> Measures { get; init; }
    public required IReadOnlyList<ViewChoice> Methods { get; init; }
    public required ClassMethod Method { get; init; }
    public required MapDrawing? Drawing { get; init; }
    public required IReadOnlyList<MapUnit> Units { get; init; }
    public required Func<string, IEnumerable<string>> OnMap { get; init; }
    public required bool ShowsProvince { get; init; }
    public required LinkedNumber ProvinceBodies { get; init; }
    public required string ProvinceBodiesHref { get; init; }
    public required string WholeHref { get; init; }
    public required LinkedNumber Unplaced { get; init; }
    public required LinkedNumber Sum { get; init; }
#pragma warning restore CS1591

    /// <summary>Changes when the box beside the map does.</summary>
    public object SideVersion => (ProvinceBodies, Unplaced, Sum, ProvinceBodiesHref, ShowsProvince, Measure, Method, WholeHref, Sizes is null, string.Join(' ', Apart.Select(a => a.Number.Value)), Symbols.Count > 0 ? Symbols[0].Href : string.Empty);
}

/// <summary>Registrations over time.</summary>
/// <param name="Title">Title of the card.</param>
/// <param name="Kind">Columns or lines.</param>
/// <param name="Series">The fields.</param>
/// <param name="Steps">The steps of time.</param>
/// <param name="Marks">Dates worth a line.</param>
/// <param name="StepChoices">Month, quarter, year.</param>
/// <param name="KindChoices">Columns, lines.</param>
public sealed record TimePanel(
    string Title, TimeKind Kind, IReadOnlyList<ChartSeries> Series, IReadOnlyList<TimeStep> Steps, IReadOnlyList<TimeMark> Marks,
    IReadOnlyList<ViewChoice> StepChoices, IReadOnlyList<ViewChoice> KindChoices);
