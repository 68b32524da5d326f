using DanVanDashboard.Domain.Statistics;

namespace DanVanDashboard.Tests.Domain.Statistics;

public sealed class ControlLimitsTests
{
    // Quantiles of the Poisson distribution from tables; the interpolated limit lies within the step of the whole one.
    [Theory]
    [InlineData(1, 0.95, 0, 3)]
    [InlineData(5, 0.95, 1, 10)]
    [InlineData(10, 0.95, 4, 17)]
    [InlineData(100, 0.95, 81, 120)]
    [InlineData(10, 0.998, 2, 21)]
    public void Poisson_AgainstTables_LiesWithinTheStep(double expected, double between, int low, int high)
    {
        var limits = ControlLimits.Poisson(expected, between);

        Assert.InRange(limits.Low, Math.Max(0, low - 1), low);
        Assert.InRange(limits.High, high - 1, high);
    }

    [Fact]
    public void Poisson_MoreExpected_LimitsMoveSmoothlyAndNarrowAgainstIt()
    {
        var (before, share) = (ControlLimits.Poisson(0.5, ControlLimits.Action), double.MaxValue);
        for (var expected = 0.6; expected < 3_000; expected *= 1.1)
        {
            var limits = ControlLimits.Poisson(expected, ControlLimits.Action);
            Assert.True(limits.Low <= expected && expected <= limits.High, $"{expected}: {limits}");
            Assert.True(limits.High >= before.High && limits.Low >= before.Low - 1e-9, $"{expected}: {limits} after {before}");
            (before, share) = (limits, Math.Min(share, limits.High / expected));
        }

        Assert.InRange(share, 1, 1.07);
    }

    [Fact]
    public void Poisson_WhereTheSumEnds_TheTwoFormsAgree()
    {
        foreach (var between in new[] { ControlLimits.Warning, ControlLimits.Action })
        {
            var (summed, rooted) = (ControlLimits.Poisson(1_999.9, between), ControlLimits.Poisson(2_000.1, between));
            Assert.InRange(rooted.Low - summed.Low, -2, 2);
            Assert.InRange(rooted.High - summed.High, -2, 2);
        }
    }

    [Theory]
    [InlineData(0, 0.95)]
    [InlineData(-1, 0.95)]
    [InlineData(double.NaN, 0.95)]
    [InlineData(5, 0)]
    [InlineData(5, 1)]
    public void Poisson_OfNothing_IsRefused(double expected, double between) => Assert.Throws<ArgumentOutOfRangeException>(() => ControlLimits.Poisson(expected, between));

    // Quantiles of the binomial distribution summed up term by term; the interpolated limit lies within the step of the whole one.
    [Theory]
    [InlineData(10, 0.5, 0.95, 2, 8)]
    [InlineData(20, 0.3, 0.95, 2, 10)]
    [InlineData(100, 0.5, 0.95, 40, 60)]
    [InlineData(20, 0.3, 0.998, 1, 13)]
    public void Binomial_AgainstTables_LiesWithinTheStep(int cases, double share, double between, int low, int high)
    {
        var limits = ControlLimits.Binomial(cases, share, between);

        Assert.InRange(limits.Low, Math.Max(0, low - 1), low);
        Assert.InRange(limits.High, high - 1, high);
    }

    [Fact]
    public void Binomial_AnyNumber_HoldsTheMeanAndNeverMoreThanAll()
    {
        foreach (var share in new[] { 0.001, 0.05, 0.317, 0.5, 0.9, 0.999, 1 })
        {
            for (var cases = 1d; cases < 60_000; cases = (cases * 1.3) + 0.4)
            {
                var limits = ControlLimits.Binomial(cases, share, ControlLimits.Action);
                Assert.True(limits.Low >= 0 && limits.Low <= (cases * share) + 1 && limits.High >= (cases * share) - 1 && limits.High <= cases + 1e-6, $"{cases} × {share}: {limits}");
            }
        }
    }

    [Fact]
    public void Binomial_ManyCasesOfASmallShare_IsAlmostPoisson()
    {
        var (binomial, poisson) = (ControlLimits.Binomial(40_000, 0.001, ControlLimits.Action), ControlLimits.Poisson(40, ControlLimits.Action));

        Assert.InRange(binomial.Low - poisson.Low, -0.1, 0.1);
        Assert.InRange(binomial.High - poisson.High, -0.1, 0.1);
    }

    [Theory]
    [InlineData(0, 0.5, 0.95)]
    [InlineData(double.NaN, 0.5, 0.95)]
    [InlineData(10, 0, 0.95)]
    [InlineData(10, 1.1, 0.95)]
    [InlineData(10, 0.5, 1)]
    public void Binomial_OfNothing_IsRefused(double cases, double share, double between) => Assert.Throws<ArgumentOutOfRangeException>(() => ControlLimits.Binomial(cases, share, between));
}
