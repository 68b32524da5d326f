using System.Globalization;

namespace DanVanDashboard.Charts;

/// <summary>How values are parted into classes.</summary>
public enum ClassMethod
{
    /// <summary>About the same number of units in each class.</summary>
    Quantile,

    /// <summary>Classes of the same width.</summary>
    EqualInterval,

    /// <summary>Natural breaks (Jenks): the values within a class differ as little as possible.</summary>
    NaturalBreaks,
}

/// <summary>One class of values, both bounds included.</summary>
/// <param name="Step">Its step on the colour ramp, 1 (lightest) to 5.</param>
/// <param name="Lower">The smallest value that belongs to it.</param>
/// <param name="Upper">The largest value that belongs to it.</param>
/// <param name="Count">How many of the values lie in it; never 0 when newly made.</param>
public sealed record ValueClass(int Step, decimal Lower, decimal Upper, int Count)
{
    /// <summary>The bounds in words, "13–16", or the one value.</summary>
    public string Text(CultureInfo culture, string format = "#,0.##") => Lower == Upper
        ? Lower.ToString(format, culture)
        : $"{Lower.ToString(format, culture)}–{Upper.ToString(format, culture)}";
}

/// <summary>
/// Up to five classes. Equal values are never parted, no class is empty, and the bounds are the ones the classes really have:
/// every value that can be written with the given decimals lies in exactly one.
/// </summary>
public sealed record Classification
{
    private const int Most = 5;

    private static readonly int[][] Steps = [[], [3], [2, 4], [1, 3, 5], [1, 2, 4, 5], [1, 2, 3, 4, 5]];

    private Classification(IReadOnlyList<ValueClass> classes, int decimals, ClassMethod method)
    {
        Classes = classes;
        Decimals = decimals;
        Method = method;
    }

    /// <summary>The classes from low to high; none without values.</summary>
    public IReadOnlyList<ValueClass> Classes { get; }

    /// <summary>Digits after the comma to which values are rounded before they are sorted in.</summary>
    public int Decimals { get; }

    /// <summary>How the classes were made.</summary>
    public ClassMethod Method { get; }

    /// <summary>The format of their bounds, with as many digits after the comma as keep two neighbours apart.</summary>
    public string Format => Decimals == 0 ? "#,0" : "#,0." + new string('0', Decimals);

    /// <inheritdoc/>
    public bool Equals(Classification? other) => other is not null && Decimals == other.Decimals && Method == other.Method && Classes.SequenceEqual(other.Classes);

    /// <inheritdoc/>
    public override int GetHashCode() => Classes.Aggregate(Decimals, HashCode.Combine);

    /// <summary>Parts values into classes. Zero, where it occurs beside other values, is a class of its own.</summary>
    /// <param name="values">The values that exist; a missing one is not a zero and is left out.</param>
    /// <param name="method">How to part them.</param>
    /// <param name="classes">The most classes wanted, 1 to 5.</param>
    /// <param name="decimals">Digits after the comma that are shown, 0 to 3.</param>
    public static Classification Of(IEnumerable<decimal> values, ClassMethod method = ClassMethod.Quantile, int classes = Most, int decimals = 0)
    {
        var sorted = values.Select(v => Math.Round(v, decimals, MidpointRounding.AwayFromZero)).Order().ToList();
        var most = Math.Clamp(classes, 1, Most);
        var zeroApart = most > 1 && sorted.Count > 0 && sorted[0] == 0 && sorted[^1] > 0;
        var zeros = zeroApart ? sorted.LastIndexOf(0) + 1 : 0;
        var groups = sorted.Skip(zeros).GroupBy(v => v).Select(g => new Group(g.Key, g.Count())).ToList();
        var wanted = Math.Min(most - (zeroApart ? 1 : 0), groups.Count);

        var bounds = wanted == 0 ? [] : method switch
        {
            ClassMethod.EqualInterval => EqualIntervals(groups, wanted, decimals),
            ClassMethod.NaturalBreaks => Follow(groups, NaturalBreaks(groups, wanted), decimals),
            _ => Follow(groups, Quantiles(groups, wanted), decimals),
        };
        if (zeroApart) { bounds.Insert(0, (0, 0, zeros)); }
        var steps = Steps[bounds.Count];
        return new Classification([.. bounds.Select((b, i) => new ValueClass(steps[i], b.Lower, b.Upper, b.Count))], decimals, method);
    }

    /// <summary>The class of a value, or <see langword="null"/> when it lies outside all of them.</summary>
    public ValueClass? ClassOf(decimal value)
    {
        var rounded = Math.Round(value, Decimals, MidpointRounding.AwayFromZero);
        return Classes.FirstOrDefault(c => rounded >= c.Lower && rounded <= c.Upper);
    }

