using System.Globalization;
using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>The way through time, two days side by side, circles, and the table of the same figures.</summary>
[Collection(ChromiumCollection.Looks)]
public sealed class MapTimeTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    [Fact]
    public async Task Slider_ByKeyboard_ChangesTheDayAndKeepsTheFiltersAndTheFocus()
    {
        var visitor = await SignInAsync("thuongtruc", "/?ky=tat-ca&linh-vuc=economy");
        var loads = visitor.Loads;
        var slider = visitor.ById("map-dates").GetByRole(AriaRole.Slider);

        await slider.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Home");

        await Expect(visitor.Page).ToHaveURLAsync(new Regex("dia-gioi=2025-06-30"));
        await Expect(visitor.ById("map").Locator("[data-unit]")).ToHaveCountAsync(106);
        Assert.Contains("linh-vuc=economy", visitor.Page.Url, StringComparison.Ordinal);
        await Expect(slider).ToBeFocusedAsync();
        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", new Regex("^30/06/2025"));
        await visitor.Page.Keyboard.PressAsync("End");
        await Expect(visitor.ById("map").Locator("[data-unit]")).ToHaveCountAsync(38);
        Assert.Equal(loads, visitor.Loads);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Days_WithoutScripts_AreLinks()
    {
        var visitor = await VisitAsync(new() { JavaScriptEnabled = false });
        await visitor.SignInAsync("thuongtruc", WholeCampaign, live: false);

        await visitor.ById("map-dates").Locator("summary").ClickAsync();
        await visitor.ById("map-dates").Locator("a[href*='dia-gioi=2025-06-30']").ClickAsync();

        await Expect(visitor.ById("map").Locator("[data-unit]")).ToHaveCountAsync(106);
        await Expect(visitor.ById("map-dates").Locator("input")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task TwoDays_PointedAtAUnit_MarkItsRelativesOnTheOtherMap()
    {
        var visitor = await SignInAsync("thuongtruc", "/dia-ban/hai-ngay?trai=2024-12-31");
        var (left, right) = (visitor.ById("map-left"), visitor.ById("map-right"));

        await Expect(right.Locator($"[data-unit='{BinhLu}']")).ToBeVisibleAsync();
        await right.Locator($"a:has([data-unit='{BinhLu}'])").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowLeft");
        await visitor.Page.Keyboard.PressAsync("ArrowRight");
        // One closed line for each of the three communes that became Bình Lư, none on its own map.
        await right.Locator($"[data-unit='{BinhLu}']").HoverAsync(new() { Force = true });
        await Expect(left.Locator(".map-kin")).ToHaveAttributeAsync("d", new Regex("^M[^M]*M[^M]*M[^M]*$"));
        await Expect(right.Locator(".map-kin")).Not.ToHaveAttributeAsync("d", new Regex("."));
        await Expect(visitor.Page.Locator(".chart-tip")).ToContainTextAsync("ngày 31/12/2024 là: ");

        await visitor.Page.SetViewportSizeAsync(375, 812);
        var (a, b) = (await left.BoundingBoxAsync(), await right.BoundingBoxAsync());
        Assert.True(b!.Y >= a!.Y + a.Height);
        Assert.False(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Circles_AreAsLargeAsTheLegendSays_AndKeepTheirSizeWhenZoomed()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign, new() { ReducedMotion = ReducedMotion.Reduce });
        const string Sizes = """
            () => {
              const of = e => e.getBoundingClientRect().width;
              const circle = document.querySelector('.map-circles circle');
              const key = document.querySelector('.legend-circle');
              return [of(circle) / circle.getAttribute('r'), of(key.querySelector('circle')) / key.dataset.radius, of(circle)];
            }
            """;
        var before = await visitor.Page.EvaluateAsync<double[]>(Sizes);
        Assert.InRange(before[0] / before[1], 0.93, 1.07);

        await visitor.Page.Locator("[data-zoom=in]").ClickAsync();
        await Expect(visitor.ById("map")).ToHaveAttributeAsync("data-zoomed", string.Empty);
        var after = await visitor.Page.EvaluateAsync<double[]>(Sizes);
        Assert.InRange(after[2] / before[2], 0.95, 1.05);

        // A click on a circle is one on its commune.
        await visitor.Page.Locator("[data-zoom=all]").ClickAsync();
        await visitor.Page.Locator($".map-circles [data-of='{BinhLu}']").ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("dia-ban=12-2025"));
    }

    [Fact]
    public async Task WholeScreen_SaysWhatIsShownAndShowsTooltipsInIt()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);
        var full = visitor.Page.Locator("[data-full]");

        await full.ClickAsync();
        await Expect(full).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Contains("theo địa giới ngày", await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.fullscreenElement, '::before').content"), StringComparison.Ordinal);
        await visitor.Page.Locator($".map-circles [data-of='{BinhLu}']").HoverAsync();
        await Expect(visitor.Page.Locator("[data-map] .chart-tip")).ToContainTextAsync("Xã Bình Lư");

        await full.ClickAsync();
        await Expect(full).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Table_SaysWhatTheMapShows()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);

        await visitor.ById("map-table").Locator("summary").ClickAsync();

        var row = visitor.ById("map-table").GetByRole(AriaRole.Row).Filter(new() { HasText = "Xã Bình Lư" });
        var value = decimal.Parse((await visitor.Shape(BinhLu).GetAttributeAsync("data-value"))!, CultureInfo.InvariantCulture);
        await Expect(row.GetByRole(AriaRole.Cell)).ToHaveTextAsync(value.ToString("#,0.##", CultureInfo.GetCultureInfo("vi-VN")));
        await Expect(visitor.ById("map-table")).ToContainTextAsync("theo địa giới ngày");
    }
}
