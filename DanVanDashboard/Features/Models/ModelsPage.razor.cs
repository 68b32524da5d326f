using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Models;

/// <summary>Mô hình: the list behind a number. Filters live in the query string.</summary>
/// <remarks>
/// Live: the number in the heading follows at once, since it is the number of the tile that was clicked. The list never moves under
/// someone who reads it: where the same rows stand in the same order, new words take their place; where rows come, go or change places,
/// a quiet bar offers the new list.
/// </remarks>
public sealed partial class ModelsPage
{
    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromSeconds(1);

    // Beyond this many rows the next page replaces them instead of growing the page further.
    private const int MostRows = 500;

    private readonly CancellationTokenSource _leaving = new();
    private ModelListView? _view;
    private ModelListView? _newer;
    private ModelListState? _shown;
    private decimal? _total;
    private string? _refused;
    private string? _words;
    private int _rows = ModelListModels.PageSize;
    private bool _asking;
    private LiveSubscription? _subscription;
    private ModelListState? _listensTo;

    [Inject]
    private ModelListModels Models { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private LiveFeed Live { get; set; } = default!;

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
    private string? MapQuery { get; set; }

    [SupplyParameterFromQuery(Name = "loc")]
    private string? MeasureQuery { get; set; }

    [SupplyParameterFromQuery(Name = "cap")]
    private string? LevelQuery { get; set; }

    [SupplyParameterFromQuery(Name = "trang-thai")]
    private string? StageQuery { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? SearchQuery { get; set; }

    [SupplyParameterFromQuery(Name = "sap-xep")]
    private string? OrderQuery { get; set; }

    [SupplyParameterFromQuery(Name = "sau")]
    private string? AfterQuery { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var asked = Query;
        if (asked != _shown)
        {
            (_shown, _rows, _newer, _total, _words) = (asked, ModelListModels.PageSize, null, null, asked.Search);
        }

        if (await CurrentActor.GetAsync() is not { } actor)
        {
            Navigation.NavigateTo("/dang-nhap?loi=het-phien", forceLoad: true);
            return;
        }

        // Listen first, ask second: what is committed in between wakes the page again.
        if (RendererInfo.IsInteractive)
        {
            await ListenAsync(actor, asked);
        }

        await AskAsync(actor, asked);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        if (_subscription is { } subscription)
        {
            await subscription.DisposeAsync();
        }

        _leaving.Dispose();
    }

    private static string Number(decimal value) => value.ToString("#,0.##", CultureInfo.CurrentCulture);

    private static string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private ModelListState Query => ModelListState.Of(
        new()
        {
            Campaign = CampaignQuery, Period = PeriodQuery, Field = FieldQuery, Theme = ThemeQuery, Block = BlockQuery, Unit = UnitQuery, Subject = SubjectQuery, Body = BodyQuery,
            Boundaries = BoundariesQuery, Measure = MapQuery,
        },
        MeasureQuery, LevelQuery, StageQuery, SearchQuery, OrderQuery, AfterQuery);

    private bool CanGrow => _rows + ModelListModels.PageSize <= MostRows;

    /// <summary>The shared filters as hidden fields of the form that searches.</summary>
    private static IEnumerable<(string Name, string Value)> Shared(ViewState state) =>
        state.Href(string.Empty) is ['?', .. var query] ? query.Split('&').Select(p => p.Split('=', 2)).Select(p => (p[0], Uri.UnescapeDataString(p[1]))) : [];

    private async Task ListenAsync(Actor actor, ModelListState asked)
    {
        var of = asked with { After = null, Search = null, Stage = null, Stages = null, Level = null, Measure = default, Order = default };
        if (of == _listensTo || Models.InterestOf(actor, asked) is not { } interest)
        {
            return;
        }

        var old = _subscription;
        (_listensTo, _subscription) = (of, Live.Subscribe(interest, s_atMostEvery, _ => InvokeAsync(RefreshAsync)));
        if (old is not null)
        {
            await old.DisposeAsync();
        }
    }

    private async Task AskAsync(Actor actor, ModelListState asked)
    {
        _asking = true;
        var made = await MakeAsync(actor, asked);
        if (made is null || asked != _shown)
        {
            // The filters changed meanwhile, or nobody looks any more; the later question answers.
            return;
        }

        _asking = false;
        _view = made.Ok ? made.Value : null;
        _refused = made.Ok ? null : string.Join(' ', made.Refusals.Select(Problems.Words));
        (_newer, _total) = (null, null);
    }

    private async Task<Domain.Result<ModelListView>?> MakeAsync(Actor actor, ModelListState asked)
    {
        try
        {
            return await Models.GetAsync(actor, asked, _rows, _leaving.Token);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Something changed where this list looks.</summary>
    private async Task RefreshAsync()
    {
        if (_leaving.IsCancellationRequested || _view is null || _shown is not { } asked || await CurrentActor.GetAsync() is not { } actor)
        {
            return;
        }

        if (await MakeAsync(actor, asked) is not { Ok: true } made || asked != _shown || _view is not { } shown || made.Value.Sequence < shown.Sequence)
        {
            return;
        }

        var fresh = made.Value;
        if (fresh.SameRows(shown) && _newer is null)
        {
            (_view, _total) = (fresh, null);
        }
        else
        {
            (_newer, _total) = (fresh.SameRows(shown) ? null : fresh, fresh.Total);
            _view = fresh.SameRows(shown) ? fresh : shown;
        }

        StateHasChanged();
    }

    private void Update() => (_view, _newer, _total) = (_newer, null, null);

    private async Task MoreAsync()
    {
        if (CanGrow && _shown is { } asked && await CurrentActor.GetAsync() is { } actor)
        {
            _rows += ModelListModels.PageSize;
            await AskAsync(actor, asked);
        }
    }

    private Task SearchAsync() => _view is { } shown ? Go(shown.State with { Search = string.IsNullOrWhiteSpace(_words) ? null : _words.Trim() }) : Task.CompletedTask;

    private Task Go(ModelListState state)
    {
        Navigation.NavigateTo((state with { After = null }).Href());
        return Task.CompletedTask;
    }
}
