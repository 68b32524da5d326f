using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Tests.Domain.Models;

public sealed class StalenessTests
{
    private static readonly Campaign Campaign = new("c", "C", "C", false, new(2026, 1, 1), new(2030, 12, 31), "u", "registry", new([]), 3);

    [Theory]
    [InlineData("2026-Q1", "2026-10-20", "2026-04-01", "2026-Q3")]
    [InlineData("2026-Q1", "2026-09-30", "2026-01-01", "2026-Q2")]
    [InlineData("2026-Q1", "2027-01-01", "2026-07-01", "2026-Q4")]
    [InlineData("2026-01", "2026-10-20", "2026-08-01", "2026-09")]
    [InlineData("2026-H1", "2026-10-20", "2025-07-01", "2026-H1")]
    [InlineData("2026", "2028-03-01", "2026-01-01", "2027")]
    [InlineData("2026-9M", "2026-10-20", "2026-04-01", "2026-Q3")]
    public void Of_ACampaign_GoesByItsPeriods(string owed, string today, string from, string last)
    {
        var rule = Staleness.Of(Campaign, [Period(owed)], Day(today));

        Assert.Equal((Day(from), Period(last)), (rule.From, rule.Last));
    }

    [Fact]
    public void Of_SeveralGrains_GoesByTheFinest() => Assert.Equal(PeriodKind.Month, Staleness.Of(Campaign, [Period("2026"), Period("2026-03"), Period("2026-Q1")], new(2026, 10, 20)).Kind);

    [Fact]
    public void Of_NothingOwed_GoesByQuarters() => Assert.Equal(PeriodKind.Quarter, Staleness.Of(Campaign, [], new(2026, 10, 20)).Kind);

    [Fact]
    public void Of_ACampaignThatIsOver_StandsStill() =>
        Assert.Equal(Staleness.Of(Campaign, [], new(2031, 1, 1)), Staleness.Of(Campaign, [], new(2035, 6, 1)));

    [Fact]
    public void Holds_ARunningModel_OnlyIfNothingIsDatedSince()
    {
        var rule = Staleness.Of(Campaign, [], new(2026, 10, 20));

        Assert.True(rule.Holds(running: true, new(2026, 3, 31)));
        Assert.False(rule.Holds(running: true, new(2026, 4, 1)));
        Assert.False(rule.Holds(running: false, new(2026, 3, 31)));
    }

    private static PeriodKey Period(string text) => PeriodKey.TryParse(text, out var key) ? key : throw new ArgumentException(text, nameof(text));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
