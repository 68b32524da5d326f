using System.Globalization;

namespace DanVanDashboard.Domain.Localities;

/// <summary>Makes the plan of one change whose texts and shape are sound.</summary>
internal sealed class UnitChangePlanner(Places places, UnitChange change)
{
    private readonly DateOnly _on = change.On!.Value;
    private readonly List<Refusal> _refusals = [];
    private readonly Dictionary<string, Unit> _ended = [];
    private readonly List<Unit> _added = [];
    private readonly HashSet<string> _followers = [];
    private readonly List<LineagePart> _lineage = [];

    public Result<UnitChangePlan> Plan()
    {
        var targets = Targets();
        CheckOrigins(targets);
        CheckShares(targets);
        if (_refusals.Count > 0)
        {
            return _refusals;
        }

        // From above, so that a unit that changes itself meets the unit above it as it becomes.
        foreach (var (target, i) in targets.OrderBy(t => LevelOf(t.Target)))
        {
            Make(target, i);
        }

        CheckCodes(targets);
        if (_refusals.Count > 0)
        {
            return _refusals;
        }

        Follow();
        if (_refusals.Count > 0)
        {
            return _refusals;
        }

        var after = Places.Create([.. places.All.Select(u => _ended.GetValueOrDefault(u.Id, u)), .. _added], [.. places.Lineage, .. _lineage]);
        return after.Ok ? new UnitChangePlan(change, [.. _ended.Values.Order(Unit.AdministrativeOrder)], _added, _followers, _lineage, after.Value) : after.Refusals.ToList();
    }

    /// <summary>The units that begin; when a level is abolished, every unit below it goes to the unit above unless the change says otherwise. Index -1: not said by the change.</summary>
    private List<(NewUnit Target, int Index)> Targets()
    {
        List<(NewUnit Target, int Index)> targets = [.. change.Targets.Select((t, i) => (t, i))];
        if (change.Kind != UnitChangeKind.AbolishLevel)
        {
            return targets;
        }

        var said = change.Targets.SelectMany(t => t.Whole).ToHashSet();
        for (var i = 0; i < change.Abolished.Count; i++)
        {
            if (places.ById(change.Abolished[i]) is not { } unit)
            {
                Refuse("unit-change.unit-unknown", $"abolished/{i}", change.Abolished[i]);
                continue;
            }

            CheckOpen(unit, $"abolished/{i}");
            var below = places.Children(unit.Id).Where(c => c.ValidTo is null && !said.Contains(c.Id) && !change.Abolished.Contains(c.Id)).ToList();
            var above = places.AncestorsOf(unit.Id).FirstOrDefault(u => !change.Abolished.Contains(u.Id));
            if (below.Count > 0 && above is null)
            {
                Refuse("unit-change.children-without-parent", $"abolished/{i}", unit.FullName, UnitChangeRules.Number(below.Count));
                continue;
            }

            targets.AddRange(below.Select(c => (new NewUnit { Whole = [c.Id], ParentId = above!.Id }, -1)));
            _ended[unit.Id] = unit with { ValidTo = _on };
        }

        return targets;
    }

    private void CheckOrigins(List<(NewUnit Target, int Index)> targets)
    {
        Dictionary<string, string> wholes = [];
        foreach (var (target, i) in targets)
        {
            var seen = new HashSet<string>();
            foreach (var (id, field, whole) in target.Whole.Select((id, n) => (id, i < 0 ? "abolished" : $"targets/{i}/whole/{n}", true)).Concat(target.Parts.Select((p, n) => (p.UnitId, $"targets/{i}/parts/{n}", false))))
            {
                if (places.ById(id) is not { } unit)
                {
                    Refuse("unit-change.unit-unknown", field, id);
                    continue;
                }

                CheckOpen(unit, field);
                if (!seen.Add(id) || change.Abolished.Contains(id) || (whole && !wholes.TryAdd(id, field)) || (whole && targets.Any(t => t.Target.Parts.Any(p => p.UnitId == id))))
                {
                    Refuse("unit-change.unit-twice", field, unit.FullName);
                }
            }

            var levels = target.Whole.Concat(target.Parts.Select(p => p.UnitId)).Select(places.ById).OfType<Unit>().Select(u => u.Level).Distinct().Count();
            if (levels > 1)
            {
                Refuse("unit-change.levels-differ", $"targets/{i}/whole");
            }
        }
    }

