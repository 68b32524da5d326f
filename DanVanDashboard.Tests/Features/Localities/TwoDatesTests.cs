using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using DanVanDashboard.Tests.Api;
using DanVanDashboard.Tests.Features.Overview;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features.Localities;

/// <summary>One province by the units of two days, as the server sends it.</summary>
public sealed class TwoDatesTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Before = "/dia-ban/hai-ngay?trai=2024-12-31";

    [Fact]
    public async Task LaiChau_2024And2026_Are8DistrictsWith106CommunesBeside38()
    {
        var page = await OpenAsync("thuongtruc", Before);

        Assert.Equal((106, 38), (Shapes(page, "left").Length, Shapes(page, "right").Length));
        Assert.Contains("8 huyện, thành phố; 106 xã", page.QuerySelector("#two-left-title")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("38 xã, phường", page.QuerySelector("#two-right-title")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(8, page.QuerySelectorAll("[data-testid=map-left] .map-above path").Length);
        // One scale: the largest circle stands for the same number, and is as large, on both.
        Assert.Equal(Marks(page, "left"), Marks(page, "right"));
        Assert.Empty(page.QuerySelectorAll("main [style]"));
    }

    [Fact]
    public async Task Kin_OfACommune_IsWhatItWasFormedFromAndBack()
    {
        var page = await OpenAsync("thuongtruc", Before);

        var right = Kin(page, "right");
        var left = Kin(page, "left");
        Assert.Equal(3, right[Demo.BinhLu].Length);
        Assert.All(right[Demo.BinhLu], old => Assert.Contains(Demo.BinhLu, left[old]));
        Assert.Equal(38, right.Count);
        Assert.Equal(106, left.Count);
        Assert.Contains("ngày 31/12/2024 là: ", Shape(page, "right", Demo.BinhLu).GetAttribute("data-tip"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_SaysTheFiguresOfTheMapsAndBothSumsAddUp()
    {
        var page = await OpenAsync("thuongtruc", Before);

        var row = page.QuerySelector($"[data-testid=two-table] tr[data-unit-row='{Demo.BinhLu}']")!;
        Assert.Equal(Shape(page, "right", Demo.BinhLu).GetAttribute("data-value"), row.QuerySelectorAll("td")[0].TextContent);
        Assert.Equal(Kin(page, "right")[Demo.BinhLu].Sum(id => Value(page, "left", id)).ToString(CultureInfo.InvariantCulture), row.QuerySelectorAll("td")[2].TextContent);
        var totals = page.QuerySelectorAll("[data-testid=two-table] tfoot tr").Last().QuerySelectorAll("td");
        foreach (var (side, cell) in new[] { ("right", 0), ("left", 2) })
        {
            var foot = page.QuerySelectorAll("[data-testid=two-table] tfoot tr").SkipLast(1).Sum(r => Number(r.QuerySelectorAll("td")[cell].TextContent));
            Assert.Equal(Shapes(page, side).Sum(s => Value(page, side, s)) + foot, Number(totals[cell].TextContent));
        }
    }

    [Fact]
    public async Task TheSamePeriodOnBothSides_HasTheSameTotalByWhicheverUnits()
    {
        var page = await OpenAsync("thuongtruc", Before + "&ky=2024");

        var totals = page.QuerySelectorAll("[data-testid=two-table] tfoot tr").Last().QuerySelectorAll("td");
        Assert.True(Number(totals[0].TextContent) > 0);
        Assert.Equal(totals[0].TextContent, totals[2].TextContent);
    }

    [Fact]
    public async Task ByDistrict_TheDayThatHadThem_ShowsEight()
    {
        var page = await OpenAsync("thuongtruc", Before + "&cap=huyen&ky-hieu=to-mau");

        Assert.Equal((8, 38), (Shapes(page, "left").Length, Shapes(page, "right").Length));
        Assert.All(Shapes(page, "left"), id => Assert.StartsWith("12-", id, StringComparison.Ordinal));
        Assert.StartsWith("ramp-", Shape(page, "right", Demo.BinhLu).ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DaysSwitched_SwitchTheMapsAndNothingElse()
    {
        var page = await OpenAsync("thuongtruc", "/dia-ban/hai-ngay?trai=hien-nay&phai=2024-12-31");

        Assert.Equal((38, 106), (Shapes(page, "left").Length, Shapes(page, "right").Length));
        Assert.Equal(3, Kin(page, "left")[Demo.BinhLu].Length);
    }

    [Fact]
    public async Task Reporter_SeesTheOwnCommuneOnly()
    {
        var page = await OpenAsync("xa-binhlu", Before);

        Assert.Equal([Demo.BinhLu], page.QuerySelectorAll("[data-testid=map-right] path[data-value]").Select(p => p.GetAttribute("data-unit")));
        Assert.Null(page.QuerySelector("[data-testid=two-table] tfoot"));
        Assert.Null(page.QuerySelector("[data-testid=two-left-beside]"));
    }

    [Fact]
    public async Task OldDistricts_OnTheOverview_ListTheSixCommunesOnSeveralApart()
    {
        var page = await OpenAsync("thuongtruc", "/?dia-gioi=huyen-cu&ky=tat-ca");

        Assert.Equal(6, page.QuerySelectorAll("[data-testid=map-apart] li").Length);
        Assert.Equal(8, page.QuerySelectorAll("[data-testid=map] path[data-unit]").Length);
        var table = page.QuerySelectorAll("[data-testid=map-table] tbody tr").Select(r => Number(r.QuerySelector("td")!.TextContent)).ToList();
        Assert.Equal(table[^1], table.SkipLast(1).Sum());
    }

    [Fact]
    public async Task Slider_GoesThroughChangesAndPeriodsByLinksThatKeepTheFilters()
    {
        var page = await OpenAsync("thuongtruc", "/?ky=tat-ca&linh-vuc=economy&dia-gioi=2025-06-30");

        var stops = page.QuerySelectorAll("[data-testid=map-dates] li a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.All(stops, s => Assert.Contains("linh-vuc=economy", s, StringComparison.Ordinal));
        Assert.Contains(stops, s => s.EndsWith("dia-gioi=2025-07-01", StringComparison.Ordinal));
        Assert.EndsWith("dia-gioi=hien-nay", stops[^1], StringComparison.Ordinal);
        var slider = page.QuerySelector("[data-testid=map-dates] input[type=range]")!;
        Assert.Equal((stops.Count - 1).ToString(CultureInfo.InvariantCulture), slider.GetAttribute("max"));
        Assert.StartsWith("30/06/2025", slider.GetAttribute("aria-valuetext"), StringComparison.Ordinal);
        Assert.Equal(106, page.QuerySelectorAll("[data-testid=map] path[data-unit]").Length);
    }

    [Fact]
    public async Task FinerLines_OfASchematicMap_AreNotThere()
    {
        var client = await api.Host.ClientAsync("thuongtruc");

        Assert.Equal(HttpStatusCode.NotFound, await client.StatusAsync($"/ban-do/net-min?goc={Uri.EscapeDataString(Demo.LaiChau)}&ngay=2026-01-01"));
        Assert.Equal(HttpStatusCode.NotFound, await client.StatusAsync("/ban-do/net-min?goc=khong-co&ngay=2026-01-01"));
        Assert.Null((await OpenAsync("thuongtruc", "/")).QuerySelector("[data-testid=map]")!.GetAttribute("data-fine"));
    }

    private async Task<IDocument> OpenAsync(string user, string path) => (await PrerenderedPage.OpenAsync(await api.Host.ClientAsync(user), path)).Document;

    private static string[] Shapes(IDocument page, string side) => [.. page.QuerySelectorAll($"[data-testid=map-{side}] path[data-unit]").Select(p => p.GetAttribute("data-unit")!)];

    private static IElement Shape(IDocument page, string side, string id) => page.QuerySelector($"[data-testid=map-{side}] path[data-unit='{id}']")!;

    private static decimal Value(IDocument page, string side, string id) => decimal.Parse(Shape(page, side, id).GetAttribute("data-value")!, CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.GetCultureInfo("vi-VN"));

    private static string Marks(IDocument page, string side) => string.Join(' ', page.QuerySelectorAll($"[data-testid=map-{side}] .legend-circles li").Select(l => l.TextContent.Trim() + l.QuerySelector("svg")!.GetAttribute("data-radius")));

    private static Dictionary<string, string[]> Kin(IDocument page, string side) =>
        page.QuerySelector($"[data-side={side}]")!.GetAttribute("data-kin")!.Split(';').Select(p => p.Split('>')).ToDictionary(p => p[0], p => p[1].Split(' '));
}
