using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

public sealed class RecoveryTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    [Fact]
    public async Task ServerKilledAndStartedAgain_OpenPage_RecoversByItselfWithTheTrueNumbers()
    {
        var visitor = await SignInAsync("thuongtruc");
        using var api = await Host.ApiAsync("bandanvan");
        var total = await visitor.NumberAsync("kpi-registered");
        var loads = visitor.Loads;

        await Host.KillAsync();
        await Expect(visitor.ById("live-status")).ToHaveTextAsync(new Regex("^Mất kết nối"));
        await Expect(visitor.ById("live-status")).ToHaveAttributeAsync("data-live", "lost");
        await HasNumbersStillAsync(visitor, total);

        await Host.StartAgainAsync();
        await api.RegisterAsync(BinhLu, "Đăng ký ngay sau khi khởi động lại");
        await visitor.IsLiveAsync();
        await visitor.HasNumberAsync("kpi-registered", total + 1);
        Assert.InRange(visitor.Loads - loads, 0, 1);
        Assert.Equal(Host.Address + "/", visitor.Page.Url);

        // And it is live again, not only drawn again.
        await api.RegisterAsync(BinhLu, "Đăng ký lần nữa", field: "political_system");
        await visitor.HasNumberAsync("kpi-registered", total + 2);
        Assert.InRange(visitor.Loads - loads, 0, 1);
    }

    [Fact]
    public async Task ServerKilledTwice_OpenPage_RecoversEachTimeWithOneLoadEach()
    {
        var visitor = await SignInAsync("thuongtruc", "/");
        await visitor.OpenAsync("/?linh-vuc=economy");
        await visitor.IsLiveAsync();
        var loads = visitor.Loads;

        for (var round = 1; round <= 2; round++)
        {
            await Host.KillAsync();
            await Expect(visitor.ById("live-status")).ToHaveTextAsync(new Regex("^Mất kết nối"));
            await Host.StartAgainAsync();
            await visitor.IsLiveAsync();
            Assert.InRange(visitor.Loads - loads, 0, round);
            await Expect(visitor.ById("filter-field")).ToHaveValueAsync("economy");
        }
    }

    [Fact]
    public async Task NetworkLost_OpenPage_SaysSoAndCatchesUpWhenItIsBack()
    {
        var visitor = await SignInAsync("thuongtruc");
        using var api = await Host.ApiAsync("bandanvan");
        var (total, commune) = (await visitor.NumberAsync("kpi-registered"), await ChromiumVisitor.NumberAsync(visitor.Shape(BinhLu)));

        await visitor.Context.SetOfflineAsync(true);
        await Expect(visitor.ById("live-status")).ToHaveTextAsync(new Regex("^Mất kết nối"));
        await api.RegisterAsync(BinhLu, "Đăng ký khi mất mạng");
        await HasNumbersStillAsync(visitor, total);
        await visitor.Context.SetOfflineAsync(false);

        await visitor.IsLiveAsync();
        await visitor.HasNumberAsync("kpi-registered", total + 1);
        await ChromiumVisitor.HasNumberAsync(visitor.Shape(BinhLu), commune + 1);
        await api.RegisterAsync(BinhLu, "Đăng ký khi có mạng lại", field: "political_system");
        await visitor.HasNumberAsync("kpi-registered", total + 2);
    }

    [Fact]
    public async Task ServerStartedAgainWhileTheNetworkIsLost_OpenPage_IsLoadedOnceAndTrue()
    {
        var visitor = await SignInAsync("thuongtruc");
        using var api = await Host.ApiAsync("bandanvan");
        var (total, loads) = (await visitor.NumberAsync("kpi-registered"), visitor.Loads);

        await visitor.Context.SetOfflineAsync(true);
        await Expect(visitor.ById("live-status")).ToHaveTextAsync(new Regex("^Mất kết nối"));
        await Host.KillAsync();
        await Host.StartAgainAsync();
        await api.RegisterAsync(BinhLu, "Đăng ký khi trang đang ngủ");
        Assert.Equal(loads, visitor.Loads);
        await visitor.Context.SetOfflineAsync(false);

        await visitor.IsLiveAsync();
        await visitor.HasNumberAsync("kpi-registered", total + 1);
        Assert.Equal(loads + 1, visitor.Loads);
    }

    [Fact]
    public async Task LineFallsSilent_NobodyTellsTheBrowser_PageNoticesAndCatchesUp()
    {
        await using var line = new StallingLine(new Uri(Host.Address).Port);
        var visitor = await SignInAsync("thuongtruc", "/", new() { BaseURL = line.Address });
        using var api = await Host.ApiAsync("bandanvan");
        var (total, loads) = (await visitor.NumberAsync("kpi-registered"), visitor.Loads);

        line.Stall();
        await api.RegisterAsync(BinhLu, "Đăng ký khi đường truyền im");
        await Expect(visitor.ById("live-status")).ToHaveTextAsync(new Regex("^Mất kết nối"), new() { Timeout = 30_000 });
        await HasNumbersStillAsync(visitor, total);
        line.Resume();

        await visitor.IsLiveAsync();
        await visitor.HasNumberAsync("kpi-registered", total + 1);
        Assert.InRange(visitor.Loads - loads, 0, 1);
        await api.RegisterAsync(BinhLu, "Đăng ký khi đường truyền trở lại", field: "political_system");
        await visitor.HasNumberAsync("kpi-registered", total + 2);
    }

    /// <summary>What was shown stays on the screen while the line is down.</summary>
    private static async Task HasNumbersStillAsync(ChromiumVisitor visitor, decimal total)
    {
        Assert.Equal(total, await visitor.NumberAsync("kpi-registered"));
        await Expect(visitor.ById("kpi-registered")).ToBeVisibleAsync();
    }
}
