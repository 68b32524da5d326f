using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Domain.Localities;

/// <summary>
/// Which village of a commune's list an address means. What a person matched comes first; then a name that is the same on the list of the
/// commune of that time. Nothing is guessed: what is only like a name is offered for a person to decide.
/// </summary>
public sealed class VillageMatching
{
    /// <summary>From here on a village is offered; 1 is the same name. The same kind of measure as <see cref="NameLikeness"/>.</summary>
    public const double Near = 0.5;

    // Khu phố, ấp and xóm are used in other provinces; tdp is how tổ dân phố is abbreviated.
    private static readonly string[] s_kinds = ["to dan pho", "khu dan cu", "khu pho", "thon", "ban", "tdp", "khu", "ap", "xom", "buon", "lang", "to"];

    private readonly Dictionary<string, Village> _byId;
    private readonly ILookup<(string UnitId, string Key), Village> _byName;
    private readonly List<(Village Village, string Words)> _words;

    /// <summary>Over the villages of a commune and of those before it, at any time.</summary>
    public VillageMatching(IEnumerable<Village> villages)
    {
        ArgumentNullException.ThrowIfNull(villages);
        var all = villages.OrderBy(v => v.ValidFrom).ThenBy(v => v.Id, StringComparer.Ordinal).ToList();
        _byId = all.ToDictionary(v => v.Id, StringComparer.Ordinal);
        _byName = all.ToLookup(v => (v.UnitId, TextFold.SortKey(v.Name)));
        _words = all.ConvertAll(v => (v, Words(v.Name)));
    }

    /// <summary>The village as it was when the address was written; <see langword="null"/> where none is known.</summary>
    /// <param name="unitId">The commune as it was.</param>
    /// <param name="text">The village as written.</param>
    /// <param name="matchedId">The village that a person chose; it wins.</param>
    /// <param name="day">The day of the address: of two villages that bore the name one after the other, the one of that day is meant.</param>
    public Village? Of(string unitId, string? text, string? matchedId, DateOnly day)
    {
        if (matchedId is not null && _byId.TryGetValue(matchedId, out var chosen))
        {
            return chosen;
        }

        var named = string.IsNullOrWhiteSpace(text) ? [] : _byName[(unitId, TextFold.SortKey(text))].ToList();
        // A list often begins later than the village itself, so the earliest stands for what was before.
        return named.Find(v => v.ValidOn(day)) ?? named.FindLast(v => v.ValidFrom <= day) ?? named.FirstOrDefault();
    }

    /// <summary>What a village has become by <paramref name="day"/>: itself, what it was merged into, or the last before it was dissolved.</summary>
    public Village At(Village village, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(village);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (village.ValidTo <= day && village.SuccessorId is { } next && seen.Add(village.Id) && _byId.TryGetValue(next, out var successor))
        {
            village = successor;
        }

        return village;
    }

    /// <summary>The communes on whose lists the village and those that followed it stand, in their order.</summary>
    public IEnumerable<string> Held(Village village)
    {
        ArgumentNullException.ThrowIfNull(village);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = village; at is not null && seen.Add(at.Id); at = at.SuccessorId is { } next ? _byId.GetValueOrDefault(next) : null)
        {
            yield return at.UnitId;
        }
    }

    /// <summary>Villages that an address without a match perhaps means, as they are on <paramref name="day"/>, the likeliest first.</summary>
    public IReadOnlyList<Village> Suggest(string? text, string? address, DateOnly day, int most = 3)
    {
        var (wanted, whole) = (Words(text ?? string.Empty), $" {Spaced(address ?? string.Empty)} ");
        return [.. _words.Select(v => (Now: At(v.Village, day), Likeness: Likeness(v.Words, wanted, whole, $" {Spaced(v.Village.Name)} ")))
            .Where(v => v.Likeness >= Near && v.Now.ValidOn(day)).GroupBy(v => v.Now.Id).Select(g => g.MaxBy(v => v.Likeness))
            .OrderByDescending(v => v.Likeness).ThenBy(v => TextFold.SortKey(v.Now.Name), StringComparer.Ordinal).Take(most).Select(v => v.Now)];
    }

    private static double Likeness(string words, string wanted, string address, string name) =>
        words.Length == 0 ? 0
        : words == wanted ? 1
        : address.Contains(name, StringComparison.Ordinal) ? 0.95
        // A number alone ("3") stands in too many addresses to mean the village.
        : words.Any(char.IsLetter) && address.Contains($" {words} ", StringComparison.Ordinal) ? 0.9
        : wanted.Length == 0 ? 0 : NameLikeness.Of(words, wanted);

    /// <summary>The name without its kind word, folded.</summary>
    private static string Words(string name)
    {
        var folded = Spaced(name);
        var kind = Array.Find(s_kinds, k => folded.StartsWith(k + " ", StringComparison.Ordinal));
        return kind is null ? folded : folded[(kind.Length + 1)..];
    }

    private static string Spaced(string text) => string.Join(' ', TextFold.Fold(text).Split([' ', ',', '.', ';', '(', ')', '-', '/', '"'], StringSplitOptions.RemoveEmptyEntries));
}
