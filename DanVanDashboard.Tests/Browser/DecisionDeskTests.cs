using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>The reporter and the approver at their screens, the Standing Committee beside them.</summary>
public sealed class DecisionDeskTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    [Fact]
    public async Task Registration_ReturnedAtAFieldCompletedAndAccepted_IsFollowedOnEveryScreen()
    {
        var leaders = await SignInAsync("thuongtruc");
        using var api = await Host.ApiAsync("xa-binhlu");
        var (total, running) = (await leaders.NumberAsync("kpi-registered"), await leaders.NumberAsync("kpi-in-progress"));
        var model = await api.RegisterAsync(BinhLu, "Thắp sáng đường bản Nà Đon (thử)");
        await leaders.HasNumberAsync("kpi-registered", total + 1);

        var approver = await SignInAsync("duyet-binhlu", "/hop-thu");
        await approver.Page.Locator($"[data-group=decide] [data-model='{model}']").ClickAsync();
        var reporter = await SignInAsync("xa-binhlu", "/mo-hinh/" + model);
        await Expect(reporter.ById("inbox-bell")).ToHaveAttributeAsync("data-value", "0");
        var loads = reporter.Loads;
        // Half a sentence, which nothing that happens elsewhere may wipe.
        await reporter.ById("talk-text").FillAsync("Xin hỏi thêm về");

        await approver.Page.Locator("[data-action=return]").ClickAsync();
        await approver.ById("action-send").ClickAsync();
        await Expect(approver.Page.Locator("#e-reason")).Not.ToBeEmptyAsync();
        await approver.ById("reason").FillAsync("Ghi rõ tên bản");
        await approver.Page.Locator("input[data-field-key=village]").CheckAsync();
        await approver.ById("action-send").ClickAsync();
        await Expect(approver.ById("model-status")).ToHaveAttributeAsync("data-stage", "returned");

        await Expect(reporter.ById("inbox-bell")).ToHaveAttributeAsync("data-value", "1");
        await Expect(reporter.ById("model-status")).ToHaveAttributeAsync("data-stage", "returned");
        await Expect(reporter.Page.Locator(".talk-point [data-field-key=village]")).ToBeVisibleAsync();
        await Expect(reporter.ById("talk-text")).ToHaveValueAsync("Xin hỏi thêm về");
        await reporter.Page.Locator("[data-action=resubmit]").ClickAsync();
        await reporter.ById("action-send").ClickAsync();

        await Expect(approver.ById("model-status")).ToHaveAttributeAsync("data-stage", "pending");
        await approver.Page.Locator("[data-action=accept]").ClickAsync();
        await approver.ById("action-send").ClickAsync();

        await Expect(reporter.ById("model-status")).ToHaveAttributeAsync("data-stage", "accepted");
        await Expect(reporter.ById("conversation")).ToHaveAttributeAsync("data-open", "0");
        await leaders.HasNumberAsync("kpi-in-progress", running + 1);
        Assert.Equal(loads, reporter.Loads);
        Assert.Empty(reporter.Complaints);
        Assert.Empty(approver.Complaints);
    }
}
