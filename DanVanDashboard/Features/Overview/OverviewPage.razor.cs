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
    // The tiles' numbers are painted first and the page after them: two pictures each time, ten a second at the most.
    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromMilliseconds(200);

    // The page waits so long for its feed. Where that comes later there is a third picture, but then in a round of 300 ms or more.
    private static readonly TimeSpan s_newsWithin = TimeSpan.FromMilliseconds(100);

    private readonly LiveNumbers _ahead = new();

    private static readonly TimeSpan s_visitAtMostEvery = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, (decimal? Value, long Version)> _versions = [];
    private readonly Dictionary<string, long> _pulse = [];
    private OverviewModel? _model;
    private ViewState? _modelOf;
    private OverviewNews _news = OverviewNews.None;
    private ViewState? _newsOf;
    private string? _refused;
    private Classification? _scale;
    private (string Shown, MapMeasure Measure, ClassMethod Method) _scaleOf;
    private LiveSubscription? _subscription;
    private string? _big;
    private (PreviousVisit? Before, bool Begun) _visit;
    private string? _visitLine;
    private long _visitTold;
    private bool _visitLater;
    private readonly CancellationTokenSource _leaving = new();
    private bool _left;

    [Inject]
    private OverviewModels Models { get; set; } = default!;

    [Inject]
    private OverviewNewsQueries News { get; set; } = default!;

    [Inject]
    private VisitLine VisitLine { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private OverviewWords Words { get; set; } = default!;

    [Inject]
    private LiveFeed Live { get; set; } = default!;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

    [Inject]
    private DanVanDashboard.Api.ProblemWords Problems { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "chi-so")]
    private string? MeasureQuery { get; set; }

    [SupplyParameterFromQuery(Name = "phan-lop")]
    private string? ClassesQuery { get; set; }

    [SupplyParameterFromQuery(Name = "buoc")]
    private string? StepQuery { get; set; }

    [SupplyParameterFromQuery(Name = "kieu")]
    private string? DrawnQuery { get; set; }

    [SupplyParameterFromQuery(Name = "thu-tu")]
    private string? OrderQuery { get; set; }

    [SupplyParameterFromQuery(Name = "ky-hieu")]
    private string? SymbolQuery { get; set; }

    [SupplyParameterFromQuery(Name = "ranh-gioi")]
    private string? OutlineQuery { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        // Listen first, ask second: what is committed in between wakes the page again.
        if (RendererInfo.IsInteractive && await CurrentActor.GetAsync() is { } actor)
        {
            await ListenAsync(actor);
        }

        await AskAsync();
        await AskNewsAsync();
        if (RendererInfo.IsInteractive)
        {
            await AskVisitAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _left = true;
        await _leaving.CancelAsync();
        _leaving.Dispose();
        if (_subscription is { } subscription)
        {
            await subscription.DisposeAsync();
        }
    }

    private static string? Plain(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);

    private ViewState Query => Narrowed with
    {
        Measure = MeasureQuery, Classes = ClassesQuery, Step = StepQuery, Drawn = DrawnQuery, Order = OrderQuery, Symbol = SymbolQuery, Outline = OutlineQuery,
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

        // The tiles' numbers are one answer of the cube and are painted at once, and alone. The page is made from memory, too; its
        // feed is read from the store.
        if (_model is { } known && _modelOf == Query && await CurrentActor.RecentAsync() is not null && ReferenceEquals(known, _model))
        {
            if (_ahead.Show(Models.Ahead(known)))
            {
                // The picture leaves before the page takes this thread.
                await Task.Yield();
            }
        }

        var (shown, told) = (_model, _news);
        await AskAsync();
        var reading = ReadNewsAsync();
        try
        {
            await reading.WaitAsync(s_newsWithin, Clock);
        }
        catch (TimeoutException)
        {
            Paint();
            await reading;
        }

        Paint();

        void Paint()
        {
            if (!_left && (!ReferenceEquals(shown, _model) || !ReferenceEquals(told, _news)))
            {
                (shown, told) = (_model, _news);
                StateHasChanged();
            }
        }
    }

    private async Task ReadNewsAsync()
    {
        var told = _news;
        await AskNewsAsync();
        // The line of the last visit is this person's own; while much happens it is asked for every few seconds only.
        if (ReferenceEquals(told, _news) || _left)
        {
            return;
        }

        if (Clock.GetElapsedTime(_visitTold) > s_visitAtMostEvery)
        {
            await AskVisitAsync();
        }
        else if (!_visitLater)
        {
            _visitLater = true;
            _ = TellVisitLaterAsync();
        }
    }

    private async Task AskAsync()
    {
        var actor = await CurrentActor.RecentAsync();
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

        if (_model?.State != made.Value.State)
        {
            _pulse.Clear();
        }

        (_model, _modelOf, _refused) = (made.Value, asked, null);
        Rescale(made.Value);
    }

    private async Task AskNewsAsync()
    {
        if (_model is not { } model || await CurrentActor.RecentAsync() is not { } actor)
        {
            return;
        }

        var asked = Query;
        var news = await News.GetAsync(actor, asked);
        if (_left || asked != Query || _model is null)
        {
            return;
        }

        if (_newsOf == model.State.OnlyFilters())
        {
            Pulse(_news.Feed, news.Feed, model.Map);
        }

        (_news, _newsOf) = (news, model.State.OnlyFilters());
    }

    /// <summary>Keeps the bounds of the colours while the same thing is shown, so that one change recolours one commune.</summary>
    private void Rescale(OverviewModel model)
    {
        var values = model.Map.Units.Where(u => u.Value is not null).Select(u => u.Value!.Value).ToList();
        var of = (model.State.OnlyFilters().Href(), model.Map.Measure, model.Map.Method);
        _scale = (of == _scaleOf ? _scale?.Recounted(values) : null) ?? Classification.Of(values, model.Map.Method, decimals: MapMeasures.IsRate(model.Map.Measure) ? 1 : 0);
        _scaleOf = of;
    }

    /// <summary>The communes of what is new pulse on the map.</summary>
    private void Pulse(IReadOnlyList<FeedItem> before, IReadOnlyList<FeedItem> now, MapPanel map)
    {
        var last = before.Count > 0 ? before.Max(i => i.Sequence) : 0;
        foreach (var item in now.Where(i => i.Sequence > last && i.UnitId is not null))
        {
            foreach (var target in map.OnMap(item.UnitId!))
            {
                _pulse[target] = item.Sequence;
            }
        }
    }

    /// <summary>What came too soon after the last telling is told a little later, so that the line never stays behind.</summary>
    private async Task TellVisitLaterAsync()
    {
        try
        {
            await Task.Delay(s_visitAtMostEvery, Clock, _leaving.Token);
            await InvokeAsync(async () =>
            {
                _visitLater = false;
                if (!_left)
                {
                    await AskVisitAsync();
                    StateHasChanged();
                }
            });
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task AskVisitAsync()
    {
        if (await CurrentActor.RecentAsync() is not { } actor)
        {
            return;
        }

        if (!_visit.Begun)
        {
            _visit = (await VisitLine.BeginAsync(actor), true);
        }

        _visitTold = Clock.GetTimestamp();
        _visitLine = await VisitLine.OfAsync(actor, Query, _visit.Before);
    }

    private void Enlarge(string card) => _big = card;

    private void Shrink() => _big = null;

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
