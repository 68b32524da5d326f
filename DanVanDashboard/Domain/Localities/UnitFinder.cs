using System.Globalization;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Domain.Localities;

/// <summary>
/// Which unit a list means by a name, a code, or both, on a day. Codes and names pass from unit to unit, so both are only looked up on that
/// day; where the name fits several units, or none of that day, the answer names them instead of choosing.
/// </summary>
/// <param name="places">All units.</param>
/// <param name="rootId">The locality within which the list lies.</param>
public sealed class UnitFinder(Places places, string rootId)
{
    private const int MostNamed = 6;
    private static readonly (string Short, string Kind)[] s_short = [("tt", "thị trấn"), ("tx", "thị xã"), ("tp", "thành phố"), ("p", "phường"), ("x", "xã"), ("h", "huyện")];
    private readonly IReadOnlySet<string> _scope = places.ScopeOf(rootId);
    private readonly Dictionary<(string, string, DateOnly), Result<Unit>> _known = [];

    /// <summary>The unit, or why it cannot be said. Answers are kept: a list names few places often.</summary>
    /// <param name="name">With or without its kind word ("xã", "TT."), or with what lies above it after a comma; empty for none.</param>
    /// <param name="code">With or without its leading zeros; empty for none.</param>
    /// <param name="day">The day.</param>
    public Result<Unit> Find(string name, string code, DateOnly day)
    {
        if (!_known.TryGetValue((name, code, day), out var found))
        {
            _known[(name, code, day)] = found = Look(name, code, day);
        }

        return found;
    }

    private Result<Unit> Look(string name, string code, DateOnly day)
    {
        if (name.Length == 0 && code.Length == 0)
        {
            return new Refusal("import.unit-missing", "unit");
        }

        if (code.Length > 0)
        {
            var holders = Codes(code).SelectMany(places.HoldersOf).Where(In).ToList();
            var coded = holders.Find(u => u.ValidOn(day));
            if (coded is null)
            {
                return holders.Count > 0 ? NotThen(holders, code, day) : new Refusal("import.unit-unknown", "unit") { Arguments = [code, "–"] };
            }

            return name.Length == 0 || Named(name, day).Contains(coded) ? coded : new Refusal("import.unit-code-differs", "unit_code") { Arguments = [code, coded.FullName, name] };
        }

        var then = Named(name, day).Where(In).ToList();
        return then.Count switch
        {
            1 => then[0],
            > 1 => new Refusal("import.unit-ambiguous", "unit") { Arguments = [name, List(then)] },
            _ => Unknown(name, day),
        };
    }

    /// <summary>Nobody bears exactly this name on the day: written without diacritics, borne at another time, elsewhere, or not at all.</summary>
    private Result<Unit> Unknown(string name, DateOnly day)
    {
        var alike = Alike(name).Where(u => In(u) && u.ValidOn(day)).ToList();
        if (TextFold.Fold(name) == name.ToLowerInvariant() && alike.Count > 0)
        {
            // Typed without any diacritics: the one that it can be, or those that it can be.
            return alike.Count == 1 ? alike[0] : new Refusal("import.unit-ambiguous", "unit") { Arguments = [name, List(alike)] };
        }

        var ever = Named(name, null);
        var before = ever.Where(In).ToList();
        if (before.Count > 0)
        {
            return NotThen(before, name, day);
        }

        if (ever.Any(u => u.ValidOn(day)))
        {
            return new Refusal("import.unit-outside", "unit") { Arguments = [name, places[rootId].FullName] };
        }

        return new Refusal("import.unit-unknown", "unit") { Arguments = [name, alike.Count > 0 ? List(alike) : "–"] };
    }

    private Refusal NotThen(List<Unit> units, string said, DateOnly day)
    {
        var then = units.SelectMany(u => places.AllSuccessorsOf(u.Id).Concat(places.AllPredecessorsOf(u.Id))).Where(u => u.ValidOn(day) && In(u)).Distinct().ToList();
        return new("import.unit-not-then", "unit") { Arguments = [said, day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), then.Count > 0 ? List(then) : "–"] };
    }

    private bool In(Unit unit) => _scope.Contains(unit.Id);

    /// <summary>All that bear the name; what follows a comma names what lies above.</summary>
    private List<Unit> Named(string name, DateOnly? day)
    {
        var parts = name.Split([',', '('], 2, StringSplitOptions.TrimEntries);
        var found = places.Named(parts[0], day).Concat(Expanded(parts[0]) is { } full ? places.Named(full, day) : []).Distinct().ToList();
        if (found.Count <= 1 || parts.Length == 1)
        {
            return found;
        }

        var above = TextFold.Fold(parts[1].TrimEnd(')', ' ', '.'));
        var within = found.Where(u => places.AncestorsOf(u.Id).Any(a => above.Contains(TextFold.Fold(a.Name), StringComparison.Ordinal))).ToList();
        return within.Count > 0 ? within : found;
    }

    private IEnumerable<Unit> Alike(string name)
    {
        var fold = TextFold.Fold((Expanded(name) ?? name).Split(',', 2)[0].Trim());
        return places.SearchFold(fold).Where(u => TextFold.Fold(u.Name) == fold || TextFold.Fold(u.FullName) == fold);
    }

    /// <summary>"TT. Tam Đường" is "thị trấn Tam Đường".</summary>
    private static string? Expanded(string name)
    {
        var dot = name.IndexOfAny(['.', ' ']);
        if (dot is < 1 or > 2)
        {
            return null;
        }

        var begun = name[..dot].ToLowerInvariant();
        var kind = Array.Find(s_short, s => s.Short == begun).Kind;
        return kind is null ? null : $"{kind} {name[(dot + 1)..].TrimStart('.', ' ')}";
    }

    /// <summary>A sheet takes the zeros in front of a number away.</summary>
    private static IEnumerable<string> Codes(string code) => code.All(char.IsAsciiDigit) ? new[] { code, code.PadLeft(2, '0'), code.PadLeft(3, '0'), code.PadLeft(5, '0') }.Distinct() : [code];

    private string List(IReadOnlyCollection<Unit> units) =>
        string.Join("; ", units.Take(MostNamed).Select(u => places.AncestorsOf(u.Id).FirstOrDefault() is { } above ? $"{u.FullName}, {above.FullName} ({u.Code})" : $"{u.FullName} ({u.Code})"))
        + (units.Count > MostNamed ? " …" : string.Empty);
}
