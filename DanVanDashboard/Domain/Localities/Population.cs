using System.Collections.Frozen;
using DanVanDashboard.Domain.Access;

namespace DanVanDashboard.Domain.Localities;

/// <summary>Mẫu số: by what a number of models is divided so that localities of different size can be compared.</summary>
public enum DenominatorKind
{
    /// <summary>Dân số.</summary>
    People,

    /// <summary>Số hộ.</summary>
    Households,

    /// <summary>Số chi bộ.</summary>
    PartyCells,
}

/// <summary>Dân số, or another <see cref="DenominatorKind"/>, of one unit in one year that the board has entered or confirmed.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Year">The year that it is of.</param>
/// <param name="Value">People, households or party cells.</param>
/// <param name="Source">Where it is from, in words.</param>
public sealed record Population(string UnitId, int Year, int Value, string Source)
{
    /// <summary>What is counted.</summary>
    public DenominatorKind Kind { get; init; }
}

/// <summary>The population by which a number of a unit may be divided; year and source always stand beside the rate.</summary>
/// <param name="Value">People, households or party cells.</param>
/// <param name="Year">The year that it is of.</param>
/// <param name="Sources">Where it is from; several where it is a sum.</param>
/// <param name="Summed">Whether it is the sum over the units that went into this one.</param>
public sealed record ConfirmedPopulation(int Value, int Year, IReadOnlyList<string> Sources, bool Summed);

/// <summary>All confirmed populations. What nobody has confirmed is not in here, and no rate is made without it.</summary>
public sealed class PopulationTable
{
    private readonly Places _places;
    private readonly FrozenDictionary<(string Unit, DenominatorKind Kind), Population[]> _byUnit;

    /// <summary>Indexes <paramref name="confirmed"/>: one for each unit, kind and year.</summary>
    public PopulationTable(Places places, IEnumerable<Population> confirmed)
    {
        _places = places;
        _byUnit = confirmed.GroupBy(p => (p.UnitId, p.Kind)).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(p => p.Year).ToArray());
    }

    /// <summary>Whether there is none at all.</summary>
    public bool IsEmpty => _byUnit.Count == 0;

    /// <summary>
    /// The latest confirmed population of a year not after <paramref name="year"/>. Where the unit has none, the sum over the units
    /// that went wholly into it, if each has one of the same year; a divided unit's people cannot be divided.
    /// </summary>
    public ConfirmedPopulation? Of(string unitId, int year, DenominatorKind kind = DenominatorKind.People)
    {
        if (Own(unitId, kind).FirstOrDefault(p => p.Year <= year) is { } own)
        {
            return new(own.Value, own.Year, [own.Source], Summed: false);
        }

        var parts = _places.PredecessorsOf(unitId);
        if (parts.Count == 0 || parts.Any(p => p.Extent != LineageExtent.Full))
        {
            return null;
        }

        foreach (var at in Own(parts[0].FromId, kind).Select(p => p.Year).Where(y => y <= year))
        {
            var all = parts.Select(p => Array.Find(Own(p.FromId, kind), o => o.Year == at)).ToList();
            if (all.TrueForAll(p => p is not null))
            {
                return new(all.Sum(p => p!.Value), at, [.. all.Select(p => p!.Source).Distinct()], Summed: true);
            }
        }

        return null;
    }

    private Population[] Own(string unitId, DenominatorKind kind) => _byUnit.GetValueOrDefault((unitId, kind)) ?? [];
}

/// <summary>The rules of populations.</summary>
public static class PopulationRules
{
    /// <summary>Longest name of a source.</summary>
    public const int SourceLimit = 300;

    private const int ValueLimit = 100_000_000;

    /// <summary>Tỷ lệ trên 10.000 dân, to one decimal, halves away from zero.</summary>
    /// <param name="count">What is counted.</param>
    /// <param name="people">Above 0.</param>
    public static decimal PerTenThousand(decimal count, int people) => Math.Round(count * 10_000 / people, 1, MidpointRounding.AwayFromZero);

    /// <summary>On how many people, households or party cells a rate is told: 10.000 people, 100 households or cells.</summary>
    public static int Per(DenominatorKind kind) => kind == DenominatorKind.People ? 10_000 : 100;

    /// <summary>The rate on <see cref="Per"/>, to one decimal, halves away from zero.</summary>
    /// <param name="count">What is counted.</param>
    /// <param name="of">People, households or party cells, above 0.</param>
    /// <param name="kind">Which of them.</param>
    public static decimal Rate(decimal count, int of, DenominatorKind kind) => Math.Round(count * Per(kind) / of, 1, MidpointRounding.AwayFromZero);

    /// <summary>Whether <paramref name="by"/> may enter, confirm and withdraw populations.</summary>
    public static bool MayDecide(Actor by) => by.May(Verb.RunCampaign);

    /// <summary>Every reason why <paramref name="by"/> may not enter a population of <paramref name="unit"/>.</summary>
    public static List<Refusal> ToEnter(Actor by, Unit? unit, string? unitId, int? year, decimal? value, string? source, DateOnly today)
    {
        if (!MayDecide(by))
        {
            return [new("population.not-allowed")];
        }

        var refusals = new List<Refusal>();
        if (unit is null)
        {
            refusals.Add(new("model.unit-unknown", "unitId") { Arguments = [unitId ?? string.Empty] });
        }

        if (year is not { } y || y < 1930 || y > today.Year)
        {
            refusals.Add(new("population.year-unknown", "year"));
        }
        else if (unit is not null && ((unit.StartKnown && y < unit.ValidFrom.Year) || (unit.ValidTo is { } end && y > end.Year)))
        {
            refusals.Add(new("population.unit-not-then", "year") { Arguments = [unit.FullName, y.ToString(System.Globalization.CultureInfo.InvariantCulture)] });
        }

        if (value is not { } people || people < 1 || people > ValueLimit || people != decimal.Truncate(people))
        {
            refusals.Add(new("population.value-not-positive", "value"));
        }

        if (string.IsNullOrEmpty(source))
        {
            refusals.Add(new("population.source-missing", "source"));
        }
        else if (source.Length > SourceLimit)
        {
            refusals.Add(new("population.source-too-long", "source"));
        }

        return refusals;
    }
}
