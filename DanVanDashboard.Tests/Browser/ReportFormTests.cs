using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>The report form as people use it: with others, and on lines that break.</summary>
public sealed class ReportFormTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    private const string Form = $"/bao-cao/{Demo.Campaign}/{Demo.BinhLuCommittee}/2026-Q4";
    private const string Labour = "labour_days|||";

    [Fact]
    public async Task Report_DraftedCutReopenedSentReturnedCorrectedApproved_ShowsOnTheOtherScreens()
    {
        var committee = await SignInAsync("thuongtruc");
        var board = await SignInAsync("bandanvan", Form);
        var reporter = await SignInAsync("xa-binhlu", Form);
        await reporter.ById("report-create").ClickAsync();
        await Expect(reporter.ById("report-form")).ToBeVisibleAsync();
        await Expect(board.ById("report")).ToHaveAttributeAsync("data-status", "draft");
        await Expect(Cell(reporter, "in_progress|||").GetByText("từ danh sách")).ToBeVisibleAsync();

        // Typed while the line is cut, and the page is closed before it is back.
        await reporter.Context.SetOfflineAsync(true);
        await Input(reporter, Labour).FillAsync("147");
        await reporter.Page.Locator("[data-entry='part:limits'] textarea").FillAsync("Thử khi mất mạng");
        await Expect(reporter.ById("report-saving")).ToHaveAttributeAsync("data-state", "waiting");
        await reporter.Page.GotoAsync("about:blank");
        await reporter.Context.SetOfflineAsync(false);
        await reporter.OpenAsync(Form);
        await Expect(Cell(reporter, Labour)).ToHaveAttributeAsync("data-typed", "147");
        await Expect(reporter.Page.Locator("[data-entry='part:limits']")).ToHaveAttributeAsync("data-text", "Thử khi mất mạng");
        await Expect(Input(reporter, Labour)).ToHaveValueAsync("147");
        await Expect(Input(board, Labour)).ToHaveValueAsync("147");

        await reporter.ById("report-nothing").ClickAsync();
        await Expect(reporter.ById("report-open")).ToHaveAttributeAsync("data-value", "0");
        await reporter.ById("report-submit").ClickAsync();
        await Expect(board.ById("report")).ToHaveAttributeAsync("data-status", "submitted");
        await Expect(committee.ById("feed-item").First).ToContainTextAsync(new Regex("gửi báo cáo", RegexOptions.None, TimeSpan.FromSeconds(1)));

        await Cell(board, Labour).Locator(".report-more").ClickAsync();
        await board.Page.Locator($"[data-remark='{Labour}']").FillAsync("Đề nghị kiểm tra lại");
        await board.Page.Locator($"[data-remark='{Labour}']").BlurAsync();
        await board.ById("report-return").ClickAsync();
        await Expect(reporter.ById("report")).ToHaveAttributeAsync("data-status", "returned");
        await Expect(Cell(reporter, Labour).GetByTestId("remark")).ToContainTextAsync("Đề nghị kiểm tra lại");
        await Expect(committee.ById("feed-item").First).ToContainTextAsync(new Regex("đề nghị bổ sung", RegexOptions.None, TimeSpan.FromSeconds(1)));

        await Input(reporter, Labour).FillAsync("150");
        await Expect(Cell(reporter, Labour)).ToHaveAttributeAsync("data-typed", "150");
        await reporter.ById("report-submit").ClickAsync();
        await board.ById("report-approve").ClickAsync();
        await Expect(reporter.ById("report")).ToHaveAttributeAsync("data-status", "approved");
        await Expect(Cell(reporter, Labour).Locator("[data-value='150']")).ToBeVisibleAsync();
        await Expect(committee.ById("feed-item").First).ToContainTextAsync(new Regex("duyệt", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Empty(committee.Complaints);
    }

    [Fact]
    public async Task Report_TwoPeopleInIt_SeeEachOtherAndLoseNeitherVersion()
    {
        var first = await SignInAsync("xa-binhlu", Form);
        await first.ById("report-create").ClickAsync();
        await Expect(first.ById("report-form")).ToBeVisibleAsync();
        var second = await SignInAsync("duyet-binhlu", Form);
        await Expect(first.ById("presence")).ToContainTextAsync("Người duyệt");
        await Input(first, "works_done|||").FillAsync("4");
        await Expect(Input(second, "works_done|||")).ToHaveValueAsync("4");

        await second.Context.SetOfflineAsync(true);
        await Input(second, Labour).FillAsync("25");
        await Expect(second.ById("report-saving")).ToHaveAttributeAsync("data-state", "waiting");
        await Input(first, Labour).FillAsync("21");
        await Expect(Cell(first, Labour)).ToHaveAttributeAsync("data-typed", "21");
        await second.Context.SetOfflineAsync(false);

        await Expect(first.ById("conflict").Locator("[data-version]")).ToHaveTextAsync([Version("21", "báo cáo"), Version("25", "duyệt")]);
        await Expect(second.ById("conflict").Locator("[data-version]")).ToHaveCountAsync(2);
        await first.ById("report-submit").ClickAsync();
        await Expect(first.ById("refused")).ToContainTextAsync("hai bản");
        await first.Page.Locator("[data-choose]").Nth(1).ClickAsync();
        await Expect(second.ById("conflict")).ToHaveCountAsync(0);
        await Expect(Input(second, Labour)).ToHaveValueAsync("25");
        await Cell(second, Labour).Locator(".report-more").ClickAsync();
        await Expect(Cell(second, Labour).Locator("[data-history] b")).ToHaveTextAsync(["25", "25", "21"]);
    }

    private static Regex Version(string says, string by) => new($@"^\s*{says}\s[\s\S]*{by}", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static ILocator Cell(ChromiumVisitor visitor, string cell) => visitor.Page.Locator($"[data-entry='{cell}']");

    private static ILocator Input(ChromiumVisitor visitor, string cell) => Cell(visitor, cell).Locator("[data-entry-part=typed]");
}
