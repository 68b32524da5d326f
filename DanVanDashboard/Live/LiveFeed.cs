using System.Collections.Concurrent;
using System.Threading.Channels;

namespace DanVanDashboard.Live;

/// <summary>Where something changed; never what. Whoever is woken reads the numbers in its own scope.</summary>
public readonly record struct LiveChange(long Sequence, string CampaignId, string UnitId, string? BodyId, bool NonLocal);

/// <summary>What a viewer looks at. A change outside it wakes nobody.</summary>
/// <param name="CampaignId">The campaign; <see langword="null"/> for all.</param>
/// <param name="Units">The localities, as they were; <see langword="null"/> for all.</param>
/// <param name="Bodies">Bodies whose models count wherever they stand.</param>
/// <param name="NonLocal">Whether non-local bodies are looked at as a whole.</param>
public sealed record Interest(string? CampaignId, IReadOnlySet<string>? Units, IReadOnlySet<string>? Bodies, bool NonLocal)
{
    /// <summary>Everything of a campaign.</summary>
    public static Interest All(string campaignId) => new(campaignId, null, null, NonLocal: true);

    /// <summary>Whether <paramref name="change"/> is looked at.</summary>
    public bool Covers(LiveChange change) =>
        (CampaignId is null || change.CampaignId == CampaignId)
        && ((change.NonLocal ? NonLocal : Units is null || Units.Contains(change.UnitId))
            || (change.BodyId is not null && Bodies?.Contains(change.BodyId) == true));
}

/// <summary>Wakes those who look at what has changed. Publishing costs one look per subscription and never waits for a viewer.</summary>
public sealed class LiveFeed(TimeProvider clock, ILogger<LiveFeed> log)
{
    private readonly ConcurrentDictionary<LiveSubscription, byte> _subscriptions = new();

    /// <summary>How many viewers listen; back to 0 when all have left.</summary>
    public int Subscribers => _subscriptions.Count;

    /// <summary>
    /// Calls <paramref name="wake"/> when something in <paramref name="interest"/> changed: at once after a quiet time, otherwise
    /// once per <paramref name="atMostEvery"/> with all that came in between. The subscriber disposes what it gets.
    /// </summary>
    public LiveSubscription Subscribe(Interest interest, TimeSpan atMostEvery, Func<CancellationToken, Task> wake)
    {
        var subscription = new LiveSubscription(interest, atMostEvery, wake, clock, log, s => _subscriptions.TryRemove(s, out _));
        _subscriptions[subscription] = 0;
        subscription.Start();
        return subscription;
    }

    /// <summary>Marks whoever looks at one of <paramref name="changes"/> and returns at once.</summary>
    public void Publish(IReadOnlyList<LiveChange> changes)
    {
        foreach (var (subscription, _) in _subscriptions)
        {
            foreach (var change in changes)
            {
                if (subscription.Interest.Covers(change))
                {
                    subscription.Signal();
                    break;
                }
            }
        }
    }
}

/// <summary>One viewer's place in the <see cref="LiveFeed"/>.</summary>
public sealed class LiveSubscription : IAsyncDisposable
{
    private static readonly TimeSpan s_retryAfterFailure = TimeSpan.FromSeconds(1);
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeSpan _atMostEvery;
    private readonly Func<CancellationToken, Task> _wake;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Action<LiveSubscription> _leave;
    private Task _pump = Task.CompletedTask;
    private int _disposed;

    internal LiveSubscription(
        Interest interest, TimeSpan atMostEvery, Func<CancellationToken, Task> wake, TimeProvider clock, ILogger log, Action<LiveSubscription> leave)
    {
        (Interest, _atMostEvery, _wake, _clock, _log, _leave) = (interest, atMostEvery, wake, clock, log, leave);
    }

    /// <summary>What it looks at.</summary>
    public Interest Interest { get; }

    /// <summary>How often the viewer has been woken.</summary>
    public long Wakes { get; private set; }

    internal void Start() => _pump = PumpAsync();

    internal void Signal() => _signal.Writer.TryWrite(true);

    /// <summary>Leaves the feed; when it ends, the viewer is not called any more. Not to be awaited from inside the call itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        _leave(this);
        await _stop.CancelAsync();
        await _pump;
        _stop.Dispose();
    }

    private async Task PumpAsync()
    {
        try
        {
            // The slot is emptied before the call, so that a change during the call wakes once more.
            while (await _signal.Reader.WaitToReadAsync(_stop.Token))
            {
                _signal.Reader.TryRead(out _);
                Wakes++;
                var pause = _atMostEvery;
                try
                {
                    await _wake(_stop.Token);
                }
                catch (OperationCanceledException) when (_stop.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception e)
                {
                    // A stale view heals: try again, but not in a tight loop.
                    _log.LogWarning(e, "A live view of {Campaign} failed; it is woken again", Interest.CampaignId);
                    Signal();
                    pause = s_retryAfterFailure;
                }

                await Task.Delay(pause, _clock, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Left.
        }
    }
}
