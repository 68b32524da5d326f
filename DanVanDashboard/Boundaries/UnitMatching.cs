using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Boundaries;

/// <summary>How a feature found its unit.</summary>
public enum MatchedBy
{
    /// <summary>The code, on the day from which the boundaries hold.</summary>
    Code,

    /// <summary>Kind and name as spelled.</summary>
    Name,

    /// <summary>The name without its diacritics, which no other unit has.</summary>
    FoldedName,

    /// <summary>A person said so.</summary>
    Person,
}

/// <summary>A feature and the unit that it draws.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="UnitId">The unit; <see langword="null"/> where none was found.</param>
/// <param name="By">How it was found.</param>
/// <param name="Suggestions">Units that it may be, best first, where it found none.</param>
public sealed record BoundaryMatch(BoundaryFeature Feature, string? UnitId, MatchedBy? By, IReadOnlyList<string> Suggestions);

/// <summary>Finds the units of features: by code on the day, then by kind and name, then by the name without diacritics where only one unit has it.</summary>
/// <remarks>Codes pass from unit to unit, so that a code counts only where the file does not name its holder otherwise; then a person decides.</remarks>
public static class UnitMatching
{
    /// <summary>Matches all features.</summary>
    /// <param name="features">The features.</param>
    /// <param name="places">All units.</param>
    /// <param name="day">The first day of the boundaries.</param>
    /// <param name="byHand">Feature number and unit id, by a person; an empty id leaves the feature out.</param>
    /// <param name="root">The province that the features belong to; <see langword="null"/> to let the codes say it.</param>
    public static IReadOnlyList<BoundaryMatch> Match(IReadOnlyList<BoundaryFeature> features, Places places, DateOnly day, IReadOnlyDictionary<int, string>? byHand = null, string? root = null)
    {
        var first = features.Select(f => One(f, places, day, byHand, root)).ToList();
        // A file without codes of one province is told from its other features.
        var province = root ?? first.Where(m => m.By == MatchedBy.Code).Select(m => places.ProvinceOf(m.UnitId!).Id).GroupBy(p => p).MaxBy(g => g.Count())?.Key;
        return province == root ? first : first.ConvertAll(m => m.UnitId is null && !(byHand?.ContainsKey(m.Feature.Number) ?? false) ? One(m.Feature, places, day, byHand, province) : m);
    }

    /// <summary>Units that several features claim, by unit.</summary>
    public static ILookup<string, BoundaryMatch> Duplicates(IEnumerable<BoundaryMatch> matches) =>
        matches.Where(m => m.UnitId is not null).GroupBy(m => m.UnitId!).Where(g => g.Count() > 1).SelectMany(g => g.Select(m => (g.Key, Match: m))).ToLookup(p => p.Key, p => p.Match);

    private static BoundaryMatch One(BoundaryFeature feature, Places places, DateOnly day, IReadOnlyDictionary<int, string>? byHand, string? root)
    {
        if (byHand is not null && byHand.TryGetValue(feature.Number, out var said))
        {
            return new(feature, places.ById(said)?.Id, said.Length > 0 ? MatchedBy.Person : null, []);
        }

        var holder = feature.Code is { } code ? Holder(places, code, day) : null;
        if (feature.Name is not { } name)
        {
            return new(feature, holder?.Id, holder is null ? null : MatchedBy.Code, []);
        }

        if (holder is not null)
        {
            return SameName(holder, name) ? new(feature, holder.Id, MatchedBy.Code, []) : new(feature, null, null, [holder.Id, .. Within(places.SearchFold(name, day), places, root).Select(u => u.Id).Take(7)]);
        }

        var full = feature.Kind is { } kind && !TextFold.Fold(name).StartsWith(TextFold.Fold(kind), StringComparison.Ordinal) ? $"{kind} {name}" : name;
        var exact = Within(places.Named(full, day), places, root);
        if (exact.Count == 0)
        {
            exact = Within(places.Named(name, day), places, root);
        }

        if (exact.Count == 1)
        {
            return new(feature, exact[0].Id, MatchedBy.Name, []);
        }

        var fold = TextFold.Fold(name);
        var alike = Within(places.SearchFold(name, day), places, root);
        var folded = alike.Where(u => TextFold.Fold(u.Name) == fold || TextFold.Fold(u.FullName) == fold || TextFold.Fold(u.FullName) == TextFold.Fold(full)).ToList();
        return folded.Count == 1 && exact.Count == 0
            ? new(feature, folded[0].Id, MatchedBy.FoldedName, [])
            : new(feature, null, null, [.. exact.Concat(folded).Concat(alike).Select(u => u.Id).Distinct().Take(8)]);
    }

    // A number read by a spreadsheet has lost its leading zeros.
    private static Unit? Holder(Places places, string code, DateOnly day)
    {
        var digits = code.All(char.IsAsciiDigit) ? code : "";
        return places.FindByCode(code, day) ?? (digits.Length is > 0 and < 5 && code.Length != 2 && code.Length != 3 ? places.FindByCode(digits.PadLeft(5, '0'), day) : null);
    }

    private static bool SameName(Unit unit, string name)
    {
        var fold = TextFold.Fold(name);
        return fold == TextFold.Fold(unit.Name) || fold == TextFold.Fold(unit.FullName);
    }

    private static List<Unit> Within(IReadOnlyList<Unit> units, Places places, string? root) =>
        [.. units.Where(u => root is null || places.IsWithin(u.Id, root))];
}
