using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

[Collection(ChromiumCollection.Looks)]
public sealed class NoScriptTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    [Fact]
    public async Task Overview_WithoutScripts_ShowsNumbersMapAndFiltersByAButton()
    {
        var visitor = await VisitAsync(new() { JavaScriptEnabled = false });
        await visitor.SignInAsync("thuongtruc", WholeCampaign, live: false);
        var all = await visitor.SummaryAsync();
        await visitor.TilesAgreeAsync(all);
        await Expect(visitor.ById("map").Locator("[data-unit]")).ToHaveCountAsync(38);
        await Expect(visitor.ById("kpi-registered")).ToBeVisibleAsync();

        await visitor.ById("filter-field").SelectOptionAsync("economy");
        await visitor.Page.Locator("form.filters button[type=submit]").ClickAsync();

        await Expect(visitor.ById("filter-field")).ToHaveValueAsync("economy");
        Assert.Contains("linh-vuc=economy", visitor.Page.Url, StringComparison.Ordinal);
        var economy = await visitor.SummaryAsync();
        Assert.True(economy["totals"]!["registered"]!.GetValue<int>() < all["totals"]!["registered"]!.GetValue<int>());
        await visitor.TilesAgreeAsync(economy);
    }

    [Fact]
    public async Task Overview_WithoutScripts_DoesNotPretendToBeLive()
    {
        var visitor = await VisitAsync(new() { JavaScriptEnabled = false });
        await visitor.SignInAsync("thuongtruc", live: false);

        await Expect(visitor.ById("live-status")).Not.ToHaveTextAsync("Trực tiếp");
    }

    [Fact]
    public async Task Figures_WithoutScripts_ShowsAnotherCampaignByAButton()
    {
        var visitor = await VisitAsync(new() { JavaScriptEnabled = false });
        await visitor.SignInAsync("bandanvan", "/so-lieu", live: false);

        await visitor.ById("filter-campaign").SelectOptionAsync("long-an-2021-2025");
        await visitor.Page.Locator("form.figures-filters button[type=submit]").ClickAsync();

        await Expect(visitor.ById("figures")).ToContainTextAsync("990");
    }
}
