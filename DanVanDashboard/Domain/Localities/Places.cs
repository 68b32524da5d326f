using System.Collections.Concurrent;
using System.Collections.Frozen;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Domain.Localities;

/// <summary>Địa bàn: all units of all times with their lineage. Immutable and checked: <see cref="Create"/> is the only door.</summary>
/// <remarks>A row's parent holds for all of the row's days (checked), so ancestors need no date of their own. All lists are in <see cref="Unit.AdministrativeOrder"/>.</remarks>
public sealed partial class Places
{
    private readonly FrozenDictionary<string, Unit> _byId;
    private readonly FrozenDictionary<string, Unit[]> _byCode;
    private readonly FrozenDictionary<string, Unit[]> _children;
    private readonly FrozenDictionary<string, LineagePart[]> _successors;
    private readonly FrozenDictionary<string, LineagePart[]> _predecessors;
    private readonly DateOnly[] _changes;
    private readonly Lazy<Spelling[]> _spellings;
    private readonly ConcurrentDictionary<BoundaryView, Lazy<RestatementTable>> _tables = [];
    private readonly ConcurrentDictionary<string, FrozenSet<string>> _scopes = [];

    private Places(Unit[] units, LineagePart[] lineage)
    {
        Array.Sort(units, Unit.AdministrativeOrder);
        All = units;
        Lineage = lineage;
        _byId = units.ToFrozenDictionary(u => u.Id);
        _byCode = units.GroupBy(u => u.Code).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        _children = units.Where(u => u.ParentId is not null).GroupBy(u => u.ParentId!).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        _successors = lineage.GroupBy(p => p.FromId).ToFrozenDictionary(g => g.Key, g => g.OrderBy(p => _byId[p.ToId], Unit.AdministrativeOrder).ToArray());
        _predecessors = lineage.GroupBy(p => p.ToId).ToFrozenDictionary(g => g.Key, g => g.OrderBy(p => _byId[p.FromId], Unit.AdministrativeOrder).ToArray());
        _changes = [.. units.Select(u => u.ValidFrom).Concat(units.Where(u => u.ValidTo is not null).Select(u => u.ValidTo!.Value)).Distinct().Order()];
        _spellings = new(() => [.. All.Select(u => new Spelling(u))]);
    }

    /// <summary>Every unit of every time.</summary>
    public IReadOnlyList<Unit> All { get; }

    /// <summary>Every line of the lineage, as given.</summary>
    public IReadOnlyList<LineagePart> Lineage { get; }

    /// <summary>The days on which some unit begins or ends, in order.</summary>
    public IReadOnlyList<DateOnly> Changes => _changes;

    /// <summary>The unit of an id that is known to exist; asking for another is a bug of the caller.</summary>
    public Unit this[string id] => _byId.TryGetValue(id, out var unit) ? unit : throw new KeyNotFoundException($"No unit {id}.");

    /// <summary>Checks everything and builds the index, or says all that is wrong, each refusal naming the row in its arguments.</summary>
    public static Result<Places> Create(IEnumerable<Unit> units, IEnumerable<LineagePart> lineage)
    {
        Unit[] rows = [.. units];
        LineagePart[] parts = [.. lineage];
        var refusals = PlaceRules.Check(rows, parts);
        return refusals.Count > 0 ? refusals : new Places(rows, parts);
    }

    /// <summary>The unit, or <see langword="null"/>.</summary>
    public Unit? ById(string? id) => id is not null && _byId.TryGetValue(id, out var unit) ? unit : null;

    /// <summary>The holder of a code on a day; codes pass from unit to unit.</summary>
    public Unit? FindByCode(string code, DateOnly day) => Array.Find(HoldersOf(code), u => u.ValidOn(day));

    /// <summary>All units that ever held a code, by date.</summary>
    public Unit[] HoldersOf(string code) => [.. _byCode.GetValueOrDefault(code) ?? []];

    /// <summary>The provinces of a day.</summary>
    public IEnumerable<Unit> RootsAt(DateOnly day) => All.Where(u => u.ParentId is null && u.ValidOn(day));

