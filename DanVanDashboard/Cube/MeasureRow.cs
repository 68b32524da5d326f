using System.Runtime.Intrinsics;

namespace DanVanDashboard.Cube;

/// <summary>Positions of the measures in a <see cref="MeasureRow"/>.</summary>
internal static class Measure
{
    public const int Registered = 0;
    public const int RegisteredNew = 1;

    /// <summary>First of three, by level.</summary>
    public const int Recognised = 2;

    /// <summary>First of three, by level.</summary>
    public const int Recognitions = 5;
    public const int Exemplar = 8;
    public const int Commended = 9;
    public const int Commendations = 10;
    public const int Replicated = 11;
    public const int Stopped = 12;
    public const int InProgress = 13;

    /// <summary>Measures in use; a row has room for sixteen, one cache line.</summary>
    public const int Count = 14;
}

/// <summary>Anything with a value per measure.</summary>
internal interface IMeasures
{
    decimal this[int measure] { get; }
}

/// <summary>All measures of a cell side by side, so that adding a row costs two vector additions.</summary>
internal struct MeasureRow : IMeasures
{
    private Vector256<int> _low;
    private Vector256<int> _high;

    public MeasureRow(ReadOnlySpan<int> sixteen)
    {
        _low = Vector256.Create(sixteen[..8]);
        _high = Vector256.Create(sixteen.Slice(8, 8));
    }

    public readonly bool IsZero => (_low | _high) == Vector256<int>.Zero;

    public readonly int this[int measure] => measure < 8 ? _low[measure] : _high[measure - 8];

    readonly decimal IMeasures.this[int measure] => this[measure];

    public void Add(in MeasureRow other)
    {
        _low += other._low;
        _high += other._high;
    }

    public void Add(in MeasureRow other, int times)
    {
        _low += other._low * times;
        _high += other._high * times;
    }
}

/// <summary>A sum of rows by weights, exact in decimals.</summary>
internal sealed class WeightedRow : IMeasures
{
    private readonly decimal[] _values = new decimal[Measure.Count];

    /// <summary>The value without trailing zeros: 0.25 + 0.75 is 1, not 1.00.</summary>
    public decimal this[int measure] => _values[measure] / 1.0000000000000000000000000000m;

    public bool IsZero => Array.TrueForAll(_values, v => v == 0);

    public void Add(in MeasureRow row, decimal weight)
    {
        for (var measure = 0; measure < Measure.Count; measure++)
        {
            if (row[measure] is not 0 and var count)
            {
                _values[measure] += count * weight;
            }
        }
    }
}
