using System.Collections.Concurrent;

namespace DanVanDashboard.Live;

/// <summary>Wakes the open pages of a person for whom something was left in the inbox. Like <see cref="LiveFeed"/> it carries a signal, never what was said.</summary>
public sealed class InboxFeed(TimeProvider clock, ILogger<InboxFeed> log)
{
    private static readonly Interest s_none = new(null, new HashSet<string>(), null, NonLocal: false);
    private readonly ConcurrentDictionary<LiveSubscription, string> _subscriptions = new();

    /// <summary>How many pages listen.</summary>
    public int Subscribers => _subscriptions.Count;

    /// <summary>Raised after each publication, for what sends notices on; it must return at once.</summary>
    public event Action? Published;

    /// <summary>Calls <paramref name="wake"/> when the inbox of <paramref name="userId"/> changed, at most once per <paramref name="atMostEvery"/>. The subscriber disposes what it gets.</summary>
    public LiveSubscription Subscribe(string userId, TimeSpan atMostEvery, Func<CancellationToken, Task> wake)
    {
        var subscription = new LiveSubscription(s_none, atMostEvery, wake, clock, log, s => _subscriptions.TryRemove(s, out _));
        _subscriptions[subscription] = userId;
        subscription.Start();
        return subscription;
    }

    /// <summary>Marks the pages of these people and returns at once.</summary>
    public void Publish(IReadOnlyCollection<string> userIds)
    {
        foreach (var (subscription, user) in _subscriptions)
        {
            if (userIds.Contains(user))
            {
                subscription.Signal();
            }
        }

        Published?.Invoke();
    }
}
