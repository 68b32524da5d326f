using System.Globalization;
using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>Zoom and pan, names that keep apart on every size, and a card that is filled.</summary>
[Collection(ChromiumCollection.Looks)]
public sealed partial class MapTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    [Fact]
    public async Task Wheel_AloneScrolls_WithControlZooms_AndARenderKeepsTheZoom()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign, new() { ReducedMotion = ReducedMotion.Reduce });
        var (x, y) = await MiddleAsync(visitor);
        var requests = visitor.Requests.Count;

        await visitor.Page.Mouse.MoveAsync(x, y);
        await visitor.Page.Mouse.WheelAsync(0, 40);
        Assert.Equal(1, await ScaleAsync(visitor));
        await visitor.Page.Mouse.WheelAsync(0, -40);
        await visitor.Page.Keyboard.DownAsync("Control");
        await visitor.Page.Mouse.WheelAsync(0, -100);
        await visitor.Page.Keyboard.UpAsync("Control");
        await Expect(Map(visitor)).ToHaveAttributeAsync("data-zoomed", string.Empty);
        var zoomed = await ScaleAsync(visitor);
        Assert.InRange(zoomed, 1.2, 2);

        var before = await TransformAsync(visitor);
        await visitor.Page.Mouse.DownAsync();
        await visitor.Page.Mouse.MoveAsync(x + 60, y + 30, new() { Steps = 4 });
        await visitor.Page.Mouse.UpAsync();
        await Expect(visitor.Page.Locator(".map-zoom")).Not.ToHaveAttributeAsync("transform", before);
        Assert.DoesNotContain("dia-ban", visitor.Page.Url, StringComparison.Ordinal);
        Assert.Equal(requests, visitor.Requests.Count);

        // Another measure renders every shape anew; the picture stays where it is.
        var dragged = await TransformAsync(visitor);
        await visitor.Page.Locator(".overview-map .segmented a").Nth(1).ClickAsync();
        await Expect(visitor.Page.Locator(".overview-map .segmented a").Nth(1)).ToHaveAttributeAsync("aria-current", "true");
        Assert.Equal(dragged, await TransformAsync(visitor));

        await visitor.Page.Locator("[data-zoom=all]").ClickAsync();
        await Expect(Map(visitor)).Not.ToHaveAttributeAsync("data-zoomed", string.Empty);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task ButtonsAndKeys_ZoomBetweenTheWholeAndEightTimes()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign, new() { ReducedMotion = ReducedMotion.Reduce });
        var (zoomIn, zoomOut) = (visitor.Page.Locator("[data-zoom=in]"), visitor.Page.Locator("[data-zoom=out]"));

        await Expect(zoomOut).ToHaveAttributeAsync("aria-disabled", "true");
        for (var i = 0; i < 5; i++)
        {
            await zoomIn.ClickAsync();
        }

        await Expect(zoomIn).ToHaveAttributeAsync("aria-disabled", "true");
        Assert.Equal(8, await ScaleAsync(visitor));
        await visitor.Shape(BinhLu).Locator("xpath=..").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("0");
        Assert.Equal(1, await ScaleAsync(visitor));
        await visitor.Page.Keyboard.PressAsync("+");
        Assert.Equal(1.6, await ScaleAsync(visitor));
        var before = await TransformAsync(visitor);
        await visitor.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        Assert.NotEqual(before, await TransformAsync(visitor));
        await visitor.Page.Keyboard.PressAsync("-");
        Assert.Equal(1, await ScaleAsync(visitor));
    }

    [Fact]
    public async Task Escape_TakesTheTooltipAndLeavesTheRing()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);
        await visitor.Shape(BinhLu).Locator("xpath=..").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(visitor.Page.Locator(".chart-tip")).ToBeVisibleAsync();

        await visitor.Page.Keyboard.PressAsync("Escape");

        await Expect(visitor.Page.Locator(".chart-tip")).ToBeHiddenAsync();
        await Expect(visitor.Page.Locator(".map-hover")).ToHaveAttributeAsync("d", new Regex("^M"));
    }

    [Theory]
    [InlineData("/?ky=tat-ca")]
    [InlineData("/?phong-trao=lai-chau-tham-luan")]
    [InlineData("/?phong-trao=tp-lang-son-2017-2020")]
    [InlineData("/?phong-trao=long-an-2021-2025")]
    [InlineData("/?phong-trao=long-an-2021-2025&dia-gioi=huyen-cu")]
    [InlineData("/?phong-trao=bo-trach-2021-2023&dia-gioi=thoi-diem")]
    [InlineData("/?phong-trao=mo-phong-2021-2025&dia-gioi=huyen-cu")]
    public async Task Names_OnEverySize_TouchNeitherEachOtherNorWhatStandsOverTheMap(string path)
    {
        var visitor = await SignInAsync("thuongtruc", path, new() { ReducedMotion = ReducedMotion.Reduce });
        var wrong = new List<string>();
        foreach (var (width, height) in new[] { (375, 812), (768, 1024), (1440, 900), (1920, 1080), (3840, 2160) })
        {
            await visitor.Page.SetViewportSizeAsync(width, height);
            // Two frames: one in which the size is seen, one in which it is drawn.
            await visitor.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            foreach (var zoomed in new[] { false, true })
            {
                if (zoomed)
                {
                    await visitor.Page.Locator("[data-zoom=in]").ClickAsync();
                }

                wrong.AddRange((await visitor.Page.EvaluateAsync<string[]>("""
                    whole => {
                      const boxes = [...document.querySelectorAll('.map-name')].map(e => [e.textContent, e.getBoundingClientRect()]).filter(([, r]) => r.width > 0);
                      const hits = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
                      // The box of a line is higher than its letters.
                      const ink = r => { const cut = Math.min(r.height * 0.14, 3); return { left: r.left, right: r.right, top: r.top + cut, bottom: r.bottom - cut }; };
                      const wrong = [];
                      boxes.forEach(([a, r], i) => boxes.slice(i + 1).forEach(([b, q]) => { if (hits(ink(r), ink(q))) { wrong.push(`${a} touches ${b}`); } }));
                      if (!whole) { return wrong; }
                      const stage = document.querySelector('.map-svg').getBoundingClientRect();
                      const over = [...document.querySelectorAll('.map-slot, .map-tools, .map-legend, .map-watermark, .map-notice')].map(e => [e.getAttribute('class'), e.getBoundingClientRect()]).filter(([, r]) => r.width > 0);
                      for (const [name, r] of boxes) {
                        if (r.left < stage.left || r.right > stage.right || r.top < stage.top - 2 || r.bottom > stage.bottom + 2) { wrong.push(`${name} touches the edge`); }
                        for (const [what, q] of over) { if (hits(ink(r), q)) { wrong.push(`${name} touches ${what}`); } }
                      }
                      return wrong;
                    }
                    """, !zoomed)).Select(w => $"{width}x{height}{(zoomed ? " zoomed" : string.Empty)}: {w}"));
                if (zoomed)
                {
                    await visitor.Page.Locator("[data-zoom=all]").ClickAsync();
                }
            }
        }

        Assert.Empty(wrong);
    }

    private static ILocator Map(ChromiumVisitor visitor) => visitor.ById("map");

    private static async Task<(float X, float Y)> MiddleAsync(ChromiumVisitor visitor)
    {
        var box = (await visitor.Page.Locator(".map-svg").BoundingBoxAsync())!;
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private static async Task<string> TransformAsync(ChromiumVisitor visitor) => await visitor.Page.Locator(".map-zoom").GetAttributeAsync("transform") ?? string.Empty;

    private static async Task<double> ScaleAsync(ChromiumVisitor visitor)
    {
        await visitor.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        return Scale().Match(await TransformAsync(visitor)) is { Success: true } match ? double.Parse(match.Groups["z"].Value, CultureInfo.InvariantCulture) : 1;
    }

    [GeneratedRegex(@"scale\((?<z>[0-9.]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Scale();
}
