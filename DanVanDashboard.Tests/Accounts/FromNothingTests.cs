using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using DanVanDashboard.Access;
using DanVanDashboard.Export;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Features.Models.Import;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Accounts;

/// <summary>An instance in production from its empty store to an approved report, as its administrator, its board and a commune do it; on SQLite and on PostgreSQL alike.</summary>
public abstract partial class FromNothingTests
{
    private const string Password = "đồi chè xanh mướt";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<DanVanHost> StartAsync();

    [Fact]
    public async Task EmptyStore_StepByStep_CarriesAModelAndAReportToTheirEnd()
    {
        await using var host = await StartAsync();
        using var administrator = await SetUpAsync(host);

        // The administrator sees every step; none but the bodies, which the facts brought, is done.
        await administrator.OpenAsync("/quan-tri");
        Assert.Equal(["board", "leaders", "campaign", "criteria", "asked", "rules", "obligations", "targets", "people"], Missing(administrator.Page));
        Assert.Contains("href=\"/quan-tri/tai-khoan?moi=board\"", administrator.Page, StringComparison.Ordinal);
        await administrator.OpenAsync("/quan-tri/cum-thi-dua");
        Assert.Contains("data-testid=\"no-campaign\"", administrator.Page, StringComparison.Ordinal);

        var quanly = await host.ClientAsync("quanly");
        await InvitedAsync(host, quanly, "bandanvan", "board");
        await InvitedAsync(host, quanly, "thuongtruc", "standing_committee");
        await InvitedAsync(host, quanly, "hoidong", "council");
        var board = await host.ClientAsync("bandanvan");
        var campaign = await RunAsync(board);
        await InvitedAsync(host, board, "nhap", "reporter", Demo.BinhLu);
        await InvitedAsync(host, board, "duyet", "approver", Demo.BinhLu);
        await administrator.OpenAsync("/quan-tri");
        Assert.Empty(Missing(administrator.Page));
        Assert.DoesNotContain("data-testid=\"first-steps\"", administrator.Page, StringComparison.Ordinal);

        var (reporter, approver) = (await host.ClientAsync("nhap"), await host.ClientAsync("duyet"));
        var model = await RegisteredAsync(reporter, campaign, "Thắp sáng đường bản");
        Assert.Equal(HttpStatusCode.Forbidden, (await reporter.EventAsync(model, "accept")).Status);
        await approver.DoneAsync(model, "accept", "2026-02-10");
        await approver.DoneAsync(model, "start", "2026-02-20");
        await approver.DoneAsync(model, "verify", more: ("by", "Tổ xác minh"));
        await reporter.DoneAsync(model, "self-score", more: ("scores", JsonSerializer.SerializeToNode(new { tc1 = 14, tc2 = 18, tc3 = 18, tc4 = 28, tc5 = 14 })));
        await approver.DoneAsync(model, "appraise", "2026-10-12", ("scores", JsonSerializer.SerializeToNode(new { tc1 = 14, tc2 = 18, tc3 = 16, tc4 = 26, tc5 = 13 })), ("passed", true));
        await approver.DoneAsync(model, "recognise", "2026-10-15", ("level", "commune"), ("decisionNumber", "12-QĐ/ĐU"));

        var cells = (await reporter.JsonAsync($"/api/v1/asked-figures/cells?campaign={campaign}&body={Demo.BinhLuCommittee}&period=2026-Q4")).EnumerateArray().Select(c => c.GetProperty("key").GetString()).ToList();
        Assert.Contains("labour_days|||", cells);
        var report = await DoneAsync(reporter, "/api/v1/reports", new { campaign, unitId = Demo.BinhLu, period = "2026-Q4", prefill = true });
        var prefilled = (await reporter.JsonAsync($"/api/v1/reports/{report.Id}")).GetProperty("entries").EnumerateArray().Single(e => e.GetProperty("cell").GetString() == "recognised|||");
        Assert.Equal(1, prefilled.GetProperty("value").GetInt32());
        await DoneAsync(reporter, $"/api/v1/reports/{report.Id}/entries", new { nothingForTheRest = true });
        foreach (var (who, step, status) in new[] { (approver, "sign", "signed"), (reporter, "submit", "submitted"), (board, "return", "returned"), (reporter, "submit", "submitted"), (board, "approve", "approved") })
        {
            var moved = await DoneAsync(who, $"/api/v1/reports/{report.Id}/{step}", step == "return" ? new { reason = "Đề nghị bổ sung số ngày công" } : new { });
            Assert.Equal(status, moved.Json.GetProperty("status").GetString());
        }

        var totals = (await (await host.ClientAsync("thuongtruc")).JsonAsync($"/api/v1/summary?campaign={campaign}&period=2026")).GetProperty("totals");
        Assert.Equal((1, 1), (totals.GetProperty("registered").GetInt32(), totals.GetProperty("recognised").GetProperty("commune").GetInt32()));
        Assert.Equal("on_time", (await board.JsonAsync($"/api/v1/obligations?campaign={campaign}&period=2026-Q4")).EnumerateArray().Single(o => o.GetProperty("bodyId").GetString() == Demo.BinhLuCommittee).GetProperty("state").GetString());
        Assert.Null(await host.Get<Verifier>().FirstFindingAsync(Ct));
    }

