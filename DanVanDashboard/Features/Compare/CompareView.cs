using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Statistics;

namespace DanVanDashboard.Features.Compare;

/// <summary>What is compared.</summary>
public enum CompareMeasure
{
    /// <summary>Đăng ký.</summary>
    Registered,

    /// <summary>Đang thực hiện: a stock at the period's end.</summary>
    InProgress,

    /// <summary>Được công nhận: distinct models.</summary>
    Recognised,

    /// <summary>Điển hình tiên tiến.</summary>
    Exemplar,

    /// <summary>Được khen thưởng: recipients.</summary>
    Commended,

    /// <summary>Nhân rộng.</summary>
    Replicated,
}

/// <summary>By what a number is divided before it is compared.</summary>
public enum Denominator
{
    /// <summary>Số lượng: the number itself, per commune.</summary>
    None,

    /// <summary>Trên 10.000 dân, only where the board has confirmed a population.</summary>
    People,

    /// <summary>Trên 100 hộ, only where the board has confirmed how many there are.</summary>
    Households,

    /// <summary>Trên 100 chi bộ, only where the board has confirmed how many there are.</summary>
    PartyCells,
}

/// <summary>What is asked of the page.</summary>
/// <param name="State">Campaign, period and filters; its measure and order are those of the page.</param>
/// <param name="By">The denominator.</param>
/// <param name="Ranked">Whether ranks are wanted.</param>
/// <param name="Cluster">Only the localities of this cluster.</param>
/// <param name="Other">The second measure of the scatter plot.</param>
public sealed record CompareAsk(ViewState State, Denominator By, bool Ranked, string? Cluster, CompareMeasure Other)
{
    /// <summary>Only these localities, ids separated by commas; <see langword="null"/> is all. With one it stands alone beside its cluster.</summary>
    public string? Chosen { get; init; }

    /// <summary>The locality that is looked at closely.</summary>
    public string? One { get; init; }

    /// <summary>What is divided by; people where nothing is, for what needs a denominator.</summary>
    public DenominatorKind Kind => By switch { Denominator.Households => DenominatorKind.Households, Denominator.PartyCells => DenominatorKind.PartyCells, _ => DenominatorKind.People };

    /// <summary>The chosen localities.</summary>
    public IReadOnlyList<string> ChosenUnits => Chosen?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The measure.</summary>
    public CompareMeasure Measure => Domain.Wire.Parse<CompareMeasure>(State.Measure) ?? CompareMeasure.Registered;

    /// <summary>The address of this state.</summary>
    public string Href => State.Href(
        ComparePage.Path, ("mau-so", By == Denominator.None ? null : Domain.Wire.Name(By)), ("hang", Ranked ? "co" : null), ("cum", Cluster), ("xa", Chosen), ("mot", One),
        ("voi", Other == CompareMeasure.Recognised ? null : Domain.Wire.Name(Other)));
}

/// <summary>A locality beside the others.</summary>
/// <param name="Id">The unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="Count">The measure.</param>
/// <param name="Value">The measure as it is compared: the count, or the rate; <see langword="null"/> where no population is confirmed.</param>
/// <param name="Before">The same of the same period a year before; <see langword="null"/> where the campaign does not reach that far.</param>
/// <param name="People">The confirmed people, households or party cells that it is divided by.</param>
/// <param name="Target">What the plan asks of the Party committee of the locality in the year.</param>
/// <param name="Rank">Place among those that are ranked, 1 the highest; equal ones share it.</param>
/// <param name="RankBefore">The same in the period before.</param>
/// <param name="Report">How its report of the last period stands.</param>
/// <param name="Estimated">Whether shares of a divided unit are in it.</param>
/// <param name="Course">The measure by steps of time.</param>
/// <param name="Fields">The measure by field.</param>
/// <param name="Totals">All measures.</param>
/// <param name="Href">The models behind it.</param>
public sealed record CompareRow(
    string Id, string Name, decimal Count, decimal? Value, decimal? Before, ConfirmedPopulation? People, decimal? Target, int? Rank, int? RankBefore, ReportingState? Report, bool Estimated,
    IReadOnlyList<decimal> Course, IReadOnlyList<decimal> Fields, CubeTotals Totals, string? Href)
{
    /// <summary>What the year may come to; <see langword="null"/> where it is not forecast, or too little is known.</summary>
    public YearForecast? Forecast { get; init; }

    /// <summary>Whether its report is overdue or was returned: its number may not be whole, and it is not ranked.</summary>
    public bool Late => Report is ReportingState.Overdue or ReportingState.Returned;
}

