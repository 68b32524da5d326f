using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>The campaign played over the map.</summary>
[Collection(ChromiumCollection.Looks)]
public sealed class TrendsTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    [Fact]
    public async Task Replay_PlayedPausedAndScrubbed_ShowsTheCampaignGrow()
    {
        var page = (await SignInAsync("bandanvan", "/dien-bien?phong-trao=mo-phong-2021-2025")).Page;
        // What was rendered before the live line stood is replaced when it does, and a replay in it with it.
        await Expect(page.GetByTestId("live-status")).ToContainTextAsync("Trực tiếp");
        var stage = page.GetByTestId("replay");
        await stage.Locator("[data-replay-speed]").SelectOptionAsync("4");
        await Expect(stage.Locator("[data-step]")).ToHaveCountAsync(0);

        await page.GetByTestId("replay-play").ClickAsync();
        await Expect(stage.Locator("[data-step]").First).ToBeVisibleAsync();
        await Expect(page.GetByTestId("replay-play")).ToHaveTextAsync("Tạm dừng");
        await page.GetByTestId("replay-play").ClickAsync();
        await Expect(page.GetByTestId("replay-play")).ToHaveTextAsync("Phát");

        // By the keyboard to the end: everything has happened.
        await page.GetByTestId("replay-at").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.GetByTestId("replay-registered")).ToHaveTextAsync("2.100");
        await Expect(page.GetByTestId("replay-day")).ToHaveTextAsync("31/12/2025");

        // And back to the first day, on which a few were registered.
        var whole = await stage.Locator("[data-step]").CountAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(page.GetByTestId("replay-day")).ToHaveTextAsync("01/01/2021");
        await Expect(page.GetByTestId("replay-recognised")).ToHaveTextAsync("0");
        Assert.InRange(await stage.Locator("[data-step]").CountAsync(), 0, whole / 2);
    }
}
