using System.Globalization;
using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

public sealed class RecognitionTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    [Fact]
    public async Task Recognise_TwoModelsAtOnce_ChangesTheStandingCommitteesTileWithoutReload()
    {
        using var reporter = await Host.ApiAsync("xa-binhlu");
        using var approver = await Host.ApiAsync("duyet-binhlu");
        var models = new List<string>();
        foreach (var name in new[] { "Đường hoa bản Nà Đon (thử)", "Tổ tự quản bản Thèn Thầu (thử)" })
        {
            models.Add(await reporter.RegisterAsync(BinhLu, name));
            await approver.RecordAsync(models[^1], new { kind = "accept" });
            await reporter.RecordAsync(models[^1], new { kind = "verify", by = "Tổ xác minh thử" });
        }

        var committee = await SignInAsync("thuongtruc");
        var before = await committee.NumberAsync("kpi-recognised");
        await committee.Page.EvaluateAsync("globalThis.stayed = true");

        var page = (await SignInAsync("duyet-binhlu", "/cong-nhan")).Page;
        foreach (var model in models)
        {
            await page.Locator($"[id='chon-{model}']").CheckAsync();
        }

        // What is missing is said at its field, and what was chosen stays.
        await page.GetByTestId("decision-preview").ClickAsync();
        await Expect(page.Locator("#e-q-so")).Not.ToBeEmptyAsync();
        await page.GetByTestId("decision-number").FillAsync("15-QĐ/ĐU (thử)");
        await page.GetByTestId("decision-preview").ClickAsync();
        await Expect(page.GetByTestId("preview")).ToHaveAttributeAsync("data-ok", "true");
        await Expect(page.GetByTestId("preview-models").Locator("tr[data-changes=true]")).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-scope=campaign][data-measure=recognised]")).ToHaveAttributeAsync("data-after", (before + 2).ToString(CultureInfo.InvariantCulture));

        await page.GetByTestId("decision-record").ClickAsync();

        await committee.HasNumberAsync("kpi-recognised", before + 2);
        await Expect(committee.ById("feed-item").First).ToContainTextAsync("Đảng ủy xã Bình Lư");
        Assert.True(await committee.Page.EvaluateAsync<bool>("globalThis.stayed === true"));
        await page.GetByTestId("said").GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await Expect(page.GetByTestId("decision-lines").Locator("tr[data-valid=true]")).ToHaveCountAsync(2);
    }
}
