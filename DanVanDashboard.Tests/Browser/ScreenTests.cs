using DanVanDashboard.Bench.Screens;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Browser;

/// <summary>
/// A screen that nobody looks after, for three minutes at twelve times the usual rotation, through restarts of its program. It waits more than it works, so it runs beside the
/// fast tests and not with the other browser tests. For hours: <c>dotnet run -c Release --project DanVanDashboard.Bench -- --screen --hours 1</c>.
/// </summary>
[Collection("Screens")]
[Trait("Category", "Browser")]
[Trait("Category", "Reliability")]
public sealed class ScreenTests
{
    private const int Seconds = 5;

    [Fact]
    public async Task Screen_LeftAloneWhileItsProgramIsEndedTwice_TurnsFollowsAndComesBackByItself()
    {
        await using var chromium = new ChromiumFixture();
        await chromium.InitializeAsync();
        var host = await chromium.SharedHostAsync();
        using var api = await host.ApiAsync("bandanvan");
        var made = await api.PostAsync("/api/v1/screens", new { campaign = Demo.Campaign, name = "Sảnh thử", ready = "giao-ban", seconds = Seconds });
        await using var visitor = await chromium.VisitAsync(host, new() { ViewportSize = new() { Width = 1920, Height = 1080 } });
        var watch = new ScreenWatch(
            visitor.Page, Seconds, atOnce => atOnce ? host.KillAsync() : host.StopAsync(), host.StartAgainAsync, n => api.RegisterAsync(BrowserTest.BinhLu, $"Thử màn hình {n}"),
            line => TestContext.Current.TestOutputHelper?.WriteLine(line));

        var fate = await watch.RunAsync(host.Address + (string)made["link"]!, TimeSpan.FromMinutes(3), restarts: 2, changes: 2);

        TestContext.Current.TestOutputHelper?.WriteLine(fate.Text);
        Assert.Equal((2, 2), (fate.Restarts, fate.Told));
        // A reload begins the count of seconds anew, and a busy machine turns late; a screen that stands still does neither.
        Assert.InRange(fate.LongestStandstill, 0, Seconds * 4);
        Assert.InRange(fate.Turns, fate.Expected / 2, fate.Expected + 1);
        // A browser asks again every two seconds or so; the rest is a first page of a program that has just started, beside other tests.
        Assert.InRange(fate.LongestReturn, 0, 40);
        Assert.InRange(fate.LongestChange, 0, 10);
        Assert.Empty(fate.Errors);
    }
}
