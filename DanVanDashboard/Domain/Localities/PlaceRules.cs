using System.Globalization;

namespace DanVanDashboard.Domain.Localities;

/// <summary>What must hold before units and lineage may be used. The arguments of a refusal begin with the row: a unit's id, or the two ids of a lineage row.</summary>
internal static class PlaceRules
{
    public static List<Refusal> Check(Unit[] units, LineagePart[] lineage)
    {
        List<Refusal> refusals = [];
        Dictionary<string, Unit> byId = [];
        foreach (var unit in units)
        {
            CheckRow(unit, refusals);
            if (!byId.TryAdd(unit.Id, unit))
            {
                refusals.Add(Of("units.id-twice", "id", unit.Id));
            }
        }

        foreach (var unit in units)
        {
            CheckParent(unit, byId, refusals);
        }

        CheckCodes(units, refusals);
        foreach (var part in lineage)
        {
            CheckPart(part, byId, refusals);
        }

        CheckOrigins(lineage, refusals);
        CheckCycles(lineage, refusals);
        return refusals;
    }

    private static void CheckRow(Unit unit, List<Refusal> refusals)
    {
        if (string.IsNullOrWhiteSpace(unit.Id) || string.IsNullOrWhiteSpace(unit.Code) || string.IsNullOrWhiteSpace(unit.Name) || string.IsNullOrWhiteSpace(unit.Kind))
        {
            refusals.Add(Of("units.incomplete", null, unit.Id, unit.Code, unit.Name, unit.Kind));
        }

        if (unit.ValidTo <= unit.ValidFrom)
        {
            refusals.Add(Of("units.ends-before-start", "to", unit.Id, Day(unit.ValidFrom), Day(unit.ValidTo!.Value)));
        }

        if (unit.Lat is null != unit.Lon is null || unit.Lat is < -90 or > 90 or double.NaN || unit.Lon is < -180 or > 180 or double.NaN)
        {
            refusals.Add(Of("units.point-invalid", "lat", unit.Id));
        }
    }

    private static void CheckParent(Unit unit, Dictionary<string, Unit> byId, List<Refusal> refusals)
    {
        if (unit.ParentId is null)
        {
            if (unit.Level != UnitLevel.Province)
            {
                refusals.Add(Of("units.parent-missing", "parent", unit.Id));
            }

            return;
        }

        if (!byId.TryGetValue(unit.ParentId, out var parent))
        {
            refusals.Add(Of("units.parent-unknown", "parent", unit.Id, unit.ParentId));
        }
        else if (IsOwnAncestor(unit, byId))
        {
            refusals.Add(Of("units.parent-cycle", "parent", unit.Id, unit.ParentId));
        }
        else if (parent.Level >= unit.Level)
        {
            refusals.Add(Of("units.parent-level", "parent", unit.Id, unit.ParentId));
        }
        else if (parent.ValidFrom > unit.ValidFrom || (parent.ValidTo is { } end && (unit.ValidTo is null || unit.ValidTo > end)))
        {
            refusals.Add(Of("units.parent-not-valid", "parent", unit.Id, unit.ParentId));
        }
    }

    private static bool IsOwnAncestor(Unit unit, Dictionary<string, Unit> byId)
    {
        HashSet<string> seen = [];
        for (var above = unit.ParentId; above is not null && seen.Add(above); above = byId.GetValueOrDefault(above)?.ParentId)
        {
            if (above == unit.Id)
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckCodes(Unit[] units, List<Refusal> refusals)
    {
        foreach (var holders in units.GroupBy(u => u.Code))
        {
            Unit? last = null;
            foreach (var unit in holders.OrderBy(u => u.ValidFrom))
            {
                if (last is not null && last.ValidFrom == unit.ValidFrom)
                {
                    refusals.Add(Of("units.code-and-start-twice", "code", unit.Id, last.Id, unit.Code, Day(unit.ValidFrom)));
                }
                else if (last is not null && (last.ValidTo is null || last.ValidTo > unit.ValidFrom))
                {
                    refusals.Add(Of("units.code-overlap", "code", unit.Id, last.Id, unit.Code));
                }

                last = last is null || last.ValidTo is not null && (unit.ValidTo is null || unit.ValidTo > last.ValidTo) ? unit : last;
            }
        }
    }

    private static void CheckPart(LineagePart part, Dictionary<string, Unit> byId, List<Refusal> refusals)
    {
        if (!byId.TryGetValue(part.FromId, out var from) || !byId.TryGetValue(part.ToId, out var to))
        {
            refusals.Add(Of("units.lineage-unknown", null, part.FromId, part.ToId));
            return;
        }

        if (from.Level != to.Level)
        {
            refusals.Add(Of("units.lineage-level", null, part.FromId, part.ToId));
        }

        if (from.ValidTo != part.EffectiveDate || !to.ValidOn(part.EffectiveDate))
        {
            refusals.Add(Of("units.lineage-dates", "on", part.FromId, part.ToId, Day(part.EffectiveDate)));
        }

        if (part.Share is not null && (part.Extent == LineageExtent.Full || part.Share is <= 0 or >= 1))
        {
            refusals.Add(Of("units.lineage-share", "share", part.FromId, part.ToId, part.Share.Value.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static void CheckOrigins(LineagePart[] lineage, List<Refusal> refusals)
    {
        foreach (var parts in lineage.GroupBy(p => p.FromId))
        {
            var rows = parts.ToArray();
            var targets = rows.Select(p => p.ToId).Distinct().Count();
            if (targets < rows.Length)
            {
                refusals.Add(Of("units.lineage-twice", null, parts.Key, rows.GroupBy(p => p.ToId).First(g => g.Count() > 1).Key));
            }
            else if (rows.Length > 1 && rows.Any(p => p.Extent == LineageExtent.Full))
            {
                refusals.Add(Of("units.lineage-full-not-alone", "part", parts.Key, rows.First(p => p.Extent == LineageExtent.Full).ToId));
            }
            else if (rows is [{ Extent: LineageExtent.Partial }])
            {
                refusals.Add(Of("units.lineage-partial-alone", "part", parts.Key, rows[0].ToId));
            }
            else if (rows.Any(p => p.Share is not null) && !SharesFit(rows))
            {
                refusals.Add(Of("units.lineage-shares-sum", "share", parts.Key, rows[0].ToId, rows.Sum(p => p.Share ?? 0).ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    // Exactly 1, so that totals are conserved to the last digit; a share that is still open leaves room for itself.
    private static bool SharesFit(LineagePart[] rows)
    {
        var sum = rows.Sum(p => p.Share ?? 0);
        return rows.All(p => p.Share is not null) ? sum == 1 : sum < 1;
    }

    // Takes away rows from the ends of the graph until only cycles and what hangs between them is left.
    private static void CheckCycles(LineagePart[] lineage, List<Refusal> refusals)
    {
        var left = lineage.ToList();
        int before;
        do
        {
            before = left.Count;
            var froms = left.Select(p => p.FromId).ToHashSet();
            var tos = left.Select(p => p.ToId).ToHashSet();
            left.RemoveAll(p => !froms.Contains(p.ToId) || !tos.Contains(p.FromId));
        }
        while (left.Count < before);
        refusals.AddRange(left.Select(p => Of("units.lineage-cycle", null, p.FromId, p.ToId)));
    }

    private static Refusal Of(string code, string? field, params string[] arguments) => new(code, field) { Arguments = arguments };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