    /// <summary>The units directly below on a day.</summary>
    public IEnumerable<Unit> ChildrenOf(string id, DateOnly day) => Children(id).Where(u => u.ValidOn(day));

    /// <summary>All units below on a day, of one level or of all; none if the unit does not hold on that day.</summary>
    public IReadOnlyList<Unit> Under(string id, DateOnly day, UnitLevel? level = null)
    {
        List<Unit> found = [];
        Collect(id);
        found.Sort(Unit.AdministrativeOrder);
        return found;

        void Collect(string parent)
        {
            foreach (var child in ChildrenOf(parent, day))
            {
                if (level is null || child.Level == level)
                {
                    found.Add(child);
                }

                Collect(child.Id);
            }
        }
    }

    /// <summary>The units above, the nearest first.</summary>
    public IEnumerable<Unit> AncestorsOf(string id)
    {
        for (var unit = ById(this[id].ParentId); unit is not null; unit = ById(unit.ParentId))
        {
            yield return unit;
        }
    }

    /// <summary>Whether <paramref name="id"/> is <paramref name="above"/> or lies below it.</summary>
    public bool IsWithin(string id, string above) => id == above || AncestorsOf(id).Any(u => u.Id == above);

    /// <summary>The province of the unit's own time; with a day, what that province is on that day (of a commune of Long An: Long An, and today Tây Ninh).</summary>
    public Unit ProvinceOf(string id, DateOnly? day = null)
    {
        var province = AncestorsOf(id).LastOrDefault() ?? this[id];
        return day is { } at ? SuccessorAt(province.Id, at) ?? province : province;
    }

    /// <summary>Where the unit went, one step.</summary>
    public IReadOnlyList<LineagePart> SuccessorsOf(string id) => _successors.GetValueOrDefault(id) ?? [];

    /// <summary>What the unit was made of, one step; empty also where the facts do not reach.</summary>
    public IReadOnlyList<LineagePart> PredecessorsOf(string id) => _predecessors.GetValueOrDefault(id) ?? [];

    /// <summary>All units to which land of this one went, over all steps.</summary>
    public IReadOnlyList<Unit> AllSuccessorsOf(string id) => Closure(id, u => SuccessorsOf(u).Select(p => p.ToId));

    /// <summary>All units from which land of this one came, over all steps.</summary>
    public IReadOnlyList<Unit> AllPredecessorsOf(string id) => Closure(id, u => PredecessorsOf(u).Select(p => p.FromId));

    /// <summary>
    /// How much of a later unit the figures of an earlier one can speak of: of its communes on a day those whose land came from there, and all of them. Quảng Bình's
    /// figures cover a part of today's Quảng Trị only, and of the other part the facts do not know what it was.
    /// </summary>
    /// <param name="rootId">The later unit, such as a province of today.</param>
    /// <param name="originId">The earlier one, to which the figures belong.</param>
    /// <param name="day">The day of the later unit.</param>
    public PartCovered Covered(string rootId, string originId, DateOnly day)
    {
        var communes = Under(rootId, day, UnitLevel.Commune);
        return new(communes.Count(c => IsWithin(c.Id, originId) || AllPredecessorsOf(c.Id).Any(p => IsWithin(p.Id, originId))), communes.Count);
    }

    /// <summary>The one unit of a day that the whole of this unit is, has become, or (for a day before its time) lay in; <see langword="null"/> where it was divided or has none.</summary>
    public Unit? SuccessorAt(string id, DateOnly day)
    {
        var table = Restate(BoundaryView.At(day));
        return table.Comparable(id) && table.For(id) is [var only] ? this[only.TargetId] : null;
    }

    /// <summary>The weights by which numbers of any unit are shown in a view. Days between two changes share a table, so any day may be asked for.</summary>
    public RestatementTable Restate(BoundaryView view)
    {
        if (view.Date is { } day)
        {
            view = BoundaryView.At(LastChange(day));
        }

        return _tables.GetOrAdd(view, static (v, places) => new(() => new(v, places)), this).Value;
    }

