using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Recognition;

namespace DanVanDashboard.Tests.Domain.Models;

public sealed class AppraisalTests
{
    private static readonly CriteriaSet s_set = new("s", "Bộ", RecognitionLevel.Commune, null, 70, 3, new(2026, 1, 1), null, [new("tc1", "A", null, 60), new("tc2", "B", null, 40)]);

    [Theory]
    [InlineData("80", "1 80 0")]
    [InlineData("80 90", "2 85 5")]
    [InlineData("70 80 90", "3 80 8.16")]
    public void Summary_OfTotals_IsMeanAndDeviation(string totals, string expected)
    {
        var summary = ScoreSummary.Of([.. totals.Split(' ').Select(t => decimal.Parse(t, System.Globalization.CultureInfo.InvariantCulture))])!;

        Assert.Equal(expected, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{summary.Count} {summary.Mean:0.##} {summary.Deviation:0.##}"));
    }

    [Fact]
    public void Summary_OfNothing_IsNone() => Assert.Null(ScoreSummary.Of([]));

    [Theory]
    [InlineData("2026-01-15", "2026-04-15", 3)]
    [InlineData("2026-01-15", "2026-04-14", 2)]
    [InlineData("2026-01-31", "2026-02-28", 1)]
    [InlineData("2025-11-30", "2026-02-28", 3)]
    [InlineData("2026-05-01", "2026-04-01", 0)]
    public void Months_BetweenTwoDays_AreFullOnes(string since, string on, int months) =>
        Assert.Equal(months, AppraisalRules.Months(Day(since), Day(on)));

    [Theory]
    [InlineData("70", "2026-04-01", true, true)]
    [InlineData("69.99", "2026-04-01", false, true)]
    [InlineData("70", "2026-03-31", true, false)]
    public void Check_AtTheBorder_IsExact(string mean, string on, bool points, bool months)
    {
        var check = AppraisalRules.Check(s_set, decimal.Parse(mean, System.Globalization.CultureInfo.InvariantCulture), new(2026, 1, 1), Day(on));

        Assert.Equal((points, months, points && months), (check.PointsReached, check.MonthsReached, check.Passed));
    }

    [Fact]
    public void Set_InForce_IsOfItsLevelAndSubjectFirst()
    {
        CriteriaSet commune = s_set with { Id = "xa" }, people = s_set with { Id = "xa-ca-nhan", Subject = Subject.Individual }, province = s_set with { Id = "tinh", Level = RecognitionLevel.Province },
            old = s_set with { Id = "cu", Level = RecognitionLevel.Province, ValidTo = new(2026, 2, 1) };
        CriteriaSet[] sets = [commune, people, province, old];

        Assert.Equal("xa-ca-nhan", CriteriaSet.For(sets, RecognitionLevel.Commune, Subject.Individual, new(2026, 5, 1))!.Id);
        Assert.Equal("xa", CriteriaSet.For(sets, RecognitionLevel.Commune, Subject.Collective, new(2026, 5, 1))!.Id);
        Assert.Equal("tinh", CriteriaSet.For(sets, RecognitionLevel.Province, Subject.Individual, new(2026, 5, 1))!.Id);
        Assert.Equal("xa", CriteriaSet.For([commune], RecognitionLevel.Province, Subject.Collective, new(2026, 5, 1))!.Id);
        Assert.Null(CriteriaSet.For([old], RecognitionLevel.Province, null, new(2026, 5, 1)));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
