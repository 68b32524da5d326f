using DanVanDashboard.Domain;
using DanVanDashboard.Pack;

namespace DanVanDashboard.Features.Pack;

/// <summary>How many packs are being made and how many wait.</summary>
/// <param name="Making">Being made.</param>
/// <param name="Waiting">Waiting for their turn.</param>
public sealed record PackQueueView(int Making, int Waiting);

/// <summary>Lets few packs be made at a time, in the order in which they were asked for: making one keeps a core busy, and the live pages have the others.</summary>
internal sealed class PackQueue
{
    /// <summary>Most that may wait.</summary>
    public const int Most = 60;

    private SemaphoreSlim _gate = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int _making;
    private int _waiting;
    private long _asked;
    private long _begun;

    /// <summary>How it stands.</summary>
    public PackQueueView Now => new(Volatile.Read(ref _making), Volatile.Read(ref _waiting));

    /// <summary>Sets how many are made at a time; for measurements, while none is.</summary>
    internal void AtOnce(int count) => _gate = new(count);

    /// <summary>Makes one when it is its turn; refused where too many wait.</summary>
    public async Task<Result<T>> RunAsync<T>(Func<Task<Result<T>>> make, PackWatch watch, CancellationToken ct)
    {
        if (Interlocked.Increment(ref _waiting) > Most)
        {
            Interlocked.Decrement(ref _waiting);
            return new Refusal("pack.queue-full");
        }

        var (gate, ticket) = (_gate, Interlocked.Increment(ref _asked));
        watch.Waits(() => (int)Math.Max(0, ticket - 1 - Volatile.Read(ref _begun)));
        try
        {
            await gate.WaitAsync(ct);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            // Who gives up is no longer before the others either.
            Interlocked.Increment(ref _begun);
        }

        Interlocked.Increment(ref _making);
        try
        {
            return await make();
        }
        finally
        {
            Interlocked.Decrement(ref _making);
            gate.Release();
        }
    }
}