    /// <summary>What a change takes must have begun before its day and have no end yet: an end comes from another change.</summary>
    private void CheckOpen(Unit unit, string field)
    {
        if (unit.ValidFrom >= _on)
        {
            Refuse("unit-change.before-start", field, unit.FullName, UnitChangeRules.Day(unit.ValidFrom));
        }
        else if (unit.ValidTo is { } end)
        {
            Refuse(
                "unit-change.already-ends", field, unit.FullName, UnitChangeRules.Day(end.AddDays(-1)),
                places.SuccessorsOf(unit.Id) is { Count: > 0 } next ? string.Join(", ", next.Select(p => places[p.ToId].FullName)) : "–");
        }
    }

    private void CheckShares(List<(NewUnit Target, int Index)> targets)
    {
        foreach (var origin in targets.SelectMany(t => t.Target.Parts.Select((p, n) => (Part: p, Field: $"targets/{t.Index}/parts/{n}"))).GroupBy(p => p.Part.UnitId))
        {
            var (parts, name) = (origin.ToList(), places.ById(origin.Key)?.FullName ?? origin.Key);
            if (parts.Count == 1)
            {
                Refuse("unit-change.part-alone", parts[0].Field, name);
            }

            foreach (var part in parts.Where(p => p.Part.Share is <= 0 or >= 1))
            {
                Refuse("unit-change.share-range", part.Field + "/share", name);
            }

            var stated = parts.Count(p => p.Part.Share is not null);
            if (stated > 0 && stated < parts.Count)
            {
                Refuse("unit-change.share-missing", parts.First(p => p.Part.Share is null).Field + "/share", name);
            }
            else if (stated > 0 && parts.Sum(p => p.Part.Share!.Value) is var sum && sum != 1)
            {
                Refuse("unit-change.shares-sum", parts[0].Field + "/share", name, (sum * 100).ToString("0.####", CultureInfo.InvariantCulture));
            }
        }
    }

    private void Make(NewUnit target, int index)
    {
        var origins = target.Whole.Concat(target.Parts.Select(p => p.UnitId)).Select(id => places[id]).ToList();
        var only = target is { Whole.Count: 1, Parts.Count: 0 } ? origins[0] : null;
        var parents = origins.Select(u => u.ParentId).Distinct().ToList();
        var (name, kind, code) = (target.Name ?? only?.Name ?? "", target.Kind ?? only?.Kind ?? "", target.Code ?? only?.Code ?? "");
        var level = origins.Count > 0 ? origins[0].Level : target.Level!.Value;
        var parent = target.ParentId ?? (parents.Count == 1 ? parents[0] : null);
        // A unit above that changes with the same decision is meant as it becomes.
        parent = parent is not null && _ended.ContainsKey(parent) && Heir(parent) is { } heir ? heir : parent;
        CheckTexts(index, name, kind, code, level);
        if (only is not null && Same(only, name, kind, code, parent))
        {
            Refuse("unit-change.nothing-changes", $"targets/{index}/{(change.Kind == UnitChangeKind.ChangeKind ? "kind" : change.Kind == UnitChangeKind.ChangeParent ? "parentId" : "name")}", only.FullName);
        }

        if (CheckParent(index, level, parent, origins) && code.Length > 0)
        {
            var wholes = target.Whole.Select(id => places[id]).ToList();
            var point = Point(origins, target);
            var unit = new Unit
            {
                Id = IdOf(code, level, parent), Code = code, Name = name, Kind = kind, Level = level, ParentId = parent, ValidFrom = _on, Decision = change.DecisionNumber,
                Lat = point?.Lat, Lon = point?.Lon,
                AreaKm2 = target.Parts.Count == 0 && wholes.Count > 0 && wholes.TrueForAll(u => u.AreaKm2 is not null) ? wholes.Sum(u => u.AreaKm2) : null,
                Population = target.Parts.Count == 0 && wholes.Count > 0 && wholes.TrueForAll(u => u.Population is not null) ? wholes.Sum(u => u.Population) : null,
            };
            Begin(unit, [.. wholes.Select(u => (u, (UnitPart?)null)), .. target.Parts.Select(p => (places[p.UnitId], (UnitPart?)p))]);
        }
    }

