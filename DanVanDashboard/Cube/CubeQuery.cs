using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Cube;

/// <summary>What the rows of an answer stand for.</summary>
public enum CubeAxis
{
    /// <summary>No rows.</summary>
    None,

    /// <summary>Units, and the row <see cref="CubeKeys.ProvinceBodies"/>; with weights, the units that they lead to.</summary>
    Unit,

    /// <summary>Owning bodies.</summary>
    Body,

    /// <summary>Fields.</summary>
    Field,

    /// <summary>The periods of <see cref="CubeQuery.Periods"/>.</summary>
    Period,

    /// <summary>Collective and individual.</summary>
    Subject,

    /// <summary>Stages at the period's end.</summary>
    Stage,

    /// <summary>Themes; they overlap, so rows are never added.</summary>
    Theme,

    /// <summary>Organisation blocks.</summary>
    Block,
}

/// <summary>Keys of rows and filters that are no ids.</summary>
public static class CubeKeys
{
    /// <summary>Cơ quan, đơn vị cấp tỉnh: all bodies outside the tree of localities, as one unit. Map + this row = total.</summary>
    public const string ProvinceBodies = "province-bodies";

    /// <summary>Chưa nêu: where the source states no body, field, subject or block, or a recipient without a model has no stage.</summary>
    public const string Unstated = "unstated";
}

/// <summary>A question to a snapshot. Filters and rows speak the same keys: ids, field keys, and the outside names (<see cref="Domain.Wire"/>) of subjects, blocks and stages; a key that nothing has gives zeros.</summary>
public sealed record CubeQuery
{
    /// <summary>Kỳ; <see langword="null"/> is the whole campaign.</summary>
    public PeriodKey? Period { get; init; }

    /// <summary>Unit ids as they were; <see langword="null"/> is all. Non-local bodies are in none of them but in <see cref="CubeKeys.ProvinceBodies"/>, so that a filter by units gives the sum of their rows.</summary>
    public IReadOnlySet<string>? Units { get; init; }

    /// <summary>A body id, or <see cref="CubeKeys.Unstated"/>.</summary>
    public string? Body { get; init; }

    /// <summary>A field key, or <see cref="CubeKeys.Unstated"/>.</summary>
    public string? Field { get; init; }

    /// <summary>A theme key.</summary>
    public string? Theme { get; init; }

    /// <summary>An organisation block, or <see cref="CubeKeys.Unstated"/>.</summary>
    public string? Block { get; init; }

    /// <summary>A subject, or <see cref="CubeKeys.Unstated"/>.</summary>
    public string? Subject { get; init; }

    /// <summary>What the rows stand for.</summary>
    public CubeAxis By { get; init; }

    /// <summary>What each row is split by, such as subjects within fields.</summary>
    public CubeAxis Then { get; init; }

    /// <summary>The periods wanted where an axis is <see cref="CubeAxis.Period"/>.</summary>
    public IReadOnlyList<PeriodKey> Periods { get; init; } = [];

    /// <summary>The units that a unit as it was leads to, with shares that add to 1, for a view restated to another date or grouping; <see langword="null"/> is as it was. Asked with the unit and with where a model's village went (<see cref="Domain.Models.ModelFacts.WentTo"/>), if that is known. A unit that leads nowhere counts nowhere. Not asked for non-local bodies: they stay what they are.</summary>
    public Func<string, string?, IReadOnlyList<(string TargetId, decimal Weight)>>? Weights { get; init; }

    /// <summary>Of the restated units only these (and <see cref="CubeKeys.ProvinceBodies"/> only if it is here); <see langword="null"/> is all. Only with <see cref="Weights"/>.</summary>
    public IReadOnlySet<string>? Targets { get; init; }
}

/// <summary>One row of an answer.</summary>
/// <param name="Key">What it stands for on the axis <see cref="CubeQuery.By"/>.</param>
/// <param name="ThenKey">What it stands for on the axis <see cref="CubeQuery.Then"/>, if one was asked.</param>
/// <param name="Totals">Its measures.</param>
public sealed record CubeRow(string Key, string? ThenKey, CubeTotals Totals);

/// <summary>An answer. Totals are counted on their own, not added from the rows.</summary>
/// <param name="Sequence">The last change that the answer knows.</param>
/// <param name="Totals">All that passes the filters in <see cref="CubeQuery.Period"/>.</param>
/// <param name="Rows">In ordinal order of their keys; a row with nothing in it is left out.</param>
public sealed record CubeResult(long Sequence, CubeTotals Totals, IReadOnlyList<CubeRow> Rows)
{
    /// <summary>The measures of one row, zeros where there is none.</summary>
    public CubeTotals Row(string key, string? thenKey = null) =>
        Rows.FirstOrDefault(r => r.Key == key && r.ThenKey == thenKey)?.Totals ?? CubeTotals.Zero;
}
