using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

[Collection(ChromiumCollection.Looks)]
public sealed partial class AccessibilityTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/mo-hinh")]
    [InlineData("/mo-hinh/mo-phong-2026-2030-000001")]
    [InlineData("/tien-do")]
    [InlineData("/so-lieu")]
    [InlineData("/van-ban")]
    [InlineData("/dia-ban")]
    [InlineData("/quan-tri/chi-tieu")]
    [InlineData("/dang-nhap")]
    public async Task Page_Everything_HasANameAndAPlace(string path)
    {
        var visitor = path == "/dang-nhap" ? await VisitAsync() : await SignedInAsync("bandanvan");
        await visitor.OpenAsync(path);
        await Expect(visitor.Page.Locator("h1")).ToHaveCountAsync(1);

        var wrong = await visitor.Page.EvaluateAsync<string[]>("""
            () => {
              const wrong = [];
              const at = e => `<${e.tagName.toLowerCase()} class="${e.getAttribute('class') ?? ''}" id="${e.id}">`;
              const named = e => (e.getAttribute('aria-label') ?? '').trim() !== ''
                || (e.getAttribute('aria-labelledby') ?? '').split(' ').some(id => document.getElementById(id)?.textContent.trim())
                || (e.getAttribute('title') ?? '').trim() !== '' || [...e.children].some(c => c.tagName.toLowerCase() === 'title' && c.textContent.trim());
              const hidden = e => e.closest('[aria-hidden=true], [hidden], noscript') !== null;
              if (document.querySelectorAll('main').length > 1) { wrong.push('more than one main'); }
              for (const e of document.querySelectorAll('select, input:not([type=hidden]), textarea')) {
                if (![...e.labels ?? []].some(l => l.textContent.trim()) && !named(e)) { wrong.push('no label ' + at(e)); }
              }
              for (const e of document.querySelectorAll('button, a[href]')) {
                if (!hidden(e) && !e.textContent.trim() && !named(e)) { wrong.push('no name ' + at(e)); }
              }
              for (const e of document.querySelectorAll('img')) {
                if (!e.hasAttribute('alt')) { wrong.push('no alt ' + at(e)); }
              }
              for (const e of document.querySelectorAll('svg')) {
                if (!hidden(e) && !named(e) && !e.closest('button[aria-label], a[aria-label]')) { wrong.push('no name ' + at(e)); }
              }
              for (const e of document.querySelectorAll('table')) {
                if (!e.querySelector('th')) { wrong.push('no heading cells ' + at(e)); }
              }
              const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
              for (const id of new Set(ids.filter((x, i) => ids.indexOf(x) !== i))) { wrong.push('id twice: ' + id); }
              for (const e of document.querySelectorAll('[aria-labelledby], [aria-describedby]')) {
                for (const id of `${e.getAttribute('aria-labelledby') ?? ''} ${e.getAttribute('aria-describedby') ?? ''}`.trim().split(/\s+/)) {
                  if (!document.getElementById(id)) { wrong.push(`names ${id}, which is not there: ` + at(e)); }
                }
              }
              let level = 1;
              for (const e of document.querySelectorAll('main h1, main h2, main h3, main h4')) {
                const now = Number(e.tagName[1]);
                if (now > level + 1) { wrong.push(`heading jumps to ${now} ` + at(e)); }
                level = now;
              }
              return wrong;
            }
            """);

        Assert.Empty(wrong);
        // Blazor takes the title away for a blink when the circuit opens.
        await Expect(visitor.Page).ToHaveTitleAsync(Words());
    }

    [Fact]
    public async Task FirstTab_OnAPage_IsTheSkipLinkThatLeadsToTheContent()
    {
        var visitor = await SignInAsync("thuongtruc");
        var address = visitor.Page.Url;

        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(visitor.Page.Locator(".skip-link")).ToBeFocusedAsync();
        await Expect(visitor.Page.Locator(".skip-link")).ToBeInViewportAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator("main")).ToBeFocusedAsync();
        Assert.Equal(address, visitor.Page.Url);
    }

    [Fact]
    public async Task Link_ToAnotherPage_PutsTheFocusOnItsHeading()
    {
        var visitor = await SignInAsync("bandanvan");

        await visitor.Page.Locator("nav a[href='/van-ban'], nav a[href='van-ban']").First.ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync(Host.Address + "/van-ban");
        await Expect(visitor.Page.Locator("h1")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Map_ByKeyboard_MovesBetweenShapesTellsThemAndChooses()
    {
        var visitor = await SignInAsync("thuongtruc");
        var focused = visitor.Page.Locator("[data-testid=map] [data-rove]:focus [data-unit]");

        await visitor.Page.Locator("main").FocusAsync();
        for (var i = 0; i < 60 && await focused.CountAsync() == 0; i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        var first = await focused.GetAttributeAsync("data-unit");
        await Expect(visitor.Page.Locator(".chart-tip")).ToBeVisibleAsync();
        foreach (var key in new[] { "ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp", "End" })
        {
            await visitor.Page.Keyboard.PressAsync(key);
            await Expect(focused).ToHaveCountAsync(1);
        }

        var chosen = await focused.GetAttributeAsync("data-unit");
        Assert.NotEqual(first, chosen);
        var value = await ChromiumVisitor.NumberAsync(focused);
        await Expect(visitor.Page.Locator(".chart-tip")).ToContainTextAsync("Dữ liệu mô phỏng");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.ById("filter-unit")).ToHaveValueAsync(chosen!);
        await visitor.HasNumberAsync("kpi-registered", value);

        // One stop for the whole map: the next tab leaves it.
        await visitor.Shape(chosen!).Locator("xpath=..").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(focused).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ReducedMotion.Reduce, false)]
    [InlineData(ReducedMotion.NoPreference, true)]
    public async Task Numbers_OnAChange_CountUnlessMotionIsUnwanted(ReducedMotion motion, bool counts)
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign, new() { ReducedMotion = motion });
        await visitor.Page.EvaluateAsync("""
            () => {
              window.texts = new Set();
              const look = () => { window.texts.add(document.querySelector('[data-testid=kpi-registered]').textContent); requestAnimationFrame(look); };
              look();
            }
            """);

        await visitor.ById("filter-field").SelectOptionAsync("economy");
        await Expect(visitor.Page).ToHaveURLAsync(Economy());
        await visitor.TilesAgreeAsync(await visitor.SummaryAsync());
        var final = (await visitor.NumberAsync("kpi-registered")).ToString("#,0", System.Globalization.CultureInfo.GetCultureInfo("vi-VN"));
        await Expect(visitor.ById("kpi-registered")).ToHaveTextAsync(final);

        var seen = await visitor.Page.EvaluateAsync<int>("window.texts.size");
        Assert.True(counts ? seen > 2 : seen == 2, $"{seen} different texts were seen");
    }

    [GeneratedRegex(@"\w+ \w+")]
    private static partial Regex Words();

    [GeneratedRegex("linh-vuc=economy")]
    private static partial Regex Economy();
}
