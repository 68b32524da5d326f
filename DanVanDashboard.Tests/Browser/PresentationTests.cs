using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>A deck over a hall: made, frozen, turned by keys, followed by the speaker's window, live where that is asked, and on a screen that nobody looks after.</summary>
public sealed class PresentationTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    private const string Filters = "?phong-trao=" + Demo.Campaign + "&ky=2026";

    [Fact]
    public async Task Deck_MadeFrozenShownAndSwitched_TurnsByKeysAndFollowsOnlyWhereAsked()
    {
        var visitor = await SignInAsync("bandanvan", "/trinh-chieu/chot" + Filters, new() { ViewportSize = new() { Width = 1920, Height = 1080 } });
        var page = visitor.Page;
        using var api = await Host.ApiAsync("bandanvan");

        // Freeze, then make a deck of one's own on it.
        await page.GetByLabel("Tên bản chốt").FillAsync("Sơ kết thử");
        await page.GetByTestId("freeze-save").ClickAsync();
        await Expect(page.GetByTestId("sets").Locator("tbody tr")).ToHaveCountAsync(1);
        await page.GotoAsync(Host.Address + "/trinh-chieu" + Filters);
        await page.Locator("[data-ready='giao-ban']").GetByRole(AriaRole.Link, new() { Name = "Sửa thành bài riêng" }).ClickAsync();
        await Expect(page.GetByTestId("deck-save")).ToBeEnabledAsync();
        await page.GetByLabel("Tên bài").FillAsync("Giao ban thử");
        await page.GetByTestId("slides").GetByRole(AriaRole.Button, new() { Name = "Các số chính" }).ClickAsync();
        await Expect(page.Locator(".deck-work")).ToHaveAttributeAsync("data-kind", "totals");
        await page.GetByTestId("slide-notes").FillAsync("Nói về số công nhận");
        await page.GetByTestId("slide-add").SelectOptionAsync("communes");
        await page.GetByTestId("deck-save").ClickAsync();
        await Expect(page.GetByTestId("said")).ToHaveTextAsync("Đã lưu bài.");
        await page.GetByTestId("deck-show").ClickAsync();

        // The hall: keys, a number, a blank screen.
        var registered = page.Locator(".deck-page.is-current [data-measure='registered']");
        await Expect(page.Locator(".deck-page.is-current h2")).ToHaveTextAsync("Giao ban thử");
        await page.Keyboard.PressAsync("PageDown");
        await Expect(registered).ToBeVisibleAsync();
        var frozen = await registered.GetAttributeAsync("data-value");
        await Expect(page.Locator(".deck-page.is-current .deck-foot")).ToContainTextAsync(new Regex("Số liệu chốt lúc [0-9:]+ ngày [0-9/]+, bản 1"));
        await page.Keyboard.PressAsync("b");
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-blank", "black");
        await page.Keyboard.PressAsync("b");
        await page.Keyboard.PressAsync("4");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".deck-page.is-current")).ToHaveAttributeAsync("data-page", "3");
        await page.Keyboard.PressAsync("2");
        await page.Keyboard.PressAsync("Enter");

        // The speaker's window sees the notes, turns the hall's pages and calls up a commune by its name without diacritics.
        var speaker = await page.Context.RunAndWaitForPageAsync(() => page.Keyboard.PressAsync("s"));
        await Expect(speaker.Locator(".speaker-notes")).ToHaveTextAsync("Nói về số công nhận");
        await speaker.Locator("#goi").FillAsync("binh lu");
        await speaker.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".deck-page.is-current")).ToHaveAttributeAsync("data-call", "Xã Bình Lư");
        await speaker.Keyboard.PressAsync("ArrowRight");
        await Expect(registered).ToBeVisibleAsync();

        // Something happens: the frozen slide stands, the speaker is told, and after the switch both follow.
        await api.RegisterAsync(BinhLu, "Đăng ký trong lúc trình chiếu");
        await Expect(speaker.GetByTestId("since-registered")).ToContainTextAsync("(+1)");
        await Expect(registered).ToHaveAttributeAsync("data-value", frozen!);
        await speaker.GetByTestId("speaker-switch").ClickAsync();
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-live", "true");
        var now = int.Parse(frozen!, System.Globalization.CultureInfo.InvariantCulture) + 1;
        await Expect(registered).ToHaveAttributeAsync("data-value", $"{now}");
        await api.RegisterAsync(BinhLu, "Đăng ký khi số liệu trực tiếp");
        await Expect(registered).ToHaveAttributeAsync("data-value", $"{now + 1}");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Confirmation_OfACommune_ShowsItsVerySlideBeforeItIsConfirmed()
    {
        using var board = await Host.ApiAsync("bandanvan");
        await board.PostAsync("/api/v1/confirmations", new { campaign = Demo.Campaign, period = "2026", boundaries = "current", name = "Trước hội nghị (thử)", hours = 5 });
        var page = (await SignInAsync("duyet-binhlu", "/xac-nhan-so-lieu")).Page;

        var slide = page.GetByTestId("shown-slide");
        await Expect(slide.Locator("h2")).ToHaveTextAsync("Xã Bình Lư");
        var told = await page.GetByTestId("shown").Locator("tbody tr").First.Locator("[data-value]").GetAttributeAsync("data-value");
        await Expect(slide.Locator("[data-value]").First).ToHaveAttributeAsync("data-value", told!);
        await page.GetByTestId("confirm-yes").ClickAsync();
        await Expect(page.GetByTestId("answer")).ToContainTextAsync("duyet-binhlu");
    }

    [Fact]
    public async Task Deck_SwipedOnATouchScreen_TurnsItsPagesAndStays()
    {
        var visitor = await SignInAsync("thuongtruc", "/trinh-chieu/chieu" + Filters + "&mau=giao-ban", new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        var (page, current) = (visitor.Page, visitor.Page.Locator(".deck-page.is-current"));
        await Expect(current).ToHaveAttributeAsync("data-page", "0");
        var line = await page.Context.NewCDPSessionAsync(page);

        await SwipeAsync(330, 60);
        await Expect(current).ToHaveAttributeAsync("data-page", "1");
        await SwipeAsync(60, 330);
        await Expect(current).ToHaveAttributeAsync("data-page", "0");
        // Back from the first page is nowhere, and not the page before in the browser.
        await SwipeAsync(60, 330);
        await Expect(page).ToHaveURLAsync(new Regex("/trinh-chieu/chieu"));

        async Task SwipeAsync(int from, int to)
        {
            await TouchAsync("touchStart", from);
            for (var step = 1; step <= 5; step++)
            {
                await TouchAsync("touchMove", from + ((to - from) * step / 5));
            }

            await TouchAsync("touchEnd", null);
        }

        Task TouchAsync(string type, int? x) => line.SendAsync(
            "Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = x is { } at ? new[] { new Dictionary<string, object> { ["x"] = at, ["y"] = 420 } } : Array.Empty<object>() });
    }

    [Fact]
    public async Task Screen_ServerRestarted_SaysHowOldItIsAndComesBackByItself()
    {
        using var api = await Host.ApiAsync("bandanvan");
        var made = await api.PostAsync("/api/v1/screens", new { campaign = Demo.Campaign, period = "2026", name = "Sảnh thử", ready = "giao-ban", seconds = 5 });
        var visitor = await VisitAsync();
        var page = visitor.Page;
        await page.GotoAsync(Host.Address + (string)made["link"]!);
        var first = page.Locator("[data-kind='totals'] [data-measure='registered']");
        var registered = int.Parse((await first.GetAttributeAsync("data-value"))!, System.Globalization.CultureInfo.InvariantCulture);
        await Expect(page.Locator(".deck-page.is-current")).ToHaveAttributeAsync("data-page", "1");

        await Host.KillAsync();
        await Expect(page.Locator("[data-stale]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-stale]")).ToContainTextAsync("Mất kết nối, số liệu lúc");
        await Host.StartAgainAsync();
        await Expect(page.Locator("[data-stale]")).ToBeHiddenAsync();
        await api.RegisterAsync(BinhLu, "Đăng ký sau khi khởi động lại");
        await Expect(first).ToHaveAttributeAsync("data-value", $"{registered + 1}");

        await api.PostAsync($"/api/v1/screens/{made["id"]}/revoke", new { });
        await Expect(page.Locator(".present-ended")).ToContainTextAsync("thu hồi");
    }
}