    /// <summary>
    /// The same bounds counted anew, so that one changed value does not recolour the whole map;
    /// <see langword="null"/> when a value lies outside them and the classes have to be made again.
    /// </summary>
    public Classification? Recounted(IEnumerable<decimal> values)
    {
        var counts = new Dictionary<decimal, int>();
        foreach (var value in values)
        {
            if (ClassOf(value) is not { } found) { return null; }
            counts[found.Lower] = counts.GetValueOrDefault(found.Lower) + 1;
        }
        return new Classification([.. Classes.Select(c => c with { Count = counts.GetValueOrDefault(c.Lower) })], Decimals, Method);
    }

    private sealed record Group(decimal Value, int Count);

    /// <summary>Where each class but the last ends, as an index into the groups (exclusive).</summary>
    private static List<int> Quantiles(List<Group> groups, int classes)
    {
        var total = groups.Sum(g => g.Count);
        var ends = new List<int>();
        var (index, below) = (0, 0);
        for (var k = 1; k < classes; k++)
        {
            var target = (double)total * k / classes;
            below += groups[index++].Count;

            // Take the next value too while that comes nearer to the share, and leave one for each class to come.
            while (groups.Count - index > classes - k && Math.Abs(below + groups[index].Count - target) <= Math.Abs(below - target))
            {
                below += groups[index++].Count;
            }
            ends.Add(index);
        }
        return ends;
    }

    private static List<int> NaturalBreaks(List<Group> groups, int classes)
    {
        // Fisher's exact partition: cost[k, i] is the least sum of squared deviations of the first i groups in k classes.
        var n = groups.Count;
        var (count, sum, squares) = (new double[n + 1], new double[n + 1], new double[n + 1]);
        for (var i = 0; i < n; i++)
        {
            var value = (double)(groups[i].Value - groups[0].Value);
            count[i + 1] = count[i] + groups[i].Count;
            sum[i + 1] = sum[i] + (value * groups[i].Count);
            squares[i + 1] = squares[i] + (value * value * groups[i].Count);
        }
        double Spread(int from, int to) => squares[to] - squares[from] - ((sum[to] - sum[from]) * (sum[to] - sum[from]) / (count[to] - count[from]));

        var cost = new double[classes + 1, n + 1];
        var start = new int[classes + 1, n + 1];
        for (var i = 1; i <= n; i++) { cost[1, i] = Spread(0, i); }
        for (var k = 2; k <= classes; k++)
        {
            for (var i = k; i <= n; i++)
            {
                cost[k, i] = double.MaxValue;
                for (var j = k - 1; j < i; j++)
                {
                    var here = cost[k - 1, j] + Spread(j, i);
                    if (here < cost[k, i]) { (cost[k, i], start[k, i]) = (here, j); }
                }
            }
        }
        var ends = new List<int>();
        for (var (k, i) = (classes, n); k > 1; k--) { i = start[k, i]; ends.Insert(0, i); }
        return ends;
    }

    /// <summary>Classes that follow each other without a gap: each begins one step after the one before it ends.</summary>
    private static List<(decimal Lower, decimal Upper, int Count)> Follow(List<Group> groups, List<int> ends, int decimals)
    {
        var step = Step(decimals);
        var bounds = new List<(decimal, decimal, int)>();
        var from = 0;
        foreach (var to in ends.Append(groups.Count))
        {
            bounds.Add((from == 0 ? groups[0].Value : groups[from - 1].Value + step, groups[to - 1].Value, groups.Skip(from).Take(to - from).Sum(g => g.Count)));
            from = to;
        }
        return bounds;
    }

    private static List<(decimal Lower, decimal Upper, int Count)> EqualIntervals(List<Group> groups, int classes, int decimals)
    {
        var step = Step(decimals);
        var (min, max) = (groups[0].Value, groups[^1].Value);
        var width = (max - min) / classes;
        var bounds = new List<(decimal Lower, decimal Upper, int Count)>();
        var lower = min;
        for (var k = 1; k <= classes; k++)
        {
            var upper = k == classes ? max : Math.Floor((min + (width * k)) / step) * step;
            var (from, to) = (lower, upper);
            var count = groups.Where(g => g.Value >= from && g.Value <= to).Sum(g => g.Count);

            // An interval without values is not drawn; its neighbours keep their own bounds.
            if (count > 0) { bounds.Add((from, to, count)); }
            lower = upper + step;
        }
        return bounds;
    }

    private static decimal Step(int decimals) => decimals switch { 0 => 1m, 1 => 0.1m, 2 => 0.01m, _ => 0.001m };
}
