namespace DanVanDashboard.Cube;

/// <summary>Gathers sums into rows; where a unit is divided, by the weights of the question.</summary>
internal sealed class RowCollector(CubeQuery query, UnitTargets units)
{
    private readonly List<CubeRow> _plain = [];
    private readonly Dictionary<(string Key, string? Then), WeightedRow> _weighted = [];
    private readonly WeightedRow _total = new();

    /// <summary>Adds the sum of one group.</summary>
    /// <param name="key">The row; not looked at on the axis of units where the unit is divided.</param>
    /// <param name="then">What the row is split by.</param>
    /// <param name="divided">The unit of the space that is divided; 0, which never is, for all that count whole.</param>
    /// <param name="sum">What is added.</param>
    public void Add(string key, string? then, int divided, in MeasureRow sum)
    {
        if (!units.HasDivided)
        {
            // No two groups have the same keys.
            if (query.By != CubeAxis.None)
            {
                _plain.Add(new(key, then, CubeTotals.Of(sum)));
            }
        }
        else if (divided == 0)
        {
            Row(key, then).Add(sum, 1);
            _total.Add(sum, 1);
        }
        else
        {
            foreach (var (target, weight) in units.PartsOf(divided))
            {
                Row(query.By == CubeAxis.Unit ? target : key, query.Then == CubeAxis.Unit ? target : then).Add(sum, weight);
                _total.Add(sum, weight);
            }
        }
    }

    public CubeTotals Totals(in MeasureRow whole) => units.HasDivided ? CubeTotals.Of(_total) : CubeTotals.Of(whole);

    public IReadOnlyList<CubeRow> Rows()
    {
        var rows = _plain;
        rows.AddRange(_weighted.Where(p => !p.Value.IsZero).Select(p => new CubeRow(p.Key.Key, p.Key.Then, CubeTotals.Of(p.Value))));
        rows.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key) is not 0 and var order
            ? order
            : string.CompareOrdinal(left.ThenKey, right.ThenKey));
        return rows;
    }

    private WeightedRow Row(string key, string? then)
    {
        if (!_weighted.TryGetValue((key, then), out var row))
        {
            _weighted.Add((key, then), row = new());
        }

        return row;
    }
}
