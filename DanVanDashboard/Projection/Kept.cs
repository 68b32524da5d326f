using System.Collections.Concurrent;

namespace DanVanDashboard.Projection;

/// <summary>
/// What was made from one version of the data, kept until that version is gone: however many ask, it is made once. One that failed is
/// made anew. Bounded: past the bound everything is forgotten, and what is still in use is made once more.
/// </summary>
/// <param name="most">How many keys are kept.</param>
internal sealed class Kept<TKey, TValue>(int most = 500)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    /// <summary>The value of a key, made by <paramref name="make"/> unless it is there in this <paramref name="version"/>.</summary>
    public Task<TValue> GetAsync(TKey key, object version, Func<Task<TValue>> make)
    {
        if (_entries.TryGetValue(key, out var known) && known.Serves(version))
        {
            return known.Value.Value;
        }

        if (_entries.Count > most)
        {
            _entries.Clear();
        }

        var fresh = new Entry(version, new(make));
        return _entries.AddOrUpdate(key, static (_, f) => f, static (_, k, f) => k.Serves(f.Version) ? k : f, fresh).Value.Value;
    }

    private sealed record Entry(object Version, Lazy<Task<TValue>> Value)
    {
        public bool Serves(object version) => Version.Equals(version) && !(Value.IsValueCreated && Value.Value.IsFaulted);
    }
}
