using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

public sealed class ProgressTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    [Fact]
    public async Task Board_LooksAtTheTable_WhileACommuneSends_SeesItsCellChangeAndNothingElse()
    {
        var page = (await SignInAsync("bandanvan")).Page;
        await page.GotoAsync(Host.Address + "/tien-do?xem=bang");
        var cell = page.Locator($"[data-row=\"{Demo.BinhLuCommittee}\"] td[data-period=\"2026-Q4\"]");
        await Expect(cell).ToHaveAttributeAsync("data-cell", "not_sent");
        await Expect(page.GetByTestId("live-status")).ToContainTextAsync("Trực tiếp");

        using var reporter = await Host.ApiAsync("xa-binhlu");
        var created = await reporter.PostAsync("/api/v1/reports", new { campaign = Demo.Campaign, unitId = Demo.BinhLu, period = "2026-Q4", figures = new[] { new { metric = "labour_days", value = 10 } } });
        await reporter.PostAsync($"/api/v1/reports/{created["id"]}/submit", new { });

        await Expect(cell).ToHaveAttributeAsync("data-cell", "submitted");
        await Expect(page.Locator($"[data-row=\"{Demo.KhunHaCommittee}\"] td[data-period=\"2026-Q4\"]")).ToHaveAttributeAsync("data-cell", "not_sent");
        await Expect(page.Locator(".progress-matrix-rates td[data-period=\"2026-Q4\"]")).ToHaveAttributeAsync("data-value", "1");
    }
}
