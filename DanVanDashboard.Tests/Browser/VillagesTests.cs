using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>A new commune confirms the villages that it inherits, and merges two of them.</summary>
public sealed class VillagesTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    [Fact]
    public async Task Commune_TakesOverTheVillagesOfTheOldOnesAndMergesTwo()
    {
        var page = (await SignInAsync("duyet-binhlu", "/dia-ban/thon-ban?phong-trao=mo-phong-2026-2030")).Page;
        var list = page.GetByTestId("villages").Locator("tbody tr[data-village]");
        var before = await list.CountAsync();
        var heirs = await page.GetByTestId("legacy").Locator(".village-heir").CountAsync();
        Assert.True(heirs > 3);

        await page.GetByTestId("legacy-all").CheckAsync();
        // Villages of one name meet in the new commune: refused until they have others.
        await page.GetByTestId("legacy-confirm").ClickAsync();
        await Expect(page.GetByTestId("refused")).ToContainTextAsync("Đã có thôn tên");
        await page.GetByTestId("legacy-name").ClickAsync();
        await Expect(page.GetByTestId("legacy-clash")).ToHaveCountAsync(0);
        await page.GetByTestId("legacy-confirm").ClickAsync();
        await Expect(page.GetByTestId("said")).ToContainTextAsync("Đã xác nhận kế thừa");
        await Expect(page.GetByTestId("legacy")).ToHaveCountAsync(0);
        var after = await list.CountAsync();
        Assert.InRange(after, before + 1, before + heirs);

        await list.Nth(1).Locator("input[type=checkbox]").CheckAsync();
        await list.Nth(2).Locator("input[type=checkbox]").CheckAsync();
        await page.GetByTestId("change-name").FillAsync("bản Hợp Nhất mô phỏng");
        await page.GetByTestId("change-do").ClickAsync();
        await Expect(page.GetByTestId("said")).ToContainTextAsync("Đã ghi thay đổi");
        await Expect(list).ToHaveCountAsync(after - 1);
        await Expect(page.GetByTestId("ended")).ToContainTextAsync("bản Hợp Nhất mô phỏng");
    }
}
