using System.Globalization;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Domain.Localities;

/// <summary>An old village that a commune takes over, and the name that it bears there.</summary>
/// <param name="Id">The village of before.</param>
/// <param name="Name">Its name from then on; empty for the same.</param>
public sealed record VillageHeir(string? Id, string? Name);

/// <summary>What may be written into a commune's list of villages. Source: domain notes, "Dimensions" (a list per commune) and "Localities change".</summary>
public static class VillageRules
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLimit = 120;

    /// <summary>Longest decision, in characters.</summary>
    public const int DecisionLimit = 200;

    /// <summary>Most villages of one request: the largest communes have about a hundred.</summary>
    public const int Most = 300;

    /// <summary>Refuses new lines of a list.</summary>
    /// <param name="unit">The commune; <see langword="null"/> where there is none of that id.</param>
    /// <param name="names">Cleaned names.</param>
    /// <param name="from">First day.</param>
    /// <param name="today">Today.</param>
    /// <param name="listed">What stands on the list of the commune at any time.</param>
    public static IReadOnlyList<Refusal> ToAdd(Unit? unit, IReadOnlyList<string> names, DateOnly from, DateOnly today, IReadOnlyList<Village> listed)
    {
        ArgumentNullException.ThrowIfNull(names);
        List<Refusal> refusals = [];
        CheckUnit(unit, from, today, refusals);
        if (names.Count == 0)
        {
            refusals.Add(new("village.name-missing", "names"));
        }
        else if (names.Count > Most)
        {
            refusals.Add(new("village.too-many", "names") { Arguments = [Most.ToString(CultureInfo.InvariantCulture)] });
        }

        CheckNames(names, "names", [.. listed.Where(v => v.ValidTo is null || v.ValidTo > from)], refusals);
        return refusals;
    }

    /// <summary>Refuses a merge, a new name or an end.</summary>
    /// <param name="chosen">The villages of before, as far as they were found.</param>
    /// <param name="asked">How many were named.</param>
    /// <param name="name">Cleaned name of the village after it; <see langword="null"/> where there is none.</param>
    /// <param name="on">First day of the new order.</param>
    /// <param name="today">Today.</param>
    /// <param name="listed">What stands on the list of the commune at any time.</param>
    public static IReadOnlyList<Refusal> ToChange(IReadOnlyList<Village> chosen, int asked, string? name, DateOnly on, DateOnly today, IReadOnlyList<Village> listed)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        if (chosen.Count == 0 || chosen.Count != asked)
        {
            return [new("village.not-found", "ids")];
        }

        List<Refusal> refusals = [];
        if (chosen.Select(v => (v.UnitId, v.Simulated)).Distinct().Count() > 1)
        {
            refusals.Add(new("village.other-list", "ids"));
        }

        refusals.AddRange(chosen.Where(v => !v.ValidOn(on) || v.ValidTo is not null || v.ValidFrom == on).Select(v => new Refusal("village.not-that-day", "on") { Arguments = [v.Name, Day(on)] }));
        if (on > today)
        {
            refusals.Add(new("village.day-to-come", "on"));
        }

        if (name is null && chosen.Count > 1)
        {
            refusals.Add(new("village.name-missing", "name"));
        }
        else if (name is not null)
        {
            CheckNames([name], "name", [.. listed.Where(v => (v.ValidTo is null || v.ValidTo > on) && chosen.All(c => c.Id != v.Id))], refusals);
            if (chosen.Count == 1 && chosen[0].Name == name)
            {
                refusals.Add(new("village.same-name", "name"));
            }
        }

        return refusals;
    }

    /// <summary>Refuses a taking over from the communes of before.</summary>
    /// <param name="unit">The commune of now.</param>
    /// <param name="heirs">The villages that were found, with their cleaned names.</param>
    /// <param name="asked">How many were named.</param>
    /// <param name="before">Ids of the communes that this one was formed from, over all steps.</param>
    /// <param name="listed">What stands on the list of the commune itself, with whether it was taken over already.</param>
    public static IReadOnlyList<Refusal> ToInherit(
        Unit? unit, IReadOnlyList<(Village Old, string Name)> heirs, int asked, IReadOnlySet<string> before, IReadOnlyList<(Village Village, bool Inherited)> listed)
    {
        ArgumentNullException.ThrowIfNull(heirs);
        ArgumentNullException.ThrowIfNull(before);
        if (unit is not { Level: UnitLevel.Commune })
        {
            return [new("village.unit-unknown", "unitId")];
        }

        if (heirs.Count == 0 || heirs.Count != asked)
        {
            return [new("village.not-found", "villages")];
        }

        List<Refusal> refusals = [];
        refusals.AddRange(heirs.Where(h => !before.Contains(h.Old.UnitId)).Select(h => new Refusal("village.not-inherited", "villages") { Arguments = [h.Old.Name, unit.FullNameAtStart] }));
        refusals.AddRange(heirs.Where(h => h.Old.ValidTo is not null).Select(h => new Refusal("village.ended", "villages") { Arguments = [h.Old.Name] }));
        // One that a registration has put on the new list already is the same village, unless another has been taken for it.
        CheckNames([.. heirs.Select(h => h.Name)], "villages", [.. listed.Where(v => v.Inherited && v.Village.ValidTo is null).Select(v => v.Village)], refusals);
        return refusals;
    }

    /// <summary>Refuses a point outside Việt Nam's land: exchanged or projected coordinates end there.</summary>
    public static Refusal? Point(double? lat, double? lon) =>
        (lat, lon) is (null, null) || (lat is >= 8 and <= 24 && lon is >= 102 and <= 110) ? null : new Refusal("village.point-outside", "lat");

    private static void CheckUnit(Unit? unit, DateOnly from, DateOnly today, List<Refusal> refusals)
    {
        if (unit is not { Level: UnitLevel.Commune })
        {
            refusals.Add(new("village.unit-unknown", "unitId"));
        }
        else if (!unit.ValidOn(from))
        {
            refusals.Add(new("village.before-commune", "from") { Arguments = [unit.FullNameAtStart, Day(unit.ValidFrom)] });
        }

        if (from > today)
        {
            refusals.Add(new("village.day-to-come", "from"));
        }
    }

    private static void CheckNames(IReadOnlyList<string> names, string field, IReadOnlyList<Village> taken, List<Refusal> refusals)
    {
        if (names.Any(n => n.Length == 0))
        {
            refusals.Add(new("village.name-missing", field));
        }

        refusals.AddRange(names.Where(n => n.Length > NameLimit).Select(n => new Refusal("village.name-too-long", field) { Arguments = [NameLimit.ToString(CultureInfo.InvariantCulture), n[..40]] }));
        var keys = taken.Select(v => TextFold.SortKey(v.Name)).ToHashSet(StringComparer.Ordinal);
        refusals.AddRange(names.Where(n => n.Length > 0 && !keys.Add(TextFold.SortKey(n))).Distinct(StringComparer.Ordinal).Select(n => new Refusal("village.name-taken", field) { Arguments = [n] }));
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
