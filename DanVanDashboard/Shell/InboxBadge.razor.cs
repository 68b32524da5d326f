using DanVanDashboard.Access;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Shell;

/// <summary>The number of unread notices of whoever is signed in; it follows by itself.</summary>
public sealed partial class InboxBadge
{
    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _leaving = new();
    private LiveSubscription? _subscription;
    private int _unread;

    /// <summary>Whether it is the bell of the top bar, which leads to the inbox, or a mere number.</summary>
    [Parameter]
    public bool Bell { get; set; }

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private Inboxes Inboxes { get; set; } = default!;

    [Inject]
    private InboxFeed Feed { get; set; } = default!;

    private string Shown => _unread > 99 ? "99+" : _unread.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (await Who.RecentAsync() is not { } actor)
        {
            return;
        }

        if (RendererInfo.IsInteractive && !_leaving.IsCancellationRequested)
        {
            _subscription = Feed.Subscribe(actor.UserId, s_atMostEvery, _ => InvokeAsync(() => CountAsync(actor.UserId)));
        }

        await CountAsync(actor.UserId);
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

    private async Task CountAsync(string userId)
    {
        if (_leaving.IsCancellationRequested)
        {
            return;
        }

        try
        {
            var unread = await Inboxes.UnreadAsync(userId, _leaving.Token);
            if (unread != _unread)
            {
                _unread = unread;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // Left.
        }
    }
}
