using System.Net;
using System.Text.Json;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

/// <summary>Decisions about many models at once: previewed, then recorded as a whole or not at all.</summary>
public sealed class DecisionTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/api/v1/decisions";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recognise_SeveralModels_ChangesWhatThePreviewSaid()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var models = new[] { await ReadyAsync(), await ReadyAsync(("subject", "individual")), await ReadyAsync() };
        var request = Recognition("B-01", models);
        var before = await approver.SummaryAsync("&period=2026");

        var preview = await approver.PostAsync(Path + "/preview", request);
        Assert.True(preview.Status == HttpStatusCode.OK && preview.Json.GetProperty("ok").GetBoolean(), preview.Text);
        Assert.Equal(["accepted>recognised_commune", "accepted>recognised_commune", "accepted>recognised_commune"], preview.Json.GetProperty("models").EnumerateArray().Select(m => $"{m.GetProperty("from").GetString()}>{m.GetProperty("to").GetString()}"));
        Assert.Equal(before.ToString(), (await approver.SummaryAsync("&period=2026")).ToString());

        var decision = await approver.PostAsync(Path, request);
        Assert.True(decision.Status == HttpStatusCode.Created, decision.Text);
        Assert.Equal(Said(preview, "campaign", "recognised"), Recognised(await approver.SummaryAsync("&period=2026")));
        Assert.Equal(Said(preview, "unit", "recognised"), Recognised(await approver.SummaryAsync($"&period=2026&unit={Demo.BinhLu}")));
        Assert.Equal(Recognised(before) + 3, Said(preview, "campaign", "recognised"));

        var read = await approver.JsonAsync($"{Path}/{decision.Id}");
        Assert.Equal(("Đảng ủy xã Bình Lư", 3, 3), (read.GetProperty("body").GetString(), read.GetProperty("models").GetInt32(), read.GetProperty("standing").GetInt32()));
        // Tập thể trước, cá nhân sau.
        Assert.Equal(["collective", "collective", "individual"], read.GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("subject").GetString()));
        Assert.Contains(decision.Id, (await approver.JsonAsync($"{Path}?campaign={Demo.Campaign}&kind=recognise&level=commune&year=2026&body=dang+uy+xa+binh+lu")).EnumerateArray().Select(d => d.GetProperty("id").GetString()));
        await VerifiedAsync();
    }

    [Fact]
    public async Task Recognise_OneOfManyIsNotReady_NamesItAndRecordsNothing()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var (good, unverified) = (await ReadyAsync(), await AcceptedAsync());
        var request = Recognition("B-02", [good, unverified]);

        var preview = await approver.PostAsync(Path + "/preview", request);
        Assert.False(preview.Json.GetProperty("ok").GetBoolean());
        Assert.Equal([(good, true), (unverified, false)], preview.Json.GetProperty("models").EnumerateArray().Select(m => (m.GetProperty("id").GetString()!, m.GetProperty("changes").GetBoolean())).OrderByDescending(m => m.Item2));

        var refused = await approver.PostAsync(Path, request);
        Assert.Equal((HttpStatusCode.Conflict, "event.verify-first"), (refused.Status, refused.Code));
        Assert.Equal([$"models/{unverified}"], refused.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()));
        Assert.Equal("accepted", (await approver.JsonAsync($"/api/v1/models/{good}")).GetProperty("status").GetString());
        Assert.DoesNotContain("B-02", (await approver.GetAsync($"{Path}?campaign={Demo.Campaign}&year=2026")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognise_AtTheProvince_ComesAfterTheCommuneAndNotForTheCommunesOwnApprover()
    {
        var (approver, board) = (await api.AsAsync("duyet-binhlu"), await api.AsAsync("bandanvan"));
        var model = await ReadyAsync();
        var above = Recognition("T-01", [model], "province", body: "Tỉnh ủy (thử)");

        Assert.Equal((HttpStatusCode.Conflict, "decision.commune-first"), Refused(await board.PostAsync(Path, above)));
        Assert.Equal((HttpStatusCode.Forbidden, "event.level-not-yours"), Refused(await approver.PostAsync(Path, above)));
        Assert.Equal(HttpStatusCode.Created, (await approver.PostAsync(Path, Recognition("B-03", [model]))).Status);
        Assert.Equal(HttpStatusCode.Created, (await board.PostAsync(Path, above)).Status);
        Assert.Equal("recognised_province", (await board.JsonAsync($"/api/v1/models/{model}")).GetProperty("status").GetString());
        Assert.Equal((HttpStatusCode.BadRequest, "event.no-district-level"), Refused(await board.PostAsync(Path, Recognition("H-01", [model], "district", body: "Huyện ủy (thử)"))));
    }

    [Fact]
    public async Task Recognise_WhatDidNotPassItsAppraisal_IsRefused()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var model = await ReadyAsync();
        await approver.DoneAsync(model, "appraise", "2026-10-11", ("passed", false));

        Assert.Equal((HttpStatusCode.Conflict, "decision.not-passed"), Refused(await approver.PostAsync(Path, Recognition("B-04", [model]))));
    }

    [Fact]
    public async Task Recognise_EverythingWrong_IsNamedByItsField()
    {
        var answer = await (await api.AsAsync("bandanvan")).PostAsync(Path, new { campaign = Demo.Campaign, kind = "recognise", on = "2027-01-01" });

        Assert.Equal(
            ["level event.level-missing", "number decision.number-missing", "body decision.body-missing", "on event.in-future", "models decision.nothing-chosen"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
        Assert.Equal("decision.kind-unknown", (await (await api.AsAsync("bandanvan")).PostAsync(Path, new { campaign = Demo.Campaign, kind = "withdraw" })).Code);
        Assert.Equal("decision.campaign-closed", (await (await api.AsAsync("bandanvan")).PostAsync(Path, new { campaign = "long-an-2021-2025", kind = "recognise", level = "commune" })).Code);
        Assert.Equal("decision.outside-campaign", (await (await api.AsAsync("bandanvan")).PostAsync(Path, Recognition("B-05", ["x"], body: "Đảng ủy thử", on: "2025-12-31"))).Code);
    }

    [Theory]
    [InlineData("thuongtruc")]
    [InlineData("quantri")]
    [InlineData("hoidong")]
    [InlineData("xa-binhlu")]
    [InlineData("hoinongdan")]
    public async Task Recognise_ByWhoeverDoesNotDecide_IsRefused(string user)
    {
        var answer = await (await api.AsAsync(user)).PostAsync(Path, Recognition("B-06", ["x"]));

        Assert.Equal((HttpStatusCode.Forbidden, "decision.not-allowed"), Refused(answer));
    }

    [Fact]
    public async Task Recognise_AModelOfAnotherCommuneOrOnesOwnEntry_IsRefused()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var board = await api.AsAsync("bandanvan");
        var elsewhere = (await (await api.AsAsync("xa-khunha")).RegisterAsync(Demo.KhunHa)).Id;
        var own = (await approver.RegisterAsync()).Id;
        await board.DoneAsync(own, "accept", "2026-10-02", ("body", "Đảng ủy xã Bình Lư"), ("onBehalf", true));
        await board.DoneAsync(own, "verify", "2026-10-03", ("by", "Tổ thử"));

        Assert.Equal((HttpStatusCode.NotFound, "model.not-found"), Refused(await approver.PostAsync(Path, Recognition("B-07", [elsewhere]))));
        Assert.Equal((HttpStatusCode.Forbidden, "event.own-entry"), Refused(await approver.PostAsync(Path, Recognition("B-07", [own]))));
    }

    [Fact]
    public async Task Record_ANumberThatTheBodyHasUsed_IsPointedOutAndNotForbidden()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var (first, second, third) = (await ReadyAsync(), await ReadyAsync(), await ReadyAsync());
        var recorded = await approver.PostAsync(Path, Recognition("B-08", [first]));

        // The same day: the same decision gets a further model.
        Assert.Equal(recorded.Id, (await approver.PostAsync(Path, Recognition("b - 08", [second]))).Id);
        Assert.Equal(2, (await approver.JsonAsync($"{Path}/{recorded.Id}")).GetProperty("models").GetInt32());

        var other = Recognition("B-08", [third], on: "2026-10-17");
        var preview = await approver.PostAsync(Path + "/preview", other);
        Assert.Equal([recorded.Id], preview.Json.GetProperty("duplicates").EnumerateArray().Select(d => d.GetProperty("id").GetString()));
        Assert.Equal((HttpStatusCode.Conflict, "decision.number-taken"), Refused(await approver.PostAsync(Path, other)));
        var known = await approver.PostAsync(Path, Recognition("B-08", [third], on: "2026-10-17", sameNumber: true));
        Assert.True(known.Status == HttpStatusCode.Created && known.Id != recorded.Id, known.Text);
    }

    [Fact]
    public async Task Recognise_BySingleEvents_ComesIntoTheBookToo()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var (first, second) = (await ReadyAsync(), await ReadyAsync());
        await approver.DoneAsync(first, "recognise", "2026-10-15", ("level", "commune"), ("decisionNumber", "L-01"));
        await approver.DoneAsync(second, "recognise", "2026-10-15", ("level", "commune"), ("decisionNumber", "L-01"));

        var found = (await approver.JsonAsync($"{Path}?campaign={Demo.Campaign}&year=2026")).EnumerateArray().Where(d => d.GetProperty("number").GetString() == "L-01").ToList();

        Assert.Equal([2], found.Select(d => d.GetProperty("models").GetInt32()));
    }

    [Fact]
    public async Task Withdraw_OneModelThenTheRest_RestoresTheCountsAndDeletesNothing()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var (first, second) = (await ReadyAsync(), await ReadyAsync());
        var before = Recognised(await approver.SummaryAsync("&period=2026"));
        var decision = (await approver.PostAsync(Path, Recognition("B-09", [first, second]))).Id;

        Assert.Equal("event.reason-missing", (await approver.PostAsync($"{Path}/{decision}/withdraw", new { models = new[] { first } })).Code);
        var one = await approver.PostAsync($"{Path}/{decision}/withdraw", new { models = new[] { first }, reason = "Ghi nhầm mô hình" });
        Assert.True(one.Status == HttpStatusCode.Created, one.Text);
        Assert.Equal(before + 1, Recognised(await approver.SummaryAsync("&period=2026")));
        var read = await approver.JsonAsync($"{Path}/{decision}");
        Assert.Equal((2, 1), (read.GetProperty("models").GetInt32(), read.GetProperty("standing").GetInt32()));

        var preview = await approver.PostAsync($"{Path}/{decision}/withdraw/preview", new { reason = "Thu hồi" });
        Assert.Equal([$"{second} recognised_commune>accepted"], preview.Json.GetProperty("models").EnumerateArray().Select(m => $"{m.GetProperty("id").GetString()} {m.GetProperty("from").GetString()}>{m.GetProperty("to").GetString()}"));
        Assert.Equal(HttpStatusCode.Created, (await approver.PostAsync($"{Path}/{decision}/withdraw", new { reason = "Thu hồi", number = "TH-01" })).Status);
        Assert.Equal(before, Recognised(await approver.SummaryAsync("&period=2026")));
        Assert.Equal("decision.nothing-stands", (await approver.PostAsync($"{Path}/{decision}/withdraw", new { reason = "Lần nữa" })).Code);
        Assert.Equal("decision.is-withdrawal", (await approver.PostAsync($"{Path}/{one.Id}/withdraw", new { reason = "Lần nữa" })).Code);
        Assert.Equal("decision.not-found", (await (await api.AsAsync("xa-khunha")).GetAsync($"{Path}/{decision}")).Code);
        Assert.Equal("decision.not-allowed", (await (await api.AsAsync("xa-binhlu")).PostAsync($"{Path}/{decision}/withdraw", new { reason = "x" })).Code);
        await VerifiedAsync();
    }

    [Fact]
    public async Task Commend_CollectivesAndIndividuals_AreCountedApart()
    {
        var (approver, council) = (await api.AsAsync("duyet-binhlu"), await api.AsAsync("hoidong"));
        var (group, person) = (await AcceptedAsync(), await AcceptedAsync(("subject", "individual")));
        Assert.Equal(HttpStatusCode.Created, (await approver.PostAsync(Path, new { campaign = Demo.Campaign, kind = "propose", on = "2026-10-16", form = "bang_khen", models = new[] { group, person } })).Status);
        var request = new { campaign = Demo.Campaign, kind = "commend", number = "KT-01", on = "2026-10-18", body = "Ủy ban nhân dân tỉnh", level = "province", form = "bang_khen", models = new[] { group, person } };
        var (collective, individual) = (await CommendedAsync("collective"), await CommendedAsync("individual"));

        Assert.Equal((HttpStatusCode.Forbidden, "event.level-not-yours"), Refused(await approver.PostAsync(Path, request)));
        var preview = await council.PostAsync(Path + "/preview", request);
        Assert.Equal((collective + 1, individual + 1), (Said(preview, "campaign", "commended.collective"), Said(preview, "campaign", "commended.individual")));
        Assert.Equal(HttpStatusCode.Created, (await council.PostAsync(Path, request)).Status);
        Assert.Equal((collective + 1, individual + 1), (await CommendedAsync("collective"), await CommendedAsync("individual")));

        async Task<long> CommendedAsync(string subject) => (await council.SummaryAsync($"&period=2026&subject={subject}")).GetProperty("totals").GetProperty("commended").GetInt64();
    }

    [Fact]
    public async Task Record_TheSameKeyTwice_RecordsOnce()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var body = JsonSerializer.Serialize(Recognition("B-10", [await ReadyAsync()]));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => approver.PostTextAsync(Path, body, "quyet-dinh-B-10")));

        Assert.All(answers, a => Assert.Equal(answers[0], a));
    }

    [Fact]
    public async Task Recognise_WhereTheCampaignAsksForAnAppraisal_NeedsOneThatWasPassed()
    {
        var (approver, board) = (await api.AsAsync("duyet-binhlu"), await api.AsAsync("bandanvan"));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(true)).Status);
        try
        {
            var model = await ReadyAsync();
            var request = Recognition("B-13", [model]);

            var preview = await approver.PostAsync(Path + "/preview", request);
            Assert.False(preview.Json.GetProperty("ok").GetBoolean());
            Assert.Contains("event.appraise-first", preview.Text, StringComparison.Ordinal);
            Assert.Equal((HttpStatusCode.Conflict, "event.appraise-first"), Refused(await approver.PostAsync(Path, request)));
            Assert.Equal((HttpStatusCode.Conflict, "event.appraise-first"), Refused(await approver.EventAsync(model, "recognise", "2026-10-15", ("level", "commune"), ("decisionNumber", "B-13"))));

            await approver.DoneAsync(model, "appraise", "2026-10-11", ("passed", false));
            Assert.Equal((HttpStatusCode.Conflict, "event.appraise-first"), Refused(await approver.PostAsync(Path, request)));
            await approver.DoneAsync(model, "appraise", "2026-10-12", ("passed", true));
            Assert.Equal(HttpStatusCode.Created, (await approver.PostAsync(Path, request)).Status);
        }
        finally
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(false)).Status);
        }

        Assert.Equal(HttpStatusCode.Created, (await approver.PostAsync(Path, Recognition("B-14", [await ReadyAsync()]))).Status);

        async Task<Answer> AskAsync(bool first)
        {
            var campaign = await board.JsonAsync($"/api/v1/campaigns/{Demo.Campaign}");
            string Text(string member) => campaign.GetProperty(member).GetString()!;
            var set = await board.PostAsync($"/api/v1/campaigns/{Demo.Campaign}/edit", new { nameVi = Text("nameVi"), nameEn = Text("nameEn"), from = Text("from"), to = Text("to"), reviewMonth = 3, registrationMonth = 3, appraisalFirst = first });
            Assert.Equal(first, set.Json.GetProperty("appraisalFirst").GetBoolean());
            return set;
        }
    }

    private async Task<string> AcceptedAsync(params (string, System.Text.Json.Nodes.JsonNode?)[] otherwise)
    {
        var id = (await (await api.AsAsync("xa-binhlu")).RegisterAsync(Demo.BinhLu, otherwise)).Id;
        await (await api.AsAsync("duyet-binhlu")).DoneAsync(id, "accept", "2026-10-05");
        return id;
    }

    private async Task<string> ReadyAsync(params (string, System.Text.Json.Nodes.JsonNode?)[] otherwise)
    {
        var id = await AcceptedAsync(otherwise);
        await (await api.AsAsync("xa-binhlu")).DoneAsync(id, "verify", "2026-10-10", ("by", "Tổ xác minh thử"));
        return id;
    }

    private async Task VerifiedAsync() => Assert.Null(await api.Host.Get<Verifier>().FirstFindingAsync(Ct));

    private static object Recognition(string number, string[] models, string level = "commune", string? body = null, string on = "2026-10-15", bool sameNumber = false) =>
        new { campaign = Demo.Campaign, kind = "recognise", number, on, level, body, models, sameNumber };

    private static long Recognised(JsonElement summary) => summary.GetProperty("totals").GetProperty("recognised").GetProperty("total").GetInt64();

    private static long Said(Answer preview, string scope, string measure) =>
        preview.Json.GetProperty("totals").EnumerateArray().Single(t => t.GetProperty("scope").GetString() == scope && t.GetProperty("measure").GetString() == measure).GetProperty("after").GetInt64();

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);
}
