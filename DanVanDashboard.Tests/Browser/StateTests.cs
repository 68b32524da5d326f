using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>Nothing to show, nothing to be shown, and nothing that moves.</summary>
[Collection(ChromiumCollection.Looks)]
public sealed class StateTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    // The simulated enterprises own nothing.
    private const string Nothing = "/?ky=2026&khoi=enterprise";

    [Fact]
    public async Task Filters_WithoutAHit_ShowZerosAndAWholeMap()
    {
        var visitor = await SignInAsync("thuongtruc", Nothing);

        await Expect(visitor.ById("empty")).ToBeVisibleAsync();
        await visitor.TilesAgreeAsync(await visitor.SummaryAsync());
        await visitor.HasNumberAsync("kpi-registered", 0);
        await Expect(visitor.ById("map").Locator("[data-unit]")).ToHaveCountAsync(38);
        await Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync("NaN");
        await Expect(visitor.ById("funnel")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Filters_WithoutAHit_AreClearedByTheLinkThatSaysSo()
    {
        var visitor = await SignInAsync("thuongtruc", Nothing + "&linh-vuc=economy&doi-tuong=individual");

        await Expect(visitor.ById("empty")).ToBeVisibleAsync();
        await visitor.ById("empty").Locator("a").ClickAsync();

        await Expect(visitor.ById("filter-field")).ToHaveValueAsync(string.Empty);
        await Expect(visitor.ById("filter-subject")).ToHaveValueAsync(string.Empty);
        await Expect(visitor.ById("filter-block")).ToHaveValueAsync(string.Empty);
        await Expect(visitor.ById("filter-period")).ToHaveValueAsync("2026");
        await visitor.TilesAgreeAsync(await visitor.SummaryAsync());
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData("/?ky=2025-02-31")]
    [InlineData("/?dia-ban=12-2025/99999")]
    [InlineData("/?phong-trao=khong-co")]
    [InlineData("/?linh-vuc=khong-co")]
    [InlineData("/?dia-gioi=2025-13-01")]
    public async Task Query_ThatCannotBeUnderstood_IsRefusedWithAWayOut(string path)
    {
        var visitor = await SignInAsync("thuongtruc", "/van-ban");

        var answer = await visitor.OpenAsync(path);

        Assert.InRange(answer.Status, 200, 499);
        var refused = visitor.Page.Locator("main [role=alert]");
        await Expect(refused).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("h1")).ToHaveCountAsync(1);
        await refused.Locator("a").First.ClickAsync();
        await Expect(visitor.ById("kpi-registered")).ToBeVisibleAsync();
        await visitor.IsLiveAsync();
    }

    [Fact]
    public async Task Commune_ThatAsksForAnother_IsRefused()
    {
        var visitor = await SignInAsync("xa-khunha");

        await visitor.OpenAsync($"/?dia-ban={BinhLu}");

        await Expect(visitor.Page.Locator("main [role=alert]")).ToBeVisibleAsync();
        await Expect(visitor.ById("kpi-registered")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Print_OfTheOverview_HasNoControlsAndEveryLocality()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });

        foreach (var control in new[] { "form.filters", ".topbar", ".side", ".map-tools", ".card-tools", ".card-larger", ".card-save", ".overview-map .segmented", ".legend-controls", ".skip-link" })
        {
            await Expect(visitor.Page.Locator(control).Locator("visible=true")).ToHaveCountAsync(0);
        }

        var cut = await visitor.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('[data-testid=localities] tbody tr')].filter(row => {
              for (let box = row.parentElement; box; box = box.parentElement) {
                if (getComputedStyle(box).overflowY !== 'visible' && box !== document.documentElement && box !== document.body && box.scrollHeight > box.clientHeight + 1) { return true; }
              }
              return row.getBoundingClientRect().height === 0;
            }).map(row => row.dataset.locality)
            """);
        Assert.Empty(cut);
        await Expect(visitor.ById("localities").Locator("tbody tr")).ToHaveCountAsync(38);
        Assert.Equal("rgb(255, 255, 255)", await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        var pdf = await visitor.Page.PdfAsync(new() { Format = "A4" });
        Assert.InRange(pdf.Length, 20_000, 20_000_000);
        await Expect(visitor.Page.GetByText("Dữ liệu mô phỏng").Locator("visible=true").First).ToBeVisibleAsync();
    }
}

/// <summary>What a live change looks like to those who want no motion, and while the line is down.</summary>
public sealed class ChangingStateTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    [Fact]
    public async Task Change_WhereMotionIsUnwanted_MovesNothing()
    {
        var visitor = await SignInAsync("thuongtruc", "/", new() { ReducedMotion = ReducedMotion.Reduce });
        using var api = await Host.ApiAsync("bandanvan");
        var total = await visitor.NumberAsync("kpi-registered");
        // Every animation that ever runs is noted, also one that ends before somebody looks.
        await visitor.Page.EvaluateAsync("""
            () => {
              window.moved = new Set();
              const look = () => { for (const a of document.getAnimations()) { if (a.effect.getComputedTiming().endTime > 1) { window.moved.add(`${a.animationName ?? a.transitionProperty} on ${a.effect.target?.getAttribute('class')}`); } } requestAnimationFrame(look); };
              look();
            }
            """);

        await api.RegisterAsync(BinhLu, "Việc không làm động màn hình");
        await visitor.HasNumberAsync("kpi-registered", total + 1);
        await Expect(visitor.ById("map").Locator($"[data-pulse='{BinhLu}']")).ToHaveCountAsync(1);
        await api.RegisterAsync(KhunHa, "Việc nữa");
        await visitor.HasNumberAsync("kpi-registered", total + 2);
        await Expect(visitor.ById("feed-item").First).ToContainTextAsync("Việc nữa");
        await visitor.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

        Assert.Empty(await visitor.Page.EvaluateAsync<string[]>("[...window.moved]"));
    }

    [Fact]
    public async Task LineDown_SaysSinceWhenMutesTheNumbersAndRecovers()
    {
        var visitor = await SignInAsync("thuongtruc");
        var colour = await InkAsync(visitor);

        await visitor.Context.SetOfflineAsync(true);
        await Expect(visitor.ById("live-status")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^Mất kết nối từ \d{2}:\d{2}:\d{2}$"));
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-connection", "lost");
        await Eventually.IsAsync(async () => await InkAsync(visitor) != colour);
        await Expect(visitor.ById("kpi-registered")).ToBeVisibleAsync();
        await visitor.Context.SetOfflineAsync(false);

        await visitor.IsLiveAsync();
        await Eventually.IsAsync(async () => await InkAsync(visitor) == colour);
    }

    private static Task<string> InkAsync(ChromiumVisitor visitor) => visitor.Page.EvaluateAsync<string>(
        "() => { const s = getComputedStyle(document.querySelector('[data-testid=kpi-registered]')); let o = 1; for (let e = document.querySelector('[data-testid=kpi-registered]'); e; e = e.parentElement) { o *= Number(getComputedStyle(e).opacity); } return s.color + o; }");
}
