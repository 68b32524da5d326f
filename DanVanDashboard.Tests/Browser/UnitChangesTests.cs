using System.Globalization;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

[Collection(ChromiumCollection.Other)]
public sealed class UnitChangesTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    private const string New = "12-2026/03390";

    [Fact]
    public async Task Merge_LookedAtCarriedOutCountedThreeWaysAndUndone_AsAPersonDoes()
    {
        var watcher = await SignInAsync("thuongtruc", "/?ky=tat-ca&dia-gioi=hien-nay");
        var loads = watcher.Loads;
        var (binhLu, khunHa) = (await CountAsync(watcher, BinhLu), await CountAsync(watcher, Demo.KhunHa));
        var board = await SignInAsync("bandanvan", "/dia-ban/ghi-thay-doi");

        await board.ById("origins-search").FillAsync("binh lu");
        await board.Page.Locator($"[data-pick='{BinhLu}']").ClickAsync();
        await board.ById("origins-search").FillAsync("khun ha");
        await board.ById("origins-search").PressAsync("Enter");
        await Expect(board.Page.Locator("[data-chosen]")).ToHaveCountAsync(2);
        await board.ById("change-preview").ClickAsync();
        // What is missing is said beside its field, and nothing typed is lost.
        await Expect(board.ById("change-number")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(board.Page.Locator("[data-chosen]")).ToHaveCountAsync(2);
        await board.ById("change-number").FillAsync("1/NQ-UBTVQH");
        await board.ById("change-issuer").FillAsync("Ủy ban Thường vụ Quốc hội");
        await board.ById("change-on").FillAsync("15/10/2026");
        await board.ById("target-name-0").FillAsync("Bình Khun");
        await Expect(board.ById("target-code-0")).ToHaveValueAsync("03390");
        await board.ById("change-preview").ClickAsync();
        await Expect(board.ById("preview-units")).ToContainTextAsync("Xã Bình Khun");
        await Expect(board.Page.Locator("[data-account=xa-khunha]")).ToContainTextAsync("Đảng ủy xã Bình Khun");
        await Expect(board.ById("preview-reports")).ToContainTextAsync("10/01/2027");
        // Typing on after the preview takes it away: it would speak of something else.
        await board.ById("change-issuer").FillAsync("Quốc hội");
        await board.ById("change-issuer").PressAsync("Tab");
        await Expect(board.ById("preview")).ToHaveCountAsync(0);
        await board.ById("change-preview").ClickAsync();
        await board.ById("change-record").ClickAsync();
        await Expect(board.ById("said")).ToContainTextAsync("1/NQ-UBTVQH");
        await Expect(board.ById("said")).ToBeFocusedAsync();

        // As it is today, on a page that was open all the while; as it was; by old district.
        await Eventually.IsAsync(async () => await watcher.Shape(New).CountAsync() == 1);
        await Eventually.IsAsync(async () => await CountAsync(watcher, New) == binhLu + khunHa);
        Assert.Equal(loads, watcher.Loads);
        Assert.Equal((binhLu, khunHa, 0), (await ApiCountAsync(board, "as-was", BinhLu), await ApiCountAsync(board, "as-was", Demo.KhunHa), await ApiCountAsync(board, "as-was", New)));
        Assert.Equal(binhLu + khunHa, await ApiCountAsync(board, "current", New));
        Assert.True(await ApiCountAsync(board, "old-district", "12-1997/106") >= binhLu + khunHa);

        await board.ById("undo").ClickAsync();
        await board.ById("undo-do").ClickAsync();
        await Expect(board.Page.Locator("#e-hoan-tac")).Not.ToBeEmptyAsync();
        await board.ById("undo-reason").FillAsync("Ghi để thử");
        await board.ById("undo-do").ClickAsync();
        await Expect(board.ById("changes").Locator("li[data-state=undone]")).ToHaveCountAsync(1);
        await Eventually.IsAsync(async () => await watcher.Shape(BinhLu).CountAsync() == 1 && await CountAsync(watcher, BinhLu) == binhLu);
        Assert.Equal((binhLu, khunHa), (await ApiCountAsync(board, "current", BinhLu), await ApiCountAsync(board, "current", Demo.KhunHa)));
        Assert.Empty(watcher.Complaints);
        Assert.Empty(board.Complaints);
    }

    private static async Task<int> CountAsync(ChromiumVisitor visitor, string unit) =>
        int.Parse((await visitor.Shape(unit).GetAttributeAsync("data-value"))!, CultureInfo.InvariantCulture);

    private async Task<int> ApiCountAsync(ChromiumVisitor visitor, string boundaries, string unit)
    {
        var answer = await visitor.Context.APIRequest.GetAsync($"{Host.Address}/api/v1/summary?campaign={Demo.Campaign}&by=unit&boundaries={boundaries}");
        var row = System.Text.Json.JsonDocument.Parse(await answer.TextAsync()).RootElement.GetProperty("rows").EnumerateArray().FirstOrDefault(r => r.GetProperty("key").GetString() == unit);
        return row.ValueKind == System.Text.Json.JsonValueKind.Undefined ? 0 : row.GetProperty("totals").GetProperty("registered").GetInt32();
    }
}