    [Fact]
    public async Task RealStore_DecisionsHonoursImportsListsSearchAndTokens_HoldTogether()
    {
        await using var host = await StartAsync();
        await WorkAsync(host);
    }

    /// <summary>A little of all that a real instance does, from its first administrator on; the campaign that it did it in.</summary>
    internal static async Task<string> WorkAsync(DanVanHost host)
    {
        using var administrator = await SetUpAsync(host);
        var quanly = await host.ClientAsync("quanly");
        await InvitedAsync(host, quanly, "bandanvan", "board");
        await InvitedAsync(host, quanly, "hoidong", "council");
        var board = await host.ClientAsync("bandanvan");
        var campaign = await RunAsync(board);
        await InvitedAsync(host, board, "nhap", "reporter", Demo.BinhLu);
        await InvitedAsync(host, board, "duyet", "approver", Demo.BinhLu);
        var (reporter, approver, council) = (await host.ClientAsync("nhap"), await host.ClientAsync("duyet"), await host.ClientAsync("hoidong"));

        // Two events under one number gather into the decision that was made for a third.
        var models = new List<string>();
        foreach (var name in new[] { "Đường hoa kiểu mẫu", "Đoạn đường tự quản", "Vườn rau sạch" })
        {
            models.Add(await RegisteredAsync(reporter, campaign, name));
            await approver.DoneAsync(models[^1], "accept");
            await approver.DoneAsync(models[^1], "verify", more: ("by", "Tổ xác minh"));
        }

        var decision = await DoneAsync(approver, "/api/v1/decisions", new { campaign, kind = "recognise", number = "15-QĐ/ĐU", level = "commune", on = "2026-10-15", models = models[..1] });
        await approver.DoneAsync(models[1], "recognise", "2026-10-15", ("level", "commune"), ("decisionNumber", "15-QĐ/ĐU"));
        var gathered = await DoneAsync(approver, "/api/v1/decisions", new { campaign, kind = "recognise", number = "15-QĐ/ĐU", level = "commune", on = "2026-10-15", models = models[2..] });
        Assert.Equal(decision.Id, gathered.Id);
        Assert.Equal(3, (await approver.JsonAsync($"/api/v1/decisions/{decision.Id}")).GetProperty("models").GetInt32());
        await DoneAsync(approver, $"/api/v1/decisions/{decision.Id}/withdraw", new { reason = "Ghi nhầm", models = models[2..] });
        Assert.Equal(2, (await approver.JsonAsync($"/api/v1/decisions/{decision.Id}")).GetProperty("standing").GetInt32());

        var honour = await DoneAsync(approver, "/api/v1/honours", new { campaign, kind = "exemplar", name = "Lò Văn Thử", subject = "individual", unitId = Demo.BinhLu, field = "economy", on = "2026-10-16" });
        await DoneAsync(council, "/api/v1/honours", new { campaign, kind = "commend", name = "Tập thể Thử", subject = "collective", unitId = Demo.BinhLu, field = "economy", on = "2026-10-16", decisionNumber = "9-QĐ/UBND", form = "bang_khen", level = "province", body = "Ủy ban nhân dân tỉnh" });
        Assert.Null(await host.Get<Verifier>().FirstFindingAsync(Ct));
        await DoneAsync(approver, $"/api/v1/honours/{honour.Id}/revoke", new { reason = "Ghi nhầm" });
        var totals = (await board.JsonAsync($"/api/v1/summary?campaign={campaign}&period=2026")).GetProperty("totals");
        Assert.Equal((3, 2, 0, 1), (totals.GetProperty("registered").GetInt32(), totals.GetProperty("recognised").GetProperty("total").GetInt32(), totals.GetProperty("exemplar").GetInt32(), totals.GetProperty("commended").GetInt32()));

        // Without diacritics, đ for d, in names and in accounts.
        Assert.Equal(["Đoạn đường tự quản"], await FoundAsync(board, campaign, "doan duong"));
        Assert.Equal(["Đoạn đường tự quản", "Đường hoa kiểu mẫu"], await FoundAsync(board, campaign, "DUONG"));
        Assert.Equal(["nhap"], (await board.JsonAsync("/api/v1/accounts?q=nguoi%20nhap&role=reporter")).EnumerateArray().Select(a => a.GetProperty("userName").GetString()));

        using var file = new ByteArrayContent(RegisterFile.Of(RegisterFile.Row(1), RegisterFile.Row(2)).ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(WorkbookWriter.ContentType) } };
        using var sent = await reporter.Http.PostAsync($"/api/v1/imports?campaign={campaign}&fileName=thu.xlsx", file, Ct);
        var imported = JsonDocument.Parse(await sent.Content.ReadAsStringAsync(Ct)).RootElement;
        Assert.True(sent.StatusCode == HttpStatusCode.Created, imported.ToString());
        Assert.Equal(2, (await FoundAsync(board, campaign, "kieu mau so")).Count);
        await DoneAsync(reporter, $"/api/v1/imports/{imported.GetProperty("import").GetProperty("id").GetString()}/undo", new { reason = "Nhập nhầm tệp" });
        Assert.Equal(3, (await board.JsonAsync($"/api/v1/summary?campaign={campaign}&period=2026")).GetProperty("totals").GetProperty("registered").GetInt32());

