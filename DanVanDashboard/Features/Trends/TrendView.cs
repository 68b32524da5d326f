using DanVanDashboard.Charts;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Filters;

namespace DanVanDashboard.Features.Trends;

/// <summary>What is followed over time.</summary>
public enum TrendMeasure
{
    /// <summary>Đăng ký, carried-over models included.</summary>
    Registered,

    /// <summary>Đang thực hiện at the end of each step: a stock.</summary>
    InProgress,

    /// <summary>Được công nhận: distinct models.</summary>
    Recognised,

    /// <summary>Điển hình tiên tiến.</summary>
    Exemplar,

    /// <summary>Được khen thưởng.</summary>
    Commended,

    /// <summary>Nhân rộng.</summary>
    Replicated,

    /// <summary>Dừng thực hiện.</summary>
    Stopped,
}

/// <summary>What is asked of the page.</summary>
/// <param name="State">Campaign, period, filters, measure and step.</param>
/// <param name="Cumulative">Lũy kế instead of trong kỳ.</param>
public sealed record TrendAsk(ViewState State, bool Cumulative)
{
    /// <summary>The measure.</summary>
    public TrendMeasure Measure => Wire.Parse<TrendMeasure>(State.Measure) ?? TrendMeasure.Registered;

    /// <summary>The address of this state.</summary>
    public string Href => State.Href(TrendsPage.Path, ("cach", Cumulative ? "luy-ke" : null));
}

/// <summary>Of the models registered in one year, how many came how far by today, and how long it took.</summary>
/// <param name="Year">The year of the registration.</param>
/// <param name="Registered">How many there are.</param>
/// <param name="Reached">How many were accepted, recognised, named an exemplar, commended, replicated, stopped; in this order.</param>
/// <param name="Days">Median days from the registration to each of them; <see langword="null"/> where nobody came so far.</param>
public sealed record Cohort(int Year, int Registered, IReadOnlyList<int> Reached, IReadOnlyList<int?> Days);

/// <summary>How long models took from one step of their life to the next, over all cohorts of the question.</summary>
/// <param name="From">The step before.</param>
/// <param name="To">The step.</param>
/// <param name="Models">Models that took both, in this order of days.</param>
/// <param name="Quarter">A quarter of them took at most so many days.</param>
/// <param name="Median">Half of them did.</param>
/// <param name="ThreeQuarters">Three quarters of them did.</param>
public sealed record StageTime(ModelEventKind From, ModelEventKind To, int Models, int Quarter, int Median, int ThreeQuarters);

/// <summary>Everything the page shows.</summary>
public sealed record TrendView
{
    /// <summary>What is asked, with its defaults.</summary>
    public required TrendAsk Ask { get; init; }

    /// <summary>The campaign.</summary>
    public required Campaign Campaign { get; init; }

    /// <summary>When the last change that is in the numbers was applied.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The filters and what can be chosen.</summary>
    public required IReadOnlyList<FilterOption> Options { get; init; }

    /// <summary>The steps of time.</summary>
    public required IReadOnlyList<PeriodKey> Steps { get; init; }

    /// <summary>The measure of each step; <see langword="null"/> where the campaign has nothing to say.</summary>
    public required IReadOnlyList<decimal?> Values { get; init; }

    /// <summary>The same a year before; empty where the campaign does not reach that far.</summary>
    public required IReadOnlyList<decimal?> YearBefore { get; init; }

    /// <summary>Dates worth a line.</summary>
    public required IReadOnlyList<TimeMark> Marks { get; init; }

    /// <summary>The days that the board marked, also those that do not lie on this axis.</summary>
    public required IReadOnlyList<CampaignMark> Entered { get; init; }

    /// <summary>Whether who looks may mark days.</summary>
    public required bool MayMark { get; init; }

    /// <summary>How long each step took.</summary>
    public required IReadOnlyList<StageTime> Stages { get; init; }

    /// <summary>The addresses behind the steps where each is of a campaign of its own; empty otherwise.</summary>
    public required IReadOnlyList<string?> StepHrefs { get; init; }

    /// <summary>Whether phases can be set side by side.</summary>
    public required bool HasPhases { get; init; }

    /// <summary>By year of registration, the latest first.</summary>
    public required IReadOnlyList<Cohort> Cohorts { get; init; }

    /// <summary>Models in progress that were not updated for two reporting periods.</summary>
    public required int Stale { get; init; }

    /// <summary>The models behind it.</summary>
    public required string? StaleHref { get; init; }

    /// <summary>Whether the campaign counts a registry at all.</summary>
    public required bool Told { get; init; }

    /// <summary>The way of counting.</summary>
    public required BoundaryView Boundaries { get; init; }

    /// <summary>The map on which events are played; <see langword="null"/> where there is none to draw.</summary>
    public required MapDrawing? Map { get; init; }

    /// <summary>Where the events for the map are.</summary>
    public required string ReplayHref { get; init; }
}
