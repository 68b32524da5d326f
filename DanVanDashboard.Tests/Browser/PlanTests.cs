using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

public sealed class PlanTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    [Fact]
    public async Task Target_SetByTheBoard_IsRefusedByItsFieldsThenStandsInItsCell()
    {
        var page = (await SignInAsync("bandanvan")).Page;
        await page.GotoAsync(Host.Address + "/quan-tri/chi-tieu");
        await page.GetByTestId("target-save").ClickAsync();
        await Expect(page.Locator("#t-so")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#e-number")).Not.ToBeEmptyAsync();

        await page.Locator("[data-target=in_progress] button").ClickAsync();
        await page.GetByTestId("target-value").FillAsync("1.150");
        await page.Locator("#t-ngay").FillAsync("5/1/2026");
        await page.GetByTestId("target-save").ClickAsync();

        await Expect(page.GetByTestId("said")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-target=in_progress]")).ToHaveAttributeAsync("data-value", "1150");
        await Expect(page.GetByTestId("target-history")).ToContainTextAsync("05/01/2026");
    }

    [Fact]
    public async Task Populations_ConfirmedByTheBoard_SayWhoAndWhen()
    {
        var page = (await SignInAsync("bandanvan")).Page;
        await page.GotoAsync(Host.Address + "/dia-ban?tim=binh+lu");
        var row = page.Locator($"[data-unit=\"{Demo.BinhLu}\"]");
        await Expect(page.GetByTestId("localities").Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(row.Locator("[data-state=stated]")).ToBeVisibleAsync();

        await page.GetByTestId("confirm-all").ClickAsync();
        await page.GetByTestId("confirm-yes").ClickAsync();

        await Expect(row.Locator("[data-state=confirmed]")).ToContainTextAsync(new Regex("Ban Tuyên giáo và Dân vận Tỉnh ủy"));
        await Expect(page.GetByTestId("confirm-all")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Populations_OfSomebodyElse_AreReadOnly()
    {
        var page = (await SignInAsync("xa-binhlu")).Page;
        await page.GotoAsync(Host.Address + "/dia-ban");

        await Expect(page.GetByTestId("localities").Locator("tbody tr")).ToHaveCountAsync(39);
        await Expect(page.GetByTestId("localities").Locator("button")).ToHaveCountAsync(0);
        await Expect(page.Locator("nav a[href='/quan-tri']")).ToHaveCountAsync(0);
        await page.GotoAsync(Host.Address + "/quan-tri/chi-tieu");
        await Expect(page.GetByTestId("targets")).ToHaveCountAsync(0);
    }
}
