using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>A report between those who fill it in and their leader, and where else it can be filled in when the line is down.</summary>
public sealed class ReportWaysTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    private const string Form = $"/bao-cao/{Demo.Campaign}/{Demo.BinhLuCommittee}/2026-Q4";
    private const string Plain = $"/bao-cao/don-gian/{Demo.Campaign}/{Demo.BinhLuCommittee}/2026-Q4";
    private const string Labour = "labour_days|||";

    [Fact]
    public async Task Leader_SendsAReportBack_ReporterSeesWhyAndSignsLater()
    {
        var reporter = await SignInAsync("xa-binhlu", Form);
        await reporter.ById("report-create").ClickAsync();
        await reporter.Page.Locator($"[data-entry='{Labour}'] [data-entry-part=typed]").FillAsync("147");
        await Expect(reporter.Page.Locator($"[data-entry='{Labour}']")).ToHaveAttributeAsync("data-typed", "147");
        await Expect(reporter.ById("unsigned")).ToBeVisibleAsync();
        var leader = await SignInAsync("duyet-binhlu", Form);
        await leader.ById("report-sign").ClickAsync();
        await Expect(reporter.ById("report")).ToHaveAttributeAsync("data-status", "signed");
        await Expect(reporter.ById("unsigned")).ToHaveCountAsync(0);

        await leader.Page.Locator($"[data-entry='{Labour}'] .report-more").ClickAsync();
        await leader.Page.Locator($"[data-remark='{Labour}']").FillAsync("Xem lại số ngày công");
        await leader.Page.Locator($"[data-remark='{Labour}']").BlurAsync();
        await leader.ById("return-reason").FillAsync("Bổ sung phần khó khăn");
        await leader.ById("report-send_back").ClickAsync();

        await Expect(reporter.ById("report")).ToHaveAttributeAsync("data-status", "draft");
        await Expect(reporter.ById("returned")).ToContainTextAsync("Bổ sung phần khó khăn");
        await Expect(reporter.Page.Locator($"[data-entry='{Labour}']").GetByTestId("remark")).ToContainTextAsync("Xem lại số ngày công");
        await Expect(reporter.ById("signed")).ToHaveCountAsync(0);
        await reporter.Page.Locator($"[data-entry='{Labour}'] [data-entry-part=typed]").FillAsync("150");
        await Expect(leader.Page.Locator($"[data-entry='{Labour}']")).ToHaveAttributeAsync("data-typed", "150");
        await leader.ById("report-sign").ClickAsync();
        await Expect(reporter.ById("signed")).ToBeVisibleAsync();
        await Expect(reporter.ById("returned")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task LineDown_OverAReportOrARegistration_LeadsToTheirPlainPages()
    {
        var reporter = await SignInAsync("xa-binhlu", Form);
        await Expect(reporter.ById("to-plain")).ToHaveAttributeAsync("href", Plain);
        await reporter.ById("report-create").ClickAsync();
        await Expect(reporter.ById("to-excel")).ToHaveAttributeAsync("href", new Regex("^/api/v1/report-files/"));
        var registering = await SignInAsync("xa-binhlu", "/mo-hinh/dang-ky");
        await Expect(registering.ById("entry-form")).ToHaveAttributeAsync("data-ready", "");
        var looking = await SignInAsync("thuongtruc");

        await Host.KillAsync();

        await Expect(reporter.Page.Locator("[data-plain-link]")).ToBeVisibleAsync();
        Assert.Equal(Plain, await reporter.Page.Locator("[data-plain-link]").GetAttributeAsync("href"));
        await Expect(registering.Page.Locator("[data-plain-link]")).ToHaveAttributeAsync("href", new Regex("^/mo-hinh/dang-ky/don-gian"));
        await Expect(looking.Page.Locator(".connection-bar-retry")).ToBeVisibleAsync();
        await Expect(looking.Page.Locator("[data-plain-link]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Figures_OpenWhileSomebodyEntersOne_ShowItByThemselves()
    {
        var board = await SignInAsync("bandanvan", "/so-lieu?phong-trao=long-an-2021-2025");
        await Expect(board.ById("figures")).ToContainTextAsync("990");
        using var api = await Host.ApiAsync("bandanvan");

        await api.PostAsync("/api/v1/figures", new
        {
            campaign = "long-an-2021-2025", newSource = new { kind = "report", title = "Báo cáo thử đang mở trang" }, metric = "models", unitId = "80-1997/80", to = "2022-12-31", timeMeaning = "stock",
            value = 4321, measure = "mô hình", locator = "trang 1",
        });

        await Expect(board.ById("figures")).ToContainTextAsync("4.321");
    }
}
