using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Charts;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Overview;

/// <summary>Tổng quan: what the Standing Committee sees first. Filters live in the query string; numbers change by themselves.</summary>
public sealed partial class OverviewPage
{
    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, (decimal? Value, long Version)> _versions = [];
    private readonly Dictionary<string, long> _pulse = [];
    private OverviewModel? _model;
    private string? _refused;
    private Classification? _scale;
    private (string Key, string Measure) _scaleOf;
    private LiveSubscription? _subscription;
    private bool _left;

    [Inject]
    private OverviewModels Models { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private LiveFeed Live { get; set; } = default!;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

    [Inject]
    private DanVanDashboard.Api.ProblemWords Problems { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    [SupplyParameterFromQuery(Name = "ky")]
    private string? PeriodQuery { get; set; }

    [SupplyParameterFromQuery(Name = "linh-vuc")]
    private string? FieldQuery { get; set; }

    [SupplyParameterFromQuery(Name = "chu-de")]
    private string? ThemeQuery { get; set; }

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

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        // Listen first, ask second: what is committed in between wakes the page again.
        if (RendererInfo.IsInteractive && await CurrentActor.GetAsync() is { } actor)
        {
            await ListenAsync(actor);
        }

        await AskAsync();
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

    private static string Number(decimal value) => value.ToString("#,0.##", CultureInfo.CurrentCulture);

    private static string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private ViewState Query => new()
    {
        Campaign = CampaignQuery, Period = PeriodQuery, Field = FieldQuery, Theme = ThemeQuery, Block = BlockQuery, Unit = UnitQuery, Subject = SubjectQuery,
        Body = BodyQuery, Boundaries = BoundariesQuery, Measure = MeasureQuery,
    };

    private async Task ListenAsync(Actor actor)
    {
        var interest = Models.InterestOf(actor, Query);
        if (interest is null || SameInterest(_subscription?.Interest, interest))
        {
            return;
        }

        var old = _subscription;
        _subscription = Live.Subscribe(interest, s_atMostEvery, _ => InvokeAsync(RefreshAsync));
        if (old is not null)
        {
            await old.DisposeAsync();
        }
    }

    private static bool SameInterest(Interest? a, Interest b) =>
        a is not null && a.CampaignId == b.CampaignId && a.NonLocal == b.NonLocal && ReferenceEquals(a.Units, b.Units) && ReferenceEquals(a.Bodies, b.Bodies);

    private async Task RefreshAsync()
    {
        if (_left)
        {
            return;
        }

        var shown = _model;
        await AskAsync();
        if (!ReferenceEquals(shown, _model))
        {
            StateHasChanged();
        }
    }

    private async Task AskAsync()
    {
        var actor = await CurrentActor.GetAsync();
        if (actor is null)
        {
            Navigation.NavigateTo("/dang-nhap?loi=het-phien", forceLoad: true);
            return;
        }

        var asked = Query;
        var made = await Models.GetAsync(actor, asked);
        if (_left || asked != Query)
        {
            // The filters changed meanwhile; the later question answers.
            return;
        }

        if (!made.Ok)
        {
            (_model, _refused) = (null, string.Join(' ', made.Refusals.Select(Problems.Words)));
            return;
        }

        if (_model is { } shown && shown.Numbers.Sequence > made.Value.Numbers.Sequence && shown.State == made.Value.State)
        {
            return;
        }

        Pulse(_model, made.Value);
        (_model, _refused) = (made.Value, null);
        Rescale(made.Value);
    }

    /// <summary>Keeps the bounds of the colours while the same thing is shown, so that one change recolours one commune.</summary>
    private void Rescale(OverviewModel model)
    {
        var shown = (model.State with { Measure = null }).Href();
        var values = model.MapUnits.Where(u => u.Value is not null).Select(u => u.Value!.Value).ToList();
        var of = (shown, MapMeasures.Of(model.State).ToString());
        _scale = (of == _scaleOf ? _scale?.Recounted(values) : null) ?? Classification.Of(values);
        _scaleOf = of;
    }

    private void Pulse(OverviewModel? before, OverviewModel now)
    {
        if (before is null || before.State != now.State)
        {
            _pulse.Clear();
            return;
        }

        var last = before.Numbers.Sequence;
        foreach (var item in now.Feed.Where(i => i.Sequence > last && i.UnitId is not null))
        {
            foreach (var target in now.OnMap(item.UnitId!))
            {
                _pulse[target] = item.Sequence;
            }
        }
    }

    private long VersionOf(OverviewTile tile)
    {
        var known = _versions.GetValueOrDefault(tile.Key);
        if (known.Version == 0 || known.Value != tile.Value)
        {
            known = (tile.Value, known.Version + 1);
            _versions[tile.Key] = known;
        }

        return known.Version;
    }

    private Task GoAsync(ViewState state)
    {
        _versions.Clear();
        Navigation.NavigateTo(state.Href());
        return Task.CompletedTask;
    }
}
