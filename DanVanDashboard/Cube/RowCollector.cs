namespace DanVanDashboard.Cube;

/// <summary>Gathers sums into rows, restated by the weights of the question if it has any.</summary>
internal sealed class RowCollector(CubeQuery query, ReadOnlyMemory<string> units)
{
    private readonly List<CubeRow> _plain = [];
    private readonly Dictionary<(string Key, string? Then), WeightedRow> _weighted = [];
    private readonly WeightedRow _total = new();
    private readonly IReadOnlyList<(string TargetId, decimal Weight)>?[] _targets =
        new IReadOnlyList<(string, decimal)>?[query.Weights is null ? 0 : units.Length];

    /// <summary>Adds the sum of one group; without weights no two have the same keys.</summary>
    public void Add(string key, string? then, int unit, in MeasureRow sum)
    {
        if (query.Weights is null)
        {
            if (query.By != CubeAxis.None)
            {
                _plain.Add(new(key, then, CubeTotals.Of(sum)));
            }

            return;
        }

        foreach (var (target, weight) in _targets[unit] ??= TargetsOf(unit))
        {
            Row(query.By == CubeAxis.Unit ? target : key, query.Then == CubeAxis.Unit ? target : then).Add(sum, weight);
            _total.Add(sum, weight);
        }
    }

    public CubeTotals Totals(in MeasureRow unweighted) => query.Weights is null ? CubeTotals.Of(unweighted) : CubeTotals.Of(_total);

    public IReadOnlyList<CubeRow> Rows()
    {
        var rows = _plain;
        rows.AddRange(_weighted.Where(p => !p.Value.IsZero).Select(p => new CubeRow(p.Key.Key, p.Key.Then, CubeTotals.Of(p.Value))));
        rows.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key) is not 0 and var order
            ? order
            : string.CompareOrdinal(left.ThenKey, right.ThenKey));
        return rows;
    }

    private IReadOnlyList<(string TargetId, decimal Weight)> TargetsOf(int unit)
    {
        IReadOnlyList<(string TargetId, decimal Weight)> all = unit == 0 ? [(CubeKeys.ProvinceBodies, 1m)] : query.Weights!(units.Span[unit]);
        return query.Targets is { } wanted ? [.. all.Where(t => wanted.Contains(t.TargetId))] : all;
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
