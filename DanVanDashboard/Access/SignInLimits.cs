namespace DanVanDashboard.Access;

/// <summary>
/// Counts failed sign-ins in memory: by address, so that nobody tries all accounts in turn, and by name where there is no such account, so that
/// a name that exists and one that does not are answered alike.
/// </summary>
internal sealed class SignInLimits(TimeProvider clock)
{
    /// <summary>Failures from one address within <see cref="Window"/> before it has to wait; a whole commune may stand behind one address.</summary>
    public const int FailuresOfAddress = 30;

    /// <summary>Failures for one name before it has to wait.</summary>
    public const int FailuresOfName = 5;

    /// <summary>How far back failures count, and how long a name waits.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const int Kept = 10_000;
    private readonly Dictionary<string, Queue<DateTimeOffset>> _failures = [];
    private readonly Lock _gate = new();

    /// <summary>Until when an address has to wait; <see langword="null"/> if it need not.</summary>
    public DateTimeOffset? AddressWaitsUntil(string address) => WaitsUntil("a " + address, FailuresOfAddress);

    /// <summary>Until when a name without an account has to wait.</summary>
    public DateTimeOffset? NameWaitsUntil(string normalizedName) => WaitsUntil("n " + normalizedName, FailuresOfName);

    /// <summary>Counts a failure from an address.</summary>
    public void AddressFailed(string address) => Failed("a " + address, FailuresOfAddress);

    /// <summary>Counts a failure for a name without an account.</summary>
    public void NameFailed(string normalizedName) => Failed("n " + normalizedName, FailuresOfName);

    private DateTimeOffset? WaitsUntil(string key, int limit)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            return _failures.TryGetValue(key, out var times) && Recent(times, now).Count >= limit ? times.Last() + Window : null;
        }
    }

    private void Failed(string key, int limit)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_failures.Count >= Kept)
            {
                foreach (var old in _failures.Where(f => Recent(f.Value, now).Count == 0).Select(f => f.Key).ToList())
                {
                    _failures.Remove(old);
                }
            }

            if (!_failures.TryGetValue(key, out var times))
            {
                if (_failures.Count >= Kept)
                {
                    return;
                }

                _failures[key] = times = new();
            }

            Recent(times, now).Enqueue(now);
            while (times.Count > limit)
            {
                times.Dequeue();
            }
        }
    }

    private static Queue<DateTimeOffset> Recent(Queue<DateTimeOffset> times, DateTimeOffset now)
    {
        while (times.Count > 0 && now - times.Peek() >= Window)
        {
            times.Dequeue();
        }

        return times;
    }
}
