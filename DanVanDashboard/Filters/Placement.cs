using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Localities;

namespace DanVanDashboard.Filters;

/// <summary>How the models of divided communes stand in a restated view. What went whole to one unit needs no word.</summary>
public sealed record Placement
{
    private const string Village = "village";
    private const string Shares = "shares";
    private const string Above = "above";

    /// <summary>Counted whole in one successor, since their village went there: exact.</summary>
    public required CubeTotals ByVillage { get; init; }

    /// <summary>Of no known village, divided by stated shares: estimated.</summary>
    public required CubeTotals Estimated { get; init; }

    /// <summary>Of no known village and without shares: at the lowest unit above, in none of the successors.</summary>
    public required CubeTotals Apart { get; init; }

    /// <summary>What is estimated in the number of each unit that has something estimated in it.</summary>
    public required IReadOnlyDictionary<string, CubeTotals> EstimatedIn { get; init; }

    /// <summary>Whether a number of the unit is estimated in part.</summary>
    public bool IsEstimated(string unitId) => EstimatedIn.ContainsKey(unitId);

    /// <summary>Asks for the same models as <paramref name="query"/>, whatever its axes; <see langword="null"/> where units count as they were or by old district.</summary>
    public static Placement? Of(CubeSnapshot snapshot, CubeQuery query, Places places, BoundaryView view)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(places);
        if (view.Kind != BoundaryViewKind.At || query.Weights is null)
        {
            return null;
        }

        var table = places.Restate(view);
        bool Counts(string unit, string? wentTo) => query.Targets is not { } targets || table.For(unit, wentTo).Any(t => targets.Contains(t.TargetId));
        var asked = query with { By = CubeAxis.Unit, Then = CubeAxis.None, Targets = null, Periods = [] };
        var kinds = snapshot.Query(asked with { Weights = (unit, wentTo) => Counts(unit, wentTo) && KindOf(places, table, unit, wentTo) is { } kind ? [(kind, 1m)] : [] });
        var estimated = kinds.Row(Shares) == CubeTotals.Zero ? []
            : snapshot.Query(asked with { Weights = (unit, wentTo) => table.Estimated(unit, wentTo) ? table.For(unit, wentTo) : [] }).Rows.Where(r => r.Key != CubeKeys.ProvinceBodies && query.Targets?.Contains(r.Key) != false);
        return new() { ByVillage = kinds.Row(Village), Estimated = kinds.Row(Shares), Apart = kinds.Row(Above), EstimatedIn = estimated.ToDictionary(r => r.Key, r => r.Totals) };
    }

    private static string? KindOf(Places places, RestatementTable table, string unit, string? wentTo) =>
        places[unit].Level != UnitLevel.Commune || !places.LeadsToDivision(unit) || (table.Comparable(unit) && !table.Estimated(unit)) ? null
        : table.Estimated(unit, wentTo) ? Shares
        : table.Comparable(unit, wentTo) ? Village : Above;
}
