using System.Collections.Concurrent;
using System.IO.Compression;
using DanVanDashboard.Data;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace DanVanDashboard.Projection;

/// <summary>How finely shapes are drawn.</summary>
public enum BoundaryDetail
{
    /// <summary>For the map of a province.</summary>
    Overview,

    /// <summary>For a large screen.</summary>
    Fine,
}

/// <summary>A set of boundaries that holds.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Licence">What may be done with it.</param>
/// <param name="Number">Order of import.</param>
/// <param name="Units">Units that it draws.</param>
public sealed record BoundarySet(string Id, string Name, DateOnly ValidFrom, string Source, string Licence, long Number, IReadOnlySet<string> Units);

/// <summary>The boundaries of the store by day. Sets are small and kept in memory; shapes are read when a map first needs them.</summary>
public sealed class BoundaryAtlas(Store store)
{
    private readonly ConcurrentDictionary<(string Set, BoundaryDetail Detail), Lazy<IReadOnlyDictionary<string, Geometry>>> _shapes = new();
    private volatile IReadOnlyList<BoundarySet> _sets = [];
    private int _version;

    /// <summary>Grows with every change of the boundaries: what was drawn from another version is old.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Sets that hold, the newest first.</summary>
    public IReadOnlyList<BoundarySet> Sets => _sets;

    /// <summary>Reads the sets anew: at the start, and after an import or a withdrawal.</summary>
    public async Task ReloadAsync(CancellationToken ct)
    {
        await using var db = store.Read();
        var rows = await db.BoundarySets.Where(s => s.WithdrawnAt == null).ToListAsync(ct);
        var units = (await db.BoundaryShapes.Select(s => new { s.SetId, s.UnitId }).ToListAsync(ct)).ToLookup(s => s.SetId, s => s.UnitId);
        _sets = [.. rows.OrderByDescending(r => r.ValidFrom).ThenByDescending(r => r.Number)
            .Select(r => new BoundarySet(r.Id, r.Name, r.ValidFrom, r.Source, r.Licence, r.Number, units[r.Id].ToHashSet(StringComparer.Ordinal)))];
        Interlocked.Increment(ref _version);
    }

    /// <summary>The set that draws a unit: of those that began by <paramref name="day"/> the one that began last, then the one imported last.</summary>
    public BoundarySet? SetOf(string unitId, DateOnly day) => _sets.FirstOrDefault(s => s.ValidFrom <= day && s.Units.Contains(unitId));

    /// <summary>The shapes of units on a day, in degrees, longitude first; a unit that no set draws is not among them.</summary>
    public IReadOnlyDictionary<string, Geometry> Shapes(IEnumerable<string> units, DateOnly day, BoundaryDetail detail)
    {
        var found = new Dictionary<string, Geometry>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            if (SetOf(unit, day) is { } set && ShapesOf(set.Id, detail).GetValueOrDefault(unit) is { } shape)
            {
                found[unit] = shape;
            }
        }

        return found;
    }

    /// <summary>Shape to bytes: Well-Known Binary, compressed.</summary>
    public static byte[] Pack(Geometry shape)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            brotli.Write(new WKBWriter().Write(shape));
        }

        return packed.ToArray();
    }

    /// <summary>Bytes to shape.</summary>
    public static Geometry Unpack(byte[] bytes)
    {
        using var brotli = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        brotli.CopyTo(whole);
        return new WKBReader().Read(whole.ToArray());
    }

    private IReadOnlyDictionary<string, Geometry> ShapesOf(string set, BoundaryDetail detail) =>
        _shapes.GetOrAdd((set, detail), key => new(() =>
        {
            using var db = store.Read();
            var rows = db.BoundaryShapes.Where(s => s.SetId == key.Set).Select(s => new { s.UnitId, Bytes = key.Detail == BoundaryDetail.Fine ? s.Fine : s.Overview }).ToList();
            return rows.ToDictionary(r => r.UnitId, r => Unpack(r.Bytes), StringComparer.Ordinal);
        })).Value;
}