    /// <summary>Whose records belong to a unit: itself, all units under it at any time, and the predecessors of any of these that went into them wholly. A predecessor of which a part went elsewhere is not included.</summary>
    public IReadOnlySet<string> ScopeOf(string id) => _scopes.GetOrAdd(this[id].Id, static (unit, places) => places.Scope(unit), this);

    /// <summary>Units of exactly this name, with or without its kind word: case and the place of the tone mark do not matter (Hoà = Hòa), other diacritics do (Bình Thành ≠ Bình Thạnh).</summary>
    public IReadOnlyList<Unit> Named(string name, DateOnly? day = null)
    {
        var key = TextFold.SortKey(name);
        return [.. _spellings.Value.Where(s => s.IsNamed(key) && s.HoldsOn(day)).Select(s => s.Unit)];
    }

    /// <summary>Units whose name holds the text, diacritics ignored: the same spelling first, then the same name, then those that begin with it, then the others.</summary>
    public IReadOnlyList<Unit> SearchFold(string text, DateOnly? day = null)
    {
        var clean = TextFold.Clean(text);
        var (key, fold) = (TextFold.SortKey(clean), TextFold.Fold(clean));
        return fold.Length == 0
            ? []
            : [.. _spellings.Value.Where(s => s.HoldsOn(day)).Select(s => (s.Unit, Rank: s.Rank(key, fold))).Where(h => h.Rank < int.MaxValue).OrderBy(h => h.Rank).Select(h => h.Unit)];
    }

    /// <summary>All units ever directly below.</summary>
    internal IReadOnlyList<Unit> Children(string id) => _children.GetValueOrDefault(id) ?? [];

    private DateOnly LastChange(DateOnly day)
    {
        var at = Array.BinarySearch(_changes, day);
        return _changes.Length == 0 ? day : _changes[at >= 0 ? at : Math.Max(0, ~at - 1)];
    }

    private FrozenSet<string> Scope(string id)
    {
        HashSet<string> scope = [];
        Stack<string> open = new([id]);
        while (open.TryPop(out var next))
        {
            if (!scope.Add(next))
            {
                continue;
            }

            foreach (var child in Children(next))
            {
                open.Push(child.Id);
            }

            foreach (var part in PredecessorsOf(next).Where(p => SuccessorsOf(p.FromId).All(s => scope.Contains(s.ToId))))
            {
                open.Push(part.FromId);
            }
        }

        return scope.ToFrozenSet();
    }

    private List<Unit> Closure(string id, Func<string, IEnumerable<string>> step)
    {
        HashSet<string> seen = [];
        Stack<string> open = new(step(this[id].Id));
        while (open.TryPop(out var next))
        {
            if (seen.Add(next))
            {
                foreach (var further in step(next))
                {
                    open.Push(further);
                }
            }
        }

        List<Unit> found = [.. seen.Select(u => this[u])];
        found.Sort(Unit.AdministrativeOrder);
        return found;
    }

    private sealed class Spelling(Unit unit)
    {
        private readonly string _name = TextFold.Fold(unit.Name);
        private readonly string _full = TextFold.Fold(unit.FullName);
        private readonly string _nameKey = TextFold.SortKey(unit.Name);
        private readonly string _fullKey = TextFold.SortKey(unit.FullName);

        public Unit Unit => unit;

        public bool HoldsOn(DateOnly? day) => day is null || unit.ValidOn(day.Value);

        public bool IsNamed(string key) => key == _nameKey || key == _fullKey;

        public int Rank(string key, string fold)
        {
            if (IsNamed(key))
            {
                return 0;
            }

            if (fold == _name || fold == _full)
            {
                return 1;
            }

            if (_name.StartsWith(fold, StringComparison.Ordinal) || _full.StartsWith(fold, StringComparison.Ordinal))
            {
                return 2;
            }

            return _full.Contains(fold, StringComparison.Ordinal) ? 3 : int.MaxValue;
        }
    }
}

/// <summary>Of how many communes figures can speak.</summary>
/// <param name="Covered">Those of which they can.</param>
/// <param name="Of">All of them.</param>
public readonly record struct PartCovered(int Covered, int Of)
{
    /// <summary>Whether some are left out.</summary>
    public bool IsPart => Covered < Of;
}