/// <summary>A locality beside its cluster, its own past and the plan.</summary>
/// <param name="Row">The locality.</param>
/// <param name="Cluster">Its cluster; <see langword="null"/> where it is in none, or who looks does not see the others.</param>
/// <param name="Members">Localities of the cluster that are counted, itself included.</param>
/// <param name="Mean">The mean of them.</param>
/// <param name="Highest">The highest of them.</param>
/// <param name="Past">The same period of earlier years, where the campaign reaches that far, the latest first.</param>
public sealed record CompareOne(CompareRow Row, Cluster? Cluster, int Members, decimal Mean, decimal Highest, IReadOnlyList<(PeriodKey Period, decimal Count)> Past);

/// <summary>Everything the page shows.</summary>
public sealed record CompareView
{
    /// <summary>What is asked, with its defaults.</summary>
    public required CompareAsk Ask { get; init; }

    /// <summary>The campaign.</summary>
    public required Campaign Campaign { get; init; }

    /// <summary>When the last change that is in the numbers was applied.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The filters and what can be chosen.</summary>
    public required IReadOnlyList<FilterOption> Options { get; init; }

    /// <summary>In administrative order unless sorted.</summary>
    public required IReadOnlyList<CompareRow> Rows { get; init; }

    /// <summary>Non-local bodies; <see langword="null"/> where only some localities are compared.</summary>
    public required CubeTotals? ProvinceBodies { get; init; }

    /// <summary>What stands at no locality of the view: a divided unit without known shares, a district.</summary>
    public required CubeTotals? Unplaced { get; init; }

    /// <summary>Everything together.</summary>
    public required CubeTotals Totals { get; init; }

    /// <summary>How many of those that owe a report have sent it, of which period.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>The reporting period of <see cref="Coverage"/>; <see langword="null"/> where none is owed.</summary>
    public required PeriodKey? ReportPeriod { get; init; }

    /// <summary>The steps of time.</summary>
    public required IReadOnlyList<PeriodKey> Steps { get; init; }

    /// <summary>Keys of the fields, in their order.</summary>
    public required IReadOnlyList<string> FieldKeys { get; init; }

    /// <summary>Cụm thi đua of the campaign.</summary>
    public required IReadOnlyList<Cluster> Clusters { get; init; }

    /// <summary>All localities of the view that can be chosen, in administrative order.</summary>
    public required IReadOnlyList<(string Id, string Name)> Choices { get; init; }

    /// <summary>The one that is looked at closely.</summary>
    public required CompareOne? One { get; init; }

    /// <summary>Whether a year that still runs is forecast at all.</summary>
    public required bool Forecasts { get; init; }

    /// <summary>By which earlier years it is forecast.</summary>
    public required IReadOnlyList<YearPace> Paces { get; init; }

    /// <summary>The day up to which the year is counted.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The reports behind how they stand; <see langword="null"/> where none is owed.</summary>
    public required string? ReportsHref { get; init; }

    /// <summary>Localities with a confirmed denominator.</summary>
    public required int Populated { get; init; }

    /// <summary>Which of them lie outside of what chance explains.</summary>
    public required CompareFunnel Funnel { get; init; }

    /// <summary>Whether the campaign counts a registry at all.</summary>
    public required bool Told { get; init; }

    /// <summary>How the units are counted, in words.</summary>
    public required BoundaryView Boundaries { get; init; }

    /// <summary>Whether who looks may see every locality.</summary>
    public required bool SeesAll { get; init; }

    /// <summary>How models of divided communes stand; <see langword="null"/> where units count as they were.</summary>
    public required Placement? Placement { get; init; }

    /// <summary>Of how many communes of the later province the figures can speak; <see langword="null"/> where it is all of them.</summary>
    public required PartCovered? Part { get; init; }
}
