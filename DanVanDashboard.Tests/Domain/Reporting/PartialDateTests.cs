using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Tests.Domain.Reporting;

public class PartialDateTests
{
    [Theory]
    [InlineData("", DatePrecision.None, null, null)]
    [InlineData("2024", DatePrecision.Year, "2024-01-01", "2024-12-31")]
    [InlineData("2022-06", DatePrecision.Month, "2022-06-01", "2022-06-30")]
    [InlineData("2021-02-22", DatePrecision.Day, "2021-02-22", "2021-02-22")]
    public void TryParse_WhatSourcesState_KeepsItsPrecision(string text, DatePrecision precision, string? first, string? last)
    {
        Assert.True(PartialDate.TryParse(text, out var date));
        Assert.Equal(precision, date.Precision);
        Assert.Equal(text, date.ToString());
        Assert.Equal(first, date.First?.ToString("yyyy-MM-dd", null));
        Assert.Equal(last, date.Last?.ToString("yyyy-MM-dd", null));
    }

    [Theory]
    [InlineData("24")]
    [InlineData("0000")]
    [InlineData("2024-13")]
    [InlineData("2023-02-29")]
    [InlineData("2024-Q1")]
    [InlineData("về 2024")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(PartialDate.TryParse(text, out _));

    [Fact]
    public void MetricCatalogue_UnknownOrCircularReference_IsRefused()
    {
        var name = new Bilingual("a", "a");
        Assert.Throws<ArgumentException>(() => new MetricCatalogue([new("a", MetricKind.Count, name) { Includes = ["b"] }]));
        Assert.Throws<ArgumentException>(() => new MetricCatalogue(
            [new("a", MetricKind.Count, name) { Includes = ["b"] }, new("b", MetricKind.Count, name) { Parts = ["a"] }]));
        Assert.Equal(MetricKind.Count, new MetricCatalogue([]).Get("unknown").Kind);
    }
}
