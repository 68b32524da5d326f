using System.Globalization;
using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>From the province to a commune, to one of its models, and back.</summary>
[Collection(ChromiumCollection.Other)]
public sealed partial class DrillTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    [Fact]
    public async Task Drill_FromTheProvinceToAModelAndBack_KeepsFiltersAndNumbers()
    {
        var visitor = await SignInAsync("thuongtruc", "/?ky=tat-ca&linh-vuc=culture_society");
        var page = visitor.Page;
        var province = await visitor.SummaryAsync();
        await visitor.TilesAgreeAsync(province);

        // The commune, by the map.
        await visitor.ClickShapeAsync(BinhLu);
        await Expect(visitor.ById("filter-unit")).ToHaveValueAsync(BinhLu);
        var commune = await visitor.SummaryAsync();
        Assert.InRange(commune["totals"]!["registered"]!.GetValue<int>(), 1, province["totals"]!["registered"]!.GetValue<int>() - 1);
        await visitor.TilesAgreeAsync(commune);
        var communeAddress = page.Url;

        // The models behind a number.
        var running = await visitor.NumberAsync("kpi-in-progress");
        await page.Locator("a.kpi-link").Filter(new() { Has = visitor.ById("kpi-in-progress") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(ModelList());
        await visitor.HasNumberAsync("models-total", running);
        await Expect(visitor.ById("models").Locator("tr[data-model]")).ToHaveCountAsync((int)running);
        await Expect(visitor.ById("filter-unit")).ToHaveValueAsync(BinhLu);
        await Expect(visitor.ById("filter-field")).ToHaveValueAsync("culture_society");
        var listAddress = page.Url;

        // One of them.
        var link = visitor.ById("models").Locator("a.models-name").First;
        var name = await link.InnerTextAsync();
        await link.ClickAsync();
        await Expect(visitor.ById("model")).ToBeVisibleAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync(name);
        await Expect(visitor.ById("timeline").Locator("li").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync(name);

        // And back, step by step.
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(listAddress);
        await visitor.HasNumberAsync("models-total", running);
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(communeAddress);
        await Expect(visitor.ById("filter-unit")).ToHaveValueAsync(BinhLu);
        await visitor.TilesAgreeAsync(commune);
        await page.ReloadAsync();
        await visitor.IsLiveAsync();
        await Expect(visitor.ById("filter-unit")).ToHaveValueAsync(BinhLu);
        await visitor.TilesAgreeAsync(commune);
        await page.GoBackAsync();
        await Expect(visitor.ById("filter-unit")).ToHaveValueAsync(string.Empty);
        await Expect(visitor.ById("filter-field")).ToHaveValueAsync("culture_society");
        await visitor.TilesAgreeAsync(province);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Back_BeforeThePageIsLive_ShowsThePageThatTheAddressNames()
    {
        var visitor = await SignInAsync("thuongtruc", "/?ky=tat-ca");
        await visitor.Page.Locator("a.kpi-link").First.ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(ModelList());
        await Expect(visitor.ById("models-total")).ToBeVisibleAsync();

        // A slow line: the page is there, its circuit is not.
        var slow = new TaskCompletionSource();
        await visitor.Page.RouteAsync("**/_blazor/negotiate**", async route => { await slow.Task; await route.ContinueAsync(); });
        await visitor.Page.ReloadAsync();
        await Expect(visitor.ById("models-total")).ToBeVisibleAsync();
        await visitor.Page.GoBackAsync();

        await Expect(visitor.ById("kpi-registered")).ToBeVisibleAsync();
        slow.SetResult();
        await visitor.IsLiveAsync();
        await Expect(visitor.ById("models-total")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task ChosenCommune_ClickedAgain_LeadsBackToTheProvince()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);
        var province = await visitor.NumberAsync("kpi-registered");

        await visitor.ClickShapeAsync(BinhLu);
        await Expect(visitor.ById("filter-unit")).ToHaveValueAsync(BinhLu);
        await visitor.ClickShapeAsync(BinhLu);

        await Expect(visitor.ById("filter-unit")).ToHaveValueAsync(string.Empty);
        await visitor.HasNumberAsync("kpi-registered", province);
    }

    [Theory]
    [InlineData(".attention-item", "/mo-hinh")]
    [InlineData("[data-testid=coverage]", "/tien-do")]
    [InlineData("[data-testid=funnel] a[data-value] >> nth=1", "/mo-hinh")]
    [InlineData("[data-locality=sum] td:nth-of-type(3) a", "/mo-hinh")]
    [InlineData("[data-testid=province-bodies] a[data-value]", "/mo-hinh")]
    [InlineData("[data-testid=fields] [data-row=economy] a.share-total", "/mo-hinh")]
    public async Task Number_ClickedOnTheLivePage_OpensItsList(string number, string leadsTo)
    {
        var visitor = await SignInAsync("thuongtruc");
        var loads = visitor.Loads;
        var link = visitor.Page.Locator(number.StartsWith(".attention", StringComparison.Ordinal) ? $"{number}[href^='{leadsTo}']" : number).First;
        var text = await (await link.Locator("[data-value]").CountAsync() > 0 ? link.Locator("[data-value]") : link).First.InnerTextAsync();
        var shown = decimal.Parse(Amount().Match(text).Value, CultureInfo.GetCultureInfo("vi-VN"));

        await link.ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync(new Regex("^" + Regex.Escape(Host.Address + leadsTo)));
        await visitor.HasNumberAsync(leadsTo == "/tien-do" ? "progress-coverage" : "models-total", shown);
        Assert.Equal(loads, visitor.Loads);
        Assert.Empty(visitor.Complaints);
    }

    [GeneratedRegex("/mo-hinh\\?")]
    private static partial Regex ModelList();

    [GeneratedRegex(@"\d[\d.]*(?:,\d+)?")]
    private static partial Regex Amount();
}
