namespace DanVanDashboard.Domain.Statistics;

/// <summary>Between which values a count lies if nothing but chance moves it.</summary>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
public readonly record struct Limits(double Low, double High);

/// <summary>
/// Control limits of a funnel plot: exact quantiles of the Poisson and the binomial distribution, interpolated between whole numbers. A small
/// commune's rate swings widely by chance alone; outside the limits something else is likely to be at work, inside them a higher place means nothing.
/// </summary>
/// <remarks>Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005), 1185–1202, section 3 and appendix A.1.</remarks>
public static class ControlLimits
{
    /// <summary>Limits between which 95 of 100 lie.</summary>
    public const double Warning = 0.95;

    /// <summary>Limits between which 998 of 1.000 lie.</summary>
    public const double Action = 0.998;

    // From here on the sum would run over thousands of terms; the normal form on the root scale then agrees to a tenth of a count.
    private const double Large = 2_000;

    /// <summary>The limits of a count.</summary>
    /// <param name="expected">The count that is expected, above 0.</param>
    /// <param name="between">The share that lies between them, above 0 and below 1.</param>
    public static Limits Poisson(double expected, double between)
    {
        if (!(expected > 0) || !(between is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(expected > 0 ? nameof(between) : nameof(expected));
        }

        var tail = (1 - between) / 2;
        return new(Quantile(expected, tail), Quantile(expected, 1 - tail));
    }

    /// <summary>The limits of how many of so many cases have something.</summary>
    /// <param name="cases">How many there are, above 0; a part of one, as from a weighed view, is rounded.</param>
    /// <param name="share">The share of all cases that have it, above 0 and at most 1.</param>
    /// <param name="between">The share that lies between them, above 0 and below 1.</param>
    public static Limits Binomial(double cases, double share, double between)
    {
        if (!(cases > 0) || !(share is > 0 and <= 1) || !(between is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(!(cases > 0) ? nameof(cases) : share is > 0 and <= 1 ? nameof(between) : nameof(share));
        }

        var n = (int)Math.Max(1, Math.Round(cases));
        var tail = (1 - between) / 2;
        // The limits of the whole cases, on the scale of those that were asked for.
        return share >= 1 ? new(cases, cases) : new(BinomialQuantile(n, share, tail) * cases / n, BinomialQuantile(n, share, 1 - tail) * cases / n);
    }

    private static double BinomialQuantile(int n, double share, double p)
    {
        // Terms before this cannot matter, and the first of many would be 0 in a double.
        var count = n * -Math.Log(1 - share) < 500 ? 0 : (int)Math.Max(0, (n * share) - (12 * Math.Sqrt(n * share * (1 - share))));
        var term = Math.Exp(LogFactorial(n) - LogFactorial(count) - LogFactorial(n - count) + (count * Math.Log(share)) + ((n - count) * Math.Log(1 - share)));
        var (sum, before) = (term, 0d);
        while (sum < p && count < n)
        {
            term *= (n - count) * share / ((count + 1) * (1 - share));
            count++;
            before = sum;
            sum += term;
        }

        return Step(count, before, sum, p);
    }

    /// <summary>The value below which a share <paramref name="p"/> lies, interpolated so that it moves smoothly with what is expected.</summary>
    private static double Quantile(double expected, double p)
    {
        if (expected > Large)
        {
            var root = Math.Sqrt(expected) + (NormalQuantile(p) / 2);
            return root * root;
        }

        var term = Math.Exp(-expected);
        var (sum, before, count) = (term, 0d, 0);
        // From about 745 on e^-x is 0 in a double: begin where the terms can be told from 0 and all before them together still cannot matter.
        if (expected > 500)
        {
            count = (int)Math.Max(0, expected - (12 * Math.Sqrt(expected)));
            term = Math.Exp((count * Math.Log(expected)) - expected - LogFactorial(count));
            sum = term;
        }

        while (sum < p && term > double.Epsilon)
        {
            count++;
            before = sum;
            term *= expected / count;
            sum += term;
        }

        return Step(count, before, sum, p);
    }

    // A.1: r − α, with α how far into the step of the last count the share p lies.
    private static double Step(int count, double before, double sum, double p) => Math.Max(0, count - (sum > before ? (sum - p) / (sum - before) : 0));

    private static double LogFactorial(int n)
    {
        var sum = 0d;
        for (var i = 2; i <= n; i++)
        {
            sum += Math.Log(i);
        }

        return sum;
    }

    // Only the shares of the two pairs of limits are asked for.
    private static double NormalQuantile(double p) => p switch
    {
        < 0.5 => -NormalQuantile(1 - p),
        _ => Invert(p),
    };

    /// <summary>Bisects the normal distribution; its integral by Simpson's rule.</summary>
    private static double Invert(double p)
    {
        var (low, high) = (0d, 8d);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = 0.5 + Integral(middle) < p ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double Integral(double to)
    {
        const int Steps = 200;
        var width = to / Steps;
        var sum = Density(0) + Density(to);
        for (var i = 1; i < Steps; i++)
        {
            sum += Density(i * width) * (i % 2 == 1 ? 4 : 2);
        }

        return sum * width / 3;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
