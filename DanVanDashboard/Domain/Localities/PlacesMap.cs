namespace DanVanDashboard.Domain.Localities;

/// <summary>Where a unit stands on the map.</summary>
/// <param name="Lat">WGS 84, degrees north.</param>
/// <param name="Lon">WGS 84, degrees east.</param>
/// <param name="Approximate">Whether the point is derived from other units, since this one has none of its own.</param>
public readonly record struct MapPlace(double Lat, double Lon, bool Approximate);

/// <summary>The area around one known point and the units that divide it among them.</summary>
/// <param name="Cell">The unit with the point.</param>
/// <param name="SharedBy">The units of the asked day that are drawn inside, in administrative order; only the cell itself where it holds on that day.</param>
public sealed record MapCell(Unit Cell, IReadOnlyList<Unit> SharedBy);

/// <content>The schematic map.</content>
public sealed partial class Places
{
    /// <summary>The unit's own point; else, of a unit with others below it, the mean of the points to which those lead; else the mean of where its successors lie. <see langword="null"/> where nothing leads to a point.</summary>
    public MapPlace? PlacedOnMap(string id)
    {
        var unit = this[id];
        if (unit is { Lat: { } lat, Lon: { } lon })
        {
            return new(lat, lon, Approximate: false);
        }

        HashSet<string> seen = [];
        List<Unit> points = [];
        CollectPoints(unit, seen, points);
        return points.Count == 0 ? null : new(points.Average(p => p.Lat!.Value), points.Average(p => p.Lon!.Value), Approximate: true);
    }

    /// <summary>The communes below a unit on a day, by the cell in which a map draws them: their own, or that of the unit which they have become. A district is the union of what its communes have of the cells.</summary>
    /// <remarks>A divided commune is drawn in one cell only: in that of its largest stated share, else of its namesake, else of the heir to its code, else in the first. A commune that leads to no point is left out.</remarks>
    public IReadOnlyList<MapCell> CellsAt(DateOnly day, string underId) =>
        [.. Under(underId, day, UnitLevel.Commune)
            .Select(u => (Unit: u, Cell: CellOf(u)))
            .Where(p => p.Cell is not null)
            .GroupBy(p => p.Cell!.Id)
            .Select(g => new MapCell(this[g.Key], [.. g.Select(p => p.Unit)]))
            .OrderBy(c => c.Cell, Unit.AdministrativeOrder)];

    private Unit? CellOf(Unit unit)
    {
        for (var next = unit; next is not null; next = MainSuccessor(next))
        {
            if (next.Lat is not null && next.Lon is not null)
            {
                return next;
            }
        }

        return null;
    }

    private Unit? MainSuccessor(Unit unit) => SuccessorsOf(unit.Id)
        .Select(p => (Unit: this[p.ToId], p.Share))
        .OrderByDescending(s => s.Share ?? 0)
        .ThenByDescending(s => s.Unit.Name == unit.Name)
        .ThenByDescending(s => s.Unit.Code == unit.Code)
        .Select(s => s.Unit)
        .FirstOrDefault();

    private void CollectPoints(Unit unit, HashSet<string> seen, List<Unit> points)
    {
        if (!seen.Add(unit.Id))
        {
            return;
        }

        if (unit.Lat is not null && unit.Lon is not null)
        {
            points.Add(unit);
            return;
        }

        var below = Children(unit.Id);
        foreach (var next in below.Count > 0 ? below : SuccessorsOf(unit.Id).Select(p => this[p.ToId]))
        {
            CollectPoints(next, seen, points);
        }
    }
}