    private void Begin(Unit unit, List<(Unit Old, UnitPart? Part)> origins)
    {
        _added.Add(unit);
        foreach (var (old, part) in origins)
        {
            _ended[old.Id] = old with { ValidTo = _on };
            _lineage.Add(new(old.Id, unit.Id, part is null ? LineageExtent.Full : LineageExtent.Partial, part?.Share, change.DecisionNumber, _on));
        }
    }

    private static bool Same(Unit unit, string name, string kind, string code, string? parent) => unit.Name == name && unit.Kind == kind && unit.Code == code && unit.ParentId == parent;

    private void CheckTexts(int index, string name, string kind, string code, UnitLevel level)
    {
        if (name.Length == 0)
        {
            Refuse("unit-change.name-missing", $"targets/{index}/name");
        }
        else if (name.Length > UnitChangeRules.TextLimit)
        {
            Refuse("unit-change.text-too-long", $"targets/{index}/name", UnitChangeRules.Number(UnitChangeRules.TextLimit));
        }

        if (kind.Length == 0)
        {
            Refuse("unit-change.kind-missing", $"targets/{index}/kind");
        }
        else if (!UnitKinds.Of(level).Contains(kind))
        {
            Refuse("unit-change.kind-unknown", $"targets/{index}/kind", kind, string.Join(", ", UnitKinds.Of(level)));
        }

        var digits = level switch { UnitLevel.Province => 2, UnitLevel.District => 3, _ => 5 };
        if (code.Length != digits || !code.All(char.IsAsciiDigit))
        {
            Refuse(code.Length == 0 ? "unit-change.code-missing" : "unit-change.code-form", $"targets/{index}/code", UnitChangeRules.Number(digits));
        }
    }

    private bool CheckParent(int index, UnitLevel level, string? parentId, List<Unit> origins)
    {
        var field = $"targets/{index}/parentId";
        if (level == UnitLevel.Province)
        {
            return true;
        }

        if (parentId is null)
        {
            return Refuse("unit-change.parent-missing", field);
        }

        if ((places.ById(parentId) ?? _added.Find(u => u.Id == parentId)) is not { } parent)
        {
            return Refuse("unit-change.unit-unknown", field, parentId);
        }

        if (origins.Exists(o => o.Id == parentId || places.AncestorsOf(parentId).Any(a => a.Id == o.Id)))
        {
            return Refuse("unit-change.parent-cycle", field, parent.FullName);
        }

        return parent.Level >= level ? Refuse("unit-change.parent-level", field, parent.FullName)
            : _ended.ContainsKey(parentId) ? Refuse("unit-change.parent-ends", field, parent.FullName)
            : parent.ValidFrom > _on || parent.ValidTo is not null ? Refuse("unit-change.parent-not-valid", field, parent.FullName, UnitChangeRules.Day(_on))
            : true;
    }

    private void CheckCodes(List<(NewUnit Target, int Index)> targets)
    {
        foreach (var unit in _added)
        {
            var at = targets.FindIndex(t => t.Target.Whole.Concat(t.Target.Parts.Select(p => p.UnitId)).ToHashSet().SetEquals(_lineage.Where(l => l.ToId == unit.Id).Select(l => l.FromId))
                && (t.Target.Code ?? unit.Code) == unit.Code);
            var field = $"targets/{(at < 0 ? 0 : targets[at].Index)}/code";
            if (_added.Any(o => !ReferenceEquals(o, unit) && o.Code == unit.Code))
            {
                Refuse("unit-change.code-twice", field, unit.Code);
            }
            else if (places.HoldersOf(unit.Code).FirstOrDefault(h => !_ended.ContainsKey(h.Id) && (h.ValidTo is null || h.ValidTo > _on)) is { } holder)
            {
                Refuse("unit-change.code-taken", field, unit.Code, holder.FullName);
            }
        }
    }

