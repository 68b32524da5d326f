using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Charts;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Trends;

/// <summary>Diễn biến: over time, against the year before, by cohort, and played over the map.</summary>
public sealed partial class TrendsPage : IAsyncDisposable
{
    internal const string Path = "/dien-bien";

    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromSeconds(1);
    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private TrendView? _view;
    private string? _refused;
    private LiveSubscription? _subscription;
    private bool _left;

    [Inject]
    private TrendQueries Queries { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private LiveFeed Live { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private IStringLocalizer<FiltersText> Periods { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    [SupplyParameterFromQuery(Name = "ky")]
    private string? PeriodQuery { get; set; }

    [SupplyParameterFromQuery(Name = "linh-vuc")]
    private string? FieldQuery { get; set; }

    [SupplyParameterFromQuery(Name = "khoi")]
    private string? BlockQuery { get; set; }

    [SupplyParameterFromQuery(Name = "dia-ban")]
    private string? UnitQuery { get; set; }

    [SupplyParameterFromQuery(Name = "doi-tuong")]
    private string? SubjectQuery { get; set; }

    [SupplyParameterFromQuery(Name = "don-vi")]
    private string? BodyQuery { get; set; }

    [SupplyParameterFromQuery(Name = "dia-gioi")]
    private string? BoundariesQuery { get; set; }

    [SupplyParameterFromQuery(Name = "chi-so")]
    private string? MeasureQuery { get; set; }

    [SupplyParameterFromQuery(Name = "buoc")]
    private string? StepQuery { get; set; }

    [SupplyParameterFromQuery(Name = "cach")]
    private string? WayQuery { get; set; }

    private TrendAsk Asked => new(
        new()
        {
            Campaign = CampaignQuery, Period = PeriodQuery, Field = FieldQuery, Block = BlockQuery, Unit = UnitQuery, Subject = SubjectQuery, Body = BodyQuery, Boundaries = BoundariesQuery, Measure = MeasureQuery,
            Step = StepQuery,
        },
        WayQuery == "luy-ke");

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && await Who.GetAsync() is { } actor && Queries.InterestOf(actor, Asked.State) is { } interest && _subscription?.Interest.CampaignId != interest.CampaignId)
        {
            var old = _subscription;
            _subscription = Live.Subscribe(interest, s_atMostEvery, _ => InvokeAsync(RefreshAsync));
            if (old is not null)
            {
                await old.DisposeAsync();
            }
        }

        await LoadAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _left = true;
        if (_subscription is { } subscription)
        {
            await subscription.DisposeAsync();
        }
    }

    private async Task RefreshAsync()
    {
        if (!_left)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        if (await Who.RecentAsync() is not { } actor)
        {
            return;
        }

        var asked = Asked;
        var made = await Queries.GetAsync(actor, asked);
        if (!_left && asked == Asked)
        {
            _view = made.Ok ? made.Value : null;
            _refused = made.Ok ? null : string.Join(' ', made.Refusals.Select(Problems.Words));
        }
    }

    private Task GoAsync(ViewState state)
    {
        Nav.NavigateTo((Asked with { State = state with { Measure = MeasureQuery, Step = StepQuery } }).Href);
        return Task.CompletedTask;
    }

    private IEnumerable<(string Text, string Href, bool Chosen)> Measures(TrendView v) =>
        Enum.GetValues<TrendMeasure>().Select(m => (Name(m), (v.Ask with { State = v.Ask.State with { Measure = m == TrendMeasure.Registered ? null : Wire.Name(m) } }).Href, m == v.Ask.Measure));

    private IEnumerable<(string Text, string Href, bool Chosen)> StepChoices(TrendView v) =>
        new[] { PeriodKind.Month, PeriodKind.Quarter, PeriodKind.Year }.Select(k => (T[$"step.{Wire.Name(k)}"].Value, (v.Ask with { State = v.Ask.State with { Step = Wire.Name(k) } }).Href, v.Steps.Count > 0 && v.Steps[0].Kind == k));

    private IEnumerable<(string Text, string Href, bool Chosen)> Ways(TrendView v) =>
        [(T["way.in-period"].Value, (v.Ask with { Cumulative = false }).Href, !v.Ask.Cumulative), (T["way.cumulative"].Value, (v.Ask with { Cumulative = true }).Href, v.Ask.Cumulative)];

    private List<ChartSeries> Series(TrendView v) =>
        v.YearBefore.Count > 0 ? [new("now", T["series.now"], "tone-plain"), new("before", T["series.before"], "tone-before")] : [new("now", Name(v.Ask.Measure), "tone-plain")];

    private List<TimeStep> Points(TrendView v) =>
    [
        .. v.Steps.Select((p, i) => new TimeStep(
            Filters.PeriodWords.Short(p, Periods) is var label && p.Kind == PeriodKind.Quarter ? $"Q{p.Number}/{p.Year % 100}" : Filters.PeriodWords.Short(p, Periods),
            v.YearBefore.Count > 0 ? [v.Values[i], v.YearBefore[i]] : [v.Values[i]],
            T[v.YearBefore.Count > 0 ? "tip.two" : "tip.one", Domain.Text.TextFold.UpperFirst(Filters.PeriodWords.Of(p, Periods)), Says(v.Values[i]), v.YearBefore.Count > 0 ? Says(v.YearBefore[i]) : ""],
            v.Ask.Cumulative ? null : ModelsBehind.Models(v.Ask.State with { Period = p.ToString() }, Wire.Name(v.Ask.Measure)))),
    ];

    private string Says(decimal? value) => value is { } v ? v.ToString("#,0.##", s_vietnamese) : T["no-value"];

    private string Name(TrendMeasure measure) => T[$"measure.{Wire.Name(measure)}"];

    private static string Percent(int part, int whole) => (whole == 0 ? 0 : 100m * part / whole).ToString("0.0", s_vietnamese) + "%";

    private static string Number(int value) => value.ToString("#,0", s_vietnamese);
}
