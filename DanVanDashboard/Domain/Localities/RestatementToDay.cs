namespace DanVanDashboard.Domain.Localities;

/// <summary>Restates every unit to the units of one day: forward along what it became, back along what it was made of.</summary>
/// <remarks>Every step of the lineage moves an end date forward (checked by <see cref="PlaceRules"/>), and a step up goes to a higher level, so the recursion ends.</remarks>
/// <param name="places">All units.</param>
/// <param name="day">The day.</param>
/// <param name="wentTo">Where what is restated is known to have gone (<see cref="Places.WayOf"/>); <see langword="null"/> for a unit as a whole.</param>
internal sealed class RestatementToDay(Places places, DateOnly day, string? wentTo = null)
{
    private readonly string[] _way = Places.StepsOf(wentTo);
    private readonly Dictionary<string, Restated> _known = [];

    public Restated Of(Unit unit)
    {
        if (_known.TryGetValue(unit.Id, out var known))
        {
            return known;
        }

        var restated = unit.ValidOn(day) ? Restated.Exactly(unit.Id) : unit.ValidFrom > day ? Back(unit) : Forward(unit);
        _known.Add(unit.Id, restated);
        return restated;
    }

    private Restated Forward(Unit unit)
    {
        var parts = places.SuccessorsOf(unit.Id);
        if (parts.FirstOrDefault(p => _way.Contains(p.ToId)) is { } taken)
        {
            return Of(places[taken.ToId]);
        }

        Restated[] ends = [.. parts.Select(p => Of(places[p.ToId]))];
        if (Agreed(ends) is { } agreed)
        {
            return agreed;
        }

        if (ends.Length > 0 && ends.All(e => e.Comparable) && parts.All(p => p.Share is not null))
        {
            return new(true, [.. parts.Zip(ends, (p, e) => e.Targets.Select(t => (t.TargetId, Weight: t.Weight * p.Share!.Value)))
                .SelectMany(t => t)
                .GroupBy(t => t.TargetId, (id, weights) => (id, weights.Sum(w => w.Weight)))
                .OrderBy(t => places[t.id], Unit.AdministrativeOrder)]);
        }

        return Lowest(unit, ends);
    }

    // The numbers of a unit that came from several cannot be taken apart again; those of one that lies wholly in an old unit can be put there.
    private Restated Back(Unit unit)
    {
        var parts = places.PredecessorsOf(unit.Id);
        if (parts.Count > 0 && !LiesIn(unit, parts))
        {
            return Above(unit);
        }

        Restated[] ends = [.. parts.Select(p => Of(places[p.FromId]))];
        return Agreed(ends) ?? Lowest(unit, ends);
    }

    // All parts end alike: then it does not matter how large they were.
    private static Restated? Agreed(Restated[] ends) =>
        ends.Length > 0 && ends[0].Comparable && Array.TrueForAll(ends, e => e.SameAs(ends[0])) ? ends[0] : null;

    /// <summary>The lowest unit of the day that holds all ends.</summary>
    private Restated Lowest(Unit unit, Restated[] ends)
    {
        string[] targets = [.. ends.SelectMany(e => e.Targets).Select(t => t.TargetId).Distinct()];
        if (targets.Length == 0 || !Array.TrueForAll(targets, t => places[t].ValidOn(day)))
        {
            return Above(unit);
        }

        var common = places.AncestorsOf(targets[0]).Prepend(places[targets[0]])
            .FirstOrDefault(u => Array.TrueForAll(targets, t => places.IsWithin(t, u.Id)));
        return common is null ? Above(unit) : Restated.AllAt(common.Id);
    }

    // Nothing is known of where it lay or went but the unit above it; a province of which nothing is known stands apart as itself.
    private Restated Above(Unit unit) =>
        unit.ParentId is not null && Of(places[unit.ParentId]).Targets is [var only] ? Restated.AllAt(only.TargetId) : Restated.AllAt(unit.Id);

    // A province may have a second predecessor of which the facts know nothing; its communes without a past give it away.
    private bool LiesIn(Unit unit, IReadOnlyList<LineagePart> parts) =>
        unit.Level == UnitLevel.Commune
        || places.Under(unit.Id, unit.ValidFrom, UnitLevel.Commune).All(c =>
            places.PredecessorsOf(c.Id) is { Count: > 0 } old && old.All(o => parts.Any(p => places.IsWithin(o.FromId, p.FromId))));
}

/// <summary>Restates communes to the districts that were abolished.</summary>
internal sealed class RestatementToDistricts(Places places)
{
    /// <summary>A commune stands in its district; one whose land comes from several districts, or of which that is not known, stands apart as itself.</summary>
    public Restated Of(Unit unit)
    {
        if (unit.Level != UnitLevel.Commune)
        {
            return Restated.Exactly(unit.Level == UnitLevel.District ? LastRow(unit.Id) : unit.Id);
        }

        HashSet<string> districts = [];
        return Collect(unit, districts) && districts.Count == 1 ? Restated.Exactly(districts.First()) : Restated.AllAt(unit.Id);
    }

    private bool Collect(Unit unit, HashSet<string> districts)
    {
        if (unit.ParentId is { } parent && places[parent].Level == UnitLevel.District)
        {
            districts.Add(LastRow(parent));
            return true;
        }

        var parts = places.PredecessorsOf(unit.Id);
        return parts.Count > 0 && parts.All(p => Collect(places[p.FromId], districts));
    }

    // A district that was only renamed is one district.
    private string LastRow(string district)
    {
        while (places.SuccessorsOf(district) is [{ Extent: LineageExtent.Full } next] && places.PredecessorsOf(next.ToId).Count == 1)
        {
            district = next.ToId;
        }

        return district;
    }
}