    /// <summary>Units below one that ends go on under what it has become, in a row of their own, since a row has one unit above.</summary>
    private void Follow()
    {
        Queue<Unit> open = new(_ended.Values.OrderBy(u => u.Level));
        while (open.TryDequeue(out var ended))
        {
            foreach (var child in places.Children(ended.Id).Where(c => !_ended.ContainsKey(c.Id) && (c.ValidTo is null || c.ValidTo > _on)))
            {
                if (child.ValidTo is not null || child.ValidFrom >= _on)
                {
                    Refuse("unit-change.child-changes-later", null, ended.FullName, child.FullName);
                }
                else if (Heir(ended.Id) is not { } heir)
                {
                    Refuse("unit-change.children-undecided", null, ended.FullName, child.FullName);
                }
                else
                {
                    var unit = child with { Id = IdOf(child.Code, child.Level, heir), ParentId = heir, ValidFrom = _on, Decision = change.DecisionNumber };
                    Begin(unit, [(child, null)]);
                    _followers.Add(unit.Id);
                    open.Enqueue(child);
                }
            }
        }
    }

    private string? Heir(string id) => _lineage.Where(l => l.FromId == id).ToList() is [{ Extent: LineageExtent.Full } only] ? only.ToId : null;

    private UnitLevel LevelOf(NewUnit target) => target.Whole.Concat(target.Parts.Select(p => p.UnitId)).Select(places.ById).OfType<Unit>().FirstOrDefault()?.Level ?? target.Level ?? UnitLevel.Commune;

    /// <summary>Where the map may place it: in the mean of what goes into it wholly. Parts of one unit would lie on one point, so only the one that keeps its name or code, else the first, takes it.</summary>
    private (double Lat, double Lon)? Point(List<Unit> origins, NewUnit target)
    {
        var placed = target.Whole.Count > 0 ? target.Whole.Select(id => places[id]).ToList() : origins;
        var points = placed.Where(u => u is { Lat: not null, Lon: not null }).ToList();
        if (points.Count == 0)
        {
            return null;
        }

        var (lat, lon) = (points.Average(p => p.Lat!.Value), points.Average(p => p.Lon!.Value));
        // Some kilometres aside, until a boundary or a point is known: two cells need two points.
        for (var turn = 0; _added.Any(u => u.Lat == Math.Round(lat, 4) && u.Lon == Math.Round(lon, 4)); turn++)
        {
            (lat, lon) = (points.Average(p => p.Lat!.Value) + (0.03 * Math.Sin(turn)), points.Average(p => p.Lon!.Value) + (0.03 * Math.Cos(turn)));
        }

        return (Math.Round(lat, 4), Math.Round(lon, 4));
    }

    // As the facts have it, province, year and code; where that id is taken, with the whole day.
    private string IdOf(string code, UnitLevel level, string? parentId)
    {
        var province = level == UnitLevel.Province ? code
            : _added.Find(u => u.Id == parentId) is { } added ? ProvinceOf(added) : places.ProvinceOf(parentId!).Code;
        var id = string.Create(CultureInfo.InvariantCulture, $"{province}-{_on.Year:0000}/{code}");
        return places.ById(id) is null && !_added.Exists(u => u.Id == id) ? id : string.Create(CultureInfo.InvariantCulture, $"{province}-{_on:yyyyMMdd}/{code}");
    }

    private string ProvinceOf(Unit unit) => unit.ParentId is null ? unit.Code : _added.Find(u => u.Id == unit.ParentId) is { } above ? ProvinceOf(above) : places.ProvinceOf(unit.ParentId).Code;

    private bool Refuse(string code, string? field, params string[] arguments)
    {
        _refusals.Add(new(code, field) { Arguments = arguments });
        return false;
    }
}

/// <summary>The kind words of each level.</summary>
public static class UnitKinds
{
    private static readonly string[] s_province = ["tỉnh", "thành phố"];
    private static readonly string[] s_district = ["huyện", "quận", "thị xã", "thành phố"];
    private static readonly string[] s_commune = ["xã", "phường", "thị trấn", "đặc khu"];

    /// <summary>The kind words of a level, the most usual first.</summary>
    public static IReadOnlyList<string> Of(UnitLevel level) => level switch { UnitLevel.Province => s_province, UnitLevel.District => s_district, _ => s_commune };
}
