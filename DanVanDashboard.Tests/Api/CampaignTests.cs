using System.Net;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

public sealed class CampaignTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Make_ThenRegister_CountsWithoutARestart()
    {
        var board = await api.AsAsync("bandanvan");

        var made = await board.PostAsync("/api/v1/campaigns", Campaign("Đợt thi đua thử một", copyFrom: Demo.Campaign));
        Assert.Equal((HttpStatusCode.Created, "dot-thi-dua-thu-mot"), (made.Status, made.Id));
        Assert.Equal(4, made.Json.GetProperty("fields").GetArrayLength());
        Assert.Equal(9, made.Json.GetProperty("themes").GetArrayLength());
        Assert.True(made.Json.GetProperty("copied").GetProperty("asked").GetInt32() > 0);

        var model = await board.RegisterAsync(Demo.BinhLu, ("campaign", made.Id), ("field", "economy"));
        Assert.Equal(HttpStatusCode.Created, model.Status);
        var summary = await board.JsonAsync($"/api/v1/summary?campaign={made.Id}&period=2026-2030");
        Assert.Equal((1, false), (summary.GetProperty("totals").GetProperty("registered").GetInt32(), summary.GetProperty("simulated").GetBoolean()));
        Assert.Contains((await (await api.AsAsync("xa-binhlu")).JsonAsync("/api/v1/campaigns")).EnumerateArray(), c => c.GetProperty("id").GetString() == made.Id);
        Assert.Equal("campaign.made", (await board.JsonAsync($"/api/v1/audit?subject={made.Id}&action=campaign")).GetProperty("rows")[0].GetProperty("action").GetString());
    }

    [Fact]
    public async Task Make_EverythingWrong_IsNamedByItsField()
    {
        var answer = await (await api.AsAsync("bandanvan")).PostAsync("/api/v1/campaigns", new { from = "2027-01-01", to = "2026-01-01", rootUnitId = "x", copyFrom = "x", reviewMonth = 13 });

        Assert.Equal(
            ["nameVi campaign.name-missing", "to campaign.to-before-from", "reviewMonth campaign.month-unknown", "rootUnitId campaign.root-unknown", "copyFrom campaign.copy-unknown"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
    }

    [Fact]
    public async Task Close_ACampaignInUse_IsReadOnAndTakesNothingMore()
    {
        var (board, reporter, approver) = (await api.AsAsync("bandanvan"), await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"));
        var campaign = (await board.PostAsync("/api/v1/campaigns", Campaign("Đợt thi đua đóng lại", copyFrom: Demo.Campaign))).Id;
        var model = (await reporter.RegisterAsync(Demo.BinhLu, ("campaign", campaign), ("field", "economy"), ("registeredOn", "2026-10-01"))).Id;
        await approver.DoneAsync(model, "accept");
        var report = (await reporter.PostAsync("/api/v1/reports", new { campaign, unitId = Demo.BinhLu, period = "2026-Q4", prefill = true })).Id;
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/campaigns/{campaign}/close", new { reason = "hết đợt" })).Status);

        Assert.Equal("model.campaign-closed", (await approver.EventAsync(model, "verify", more: ("by", "Tổ xác minh"))).Code);
        Assert.Equal("model.campaign-closed", (await approver.PostAsync($"/api/v1/models/{model}/scores", new { scores = new { tc1 = 1 } })).Code);
        Assert.Equal("model.campaign-closed", (await reporter.PostAsync($"/api/v1/models/{model}/results", new { kind = "workdays", quantity = 5 })).Code);
        Assert.NotEqual("model.campaign-closed", (await (await api.AsAsync("xa-khunha")).EventAsync(model, "verify", more: ("by", "Tổ xác minh"))).Code);
        Assert.Equal("report.campaign-closed", (await reporter.PostAsync($"/api/v1/reports/{report}/entries", new { nothingForTheRest = true })).Code);
        Assert.Equal("report.campaign-closed", (await reporter.PostAsync($"/api/v1/reports/{report}/submit", new { })).Code);
        Assert.Equal("decision.campaign-closed", (await approver.PostAsync("/api/v1/decisions", new { campaign, kind = "exemplar", models = new[] { model } })).Code);

        Assert.Equal("accepted", (await reporter.JsonAsync($"/api/v1/models/{model}")).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, await reporter.StatusAsync($"/api/v1/reports/{report}"));
        Assert.Equal(1, (await board.JsonAsync($"/api/v1/summary?campaign={campaign}&period=2026")).GetProperty("totals").GetProperty("registered").GetInt32());
        using var browser = new FormClient(api.Host.Address);
        await browser.DemoAsync("duyet-binhlu");
        await browser.OpenAsync("/mo-hinh/" + model);
        Assert.DoesNotContain("data-testid=\"actions\"", browser.Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync($"/bao-cao/{campaign}/{Demo.BinhLuCommittee}/2026-Q4")).Status);
        Assert.DoesNotContain("data-testid=\"report-submit\"", browser.Page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/campaigns/{campaign}/reopen", new { reason = "bổ sung" })).Status);
        await approver.DoneAsync(model, "verify", more: ("by", "Tổ xác minh"));
        await browser.OpenAsync("/mo-hinh/" + model);
        Assert.Contains("data-testid=\"actions\"", browser.Page, StringComparison.Ordinal);
        await browser.OpenAsync($"/bao-cao/{campaign}/{Demo.BinhLuCommittee}/2026-Q4");
        Assert.Contains("data-testid=\"report-submit\"", browser.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("thuongtruc")]
    [InlineData("quantri")]
    [InlineData("hoidong")]
    [InlineData("xa-binhlu")]
    [InlineData("duyet-binhlu")]
    public async Task Run_ByAnybodyButTheBoard_IsRefused(string user)
    {
        var client = await api.AsAsync(user);
        var one = new { items = new[] { new { nameVi = "Thử" } } };

        foreach (var (path, body) in new (string, object)[]
        {
            ("/api/v1/campaigns", Campaign("Thử quyền")), ($"/api/v1/campaigns/{Demo.Campaign}/edit", Campaign("Thử quyền")), ($"/api/v1/campaigns/{Demo.Campaign}/close", new { reason = "x" }),
            ($"/api/v1/campaigns/{Demo.Campaign}/reopen", new { reason = "x" }), ("/api/v1/campaigns/order", new { ids = new[] { Demo.Campaign } }), ($"/api/v1/campaigns/{Demo.Campaign}/fields", one),
            ($"/api/v1/campaigns/{Demo.Campaign}/themes", one), ($"/api/v1/campaigns/{Demo.Campaign}/themes/digital/merge", new { into = "environment" }),
        })
        {
            Assert.Equal((path, HttpStatusCode.Forbidden, "campaign.not-allowed"), await client.PostAsync(path, body) is var a ? (path, a.Status, a.Code) : default);
        }
    }

    [Fact]
    public async Task Edit_ByTwoAtOnce_TheSecondIsToldAndNothingIsOverwritten()
    {
        var board = await api.AsAsync("bandanvan");
        var made = await board.PostAsync("/api/v1/campaigns", Campaign("Đợt thi đua hai người"));

        var first = await board.PostAsync($"/api/v1/campaigns/{made.Id}/edit", Campaign("Đợt thi đua hai người sửa", version: 1));
        var second = await board.PostAsync($"/api/v1/campaigns/{made.Id}/edit", Campaign("Đợt thi đua khác", version: 1));

        Assert.Equal((HttpStatusCode.OK, 2), (first.Status, first.Json.GetProperty("version").GetInt32()));
        Assert.Equal((HttpStatusCode.Conflict, "campaign.changed-meanwhile"), (second.Status, second.Code));
        Assert.Equal("Đợt thi đua hai người sửa", (await board.JsonAsync($"/api/v1/campaigns/{made.Id}")).GetProperty("nameVi").GetString());
    }

    [Fact]
    public async Task Close_TakesNoMoreEntriesAndKeepsItsNumbers_UntilReopened()
    {
        var board = await api.AsAsync("bandanvan");
        var made = await board.PostAsync("/api/v1/campaigns", Campaign("Đợt thi đua đóng mở"));
        await board.RegisterAsync(Demo.BinhLu, ("campaign", made.Id));

        Assert.Equal("campaign.reason-missing", (await board.PostAsync($"/api/v1/campaigns/{made.Id}/close", new { })).Code);
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/campaigns/{made.Id}/close", new { reason = "hết đợt" })).Status);
        Assert.Equal((HttpStatusCode.Conflict, "campaign.already-closed"), await board.PostAsync($"/api/v1/campaigns/{made.Id}/close", new { reason = "x" }) is var again ? (again.Status, again.Code) : default);
        Assert.Equal("model.campaign-closed", (await board.RegisterAsync(Demo.BinhLu, ("campaign", made.Id))).Code);
        Assert.Equal(1, (await board.JsonAsync($"/api/v1/summary?campaign={made.Id}")).GetProperty("totals").GetProperty("registered").GetInt32());
        Assert.Equal("campaign.models-outside", (await board.PostAsync($"/api/v1/campaigns/{made.Id}/edit", Campaign("Đợt thi đua đóng mở", from: "2027-01-01"))).Code);
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/campaigns/{made.Id}/reopen", new { reason = "làm tiếp" })).Status);
        Assert.Equal(HttpStatusCode.Created, (await board.RegisterAsync(Demo.BinhLu, ("campaign", made.Id))).Status);
    }

    [Fact]
    public async Task Fields_RenamedAddedRetired_KeepTheirKeysAndWhatIsFiledUnderThem()
    {
        var board = await api.AsAsync("bandanvan");
        var id = (await board.PostAsync("/api/v1/campaigns", Campaign("Đợt thi đua năm lĩnh vực"))).Id;
        await board.RegisterAsync(Demo.BinhLu, ("campaign", id), ("field", "economy"));

        Assert.Equal((HttpStatusCode.Conflict, "taxonomy.field-in-use"), await board.PostAsync($"/api/v1/campaigns/{id}/fields", new { items = new[] { Item("political_system", "Hệ thống chính trị", "political_system") } }) is var gone ? (gone.Status, gone.Code) : default);
        var set = await board.PostAsync($"/api/v1/campaigns/{id}/fields", new
        {
            version = 1, items = new[] { Item("economy", "Phát triển kinh tế", "economy", retired: true), Item("political_system", "Xây dựng hệ thống chính trị", "political_system"), Item("", "Xây dựng nông thôn mới", null) },
        });

        Assert.Equal(HttpStatusCode.OK, set.Status);
        Assert.Equal(["economy", "political_system", "xay_dung_nong_thon_moi"], set.Json.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("key").GetString()));
        Assert.Equal("model.field-retired", (await board.RegisterAsync(Demo.BinhLu, ("campaign", id), ("field", "economy"))).Code);
        Assert.Equal(HttpStatusCode.Created, (await board.RegisterAsync(Demo.BinhLu, ("campaign", id), ("field", "xay_dung_nong_thon_moi"))).Status);
        var rows = (await board.JsonAsync($"/api/v1/summary?campaign={id}&by=field")).GetProperty("rows").EnumerateArray().ToDictionary(r => r.GetProperty("key").GetString()!, r => r.GetProperty("name").GetString());
        Assert.Equal(("Phát triển kinh tế", "Xây dựng nông thôn mới"), (rows["economy"], rows["xay_dung_nong_thon_moi"]));

        var wrong = await board.PostAsync($"/api/v1/campaigns/{id}/fields", new { items = new[] { Item("economy", "", "sports", retired: true), Item("", "Một", null, retired: true), Item("", "một", null, retired: true) } });
        Assert.Equal(
            ["items taxonomy.none-left", "items[0].nameVi taxonomy.name-missing", "items[0].standard taxonomy.standard-unknown", "items[2].nameVi taxonomy.name-twice"],
            wrong.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
    }

    [Fact]
    public async Task Themes_MergedAndRetired_MoveTheModelsAndLeaveATrace()
    {
        var board = await api.AsAsync("bandanvan");
        var id = (await board.PostAsync("/api/v1/campaigns", Campaign("Đợt thi đua chủ đề"))).Id;
        var model = await board.RegisterAsync(Demo.BinhLu, ("campaign", id), ("themes", new System.Text.Json.Nodes.JsonArray("digital", "environment")));
        var other = await board.RegisterAsync(Demo.BinhLu, ("campaign", id), ("themes", new System.Text.Json.Nodes.JsonArray("chuyen doi so")));

        Assert.Equal("taxonomy.theme-in-use", (await board.PostAsync($"/api/v1/campaigns/{id}/themes", new { items = new[] { Item("digital", "Chuyển đổi số", null) } })).Code);
        Assert.Equal("taxonomy.merge-unknown", (await board.PostAsync($"/api/v1/campaigns/{id}/themes/digital/merge", new { into = "x" })).Code);
        Assert.Equal("taxonomy.not-found", (await board.PostAsync($"/api/v1/campaigns/{id}/themes/khong-co/merge", new { into = "digital" })).Code);
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/campaigns/{id}/themes/chuyen%20doi%20so/merge", new { into = "digital" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/campaigns/{id}/themes/environment/merge", new { into = "digital" })).Status);
        Assert.Equal("taxonomy.already-merged", (await board.PostAsync($"/api/v1/campaigns/{id}/themes/environment/merge", new { into = "digital" })).Code);

        var rows = (await board.JsonAsync($"/api/v1/summary?campaign={id}&by=theme")).GetProperty("rows").EnumerateArray().ToDictionary(r => r.GetProperty("key").GetString()!, r => r.GetProperty("totals").GetProperty("registered").GetInt32());
        Assert.Equal(2, rows["digital"]);
        Assert.Equal(0, rows.GetValueOrDefault("environment"));
        Assert.DoesNotContain((await (await api.AsAsync("xa-binhlu")).JsonAsync($"/api/v1/campaigns/{id}/themes")).EnumerateArray(), t => t.GetProperty("key").GetString() == "environment");
        var told = (await board.JsonAsync($"/api/v1/audit?subject={id}&action=campaign.theme-merged")).GetProperty("rows").ToString();
        Assert.Contains(model.Id, told, StringComparison.Ordinal);
        Assert.Contains(other.Id, told, StringComparison.Ordinal);
    }

    private static object Item(string key, string nameVi, string? standard, bool retired = false) => new { key, nameVi, standard, retired };

    private static object Campaign(string nameVi, string? copyFrom = null, long? version = null, string from = "2026-01-01") =>
        new { nameVi, from, to = "2030-12-31", reviewMonth = 3, registrationMonth = 3, copyFrom, version };
}
