using System.Globalization;
using DanVanDashboard.Charts;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Trends;

/// <summary>Diễn biến: over time, against the year before, by cohort, and played over the map.</summary>
public sealed partial class TrendsPage
{
    internal const string Path = "/dien-bien";

    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    [Inject]
    private TrendQueries Queries { get; set; } = default!;

    [Inject]
    private IStringLocalizer<FiltersText> Periods { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "cach")]
    private string? WayQuery { get; set; }

    /// <inheritdoc />
    protected override TrendAsk Asked => new(
        Query,
        WayQuery == "luy-ke");

    /// <inheritdoc />
    protected override Interest? InterestOf(Actor actor, ViewState query) => Queries.InterestOf(actor, query);

    /// <inheritdoc />
    protected override Task<Result<TrendView>> AnswerAsync(Actor actor, TrendAsk asked) => Queries.GetAsync(actor, asked);

    private Task GoAsync(ViewState state)
    {
        Nav.NavigateTo((Asked with { State = state with { Measure = MeasureQuery, Step = StepQuery } }).Href);
        return Task.CompletedTask;
    }

    private IEnumerable<(string Text, string Href, bool Chosen)> Measures(TrendView v) =>
        Enum.GetValues<TrendMeasure>().Select(m => (Name(m), (v.Ask with { State = v.Ask.State with { Measure = m == TrendMeasure.Registered ? null : Wire.Name(m) } }).Href, m == v.Ask.Measure));

    private IEnumerable<(string Text, string Href, bool Chosen)> StepChoices(TrendView v) =>
        new[] { PeriodKind.Month, PeriodKind.Quarter, PeriodKind.Year, PeriodKind.Phase }.Where(k => k != PeriodKind.Phase || v.HasPhases).Select(k => (T[$"step.{Wire.Name(k)}"].Value, (v.Ask with { State = v.Ask.State with { Step = Wire.Name(k) } }).Href, v.Steps.Count > 0 && v.Steps[0].Kind == k));

    private IEnumerable<(string Text, string Href, bool Chosen)> Ways(TrendView v) =>
        [(T["way.in-period"].Value, (v.Ask with { Cumulative = false }).Href, !v.Ask.Cumulative), (T["way.cumulative"].Value, (v.Ask with { Cumulative = true }).Href, v.Ask.Cumulative)];

    private List<ChartSeries> Series(TrendView v) =>
        v.YearBefore.Count > 0 ? [new("now", T["series.now"], "tone-plain"), new("before", T["series.before"], "tone-before")] : [new("now", Name(v.Ask.Measure), "tone-plain")];

    private List<TimeStep> Points(TrendView v) =>
    [
        .. v.Steps.Select((p, i) => new TimeStep(
            PeriodWords.Short(p, Periods),
            v.YearBefore.Count > 0 ? [v.Values[i], v.YearBefore[i]] : [v.Values[i]],
            T[v.YearBefore.Count > 0 ? "tip.two" : "tip.one", Domain.Text.TextFold.UpperFirst(PeriodWords.Of(p, Periods)), Says(v.Values[i]), v.YearBefore.Count > 0 ? Says(v.YearBefore[i]) : ""],
            v.StepHrefs.Count > i ? v.StepHrefs[i] : v.Ask.Cumulative ? null : ModelsBehind.Models(v.Ask.State with { Period = p.ToString() }, Wire.Name(v.Ask.Measure)))),
    ];

    private string Says(decimal? value) => value is { } v ? v.ToString("#,0.##", s_vietnamese) : T["no-value"];

    private string Name(TrendMeasure measure) => T[$"measure.{Wire.Name(measure)}"];

    private static string Percent(int part, int whole) => (whole == 0 ? 0 : 100m * part / whole).ToString("0.0", s_vietnamese) + "%";

    private static string Number(int value) => value.ToString("#,0", s_vietnamese);
}
