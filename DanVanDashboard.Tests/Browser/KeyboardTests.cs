using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>The overview without a mouse.</summary>
[Collection(ChromiumCollection.Other)]
public sealed partial class KeyboardTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    // Where the focus is: which part of the page, and whether anything shows it.
    private const string Where = """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body || e === document.documentElement) { return null; }
          const look = x => { const s = getComputedStyle(x); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.stroke, s.strokeWidth, s.textDecorationLine, s.backgroundColor, s.fill, s.fillOpacity].join(); };
          // What shows the focus may be drawn by the element, by what it stands in, or by a part of it.
          const seen = [e, ...e.querySelectorAll('*')].slice(0, 12).concat(e.parentElement, e.closest('label, .kpi-tile, .share-row, .pill, .map-svg') ?? []).filter(Boolean);
          const hover = document.querySelector('.map-hover')?.getAttribute('d');
          const focused = seen.map(look).join();
          e.blur();
          const plain = seen.map(look).join();
          e.focus({ focusVisible: true, preventScroll: true });
          const r = e.getBoundingClientRect();
          const part = e.closest('.skip-link, .topbar, .side, form.filters, .kpi-tile, [data-testid=map], .overview-map, .overview-fields, [data-testid=attention], .overview-time, .overview-feed, [data-testid=localities], [data-testid=funnel], [data-testid=resources]');
          return {
            part: part ? part.dataset.testid ?? part.className.split(' ').pop() : 'main',
            what: `${e.tagName.toLowerCase()} ${e.getAttribute('class') ?? ''} ${(e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 40)}`,
            shown: focused !== plain || (!!hover && !!e.closest('[data-testid=map]')),
            inView: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
          };
        }
        """;

    private sealed record Stop(string Part, string What, bool Shown, bool InView);

    [Fact]
    public async Task Tab_FromTheFirstToTheLast_PassesEveryPartIsNeverTrappedAndAlwaysSeen()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign, new() { ReducedMotion = ReducedMotion.Reduce });
        var stops = new List<Stop>();
        for (var i = 0; i < 600; i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<System.Text.Json.JsonElement?>(Where) is not { ValueKind: System.Text.Json.JsonValueKind.Object } at)
            {
                // Behind the last one the browser's own controls follow.
                break;
            }

            stops.Add(new(at.GetProperty("part").GetString()!, at.GetProperty("what").GetString()!, at.GetProperty("shown").GetBoolean(), at.GetProperty("inView").GetBoolean()));
        }

        Assert.InRange(stops.Count, 60, 590);
        var parts = stops.Select(s => s.Part).Distinct().ToList();
        Assert.Equal("skip-link", parts[0]);
        Assert.All(
            ["topbar", "side", "filters", "kpi-tile", "map", "overview-fields", "attention", "overview-time", "localities", "funnel"], part => Assert.Contains(part, parts));
        // The map and the chart over time are one stop each; the buttons of the map and what stands beside it are more.
        Assert.Single(stops, s => s.Part == "overview-time" && s.What.StartsWith("a time-step", StringComparison.Ordinal));
        Assert.True(stops.All(s => s.Shown && s.InView), string.Join('\n', stops.Where(s => !s.Shown || !s.InView)));

        // And back again.
        await visitor.Page.Keyboard.PressAsync("Shift+Tab");
        Assert.NotNull(await visitor.Page.EvaluateAsync<System.Text.Json.JsonElement?>(Where));
    }

    [Fact]
    public async Task Filter_ByKeyboard_ChangesTheNumbers()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);

        await visitor.ById("filter-field").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowDown");

        await Expect(visitor.Page).ToHaveURLAsync(Economy());
        await visitor.TilesAgreeAsync(await visitor.SummaryAsync());
        await Expect(visitor.ById("filter-field")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Tile_ByKeyboard_OpensItsList()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);
        var commended = await visitor.NumberAsync("kpi-commended");

        await visitor.Page.Locator("a.kpi-link").Filter(new() { Has = visitor.ById("kpi-commended") }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await visitor.HasNumberAsync("models-total", commended);
    }

    [Fact]
    public async Task Table_ByKeyboard_IsSortedAndScrolls()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);
        var head = visitor.ById("localities").Locator("thead a").First;

        await head.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.ById("localities").Locator("th[aria-sort=descending]")).ToHaveCountAsync(1);
        var numbers = await visitor.ById("localities").Locator("tbody td:nth-of-type(1) [data-value]").EvaluateAllAsync<decimal[]>("cells => cells.map(c => Number(c.dataset.value))");
        Assert.Equal(38, numbers.Length);
        Assert.Equal(numbers.OrderDescending(), numbers);
        await Expect(head).ToBeFocusedAsync();

        var region = visitor.ById("localities").Locator(".table-scroll");
        if (await region.EvaluateAsync<bool>("e => e.scrollHeight > e.clientHeight"))
        {
            await region.FocusAsync();
            await visitor.Page.Keyboard.PressAsync("End");
            await visitor.UntilAsync("document.querySelector('[data-testid=localities] .table-scroll').scrollTop > 0");
        }
    }

    [Fact]
    public async Task LargeChart_ByKeyboard_OpensKeepsTheFocusInsideAndGivesItBack()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);
        var opener = visitor.Page.Locator("[data-larger=fields]");
        await opener.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        var dialog = visitor.ById("big");
        await Expect(dialog).ToHaveJSPropertyAsync("open", true);

        for (var i = 0; i < 25; i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            // Between the last and the first the focus may be on the browser itself, never on the page behind.
            Assert.True(await visitor.Page.EvaluateAsync<bool>("document.activeElement === document.body || document.querySelector('[data-testid=big]').contains(document.activeElement)"));
        }

        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(opener).ToBeFocusedAsync();
    }

    [GeneratedRegex("linh-vuc=economy")]
    private static partial Regex Economy();
}
