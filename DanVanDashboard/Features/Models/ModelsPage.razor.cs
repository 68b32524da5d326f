using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
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
    private bool _mayRegister;
    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromSeconds(1);

    // So many pages stand in the document at once. Beyond them the farthest leaves when another comes, so that a list of any length costs the
    // browser and the server the same; the browser keeps what one reads in its place.
    private const int MostPages = 6;

    private readonly CancellationTokenSource _leaving = new();
    private ModelListView? _view;
    private ModelListView? _newer;
    private ModelListState? _shown;
    private decimal? _total;
    private string? _refused;
    private string? _words;
    private readonly List<string?> _starts = [];
    private int _first;
    private bool _asking;
    private bool _loading;
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

    [SupplyParameterFromQuery(Name = "muc-tieu")]
    private string? TargetQuery { get; set; }

    [SupplyParameterFromQuery(Name = "luu-hanh")]
    private string? VisibilityQuery { get; set; }

    [SupplyParameterFromQuery(Name = "nhan-rong")]
    private string? ReplicaQuery { get; set; }

    [SupplyParameterFromQuery(Name = "thieu")]
    private string? IncompleteQuery { get; set; }

    [SupplyParameterFromQuery(Name = "tuyen")]
    private string? LineQuery { get; set; }

    [SupplyParameterFromQuery(Name = "minh-chung")]
    private string? EvidenceQuery { get; set; }

    [SupplyParameterFromQuery(Name = "xac-minh")]
    private string? VerifiedQuery { get; set; }

    [SupplyParameterFromQuery(Name = "dot-nhap")]
    private string? ImportQuery { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var asked = Query;
        if (asked != _shown)
        {
            (_shown, _newer, _total, _words, _first) = (asked, null, null, asked.Search, 0);
            _starts.Clear();
            _starts.Add(asked.After);
        }

        if (await CurrentActor.GetAsync() is not { } actor)
        {
            Navigation.NavigateTo("/dang-nhap?loi=het-phien", forceLoad: true);
            return;
        }

        _mayRegister = actor.May(Verb.RegisterModel);

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
        Narrowed with { Measure = MapQuery },
        MeasureQuery, LevelQuery, StageQuery, SearchQuery, OrderQuery, AfterQuery, ModelNarrowQuery.Read(name => name switch
        {
            "muc-tieu" => TargetQuery, "luu-hanh" => VisibilityQuery, "nhan-rong" => ReplicaQuery, "tuyen" => LineQuery, "minh-chung" => EvidenceQuery, "thieu" => IncompleteQuery, "xac-minh" => VerifiedQuery, _ => ImportQuery,
        }));

    /// <summary>Which rows stand in the document: "101–400"; counted from where the address begins.</summary>
    private (int From, int To) Range => ((_first * ModelListModels.PageSize) + 1, (_first * ModelListModels.PageSize) + _view!.Items.Count);

    /// <summary>The shared filters as hidden fields of the form that searches.</summary>
    private static IEnumerable<(string Name, string Value)> Shared(ViewState state) =>
        state.Href(string.Empty) is ['?', .. var query] ? query.Split('&').Select(p => p.Split('=', 2)).Select(p => (p[0], Uri.UnescapeDataString(p[1]))) : [];

    private async Task ListenAsync(Actor actor, ModelListState asked)
    {
        var of = asked with { After = null, Search = null, Stage = null, Stages = null, Level = null, Measure = default, Order = default, Narrow = ModelNarrow.Nothing };
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
            var window = asked with { After = _starts[_first] };
            var made = await Models.GetAsync(actor, window, Math.Max(ModelListModels.PageSize, _view is { } shown && asked == _shown ? shown.Items.Count : 0), _leaving.Token);
            return made.Ok ? made.Value with { State = made.Value.State with { After = asked.After } } : made;
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

    private void Update()
    {
        (_view, _newer, _total) = (_newer, null, null);
        MarkPages();
    }

    /// <summary>The next page comes below; the first leaves when there are too many.</summary>
    private Task MoreAsync() => LoadAsync(_view?.Next, page =>
    {
        _starts.RemoveRange(_first + Pages, _starts.Count - _first - Pages);
        _starts.Add(_view!.Next);
        var items = _view.Items.Concat(page.Items).ToList();
        if (Pages >= MostPages)
        {
            items.RemoveRange(0, ModelListModels.PageSize);
            _first++;
        }

        _view = _view with { Items = items, Next = page.Next };
    });

    /// <summary>The page before comes above; the last leaves.</summary>
    private Task BackAsync() => _first == 0 ? Task.CompletedTask : LoadAsync(_starts[_first - 1], page =>
    {
        var items = page.Items.Concat(_view!.Items).ToList();
        _first--;
        if (items.Count > MostPages * ModelListModels.PageSize)
        {
            items.RemoveRange(MostPages * ModelListModels.PageSize, items.Count - (MostPages * ModelListModels.PageSize));
        }

        _view = _view with { Items = items, Next = items.Count < page.Items.Count + _view.Items.Count ? items[^1].Cursor : _view.Next };
    });

    private int Pages => (_view!.Items.Count + ModelListModels.PageSize - 1) / ModelListModels.PageSize;

    private async Task LoadAsync(string? after, Action<ModelPart> take)
    {
        if (_loading || _view is null || _shown is not { } asked || (after is null && _first != 1) || await CurrentActor.GetAsync() is not { } actor)
        {
            return;
        }

        _loading = true;
        try
        {
            var page = await Models.PartAsync(actor, asked with { After = after }, ModelListModels.PageSize, _leaving.Token);
            if (page.Ok && asked == _shown && _view is not null)
            {
                take(page.Value);
            }
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        finally
        {
            _loading = false;
        }
    }

    /// <summary>Where the pages of another window begin: rows have come or gone.</summary>
    private void MarkPages()
    {
        _starts.RemoveRange(_first + 1, _starts.Count - _first - 1);
        for (var i = ModelListModels.PageSize; i < (_view?.Items.Count ?? 0); i += ModelListModels.PageSize)
        {
            _starts.Add(_view!.Items[i - 1].Cursor);
        }
    }

    private Task SearchAsync() => _view is { } shown ? Go(shown.State with { Search = string.IsNullOrWhiteSpace(_words) ? null : _words.Trim() }) : Task.CompletedTask;

    private Task Go(ModelListState state)
    {
        Navigation.NavigateTo((state with { After = null }).Href());
        return Task.CompletedTask;
    }
}
