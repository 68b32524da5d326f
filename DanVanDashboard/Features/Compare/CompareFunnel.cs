using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Statistics;
using DanVanDashboard.Filters;

namespace DanVanDashboard.Features.Compare;

/// <summary>A point of the funnel plot.</summary>
/// <param name="Row">The locality.</param>
/// <param name="Base">What is divided by: its people, households or party cells, or its models registered in the period.</param>
/// <param name="Count">What is counted of it: models of the measure, or those of the registered that are recognised and still run.</param>
/// <param name="Rate">On so many as <see cref="CompareFunnel.Per"/> says.</param>
/// <param name="Outside">−1 below the outer limits, 1 above them, 0 between.</param>
/// <param name="Href">The models behind it.</param>
public sealed record FunnelPoint(CompareRow Row, decimal Base, decimal Count, double Rate, int Outside, string? Href);

/// <summary>
/// Which localities lie outside of what chance alone explains. Against people, households or party cells a count is a Poisson count;
/// without any of them, how many of the models registered in the period are recognised at its end is a binomial one, which needs
/// no number from outside. Late localities are left out: what they have not reported is not nought.
/// </summary>
/// <param name="Points">The localities, in the order of the table; empty where fewer than three can be set side by side.</param>
/// <param name="Kind">What is divided by; <see langword="null"/> is the models registered.</param>
/// <param name="Average">The rate of all of them together.</param>
public sealed record CompareFunnel(IReadOnlyList<FunnelPoint> Points, DenominatorKind? Kind, double Average)
{
    private const int Least = 3, Percent = 100;

    /// <summary>The rate is told on so many: 10.000 people, 100 households or party cells, 100 registered models.</summary>
    public int Per => Kind is { } kind ? PopulationRules.Per(kind) : Percent;

    /// <summary>What is counted of all its localities together.</summary>
    public decimal Count => Points.Sum(p => p.Count);

    /// <summary>What is divided by, of all its localities together.</summary>
    public decimal Base => Points.Sum(p => p.Base);

    /// <summary>Between which rates a locality with this base lies if nothing but chance moves it.</summary>
    /// <param name="of">Its base, above 0.</param>
    /// <param name="between">The share of cases that lies between them.</param>
    public Limits Limits(double of, double between)
    {
        var counts = Counts(Kind, of, Average / Per, between);
        return new(counts.Low * Per / of, counts.High * Per / of);
    }

    /// <summary>The measure against confirmed people, households or party cells.</summary>
    internal static CompareFunnel OfPopulation(IEnumerable<CompareRow> rows, DenominatorKind kind) =>
        Of(rows.Where(r => r.People is { Value: > 0 }).Select(r => (r, (decimal)r.People!.Value, r.Count, r.Href)), kind);

    /// <summary>Of the models registered in the period, those that are recognised and still run at its end, like the steps on the overview.</summary>
    /// <param name="rows">The localities.</param>
    /// <param name="cohort">The period's models by unit and stage.</param>
    /// <param name="state">The filters that they were asked with.</param>
    internal static CompareFunnel OfRecognised(IEnumerable<CompareRow> rows, CubeResult cohort, ViewState state)
    {
        var recognised = StageGroups.Of(StageGroup.Recognised).Select(Wire.Name).ToHashSet();
        var counts = cohort.Rows.ToLookup(r => r.Key);
        return Of(rows.Select(r => (
            r, counts[r.Id].Sum(c => c.Totals.Registered), counts[r.Id].Where(c => recognised.Contains(c.ThenKey!)).Sum(c => c.Totals.Registered),
            (string?)ModelsBehind.Models(state with { Unit = r.Id }, ModelsBehind.Registered, stages: Wire.Name(StageGroup.Recognised)))), null);
    }

    private static CompareFunnel Of(IEnumerable<(CompareRow Row, decimal Base, decimal Count, string? Href)> of, DenominatorKind? kind)
    {
        var counted = of.Where(p => p.Base > 0 && !p.Row.Late).ToList();
        var (count, whole) = ((double)counted.Sum(p => p.Count), (double)counted.Sum(p => p.Base));
        if (counted.Count < Least || count <= 0)
        {
            return new([], kind, 0);
        }

        var funnel = new CompareFunnel([], kind, count * (kind is { } k ? PopulationRules.Per(k) : Percent) / whole);
        return funnel with
        {
            Points = counted.ConvertAll(p =>
            {
                var limits = Counts(kind, (double)p.Base, count / whole, ControlLimits.Action);
                return new FunnelPoint(p.Row, p.Base, p.Count, (double)p.Count * funnel.Per / (double)p.Base, (double)p.Count < limits.Low ? -1 : (double)p.Count > limits.High ? 1 : 0, p.Href);
            }),
        };
    }

    private static Limits Counts(DenominatorKind? kind, double of, double share, double between) =>
        kind is null ? ControlLimits.Binomial(of, Math.Min(share, 1), between) : ControlLimits.Poisson(of * share, between);
}
