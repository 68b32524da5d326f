using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Live;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Inbox;

/// <summary>Hộp thư: what waits for a person, and what that person was told. Both follow by themselves.</summary>
public sealed partial class InboxPage
{
    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromSeconds(1);

    private readonly Questions _questions = new();
    private readonly CancellationTokenSource _leaving = new();
    private readonly List<LiveSubscription> _subscriptions = [];
    private NoticePage? _notices;
    private WorklistView? _work;
    private bool _works;
    private int _shown = InboxQueries.PageSize;
    private bool _busy;

    [Inject]
    private InboxQueries Queries { get; set; } = default!;

    [Inject]
    private Worklist Worklist { get; set; } = default!;

    [Inject]
    private MarkRead Verb { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private InboxFeed Feed { get; set; } = default!;

    [Inject]
    private LiveFeed Live { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "loc")]
    private string? Filter { get; set; }

    private bool UnreadOnly => Filter == "chua-doc";

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            return;
        }

        if (RendererInfo.IsInteractive && _subscriptions.Count == 0)
        {
            _subscriptions.Add(Feed.Subscribe(actor.UserId, s_atMostEvery, _ => InvokeAsync(RefreshAsync)));
            if (actor.May(Domain.Access.Verb.Converse))
            {
                var interest = actor.Scope.All ? new Interest(null, null, null, NonLocal: true) : new Interest(null, actor.Scope.Units, actor.Scope.Bodies, NonLocal: false);
                _subscriptions.Add(Live.Subscribe(interest, s_atMostEvery * 2, _ => InvokeAsync(RefreshAsync)));
            }
        }

        await AskAsync(actor);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        foreach (var subscription in _subscriptions)
        {
            await subscription.DisposeAsync();
        }

        _leaving.Dispose();
    }

    private Task AskAsync(Actor actor) => _questions.AskAsync(() => ReadAsync(actor));

    private async Task ReadAsync(Actor actor)
    {
        try
        {
            _works = actor.May(Domain.Access.Verb.Converse);
            (_notices, _work) = (await Queries.OfAsync(actor, UnreadOnly, null, _shown, _leaving.Token), await Worklist.OfAsync(actor, _leaving.Token));
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // Left.
        }
    }

    private async Task RefreshAsync()
    {
        if (!_leaving.IsCancellationRequested && await Who.RecentAsync() is { } actor)
        {
            await AskAsync(actor);
            StateHasChanged();
        }
    }

    private async Task MoreAsync()
    {
        _shown += InboxQueries.PageSize;
        await RefreshAsync();
    }

    private Task OpenedAsync(NoticeView notice) => notice.Read ? Task.CompletedTask : MarkAsync(notice.Id);

    private async Task MarkAsync(string? id)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            // Refused only where the notice is not there any more; then the fresh list says so.
            await Verb.HandleAsync(actor, id, null, CancellationToken.None);
            await AskAsync(actor);
        }
        finally
        {
            _busy = false;
        }
    }

    private string Line(WaitingModel model)
    {
        var parts = new List<string> { model.Place };
        if (model.Since is { } since)
        {
            parts.Add(T["work.since", TypedText.Day(since)]);
        }

        if (model.DueOn is { } due)
        {
            parts.Add(T["work.due", TypedText.Day(due)]);
        }

        return string.Join(" · ", parts);
    }

    private static string Moment(DateTime at) => LocalDay.At(at).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
