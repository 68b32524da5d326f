using DanVanDashboard.Domain.Access;
using Microsoft.Extensions.Caching.Memory;

namespace DanVanDashboard.Features.Pack;

/// <summary>How far a file is.</summary>
public enum PackStage
{
    /// <summary>Nothing is known of it: not asked for yet, or long ended.</summary>
    Unknown,

    /// <summary>It waits for its turn.</summary>
    Waiting,

    /// <summary>Its figures are gathered.</summary>
    Gathering,

    /// <summary>It is written, part by part.</summary>
    Writing,

    /// <summary>It is whole.</summary>
    Done,
}

/// <summary>How far a file is that was asked for with <c>ask</c>.</summary>
/// <param name="Stage">How far.</param>
/// <param name="Ahead">How many have their turn before it, while it waits.</param>
/// <param name="Part">Which part is being written, from 1; 0 before the first.</param>
/// <param name="Parts">How many parts it has; 0 while that is not known.</param>
/// <param name="Name">What that part is called, in the language of whoever asked for the file; a document is Vietnamese.</param>
public sealed record PackProgressView(PackStage Stage, int Ahead = 0, int Part = 0, int Parts = 0, string? Name = null);

/// <summary>Follows the making of one file. One thread makes it, others read how far it is.</summary>
internal sealed class PackWatch(CancellationToken ct = default)
{
    private volatile Func<PackProgressView> _now = static () => new(PackStage.Waiting);

    /// <summary>How far it is.</summary>
    public PackProgressView Now => _now();

    /// <summary>It waits behind <paramref name="ahead"/> others.</summary>
    public void Waits(Func<int> ahead) => _now = () => new(PackStage.Waiting, ahead());

    /// <summary>Its figures are gathered.</summary>
    public void Gathers() => Set(new(PackStage.Gathering));

    /// <summary>It is whole.</summary>
    public void Ends() => Set(new(PackStage.Done));

    /// <summary>A part is begun. Nobody waits any longer for a file whose request was given up: it ends here.</summary>
    /// <exception cref="OperationCanceledException">The request was given up.</exception>
    public void Begins(int part, int parts, string name)
    {
        ct.ThrowIfCancellationRequested();
        Set(new(PackStage.Writing, 0, part, parts, name));
    }

    /// <summary>Writes the parts one after the other.</summary>
    public void Run(IReadOnlyList<(string Name, Action Write)> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            Begins(i + 1, parts.Count, parts[i].Name);
            parts[i].Write();
        }
    }

    private void Set(PackProgressView view) => _now = () => view;
}

/// <summary>The files that are being made, by who asked and under which word; a word is known for some minutes.</summary>
internal sealed class PackWatches : IDisposable
{
    /// <summary>Longest word.</summary>
    public const int WordLimit = 64;

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 500 });

    /// <summary>Begins to follow a file; one that was asked for without a word is followed by nobody.</summary>
    public PackWatch Begin(Actor actor, string? ask, CancellationToken ct)
    {
        var watch = new PackWatch(ct);
        if (ask is { Length: > 0 and <= WordLimit })
        {
            _known.Set((actor.UserId, ask), watch, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(5) });
        }

        return watch;
    }

    /// <summary>How far the file is that <paramref name="actor"/> asked for under a word.</summary>
    public PackProgressView Of(Actor actor, string ask) => _known.TryGetValue((actor.UserId, ask), out PackWatch? watch) ? watch!.Now : new(PackStage.Unknown);

    /// <inheritdoc />
    public void Dispose() => _known.Dispose();
}
