using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>One model from its registration to its replication, each step by the person whose it is, and the Standing Committee's screen beside them.</summary>
[Collection(ChromiumCollection.Other)]
public sealed class YearTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    private const string Name = "Dân vận khéo trong vệ sinh đường bản Nà Đon (thử)";

    private string _model = "";

    [Fact]
    public async Task Model_FromRegistrationToReplication_ChangesTheStandingCommitteesScreenAtEachStep()
    {
        var committee = await SignInAsync("thuongtruc");
        await committee.OpenAsync(WholeCampaign);
        await committee.IsLiveAsync();
        var loads = committee.Loads;
        var before = await TilesAsync(committee);
        var reporter = await SignInAsync("xa-binhlu", "/mo-hinh");
        var approver = await SignInAsync("duyet-binhlu", "/mo-hinh");
        var board = await SignInAsync("bandanvan", "/mo-hinh");

        await RegisterAsync(reporter);
        await committee.HasNumberAsync("kpi-registered", before["registered"] + 1);
        await ShowsAsync(committee, "đăng ký");

        await OffersAsync(reporter);
        await OffersAsync(await SignInAsync("thuongtruc", "/van-ban"));
        await OffersAsync(await SignInAsync("hoidong", "/van-ban"));
        await OffersAsync(await SignInAsync("quantri", "/van-ban"));
        // Nobody accepted it yet: the neighbours do not even see it.
        var other = await SignInAsync("xa-khunha", "/van-ban");
        await OpenAsync(other);
        await Expect(other.Page.Locator("h1")).ToContainTextAsync("Không tìm thấy");

        await OffersAsync(approver, "accept", "return");
        await DoAsync(approver, "accept");
        await committee.HasNumberAsync("kpi-in-progress", before["in-progress"] + 1);
        await Expect(reporter.ById("model-status")).ToHaveAttributeAsync("data-stage", "accepted");

        await DoAsync(reporter, "verify", p => p.Locator("#a-by").FillAsync("Tổ xác minh của xã"));
        await ScoreAsync(reporter, "self-score");
        await ScoreAsync(approver, "score");
        await approver.Page.Locator("[data-action=conclude]").ClickAsync();
        await approver.ById("conclude-send").ClickAsync();
        await Expect(reporter.ById("passed")).ToBeVisibleAsync();

        await DecideAsync(approver, "/cong-nhan", "commune", "08-QĐ/ĐU (thử)");
        await committee.HasNumberAsync("kpi-recognised", before["recognised"] + 1);
        await ShowsAsync(committee, "công nhận");
        await DecideAsync(board, "/cong-nhan", "province", "21-QĐ/BTGDVTU (thử)");
        await ShowsAsync(committee, "Tỉnh ủy Lai Châu công nhận");
        // One model at two levels is one recognised model.
        await committee.HasNumberAsync("kpi-recognised", before["recognised"] + 1);

        await DecideAsync(board, "/cong-nhan?viec=exemplar", "province", "22-QĐ/BTGDVTU (thử)");
        await committee.HasNumberAsync("kpi-exemplar", before["exemplar"] + 1);
        await DecideAsync(board, "/khen-thuong?viec=propose", null, "05-TTr/BTGDVTU (thử)", "bang_khen");
        await DecideAsync(board, "/khen-thuong?viec=commend", "province", "30/QĐ-UBND (thử)", "bang_khen");
        await committee.HasNumberAsync("kpi-commended", before["commended"] + 1);

        await other.OpenAsync("/cong-nhan/nhan-rong");
        await other.ById("take-model").SelectOptionAsync(_model);
        await other.ById("take-record").ClickAsync();
        await Expect(other.ById("said")).ToBeVisibleAsync();
        await committee.HasNumberAsync("kpi-replicated", before["replicated"] + 1);
        await committee.HasNumberAsync("kpi-registered", before["registered"] + 2);

        // The whole year on the model's own page, without another look at the server's log.
        await reporter.Page.ReloadAsync();
        foreach (var step in new[] { "Đăng ký", "Duyệt đăng ký", "Xác minh tại chỗ", "Tự chấm", "Thẩm định · Đạt", "Công nhận · Cấp cơ sở, xã", "Công nhận · Cấp tỉnh", "Điển hình tiên tiến", "Đề nghị khen thưởng", "Khen thưởng · Cấp tỉnh", "Nhân rộng" })
        {
            await Expect(reporter.ById("timeline")).ToContainTextAsync(step);
        }

        await Expect(reporter.ById("replica-tree")).ToContainTextAsync("Khun Há");
        Assert.Equal(loads, committee.Loads);
        Assert.Empty(committee.Complaints);
        Assert.Empty(reporter.Complaints);
    }

    private async Task RegisterAsync(ChromiumVisitor reporter)
    {
        var page = reporter.Page;
        await reporter.OpenAsync("/mo-hinh/dang-ky");
        await page.GetByTestId("entry-name").FillAsync(Name);
        await page.GetByTestId("entry-owner").FillAsync("Chi hội Phụ nữ bản Nà Đon");
        await page.Locator("#e-field").SelectOptionAsync("culture_society");
        await page.Locator("#e-village").FillAsync("bản Nà Đon");
        await page.Locator("#e-personResponsible").FillAsync("Lò Thị Mai");
        await page.GetByTestId("entry-full").ClickAsync();
        await page.Locator("#e-startedOn").FillAsync("01/01/2026");
        await page.Locator("#e-targetLevel").SelectOptionAsync("province");
        await Expect(page.GetByTestId("draft-state")).ToContainTextAsync("đã lưu");
        await page.GetByTestId("entry-register").ClickAsync();
        await page.GetByTestId("entry-open").ClickAsync();
        await Expect(page.GetByTestId("model")).ToBeVisibleAsync();
        _model = (await page.GetByTestId("model").GetAttributeAsync("data-model"))!;
    }

    private Task OpenAsync(ChromiumVisitor visitor) => visitor.OpenAsync("/mo-hinh/" + _model);

    /// <summary>On the model's page this person has these buttons and no others.</summary>
    private async Task OffersAsync(ChromiumVisitor visitor, params string[] actions)
    {
        await OpenAsync(visitor);
        await Expect(visitor.ById("model")).ToBeVisibleAsync();
        Assert.Equal(actions, await visitor.Page.Locator("[data-action]").EvaluateAllAsync<string[]>("all => all.map(b => b.dataset.action)"));
    }

    private static async Task DoAsync(ChromiumVisitor visitor, string action, Func<IPage, Task>? fill = null)
    {
        await visitor.Page.Locator($"[data-action='{action}']").ClickAsync();
        if (fill is not null)
        {
            await fill(visitor.Page);
        }

        await visitor.ById("action-send").ClickAsync();
        await Expect(visitor.ById("said").First).ToBeVisibleAsync();
    }

    /// <summary>Gives every criterion the points that it offers.</summary>
    private static async Task ScoreAsync(ChromiumVisitor visitor, string action)
    {
        await visitor.Page.Locator($"[data-action='{action}']").ClickAsync();
        await Expect(visitor.ById("score-form")).ToBeVisibleAsync();
        foreach (var row in await visitor.ById("score-form").Locator(".score-input").AllAsync())
        {
            var most = (await row.Locator(".muted").InnerTextAsync()).Replace("/", "", StringComparison.Ordinal).Trim();
            await row.Locator("input").FillAsync(most);
            await row.Locator("input").BlurAsync();
        }

        await visitor.ById("score-send").ClickAsync();
        await Expect(visitor.ById("scores-said")).ToBeVisibleAsync();
    }

    private async Task DecideAsync(ChromiumVisitor visitor, string path, string? level, string number, string? form = null)
    {
        await visitor.OpenAsync(path + (level is null ? "" : (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "cap=" + level) + (path.Contains('?', StringComparison.Ordinal) || level is not null ? "&" : "?") + "tim=" + Uri.EscapeDataString(Name));
        await visitor.Page.Locator($"[id='chon-{_model}']").CheckAsync();
        await visitor.ById("decision-number").FillAsync(number);
        if ((await visitor.ById("decision-body").InputValueAsync()).Length == 0)
        {
            await visitor.ById("decision-body").FillAsync("Tỉnh ủy Lai Châu");
        }

        if (form is not null)
        {
            await visitor.ById("decision-form-of-award").SelectOptionAsync(form);
        }

        await visitor.ById("decision-preview").ClickAsync();
        await Expect(visitor.ById("preview")).ToHaveAttributeAsync("data-ok", "true");
        await visitor.ById("decision-record").ClickAsync();
        await Expect(visitor.ById("said")).ToBeVisibleAsync();
    }

    private static async Task<Dictionary<string, decimal>> TilesAsync(ChromiumVisitor committee)
    {
        var numbers = new Dictionary<string, decimal>();
        foreach (var tile in new[] { "registered", "in-progress", "recognised", "exemplar", "commended", "replicated" })
        {
            numbers[tile] = await committee.NumberAsync("kpi-" + tile);
        }

        return numbers;
    }

    private static Task ShowsAsync(ChromiumVisitor committee, string words) => Expect(committee.ById("feed-item").First).ToContainTextAsync(words);
}
