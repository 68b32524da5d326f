using System.Globalization;
using Bunit;
using DanVanDashboard.Tests.Support;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace DanVanDashboard.Tests.Ui;

public sealed class LiveStatusTests : BunitContext
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 14, 7, 3, 21, TimeSpan.Zero);

    public LiveStatusTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("vi-VN");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi");
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(new FixedClock(Noon));
    }

    private IRenderedComponent<LiveStatus> Show(bool interactive, DateTimeOffset? asOf = null)
    {
        SetRendererInfo(new RendererInfo(interactive ? "Server" : "Static", interactive));
        return Render<LiveStatus>(p => p.Add(c => c.AsOf, asOf));
    }

    [Fact]
    public void Show_Interactive_SaysLive()
    {
        var status = Show(interactive: true).Find("[data-testid=live-status]");

        Assert.Equal("Trực tiếp", status.TextContent);
        Assert.Equal("live", status.GetAttribute("data-live"));
    }

    [Fact]
    public void Show_BeforeTheCircuit_DoesNotClaimToBeLive() =>
        Assert.Equal("Đang kết nối", Show(interactive: false).Find("[data-testid=live-status]").TextContent);

    [Fact]
    public void Show_Always_HoldsOneTextNodeForTheScript()
    {
        var status = Show(interactive: true).Find("[data-testid=live-status]");

        Assert.Single(status.ChildNodes);
        Assert.Contains("{0}", status.GetAttribute("data-text-lost"), StringComparison.Ordinal);
    }

    [Fact]
    public void Show_AsOfToday_IsTheTimeInVietnam()
    {
        var time = Show(interactive: true, Noon).Find("[data-testid=data-time]");

        Assert.Equal("cập nhật lúc 14:03:21", time.TextContent);
        Assert.Equal("2026-10-14T14:03:21+07:00", time.GetAttribute("datetime"));
    }

    [Fact]
    public void Show_AsOfAnotherDay_NamesTheDay() =>
        Assert.Equal("cập nhật lúc 14:03, 13/10/2026", Show(interactive: true, Noon.AddDays(-1)).Find("[data-testid=data-time]").TextContent);

    [Fact]
    public void Show_WithoutATime_ShowsNone() =>
        Assert.Empty(Show(interactive: true).FindAll("[data-testid=data-time]"));

    [Fact]
    public void Show_English_KeepsVietnameseFormats()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        Assert.Equal("updated at 14:03, 13/10/2026", Show(interactive: true, Noon.AddDays(-1)).Find("[data-testid=data-time]").TextContent);
    }
}
