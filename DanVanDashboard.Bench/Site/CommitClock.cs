using System.Collections.Concurrent;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Bench.Site;

/// <summary>
/// The first of the Writer's listeners: notes the moment at which a transaction was committed, before the cube or anybody else
/// hears of it, and counts the registrations, which is the number that the pages show.
/// </summary>
internal sealed class CommitClock : ICommitListener
{
    private readonly ConcurrentDictionary<long, double> _at = new();
    private long _registered;

    /// <summary>Called with the new number, on the Writer's thread.</summary>
    public event Action<long>? Counted;

    /// <summary>Called with each change of a commit.</summary>
    public event Action<CommittedChange>? Changed;

    /// <summary>Registrations so far.</summary>
    public long Registered => Interlocked.Read(ref _registered);

    /// <summary>Milliseconds since 1970 at which the registration of that number was committed.</summary>
    public double At(long number) => _at[number];

    /// <summary>Now, on the same clock.</summary>
    public static double Now => (DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds;

    public void Committed(IReadOnlyList<CommittedChange> changes)
    {
        var now = Now;
        var registrations = changes.Count(c => c.ModelEvent?.Kind == ModelEventKind.Register);
        if (registrations > 0)
        {
            var number = Interlocked.Add(ref _registered, registrations);
            _at[number] = now;
            Counted?.Invoke(number);
        }

        foreach (var change in changes)
        {
            Changed?.Invoke(change);
        }
    }
}
