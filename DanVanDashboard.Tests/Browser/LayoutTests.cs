using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

[Collection(ChromiumCollection.Looks)]
public sealed partial class LayoutTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    private static readonly (int Width, int Height)[] s_sizes = [(390, 844), (768, 1024), (1440, 900), (1920, 1080), (3840, 2160)];

    [Theory]
    [InlineData("/", "vi")]
    [InlineData("/", "en")]
    [InlineData("/so-lieu", "vi")]
    [InlineData("/so-lieu", "en")]
    [InlineData("/van-ban", "vi")]
    [InlineData("/van-ban", "en")]
    [InlineData("/dia-ban", "vi")]
    [InlineData("/dia-ban", "en")]
    [InlineData("/dia-ban/ranh-gioi", "vi")]
    [InlineData("/dia-ban/thon-ban", "vi")]
    [InlineData("/so-sanh", "vi")]
    [InlineData("/dien-bien", "vi")]
    [InlineData("/dien-bien?cach=luy-ke", "en")]
    [InlineData("/so-sanh?mau-so=people&hang=co", "en")]
    [InlineData("/dia-ban/thon-ban", "en")]
    [InlineData("/dia-ban/ghi-thay-doi", "vi")]
    [InlineData("/dia-ban/12-2025/03390", "vi")]
    [InlineData("/dia-ban/44-1997/455", "en")]
    [InlineData("/dia-ban/doi-thay", "vi")]
    [InlineData("/dia-ban/doi-thay", "en")]
    [InlineData("/dia-ban/hai-ngay?trai=2024-12-31", "vi")]
    [InlineData("/dia-ban/hai-ngay", "en")]
    [InlineData("/quan-tri", "vi")]
    [InlineData("/quan-tri/phong-trao", "vi")]
    [InlineData("/nhat-ky", "vi")]
    [InlineData("/quan-tri/chi-tieu", "en")]
    [InlineData("/quan-tri/linh-vuc", "en")]
    [InlineData("/mo-hinh", "vi")]
    [InlineData("/mo-hinh", "en")]
    [InlineData("/tien-do", "vi")]
    [InlineData("/tien-do", "en")]
    [InlineData("/dang-nhap", "vi")]
    [InlineData("/dang-nhap", "en")]
    public async Task Page_OnEverySize_FitsItsWidthAndIsTranslated(string path, string language)
    {
        var wrong = new List<string>();
        var address = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}";
        var visitor = path == "/dang-nhap" ? await VisitAsync() : await SignedInAsync("bandanvan");
        await visitor.OpenAsync(address);
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(visitor.Page.Locator("h1")).ToHaveCountAsync(1);
        foreach (var (width, height) in s_sizes)
        {
            await visitor.Page.SetViewportSizeAsync(width, height);
            var (scroll, text) = (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await visitor.Page.Locator("body").InnerTextAsync());
            if (scroll > width)
            {
                wrong.Add($"{width}x{height}: {scroll} wide, by {await WidestAsync(visitor.Page)}");
            }

            wrong.AddRange(Key().Matches(text).Where(m => !m.Value.EndsWith(".vn", StringComparison.Ordinal)).Select(m => $"{width}x{height}: key {m.Value}"));
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(375, 812)]
    [InlineData(1440, 900)]
    [InlineData(1920, 1080)]
    [InlineData(3840, 2160)]
    public async Task Overview_LightAndDarkInBothLanguages_CutsNoTextAndWritesNoneTooSmall(int width, int height)
    {
        var visitor = await SignInAsync("thuongtruc", "/", new() { ViewportSize = new() { Width = width, Height = height }, ReducedMotion = ReducedMotion.Reduce });
        var wrong = new List<string>();
        foreach (var language in new[] { "vi", "en" })
        {
            await visitor.OpenAsync("/?ky=tat-ca&lang=" + language);
            await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
            await Expect(visitor.ById("live-status")).ToHaveAttributeAsync("data-live", "live");
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await visitor.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                // Two frames: one in which the size is seen, one in which it is drawn.
                await visitor.Page.EvaluateAsync("() => document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))");
                wrong.AddRange((await visitor.Page.EvaluateAsync<string[]>("""
                    () => {
                      const wrong = [];
                      const at = e => `${e.tagName.toLowerCase()}.${(e.getAttribute('class') ?? '').replaceAll(' ', '.')} "${e.textContent.trim().slice(0, 40)}"`;
                      const root = document.documentElement;
                      if (root.scrollWidth > root.clientWidth) { wrong.push(`the page is ${root.scrollWidth} wide`); }
                      for (const e of document.querySelectorAll('.kpi-tile, .kpi-tile *, .button, .icon-button, .segmented a, .map-legend, .map-legend *, .map-slot *, .share-head *, .funnel-head *, .attention-item *, .live-status, .badge, .card-head h2, .time-key *, .filters select')) {
                        if (e instanceof HTMLElement && e.offsetParent && !e.closest('.visually-hidden') && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline') { wrong.push(`cut (${e.scrollWidth} in ${e.clientWidth}): ${at(e)}`); }
                      }
                      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                      const small = new Set();
                      for (let n = walker.nextNode(); n; n = walker.nextNode()) {
                        const e = n.parentElement;
                        if (!n.nodeValue.trim() || e.closest('.visually-hidden, noscript, script, style, option, template')) { continue; }
                        const range = document.createRange();
                        range.selectNodeContents(n);
                        const r = range.getBoundingClientRect();
                        if (r.width < 2 || getComputedStyle(e).visibility !== 'visible') { continue; }
                        const drawing = e.closest('svg');
                        const scale = drawing && e.getScreenCTM ? Math.hypot(e.getScreenCTM().a, e.getScreenCTM().b) : 1;
                        const size = parseFloat(getComputedStyle(e).fontSize) * scale;
                        // A name on the map shrinks before it is left out; whole it stands in the tooltip and in the list.
                        if (size < (e.closest('.map-name') ? 7.5 : 10.95)) { small.add(`${size.toFixed(1)} px: ${at(e)}`); }
                      }
                      return wrong.concat([...small].slice(0, 6));
                    }
                    """)).Select(w => $"{language} {scheme}: {w}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Filters_OnALaptopInVietnamese_StandInOneRow()
    {
        var visitor = await SignInAsync("thuongtruc");

        var tops = await visitor.Page.Locator("form.filters label").EvaluateAllAsync<double[]>("labels => labels.map(l => Math.round(l.getBoundingClientRect().top))");

        Assert.Single(tops.Distinct());
    }

    [Fact]
    public async Task Theme_DarkDevice_IsDarkAndTheSwitchIsKept()
    {
        var visitor = await SignInAsync("thuongtruc");
        var light = await GroundAsync(visitor);

        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await GroundAsync(visitor);
        Assert.True(Brightness(dark) < Brightness(light) / 2, $"{light} and {dark}");

        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await visitor.Page.Locator(".user-button").ClickAsync();
        await visitor.Page.Locator("#tai-khoan [data-theme-set=dark]").ClickAsync();
        Assert.Equal(dark, await GroundAsync(visitor));
        await visitor.Page.ReloadAsync();
        Assert.Equal(dark, await GroundAsync(visitor));
    }

    [Fact]
    public async Task Language_SwitchedToEnglish_StaysOnTheNextPageAndKeepsVietnameseNumbers()
    {
        var visitor = await SignInAsync("thuongtruc");
        var shown = await visitor.ById("kpi-registered").InnerTextAsync();

        await visitor.Page.Locator(".user-button").ClickAsync();
        await visitor.Page.Locator("#tai-khoan").GetByText("EN", new() { Exact = true }).ClickAsync();

        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(visitor.ById("live-status")).ToHaveTextAsync("Live");
        await Expect(visitor.ById("kpi-registered")).ToHaveTextAsync(shown);
        await visitor.OpenAsync("/van-ban");
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Fact]
    public async Task Navigation_OnAPhone_IsASheetThatLeadsOn()
    {
        var visitor = await SignInAsync("bandanvan", "/", new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        var link = visitor.Page.Locator("nav a[href='/so-lieu'], nav a[href='so-lieu']").First;

        await Expect(link).ToBeHiddenAsync();
        await visitor.Page.Locator(".nav-button").TapAsync();
        await Expect(link).ToBeVisibleAsync();
        await link.TapAsync();

        await Expect(visitor.Page).ToHaveURLAsync(Host.Address + "/so-lieu");
        await Expect(visitor.Page.Locator("h1")).ToHaveCountAsync(1);
        await Expect(link).ToBeHiddenAsync();
        Assert.Empty(visitor.Complaints);
    }

    private static Task<string> GroundAsync(ChromiumVisitor visitor) => visitor.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static int Brightness(string colour) => Numbers().Matches(colour).Take(3).Sum(m => int.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The element that reaches furthest to the right, for whoever has to mend it.</summary>
    private static Task<string> WidestAsync(IPage page) => page.EvaluateAsync<string>("""
        () => {
          const all = [...document.querySelectorAll('body *')].map(e => [e.getBoundingClientRect().right, e]).sort((a, b) => b[0] - a[0]);
          const [right, e] = all[0];
          return `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''} to ${Math.round(right)}`;
        }
        """);

    // The key of a text that nobody translated, such as tile.registered: small letters, points, no blank.
    [GeneratedRegex(@"(?<![\w./@-])[a-z][a-z-]*(?:\.[a-z][a-z0-9_-]*)+(?![\w/@])")]
    private static partial Regex Key();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
