using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace DanVanDashboard.Domain.Localities;

/// <summary>Quy đổi: for every unit that ever was, where its numbers stand in one view. The weights of each unit sum to 1, so that no view loses or doubles anything.</summary>
public sealed class RestatementTable
{
    private readonly FrozenDictionary<string, Restated> _rows;
    private readonly ConcurrentDictionary<(string Unit, string WentTo), Restated> _placed = [];
    private readonly Places _places;

    internal RestatementTable(BoundaryView view, Places places)
    {
        View = view;
        _places = places;
        Func<Unit, Restated> restate = view.Kind switch
        {
            BoundaryViewKind.At => new RestatementToDay(places, view.Date!.Value).Of,
            BoundaryViewKind.OldDistrict => new RestatementToDistricts(places).Of,
            _ => static u => Restated.Exactly(u.Id),
        };
        _rows = places.All.ToFrozenDictionary(u => u.Id, restate);
    }

    /// <summary>The view; its day is that of the last change of units before the day asked for.</summary>
    public BoundaryView View { get; }

    /// <summary>Where a number of the unit stands, and with which weight. Where it is not comparable, the whole stands at one unit: the lowest one of the view that holds all of it, or the unit itself, listed apart, where there is none.</summary>
    public IReadOnlyList<(string TargetId, decimal Weight)> For(string unitId) => Row(unitId).Targets;

    /// <summary>As <see cref="For(string)"/>, for what is known to have gone to one of the successors of a divided unit: it stands there whole, and only a division of which that is not known is weighted.</summary>
    /// <param name="unitId">The unit as it was.</param>
    /// <param name="wentTo">Where it went, as <see cref="Places.WayOf"/> says it; <see langword="null"/> where nothing tells.</param>
    public IReadOnlyList<(string TargetId, decimal Weight)> For(string unitId, string? wentTo) => Row(unitId, wentTo).Targets;

    /// <summary>As <see cref="Comparable(string)"/>, for what is known to have gone to one of the successors.</summary>
    public bool Comparable(string unitId, string? wentTo) => Row(unitId, wentTo).Comparable;

    /// <summary>As <see cref="Estimated(string)"/>, for what is known to have gone to one of the successors.</summary>
    public bool Estimated(string unitId, string? wentTo) => Row(unitId, wentTo).Targets.Length > 1;

    /// <summary>Whether a number of the unit can be shown at units of the view's own level: all of it at one (exact), or divided by stated shares (<see cref="Estimated(string)"/>).</summary>
    public bool Comparable(string unitId) => Row(unitId).Comparable;

    /// <summary>Ước tính: whether the number is divided by stated shares.</summary>
    public bool Estimated(string unitId) => Row(unitId).Targets.Length > 1;

    private Restated Row(string unitId, string? wentTo) =>
        wentTo is null || View.Kind != BoundaryViewKind.At ? Row(unitId)
        : _placed.GetOrAdd((unitId, wentTo), static (of, table) => new RestatementToDay(table._places, table.View.Date!.Value, of.WentTo).Of(table._places[of.Unit]), this);

    private Restated Row(string unitId) => _rows.TryGetValue(unitId, out var row) ? row : throw new KeyNotFoundException($"No unit {unitId}.");
}

/// <summary>One row of the table.</summary>
internal sealed record Restated(bool Comparable, (string TargetId, decimal Weight)[] Targets)
{
    public static Restated Exactly(string id) => new(true, [(id, 1m)]);

    public static Restated AllAt(string id) => new(false, [(id, 1m)]);

    public bool SameAs(Restated other) => Comparable == other.Comparable && Targets.AsSpan().SequenceEqual(other.Targets);
}
