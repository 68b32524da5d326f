using System.Net;
using System.Text.Json.Nodes;
using DanVanDashboard.Data;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>Registering as people do it: drafts, texts, results, facts completed later, likely duplicates.</summary>
public sealed class EntryTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_OverARestart_IsThereAndBecomesTheModelOnce()
    {
        using var folder = new TempFolder();
        folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));
        string id;
        await using (var first = await DanVanHost.StartOnAsync(folder))
        {
            var typing = await first.ClientAsync("xa-binhlu");
            id = (await typing.PostAsync("/api/v1/drafts", Draft("Thắp sáng", null))).Id;
            Assert.Equal(2, (await typing.PostAsync($"/api/v1/drafts/{id}", Draft("Thắp sáng đường bản Nà Đon", 1))).Json.GetProperty("version").GetInt32());
        }

        await using var second = await DanVanHost.StartOnAsync(folder);
        var again = await second.ClientAsync("xa-binhlu");
        var draft = Assert.Single((await again.JsonAsync("/api/v1/drafts")).EnumerateArray());
        Assert.Equal("Thắp sáng đường bản Nà Đon", draft.GetProperty("content").GetProperty("name").GetString());

        Assert.Equal("model.owner-missing", (await again.RegisterAsync(Demo.BinhLu, ("draftId", id), ("owner", ""))).Code);
        Assert.Single((await again.JsonAsync("/api/v1/drafts")).EnumerateArray());
        Assert.Equal(HttpStatusCode.Created, (await again.RegisterAsync(Demo.BinhLu, ("draftId", id), ("draftVersion", 2))).Status);
        Assert.Empty((await again.JsonAsync("/api/v1/drafts")).EnumerateArray());
        Assert.Equal((HttpStatusCode.NotFound, "draft.not-found"), Refused(await again.RegisterAsync(Demo.BinhLu, ("draftId", id))));
    }

    [Fact]
    public async Task Draft_InTwoPages_NeitherOverwritesTheOther()
    {
        var typing = await api.AsAsync("xa-binhlu");
        var id = (await typing.PostAsync("/api/v1/drafts", Draft("Một", null, "a"))).Id;

        Assert.Equal(HttpStatusCode.OK, (await typing.PostAsync($"/api/v1/drafts/{id}", Draft("Hai", 1, "b"))).Status);
        Assert.Equal((HttpStatusCode.Conflict, "draft.changed-elsewhere"), Refused(await typing.PostAsync($"/api/v1/drafts/{id}", Draft("Ba", 1, "a"))));
        Assert.Equal("draft.changed-elsewhere", (await typing.RegisterAsync(Demo.BinhLu, ("draftId", id), ("draftVersion", 1), ("draftTab", "a"))).Code);
        // An answer that was lost: the page that saved last goes on.
        Assert.Equal(HttpStatusCode.OK, (await typing.PostAsync($"/api/v1/drafts/{id}", Draft("Bốn", 1, "b"))).Status);
        Assert.Equal("Bốn", (await typing.JsonAsync($"/api/v1/drafts/{id}")).GetProperty("title").GetString());
        Assert.Equal(HttpStatusCode.OK, (await typing.PostAsync($"/api/v1/drafts/{id}/discard", new { })).Status);
    }

    [Fact]
    public async Task Draft_OfSomebodyElse_IsNotThere()
    {
        var id = (await (await api.AsAsync("xa-khunha")).PostAsync("/api/v1/drafts", Draft("Của tôi", null))).Id;
        var other = await api.AsAsync("duyet-binhlu");

        Assert.Equal("draft.not-found", (await other.GetAsync($"/api/v1/drafts/{id}")).Code);
        Assert.Equal("draft.not-found", (await other.PostAsync($"/api/v1/drafts/{id}", Draft("x", 1))).Code);
        Assert.Equal("draft.not-found", (await other.PostAsync($"/api/v1/drafts/{id}/discard", new { })).Code);
        Assert.Equal((HttpStatusCode.Forbidden, "draft.not-allowed"), Refused(await (await api.AsAsync("thuongtruc")).PostAsync("/api/v1/drafts", Draft("x", null))));
        Assert.Equal("model.campaign-unknown", (await other.PostAsync("/api/v1/drafts", new { campaign = "khong-co" })).Code);
        Assert.Equal("draft.too-long", (await other.PostAsync("/api/v1/drafts", new { campaign = Demo.Campaign, content = new { name = new string('x', 210_000) } })).Code);
    }

    [Fact]
    public async Task Draft_MoreThanThereMayBe_IsRefused()
    {
        var board = await api.AsAsync("bandanvan");
        for (var i = 0; i < 50; i++)
        {
            await board.PostAsync("/api/v1/drafts", Draft($"Nháp {i}", null));
        }

        Assert.Equal("draft.too-many", (await board.PostAsync("/api/v1/drafts", Draft("Nháp nữa", null))).Code);
    }

    [Fact]
    public async Task Register_WithTextsAndResults_ShowsThemAndHowComplete()
    {
        var reporter = await api.AsAsync("xa-binhlu");

        var model = await reporter.RegisterAsync(
            Demo.BinhLu, ("texts", new JsonObject { ["situation"] = "Đường bản tối\nkhó đi", ["goals"] = "  " }), ("village", "bản Nà Đon"), ("completeBy", "2026-12-31"),
            ("results", new JsonArray(new JsonObject { ["kind"] = "money", ["quantity"] = 45_000_000, ["exactness"] = "over", ["on"] = "2026-10-01" }, new JsonObject { ["kind"] = "other", ["quantity"] = 12.5, ["measure"] = "cột đèn" })));

        Assert.True(model.Status == HttpStatusCode.Created, model.Text);
        var facts = await reporter.JsonAsync($"/api/v1/models/{model.Id}/facts");
        Assert.Equal("Đường bản tối\nkhó đi", facts.GetProperty("texts").GetProperty("situation").GetString());
        Assert.Equal(["money đồng 45000000 over", "other cột đèn 12.5 exact"], facts.GetProperty("results").EnumerateArray().Select(r => $"{r.GetProperty("kind")} {r.GetProperty("measure")} {r.GetProperty("quantity")} {r.GetProperty("exactness")}"));
        Assert.Equal((4, 14, "2026-12-31"), (facts.GetProperty("done").GetInt32(), facts.GetProperty("of").GetInt32(), facts.GetProperty("completeBy").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, await (await api.AsAsync("xa-khunha")).StatusAsync($"/api/v1/models/{model.Id}/facts"));
    }

    [Fact]
    public async Task Register_EverythingNewWrong_IsNamedByItsField()
    {
        var answer = await (await api.AsAsync("xa-binhlu")).RegisterAsync(
            Demo.BinhLu, ("texts", new JsonObject { ["poem"] = "x", ["goals"] = new string('x', 8001) }), ("completeBy", "2026-01-01"),
            ("results", new JsonArray(new JsonObject { ["kind"] = "luck", ["quantity"] = 0, ["on"] = "2030-01-01" }, new JsonObject { ["kind"] = "other", ["quantity"] = 1 })));

        Assert.Equal(
            ["model.complete-by-past completeBy", "model.text-unknown poem", "model.text-too-long goals", "model.result-kind-unknown kind", "model.result-quantity-wrong quantity", "model.result-in-future on", "model.result-measure-missing measure"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("code").GetString()} {e.GetProperty("field").GetString()}"));
    }

    [Fact]
    public async Task Facts_CompletedLater_KeepBeforeAndAfterAndLeaveTheNumbersAlone()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var model = (await reporter.RegisterAsync(Demo.BinhLu, ("personResponsible", "Lò Văn A"))).Id;

        var done = await reporter.PostAsync($"/api/v1/models/{model}/facts", new { name = "Thắp sáng đường bản mới", personResponsible = "Lò Thị B", visibility = "internal", texts = new { outputs = "12 cột đèn" }, changes = 0 });

        Assert.True(done.Status == HttpStatusCode.OK, done.Text);
        Assert.Equal(["name", "outputs", "personResponsible", "visibility"], done.Json.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("fact").GetString()!).Order(StringComparer.Ordinal));
        var shown = await reporter.JsonAsync($"/api/v1/models/{model}");
        Assert.Equal(("Thắp sáng đường bản mới", "Lò Thị B", "internal"), (shown.GetProperty("name").GetString(), shown.GetProperty("personResponsible").GetString(), shown.GetProperty("visibility").GetString()));
        Assert.Equal((HttpStatusCode.Conflict, "model.fact-changed-meanwhile"), Refused(await reporter.PostAsync($"/api/v1/models/{model}/facts", new { name = "Tên khác", changes = 0 })));
        await using var db = api.Host.Get<Store>().Read();
        var audit = await db.Audit.SingleAsync(a => a.Subject == model && a.Action == "model.edited", Ct);
        Assert.Contains("Thắp sáng đường bản mới", audit.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Lò", audit.Detail, StringComparison.Ordinal);
        Assert.All(await db.Events.Where(e => e.ModelId == model).ToListAsync(Ct), e => Assert.True(e.Internal));
        Assert.Null(await api.Host.Get<Verifier>().FirstFindingAsync(Ct));
    }

    [Fact]
    public async Task Facts_OfTheLifeThatGoesOn_ChangeAsFarAsItAllows()
    {
        var (reporter, approver) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"));
        var model = (await reporter.RegisterAsync()).Id;
        var path = $"/api/v1/models/{model}/facts";
        var line = api.Host.Get<ReferenceData>().Current.Bodies.PartyCommitteeOf(Demo.BinhLu)!.ParentIds[0];

        var done = await reporter.PostAsync(path, new { ownerKind = "cooperative", consent = true, targetLevel = "commune", reportingLines = new[] { line } });
        Assert.Equal(["consent", "ownerKind", "reportingLines", "targetLevel"], done.Json.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("fact").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal("model.body-unknown", (await reporter.PostAsync(path, new { reportingLines = new[] { "khong-co" } })).Code);

        await approver.DoneAsync(model, "accept", "2026-10-05");
        Assert.Equal(HttpStatusCode.Created, (await approver.PostAsync($"/api/v1/models/{model}/scores", new { scores = new { diem = 80 } })).Status);
        Assert.Equal((HttpStatusCode.Conflict, "model.target-being-scored"), Refused(await reporter.PostAsync(path, new { targetLevel = "province" })));
        await approver.DoneAsync(model, "appraise", "2026-10-12", ("passed", true));
        await reporter.DoneAsync(model, "verify", "2026-10-13", ("by", "Tổ xác minh thử"));
        await approver.DoneAsync(model, "recognise", "2026-10-14", ("level", "commune"), ("decisionNumber", "CN-thử"));
        Assert.Equal(HttpStatusCode.OK, (await reporter.PostAsync(path, new { targetLevel = "province" })).Status);
        await (await api.AsAsync("bandanvan")).DoneAsync(model, "recognise", "2026-10-15", ("level", "province"), ("decisionNumber", "CN-tỉnh thử"), ("body", "Tỉnh ủy (thử)"));
        Assert.Equal((HttpStatusCode.Conflict, "model.target-below-recognised"), Refused(await reporter.PostAsync(path, new { targetLevel = "commune" })));
        Assert.Equal((HttpStatusCode.Conflict, "model.target-below-recognised"), Refused(await reporter.PostAsync(path, new { targetLevel = "" })));

        var shown = await reporter.JsonAsync($"/api/v1/models/{model}");
        Assert.Equal(("cooperative", true, "province", line), (shown.GetProperty("ownerKind").GetString(), shown.GetProperty("consent").GetBoolean(), shown.GetProperty("targetLevel").GetString(), shown.GetProperty("reportingLines")[0].GetString()));
    }

    [Fact]
    public async Task Facts_ThatAreCounted_AndOthersModels_AreRefused()
    {
        var model = (await (await api.AsAsync("xa-binhlu")).RegisterAsync()).Id;
        var answer = await (await api.AsAsync("duyet-binhlu")).PostAsync($"/api/v1/models/{model}/facts", new { field = "economy", subject = "individual", themes = new[] { "digital" }, name = " ", startedOn = "hôm qua" });

        Assert.Equal(
            ["model.fact-counted field", "model.fact-counted subject", "model.fact-counted themes", "model.fact-empty name", "request.date-unreadable startedOn"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("code").GetString()} {e.GetProperty("field").GetString()}"));
        Assert.Equal("model.not-found", (await (await api.AsAsync("xa-khunha")).PostAsync($"/api/v1/models/{model}/facts", new { name = "x" })).Code);
        Assert.Equal((HttpStatusCode.Forbidden, "model.not-your-unit"), Refused(await (await api.AsAsync("thuongtruc")).PostAsync($"/api/v1/models/{model}/facts", new { name = "x" })));
        Assert.Equal((HttpStatusCode.Forbidden, "model.not-your-unit"), Refused(await (await api.AsAsync("quantri")).PostAsync($"/api/v1/models/{model}/results", new { kind = "road", quantity = 1 })));
    }

    [Fact]
    public async Task Results_AddedAndWithdrawn_AreShownNoMore()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var model = (await reporter.RegisterAsync()).Id;

        var road = await reporter.PostAsync($"/api/v1/models/{model}/results", new { kind = "road", quantity = 1.2 });

        Assert.Equal((HttpStatusCode.Created, "km"), (road.Status, road.Json.GetProperty("measure").GetString()));
        Assert.Equal("event.reason-missing", (await reporter.PostAsync($"/api/v1/models/{model}/results/{road.Id}/withdraw", new { })).Code);
        Assert.Equal(HttpStatusCode.OK, (await reporter.PostAsync($"/api/v1/models/{model}/results/{road.Id}/withdraw", new { reason = "Nhập nhầm" })).Status);
        Assert.Equal("model.not-found", (await reporter.PostAsync($"/api/v1/models/{model}/results/{road.Id}/withdraw", new { reason = "Nhập nhầm" })).Code);
        Assert.Empty((await reporter.JsonAsync($"/api/v1/models/{model}/facts")).GetProperty("results").EnumerateArray());
    }

    [Fact]
    public async Task Similar_AcrossCommunesAndLines_NamesItsOwnAndOnlyPlacesTheOthers()
    {
        var binhLu = await api.AsAsync("xa-binhlu");
        var own = (await binhLu.RegisterAsync(Demo.BinhLu, ("name", "Câu lạc bộ gia đình hạnh phúc bền vững"))).Id;
        await (await api.AsAsync("xa-khunha")).RegisterAsync(Demo.KhunHa, ("name", "Câu lạc bộ Gia đình hạnh phúc, bền vững"));

        var found = (await binhLu.JsonAsync($"/api/v1/models/similar?campaign={Demo.Campaign}&name=cau lac bo gia dinh hanh phuc ben vung")).EnumerateArray().ToList();

        Assert.Equal(2, found.Count);
        Assert.Contains(found, m => m.GetProperty("id").GetString() == own);
        var other = found.Single(m => m.GetProperty("id").GetString() is null);
        Assert.Equal((null, null, "Xã Khun Há"), (other.GetProperty("name").GetString(), other.GetProperty("owner").GetString(), other.GetProperty("place").GetString()));
        Assert.Empty((await binhLu.JsonAsync($"/api/v1/models/similar?campaign={Demo.Campaign}&name=xa")).EnumerateArray());
        Assert.Equal("model.campaign-unknown", (await binhLu.GetAsync("/api/v1/models/similar?campaign=x&name=y")).Code);
    }

    [Fact]
    public async Task PlainPage_WithoutAScript_IsSmallAndKeepsWhatWasTyped()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        using var page = await reporter.Http.GetAsync("/mo-hinh/dang-ky/don-gian", Ct);
        var html = await page.Content.ReadAsStringAsync(Ct);
        using var style = await reporter.Http.GetAsync("/build/plain.css", Ct);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("font-face", await style.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.InRange(html.Length + (await style.Content.ReadAsByteArrayAsync(Ct)).Length, 1000, 100_000);
        var token = System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["token"].Value;
        var cookie = string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));

        var refused = await PostFormAsync(reporter, token, cookie, ("name", "Trồng rừng ven suối"), ("village", "bản Nà Đon"), ("situation", "Đất trống"), ("_lam", "dang-ky"));
        Assert.Contains("Trồng rừng ven suối", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Đất trống", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Chưa có chủ thể", refused.Text, StringComparison.Ordinal);
        var done = await PostFormAsync(reporter, token, cookie, ("name", "Trồng rừng ven suối"), ("village", "bản Nà Đon"), ("owner", "Chi hội thử"), ("field", "economy"), ("situation", "Đất trống"), ("_lam", "dang-ky"));
        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        var id = done.Text.Split("mo-hinh=")[1];
        Assert.Equal("bản Nà Đon, Xã Bình Lư", (await reporter.JsonAsync($"/api/v1/models/{id}")).GetProperty("address").GetString());
        Assert.Equal("Đất trống", (await reporter.JsonAsync($"/api/v1/models/{id}/facts")).GetProperty("texts").GetProperty("situation").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await PostFormAsync(reporter, "x", cookie, ("name", "x"))).Status);
    }

    private static async Task<Answer> PostFormAsync(ApiClient client, string token, string cookie, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mo-hinh/dang-ky/don-gian")
        {
            Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Append(("campaign", Demo.Campaign)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
        };
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        using var answer = await client.Http.SendAsync(request, Ct);
        return new(answer.StatusCode, answer.Headers.Location?.ToString() ?? await answer.Content.ReadAsStringAsync(Ct));
    }

    private static object Draft(string name, int? version, string tab = "t") => new { campaign = Demo.Campaign, content = new { name }, version, tab };

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);
}
