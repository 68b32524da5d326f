using System.Buffers;

namespace DanVanDashboard.Cube;

/// <summary>One cell in 64 bits: how many models of a profile count at a place. Sorted as numbers, cells are sorted by place and profile.</summary>
internal static class Cell
{
    public const long KeyMask = ~CountMask;
    private const int CountBits = 24;
    private const int ProfileBits = 18;
    private const long CountMask = (1L << CountBits) - 1;
    private const int Bias = 1 << (CountBits - 1);
    private const int MaxPlaces = 1 << (63 - CountBits - ProfileBits);

    public static long Pack(int place, int profile, int count)
    {
        if ((uint)place >= MaxPlaces || (uint)profile >= 1 << ProfileBits || count is < -Bias or >= Bias)
        {
            throw new OverflowException("A cube has room for 2 million places, 262,144 profiles and 8 million models in a cell.");
        }

        return ((((long)place << ProfileBits) | (uint)profile) << CountBits) | (uint)(count + Bias);
    }

    public static int Place(long cell) => (int)(cell >> (CountBits + ProfileBits));

    public static int Profile(long cell) => (int)(cell >> CountBits) & ((1 << ProfileBits) - 1);

    public static int Count(long cell) => (int)(cell & CountMask) - Bias;

    public static long WithCount(long cell, int count) => Pack(Place(cell), Profile(cell), count);
}

/// <summary>The cells of one period and one theme (or of all models, whatever their themes), as of one snapshot. Immutable: the log behind it may grow, but only past <see cref="LogLength"/>.</summary>
/// <param name="Base">Sorted cells, each place and profile once.</param>
/// <param name="Rows">The cells of <paramref name="Base"/> summed per place, kept where that is shorter to read.</param>
/// <param name="Log">Changes since, in order of arrival.</param>
/// <param name="LogLength">How many of them this snapshot knows.</param>
internal sealed record Slice(long[] Base, MeasureRow[]? Rows, long[] Log, int LogLength);

/// <summary>The growing end of a <see cref="Slice"/>: a change is appended to the log, and a full log is merged into a new base.</summary>
internal sealed class SliceBuilder(CubeSpace space)
{
    // Long enough that merging is rare, short enough that a reader hardly notices the log.
    private const int MinLog = 1024;
    private const int MaxLog = 16384;

    // Once there are so many cells per place, a row per place is worth its room (that of eight cells).
    private const int CellsPerPlaceForRows = 4;

    private long[] _base = [];
    private MeasureRow[]? _rows;
    private long[] _log = [];
    private int _length;
    private bool _shared;
    private Slice? _published;

    /// <summary>While a cube is rebuilt nobody reads, and longer logs make fewer merges.</summary>
    public bool Bulk { get; init; }

    public void Append(int place, int profile, int count)
    {
        if (_length == _log.Length)
        {
            MakeRoom();
        }

        _log[_length++] = Cell.Pack(place, profile, count);
        _published = null;
    }

    public Slice Publish()
    {
        _shared = true;
        return _published ??= new(_base, _rows, _log, _length);
    }

    /// <summary>A builder that goes on from the same cells on its own.</summary>
    public SliceBuilder Fork()
    {
        Merge();
        return new(space) { _base = _base, _rows = _rows };
    }

    /// <summary>Ends a rebuild: a builder with these cells and those of <paramref name="earlier"/>, for readers from now on.</summary>
    public SliceBuilder Seal(SliceBuilder? earlier = null)
    {
        Merge();
        if (earlier is not null)
        {
            _base = Sum(_base, earlier._base);
        }

        _rows = null;
        FillRows(_base);
        return new(space) { _base = _base, _rows = _rows };
    }

    private void MakeRoom()
    {
        var limit = Bulk ? Math.Max(MinLog * 4, _base.Length) : Math.Clamp(_base.Length / 4, MinLog, MaxLog);
        if (_length >= limit)
        {
            Merge();
        }

        if (_length == _log.Length)
        {
            Array.Resize(ref _log, Math.Max(16, _length * 2));
            _shared = false;
        }
    }

    private void Merge()
    {
        if (_length == 0)
        {
            return;
        }

        var changes = _log;
        if (_shared)
        {
            changes = ArrayPool<long>.Shared.Rent(_length);
            _log.AsSpan(0, _length).CopyTo(changes);
        }

        Array.Sort(changes, 0, _length);
        _base = Sum(_base, changes.AsSpan(0, _length));
        if (!Bulk)
        {
            FillRows(changes.AsSpan(0, _length));
        }

        if (_shared)
        {
            ArrayPool<long>.Shared.Return(changes);
            _log = [];
            _shared = false;
        }

        _length = 0;
        _published = null;
    }

    /// <summary>Brings the rows up to date with the base, of which only <paramref name="changes"/> are not in them yet.</summary>
    private void FillRows(ReadOnlySpan<long> changes)
    {
        if (_rows is null)
        {
            if (_base.Length < (long)space.PlaceCount * CellsPerPlaceForRows)
            {
                return;
            }

            changes = _base;
        }

        var rows = new MeasureRow[space.PlaceCount];
        _rows?.CopyTo(rows, 0);
        foreach (var cell in changes)
        {
            rows[Cell.Place(cell)].Add(space.MeasuresOf(Cell.Profile(cell)), Cell.Count(cell));
        }

        _rows = rows;
    }

    /// <summary>Adds two sorted lists of cells, of which <paramref name="changes"/> may name a cell several times; cells that come to nothing are dropped.</summary>
    private static long[] Sum(ReadOnlySpan<long> cells, ReadOnlySpan<long> changes)
    {
        var sum = ArrayPool<long>.Shared.Rent(cells.Length + changes.Length);
        int read = 0, written = 0;
        for (var i = 0; i < changes.Length;)
        {
            var key = changes[i] & Cell.KeyMask;
            while (read < cells.Length && (cells[read] & Cell.KeyMask) < key)
            {
                sum[written++] = cells[read++];
            }

            var count = read < cells.Length && (cells[read] & Cell.KeyMask) == key ? Cell.Count(cells[read++]) : 0;
            for (; i < changes.Length && (changes[i] & Cell.KeyMask) == key; i++)
            {
                count += Cell.Count(changes[i]);
            }

            if (count != 0)
            {
                sum[written++] = Cell.WithCount(key, count);
            }
        }

        cells[read..].CopyTo(sum.AsSpan(written));
        written += cells.Length - read;
        var result = sum.AsSpan(0, written).ToArray();
        ArrayPool<long>.Shared.Return(sum);
        return result;
    }
}
