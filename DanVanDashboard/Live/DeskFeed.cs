using System.Collections.Concurrent;

namespace DanVanDashboard.Live;

/// <summary>
/// Wakes the open pages of those who run the campaign when somebody did something they show. A page names the actions of the audit log it
/// follows; like <see cref="LiveFeed"/> it carries a signal, never what was done.
/// </summary>
public sealed class DeskFeed(TimeProvider clock, ILogger<DeskFeed> log)
{
    /// <summary>What is published once campaigns, bodies and clusters that changed hold for the next question.</summary>
    public const string Reference = "reference";

    private static readonly Interest s_none = new(null, new HashSet<string>(), null, NonLocal: false);
    private readonly ConcurrentDictionary<LiveSubscription, IReadOnlyList<string>> _subscriptions = new();

    /// <summary>How many pages listen.</summary>
    public int Subscribers => _subscriptions.Count;

    /// <summary>Calls <paramref name="wake"/> after an action that begins with one of <paramref name="prefixes"/>, at most once per <paramref name="atMostEvery"/>; an empty prefix is every action. The subscriber disposes what it gets.</summary>
    public LiveSubscription Subscribe(IReadOnlyList<string> prefixes, TimeSpan atMostEvery, Func<CancellationToken, Task> wake)
    {
        var subscription = new LiveSubscription(s_none, atMostEvery, wake, clock, log, s => _subscriptions.TryRemove(s, out _));
        _subscriptions[subscription] = prefixes;
        subscription.Start();
        return subscription;
    }

    /// <summary>Marks the pages that follow one of these actions and returns at once.</summary>
    public void Publish(IReadOnlyCollection<string> actions)
    {
        foreach (var (subscription, prefixes) in _subscriptions)
        {
            if (prefixes.Any(p => actions.Any(a => a.StartsWith(p, StringComparison.Ordinal))))
            {
                subscription.Signal();
            }
        }
    }
}
