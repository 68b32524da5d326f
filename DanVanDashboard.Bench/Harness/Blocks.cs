namespace DanVanDashboard.Bench.Harness;

/// <summary>Which number of a block's samples is compared.</summary>
internal enum Statistic
{
    Median,
    P99,
    Mean,
}

/// <summary>
/// Two things measured in turn: each round runs blocks A B B A, the next one B A A B, so that whatever drifts (heat, caches,
/// a neighbour) meets both alike. Within a round A's two blocks against each other give the A/A spread.
/// </summary>
internal sealed class Blocks
{
    private readonly List<(double[] A1, double[] A2, double[] B1, double[] B2)> _rounds = [];

    /// <summary>All samples of A.</summary>
    public double[] A => [.. _rounds.SelectMany(r => r.A1.Concat(r.A2))];

    /// <summary>All samples of B.</summary>
    public double[] B => [.. _rounds.SelectMany(r => r.B1.Concat(r.B2))];

    /// <summary>Runs the rounds; a block returns its samples.</summary>
    public static async Task<Blocks> RunAsync(int rounds, Func<Task<double[]>> a, Func<Task<double[]>> b)
    {
        var blocks = new Blocks();
        for (var round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
            {
                var a1 = await a();
                var b1 = await b();
                var b2 = await b();
                blocks._rounds.Add((a1, await a(), b1, b2));
            }
            else
            {
                var b1 = await b();
                var a1 = await a();
                var a2 = await a();
                blocks._rounds.Add((a1, a2, b1, await b()));
            }
        }

        return blocks;
    }

    /// <summary>As above, for blocks that do not wait.</summary>
    public static Task<Blocks> RunAsync(int rounds, Func<double[]> a, Func<double[]> b) => RunAsync(rounds, () => Task.FromResult(a()), () => Task.FromResult(b()));

    /// <summary>A over B: the median of the rounds.</summary>
    public double Ratio(Statistic of) => Percentile([.. _rounds.Select(r => Of([.. r.A1, .. r.A2], of) / Of([.. r.B1, .. r.B2], of))], 0.5);

    /// <summary>A against A, or B against B if that differed more: the median of the rounds, the larger block over the smaller.</summary>
    public double Spread(Statistic of) => Math.Max(
        Percentile([.. _rounds.Select(r => Apart(Of(r.A1, of), Of(r.A2, of)))], 0.5),
        Percentile([.. _rounds.Select(r => Apart(Of(r.B1, of), Of(r.B2, of)))], 0.5));

    /// <summary>One number of some samples.</summary>
    public static double Of(double[] samples, Statistic of) => of switch
    {
        Statistic.Median => Percentile(samples, 0.5),
        Statistic.P99 => Percentile(samples, 0.99),
        _ => samples.Average(),
    };

    /// <summary>A percentile, between the two nearest samples.</summary>
    public static double Percentile(double[] samples, double share)
    {
        if (samples.Length == 0)
        {
            return double.NaN;
        }

        var sorted = samples.Order().ToArray();
        var at = share * (sorted.Length - 1);
        var (low, high) = ((int)Math.Floor(at), (int)Math.Ceiling(at));
        return sorted[low] + ((sorted[high] - sorted[low]) * (at - low));
    }

    private static double Apart(double one, double other) => Math.Max(one, other) / Math.Min(one, other);
}
