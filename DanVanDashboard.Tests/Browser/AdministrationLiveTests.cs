using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>Pages of administration, accounts and the log follow what others do, and keep what is being typed.</summary>
public sealed class AdministrationLiveTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    [Fact]
    public async Task Accounts_SomebodyElseInvites_RowAppearsAndTheOpenFormKeepsItsText()
    {
        var visitor = await SignInAsync("quantri");
        var page = visitor.Page;
        using var board = await Host.ApiAsync("bandanvan");
        await page.GotoAsync(Host.Address + "/quan-tri/tai-khoan?moi=council");
        await Expect(page.GetByTestId("account-role")).ToHaveValueAsync("council");
        await page.GetByTestId("account-user-name").FillAsync("dang-nhap-do");
        await page.GetByTestId("account-display-name").PressSequentiallyAsync("Đang gõ dở");
        var loads = visitor.Loads;

        await board.PostAsync("/api/v1/accounts", new { userName = "nguoi-khac-moi", displayName = "Người khác mời", role = "reporter", unitId = BinhLu });

        await Expect(page.Locator("tr[data-account=nguoi-khac-moi]")).ToHaveAttributeAsync("data-state", "invited");
        await Expect(page.GetByTestId("account-user-name")).ToHaveValueAsync("dang-nhap-do");
        await Expect(page.GetByTestId("account-display-name")).ToHaveValueAsync("Đang gõ dở");
        Assert.Equal(loads, visitor.Loads);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task LogAndIndex_SomethingIsDone_ShowItWithoutALoad()
    {
        var visitor = await SignInAsync("quantri");
        var page = visitor.Page;
        using var board = await Host.ApiAsync("bandanvan");
        await page.GotoAsync(Host.Address + "/nhat-ky");
        var first = page.Locator("tr[data-number]").First;
        var number = await first.GetAttributeAsync("data-number");

        await board.PostAsync("/api/v1/targets", new { campaign = Demo.Campaign, year = 2027, measure = "registered", value = 4321, documentNumber = "01-KH/TU (thử)" });

        await Expect(first).Not.ToHaveAttributeAsync("data-number", number!);
        await page.GotoAsync(Host.Address + "/quan-tri");
        var rows = page.Locator("[data-card=\"/nhat-ky\"] .admin-count");
        var counted = await rows.GetAttributeAsync("data-value");
        await board.PostAsync("/api/v1/targets", new { campaign = Demo.Campaign, year = 2027, measure = "recognised", value = 432, documentNumber = "01-KH/TU (thử)" });
        await Expect(rows).Not.ToHaveAttributeAsync("data-value", counted!);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Fields_SomebodyElseSavesWhileOneTypes_KeepsTheTextAndSaysSo()
    {
        var page = (await SignInAsync("bandanvan")).Page;
        using var other = await Host.ApiAsync("bandanvan");
        await page.GotoAsync(Host.Address + "/quan-tri/linh-vuc?phong-trao=" + Demo.Campaign);
        var input = page.GetByTestId("themes-form").Locator("input.input").First;
        await Expect(page.GetByTestId("themes-form").Locator("button[type=submit]")).ToBeEnabledAsync();
        await input.FillAsync("Tên đang sửa dở");
        await input.BlurAsync();
        var fields = (await other.GetAsync("/api/v1/campaigns/" + Demo.Campaign))["fields"]!.AsArray().Select(f => new { key = (string?)f!["key"], nameVi = (string?)f["nameVi"] + " (sửa)", standard = (string?)f["standard"] });

        await other.PostAsync($"/api/v1/campaigns/{Demo.Campaign}/fields", new { items = fields });

        await Expect(page.GetByTestId("elsewhere")).ToBeVisibleAsync();
        await Expect(input).ToHaveValueAsync("Tên đang sửa dở");
        await page.GetByTestId("elsewhere").GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Expect(page.GetByTestId("elsewhere")).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("fields-form").Locator("input.input").First).ToHaveValueAsync(new Regex("\\(sửa\\)$"));
    }
}
