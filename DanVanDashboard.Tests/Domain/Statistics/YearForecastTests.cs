using DanVanDashboard.Domain.Statistics;

namespace DanVanDashboard.Tests.Domain.Statistics;

public sealed class YearForecastTests
{
    [Fact]
    public void Pace_RunningMonth_CountsByItsDays()
    {
        // 10 a month; on 15 June five months and half of the sixth are over.
        var pace = YearPace.Of(2024, [.. Enumerable.Repeat(10m, 12)], new(2026, 6, 15));

        Assert.Equal((55m, 120m), (pace.ByThen, pace.Whole));
        Assert.Equal(1m, YearPace.Of(2024, [.. Enumerable.Repeat(10m, 12)], new(2026, 12, 31)).Share);
    }

    [Fact]
    public void Of_YearsOfOnePace_DividesByTheirShare()
    {
        // Four fifths of each year were there by the day: 40 becomes 50.
        var forecast = YearForecast.Of(40, [new(2024, 80, 100), new(2025, 160, 200)])!;

        Assert.Equal(50, forecast.Likely);
        // Chance alone: the rest of 10 with a deviation of √(10 + 40/16) = 3,5.
        Assert.Equal((43, 57), (forecast.Low, forecast.High));
        Assert.Equal([2024, 2025], forecast.Paces.Select(p => p.Year));
    }

    [Fact]
    public void Of_YearsThatDiffer_WidensTheInterval()
    {
        var alike = YearForecast.Of(40, [new(2024, 80, 100), new(2025, 80, 100)])!;
        var differing = YearForecast.Of(40, [new(2024, 60, 100), new(2025, 100, 100)])!;

        Assert.Equal(alike.Likely, differing.Likely);
        Assert.True(differing.Low < alike.Low && differing.High > alike.High, $"{differing.Low}–{differing.High}");
    }

    [Fact]
    public void Of_TheLastDay_IsWhatThereIs()
    {
        var forecast = YearForecast.Of(40, [new(2024, 100, 100), new(2025, 90, 90)])!;

        Assert.Equal((40, 40, 40), (forecast.Low, forecast.Likely, forecast.High));
    }

    [Theory]
    // Nothing yet, one year only, years too small, a day too early in the year.
    [InlineData(0, 80, 100, 80, 100)]
    [InlineData(40, 80, 100, 0, 0)]
    [InlineData(40, 80, 100, 10, 15)]
    [InlineData(40, 80, 100, 5, 100)]
    public void Of_TooLittle_IsNoForecast(int soFar, int byThen, int whole, int byThen2, int whole2) =>
        Assert.Null(YearForecast.Of(soFar, [new(2024, byThen, whole), new(2025, byThen2, whole2)]));

    [Fact]
    public void Of_MadeUpYears_HoldsAbout95OfAHundred()
    {
        // Years of one pace with counts by chance: what came true lies in the interval about as often as it promises.
        var random = new Random(7);
        var held = 0;
        const int Trials = 2000;
        for (var i = 0; i < Trials; i++)
        {
            var (soFar, rest) = (Poisson(random, 30), Poisson(random, 20));
            var forecast = YearForecast.Of(Math.Max(1, soFar), [new(2024, 600, 1000), new(2025, 600, 1000)])!;
            held += soFar + rest >= forecast.Low && soFar + rest <= forecast.High ? 1 : 0;
        }

        Assert.InRange(held / (double)Trials, 0.93, 0.985);
    }

    private static int Poisson(Random random, double mean)
    {
        var (count, product, limit) = (0, random.NextDouble(), Math.Exp(-mean));
        while (product > limit)
        {
            count++;
            product *= random.NextDouble();
        }

        return count;
    }
}
