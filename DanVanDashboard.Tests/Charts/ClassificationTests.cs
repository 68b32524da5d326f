using System.Globalization;
using DanVanDashboard.Charts;
using FsCheck;
using FsCheck.Fluent;

namespace DanVanDashboard.Tests.Charts;

public class ClassificationTests
{
    [Theory]
    [InlineData(ClassMethod.Quantile)]
    [InlineData(ClassMethod.EqualInterval)]
    [InlineData(ClassMethod.NaturalBreaks)]
    public void Of_AnyValues_PutsEachInExactlyOneCountedClass(ClassMethod method)
    {
        var values = Gen.Choose(-3, 400).Select(v => v / 10m).ListOf();
        var cases = values.SelectMany(list => Gen.Choose(1, 5).SelectMany(most => Gen.Choose(0, 1).Select(decimals => (list, most, decimals))));

        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            var result = Classification.Of(given.list, method, given.most, given.decimals);
            var classes = result.Classes;

            Assert.InRange(classes.Count, given.list.Count == 0 ? 0 : 1, given.most);
            Assert.Equal(given.list.Count, classes.Sum(c => c.Count));
            Assert.All(classes, c => Assert.True(c.Lower <= c.Upper && c.Count > 0));
            Assert.All(classes.Zip(classes.Skip(1)), pair => Assert.True(pair.First.Upper < pair.Second.Lower && pair.First.Step < pair.Second.Step));
            Assert.All(classes, c => Assert.Equal(c.Count, given.list.Count(v => result.ClassOf(v) == c)));
            Assert.True(classes.Count <= given.list.Select(v => Math.Round(v, given.decimals, MidpointRounding.AwayFromZero)).Distinct().Count());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Of_Quantiles_HoldAboutAsManyUnitsEach()
    {
        var result = Classification.Of(Enumerable.Range(13, 50).Select(v => (decimal)v));

        Assert.Equal([10, 10, 10, 10, 10], result.Classes.Select(c => c.Count));
        Assert.Equal("13–22", result.Classes[0].Text(CultureInfo.InvariantCulture));
        Assert.Equal("23–32", result.Classes[1].Text(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Of_ManyTies_PartsNoEqualValues()
    {
        var result = Classification.Of([1, 1, 1, 1, 1, 1, 1, 1, 2, 7]);

        Assert.Equal(3, result.Classes.Count);
        Assert.Equal((1m, 1m, 8), (result.Classes[0].Lower, result.Classes[0].Upper, result.Classes[0].Count));
    }

    [Fact]
    public void Of_ZeroBesideOthers_IsAClassOfItsOwn()
    {
        var result = Classification.Of([0, 0, 3, 8, 12, 20, 41]);

        Assert.Equal("0", result.Classes[0].Text(CultureInfo.InvariantCulture));
        Assert.Equal((1, 2), (result.Classes[0].Step, result.Classes[0].Count));
        Assert.Equal(3, result.Classes[1].Lower);
    }

    [Fact]
    public void Of_OnlyZeros_IsOneClass() => Assert.Equal("0", Assert.Single(Classification.Of([0, 0, 0]).Classes).Text(CultureInfo.InvariantCulture));

    [Fact]
    public void Of_Nothing_HasNoClass()
    {
        Assert.Empty(Classification.Of([]).Classes);
        Assert.Null(Classification.Of([]).ClassOf(4));
    }

    [Fact]
    public void Of_NaturalBreaks_FindTheGaps()
    {
        var result = Classification.Of([1, 2, 3, 40, 41, 42, 90, 91], ClassMethod.NaturalBreaks, classes: 3);

        Assert.Equal([3m, 42m, 91m], result.Classes.Select(c => c.Upper));
    }

    [Fact]
    public void Of_EqualIntervals_KeepTheirWidthWhereOneIsEmpty()
    {
        var result = Classification.Of([1, 2, 5, 95, 100], ClassMethod.EqualInterval);

        Assert.Equal([(1m, 20m), (81m, 100m)], result.Classes.Select(c => (c.Lower, c.Upper)));
    }

    [Theory]
    [InlineData(ClassMethod.Quantile)]
    [InlineData(ClassMethod.EqualInterval)]
    [InlineData(ClassMethod.NaturalBreaks)]
    public void Of_Rates_HaveBoundsThatFollowEachOtherAtTheirPrecision(ClassMethod method)
    {
        var result = Classification.Of(Enumerable.Range(0, 106).Select(i => 0.3m + (i * i * 0.00173m)), method, decimals: 1);
        var after = result.Recounted([0.32m, 5m])!;

        Assert.Equal(5, result.Classes.Count);
        Assert.All(result.Classes.Zip(result.Classes.Skip(1)), pair => Assert.Equal(0.1m, pair.Second.Lower - pair.First.Upper));
        Assert.All(result.Classes, c => Assert.Matches(@"^\d+,\d(–\d+,\d)?$", c.Text(CultureInfo.GetCultureInfo("vi-VN"), result.Format)));
        Assert.Equal((method, 1), (after.Method, after.Decimals));
    }

    [Fact]
    public void Text_Thousands_AreWrittenAsInVietnam() =>
        Assert.Equal("1.178–2.000", new ValueClass(1, 1178, 2000, 4).Text(CultureInfo.GetCultureInfo("vi-VN")));

    [Fact]
    public void Recounted_WithinBounds_KeepsThem_Outside_AsksForNewOnes()
    {
        var first = Classification.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

        var after = first.Recounted([1, 2, 3, 4, 5, 6, 7, 8, 10, 10]);

        Assert.NotNull(after);
        Assert.Equal(first.Classes.Select(c => (c.Lower, c.Upper)), after.Classes.Select(c => (c.Lower, c.Upper)));
        Assert.Null(first.Recounted([1, 11]));
    }
}
