using DanVanDashboard.Access;
using DanVanDashboard.Domain;
using DanVanDashboard.Live;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Models;

/// <summary>Một mô hình: what was registered, where it stands, what happened to it. It follows changes by itself.</summary>
public sealed partial class ModelDetailPage
{
    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromMilliseconds(500);

    private readonly Questions _questions = new();
    private readonly CancellationTokenSource _leaving = new();
    private ModelDetailView? _view;
    private bool _missing;
    private string? _listensTo;
    private LiveSubscription? _subscription;

    /// <summary>The model.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private ModelDetails Details { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private LiveFeed Live { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_view?.Model.Id != Id)
        {
            (_view, _missing) = (null, false);
        }

        if (!await AskAsync())
        {
            return;
        }

        if (_view is null)
        {
            // What is not there and what is out of scope look the same: nobody learns which ids exist.
            _missing = true;
            Navigation.NotFound();
            return;
        }

        if (RendererInfo.IsInteractive && _listensTo != Id)
        {
            var old = _subscription;
            (_listensTo, _subscription) = (Id, Live.Subscribe(_view.Interest, s_atMostEvery, _ => InvokeAsync(RefreshAsync)));
            if (old is not null)
            {
                await old.DisposeAsync();
            }

            // What was committed between the question and the subscription.
            await AskAsync();
        }
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

    /// <summary>False where nobody is signed in any more, or nobody looks.</summary>
    private Task<bool> AskAsync() => _questions.AskAsync(ReadAsync);

    private async Task<bool> ReadAsync()
    {
        if (await CurrentActor.GetAsync() is not { } actor)
        {
            Navigation.NavigateTo("/dang-nhap?loi=het-phien", forceLoad: true);
            return false;
        }

        var asked = Id;
        try
        {
            var made = await Details.GetAsync(actor, asked, ModelListQuery.Read(Navigation.Uri), _leaving.Token);
            if (asked != Id)
            {
                return false;
            }

            _view = made.Ok ? made.Value : null;
            return true;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>What this person did is on the page at once, without waiting for the signal.</summary>
    private async Task RecordedAsync()
    {
        await AskAsync();
        StateHasChanged();
    }

    private async Task RefreshAsync()
    {
        var before = _view;
        if (!_leaving.IsCancellationRequested && await AskAsync() && before is not null)
        {
            if (_view is null)
            {
                // Out of scope since: what is shown must go.
                _missing = true;
            }
            else if (!_view.Differs(before))
            {
                return;
            }

            StateHasChanged();
        }
    }
}