        await DoneAsync(reporter, "/api/v1/lists", new { name = "Của tôi", query = "ky=2026", shared = true });
        await DoneAsync(reporter, "/api/v1/lists", new { name = "Của tôi", query = "ky=2026&linh-vuc=economy", shared = true });
        Assert.Equal(["/mo-hinh?ky=2026&linh-vuc=economy"], (await reporter.JsonAsync("/api/v1/lists")).EnumerateArray().Select(l => l.GetProperty("href").GetString()));

        await DoneAsync(board, "/api/v1/clusters", new { campaign, name = "Cụm số 1", unitIds = new[] { Demo.BinhLu, Demo.KhunHa } });
        var report = await DoneAsync(reporter, "/api/v1/reports", new { campaign, unitId = Demo.BinhLu, period = "2026-Q3", prefill = true });
        await DoneAsync(approver, $"/api/v1/reports/{report.Id}/sign", new { });
        await DoneAsync(reporter, $"/api/v1/reports/{report.Id}/submit", new { });
        await DoneAsync(board, $"/api/v1/reports/{report.Id}/return", new { reason = "Đề nghị bổ sung số ngày công" });

        await FreezeAsync(board, reporter, await host.ClientAsync(null), campaign);

        // A token ends with its account, a sign-in with its password.
        var accounts = (await quanly.JsonAsync("/api/v1/accounts?role=reporter")).EnumerateArray().Single().GetProperty("id").GetString();
        await DoneAsync(quanly, $"/api/v1/accounts/{accounts}/disable", new { });
        Assert.Equal(HttpStatusCode.Unauthorized, await reporter.StatusAsync("/api/v1/lists"));
        using var browser = new FormClient(host.Address);
        Assert.NotEqual("/", (await browser.SignInAsync("nhap", Password)).To);
        await DoneAsync(quanly, $"/api/v1/accounts/{accounts}/enable", new { });
        Assert.Equal("/", (await browser.SignInAsync("nhap", Password)).To);
        Assert.Null(await host.Get<Verifier>().FirstFindingAsync(Ct));
        return campaign;
    }

    /// <summary>The first administrator, by the link of the log.</summary>
    private static async Task<FormClient> SetUpAsync(DanVanHost host)
    {
        var browser = new FormClient(host.Address);
        var link = (await host.Get<FirstStart>().OfferAsync(host.Address.ToString().TrimEnd('/'), Ct))!;
        Assert.Equal("/quan-tri", (await browser.PostAsync(link, "set-up", ("user", "quanly"), ("display", "Người Quản Lý"), ("new", Password), ("again", Password))).To);
        return browser;
    }

    /// <summary>Invites somebody, who chooses a password by the link and signs in with it.</summary>
    private static async Task InvitedAsync(DanVanHost host, ApiClient by, string user, string role, string? unit = null)
    {
        var invited = await DoneAsync(by, "/api/v1/accounts", new { userName = user, displayName = $"Người {user}", role, unitId = unit });
        using var browser = new FormClient(host.Address);
        var chosen = await browser.PostAsync(invited.Json.GetProperty("link").GetString()!, "set-password", ("new", Password), ("again", Password));
        Assert.True(chosen.To is not null, browser.Page);
        Assert.Equal("/", (await browser.SignInAsync(user, Password)).To);
    }

    /// <summary>What the board sets up: campaign, fields, themes, criteria, figures, rules, periods, targets.</summary>
    private static async Task<string> RunAsync(ApiClient board)
    {
        var made = await DoneAsync(board, "/api/v1/campaigns", new { nameVi = "Dân vận khéo 2026–2030", from = "2026-01-01", to = "2030-12-31", reviewMonth = 12, registrationMonth = 3 });
        var campaign = made.Id;
        var fields = made.Json.GetProperty("fields").EnumerateArray().Select(f => new { key = f.GetProperty("key").GetString(), nameVi = f.GetProperty("nameVi").GetString(), standard = f.GetProperty("standard").GetString() }).ToList();
        Assert.Equal(4, fields.Count);
        await DoneAsync(board, $"/api/v1/campaigns/{campaign}/fields", new { items = fields.Append(new { key = (string?)null, nameVi = (string?)"Xây dựng nông thôn mới", standard = (string?)null }) });
        await DoneAsync(board, $"/api/v1/campaigns/{campaign}/themes", new { items = new[] { new { nameVi = "Môi trường" }, new { nameVi = "Chuyển đổi số" } } });
        await DoneAsync(board, "/api/v1/criteria-sets/sample", new { campaign });
        await DoneAsync(board, "/api/v1/asked-figures/sample", new { campaign });
        Assert.Equal("asked.has-some", (await board.PostAsync("/api/v1/asked-figures/sample", new { campaign })).Code);
        await DoneAsync(board, "/api/v1/obligation-rules", new { campaign, periodKinds = new[] { "quarter" }, daysAfterEnd = 10, graceDays = 0, place = "local", bodyKinds = new[] { "party_committee" } });
        var periods = await DoneAsync(board, "/api/v1/obligations", new { campaign });
        Assert.Equal(38, periods.Json.GetProperty("periods")[0].GetProperty("made").GetInt32());
        await DoneAsync(board, "/api/v1/targets", new { campaign, year = 2026, measure = "registered", value = 100, documentNumber = "01-KH/TU" });
        return campaign;
    }

    private static async Task<string> RegisteredAsync(ApiClient reporter, string campaign, string name) =>
        (await DoneAsync(reporter, "/api/v1/models", ApiClient.Model(Demo.BinhLu, ("campaign", campaign), ("name", name), ("registeredOn", "2026-02-01")).ToJsonString())).Id;

    private static async Task<List<string?>> FoundAsync(ApiClient client, string campaign, string q) =>
        [.. (await client.JsonAsync($"/api/v1/models?campaign={campaign}&q={Uri.EscapeDataString(q)}")).GetProperty("models").EnumerateArray().Select(m => m.GetProperty("name").GetString())];

    /// <summary>Confirmed, frozen, made into a deck, a file and a screen; what is registered afterwards changes none of them.</summary>
    private static async Task FreezeAsync(ApiClient board, ApiClient reporter, ApiClient nobody, string campaign)
    {
        var asked = await DoneAsync(board, "/api/v1/confirmations", new { campaign, period = "2026", name = "Trước sơ kết", hours = 24 });
        var seal = (await reporter.JsonAsync($"/api/v1/confirmations/{asked.Id}")).GetProperty("seal").GetString();
        await DoneAsync(reporter, $"/api/v1/confirmations/{asked.Id}/answers", new { confirmed = true, seal });
        var set = await DoneAsync(board, "/api/v1/snapshots", new { campaign, period = "2026", name = "Sơ kết", confirmationId = asked.Id });
        Assert.Equal((1, 1), (set.Json.GetProperty("version").GetInt32(), set.Json.GetProperty("confirmed").GetInt32()));
        var deck = await DoneAsync(board, "/api/v1/decks", new { campaign, period = "2026", name = "Bài sơ kết", snapshotId = set.Id, slides = new[] { new { kind = "cover" }, new { kind = "totals" }, new { kind = "commended" } } });
        var screen = await DoneAsync(board, "/api/v1/screens", new { campaign, name = "Sảnh", deckId = deck.Id, seconds = 10 });
        var (frozen, link) = ((await board.GetAsync($"/api/v1/snapshots/{set.Id}")).Text, screen.Json.GetProperty("link").GetString()!);

        await RegisteredAsync(reporter, campaign, "Đăng ký sau khi chốt");

        Assert.Equal(frozen, (await board.GetAsync($"/api/v1/snapshots/{set.Id}")).Text);
        Assert.Equal(HttpStatusCode.OK, await board.StatusAsync($"/api/v1/exports/pptx?snapshot={set.Id}"));
        Assert.Contains("data-measure=\"registered\" data-value=\"3\"", (await nobody.GetAsync(link)).Text, StringComparison.Ordinal);
        await DoneAsync(board, $"/api/v1/screens/{screen.Id}/revoke", new { });
        Assert.Equal(HttpStatusCode.Gone, (await nobody.GetAsync(link)).Status);
    }

    private static async Task<Answer> DoneAsync(ApiClient client, string path, object body)
    {
        var answer = await client.PostAsync(path, body);
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{path}: {(int)answer.Status} {answer.Text}");
        return answer;
    }

    /// <summary>The steps that the first page of the administration shows as not done.</summary>
    private static List<string> Missing(string page) => [.. Step().Matches(page).Select(m => m.Groups["key"].Value)];

    [GeneratedRegex("data-step=\"(?<key>[^\"]+)\" data-done=\"false\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Step();
}

public sealed class SqliteFromNothingTests : FromNothingTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override async Task<DanVanHost> StartAsync()
    {
        // What a start on an empty folder leaves, which it would take seconds to make each time.
        _folder.CopyFrom(await StoreTemplate.FolderAsync(demo: false));
        return await DanVanHost.StartOnAsync(_folder, null, ("DanVan:Demo:Enabled", "false"));
    }
}

[Trait("Category", "Postgres")]
public sealed class PostgresFromNothingTests(PostgresFixture postgres) : FromNothingTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override async Task<DanVanHost> StartAsync() => await DanVanHost.StartOnAsync(
        _folder, null, ("DanVan:Demo:Enabled", "false"), ("DanVan:Database:Provider", "Postgres"), ("ConnectionStrings:Postgres", await postgres.DatabaseAsync()));
}
