using System.Collections.Concurrent;

namespace DanVanDashboard.Projection;

/// <summary>Answers that all viewers share: read once for each key, and anew only when their stamp has changed.</summary>
internal sealed class Shared<TKey, T>
    where TKey : notnull
{
    private const int Limit = 500;
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    /// <summary>The answer of a key. Several who ask at once wait for one reading; one who leaves does not end it for the others.</summary>
    /// <param name="key">What is asked.</param>
    /// <param name="stamp">Taken before the reading: what was committed up to it is in the answer.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="ct">Of this caller alone.</param>
    public async Task<T> GetAsync(TKey key, long stamp, Func<Task<T>> read, CancellationToken ct)
    {
        if (_entries.Count > Limit)
        {
            // Filters are many and cheap to answer again.
            _entries.Clear();
        }

        var entry = _entries.AddOrUpdate(key, _ => new(stamp, new(read)), (_, old) => old.Stamp >= stamp ? old : new(stamp, new(read)));
        try
        {
            return await entry.Value.Value.WaitAsync(ct);
        }
        catch (Exception) when (entry.Value is { IsValueCreated: true, Value.IsCompletedSuccessfully: false } && !ct.IsCancellationRequested)
        {
            // A reading that failed is not kept.
            _entries.TryRemove(new(key, entry));
            throw;
        }
    }

    private sealed record Entry(long Stamp, Lazy<Task<T>> Value);
}
