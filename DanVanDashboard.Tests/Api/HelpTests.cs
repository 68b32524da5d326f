using System.Net;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

/// <summary>Help links and replication: relations between units, of which only the second is counted.</summary>
public sealed class HelpTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/api/v1/help-links";

    [Fact]
    public async Task Record_WhatADocumentCountsOnly_IsOneRowOfManyLinks()
    {
        var board = await api.AsAsync("bandanvan");

        var help = await board.PostAsync(Path, new
        {
            campaign = "bo-trach-2021-2023", fromUnitId = "44-1997/455", fromCount = 22, toUnitId = "44-1997/455", toCount = 22, works = "Công trình, phần việc giúp các bản", worksCount = 75, value = 3.8m,
            valueUnit = "billion", exactness = "over", since = "2022-06", document = "Bài báo về huyện Bố Trạch",
        });

        Assert.True(help.Status == HttpStatusCode.Created, help.Text);
        Assert.Equal((22, 22, 3_800_000_000m, "over", "2022-06"), (help.Json.GetProperty("fromCount").GetInt32(), help.Json.GetProperty("toCount").GetInt32(), help.Json.GetProperty("value").GetDecimal(), help.Json.GetProperty("exactness").GetString(), help.Json.GetProperty("since").GetString()));
        Assert.Contains(help.Id, (await board.GetAsync($"{Path}?campaign=bo-trach-2021-2023")).Text, StringComparison.Ordinal);
        Assert.Equal("help.document-missing", (await board.PostAsync(Path, new { campaign = "bo-trach-2021-2023", fromUnitId = "44-1997/455", toUnitId = "44-1997/455", toCount = 2, works = "x", since = "2022" })).Code);
    }

    [Fact]
    public async Task Record_ASingleLink_IsCountedAsNoModelAndWithdrawnWithAReason()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var before = (await reporter.SummaryAsync()).GetProperty("totals").ToString();

        var help = await reporter.PostAsync(Path, Link());

        Assert.True(help.Status == HttpStatusCode.Created, help.Text);
        Assert.Equal(before, (await reporter.SummaryAsync()).GetProperty("totals").ToString());
        Assert.Contains(help.Id, (await (await api.AsAsync("xa-khunha")).GetAsync($"{Path}?campaign={Demo.Campaign}")).Text, StringComparison.Ordinal);
        Assert.Equal("help.not-allowed", (await (await api.AsAsync("thuongtruc")).PostAsync($"{Path}/{help.Id}/withdraw", new { reason = "x" })).Code);
        Assert.Equal("help.not-found", (await (await api.AsAsync("hoinongdan")).PostAsync($"{Path}/{help.Id}/withdraw", new { reason = "x" })).Code);
        Assert.Equal("event.reason-missing", (await reporter.PostAsync($"{Path}/{help.Id}/withdraw", new { })).Code);
        Assert.Equal(HttpStatusCode.OK, (await reporter.PostAsync($"{Path}/{help.Id}/withdraw", new { reason = "Ghi nhầm" })).Status);
        Assert.Equal((HttpStatusCode.Conflict, "help.already-withdrawn"), Refused(await reporter.PostAsync($"{Path}/{help.Id}/withdraw", new { reason = "Ghi nhầm" })));
    }

    [Fact]
    public async Task Record_EverythingWrong_IsNamedByItsField()
    {
        var board = await api.AsAsync("bandanvan");

        var answer = await board.PostAsync(Path, new { campaign = Demo.Campaign, fromUnitId = Demo.BinhLu, toUnitId = Demo.KhunHa, fromCount = 0, worksCount = -1, value = -1, since = "hôm qua" });

        Assert.Equal(
            ["since help.date-unreadable", "fromCount help.count-not-positive", "toVillage help.village-missing", "works help.works-missing", "worksCount help.count-not-positive", "value help.value-negative"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
        Assert.Equal("help.from-missing", (await board.PostAsync(Path, new { campaign = Demo.Campaign, toUnitId = Demo.KhunHa })).Code);
        Assert.Equal("help.to-missing", (await board.PostAsync(Path, new { campaign = Demo.Campaign, fromUnitId = Demo.KhunHa })).Code);
        Assert.Equal("help.since-missing", (await board.PostAsync(Path, Link(since: ""))).Code);
        Assert.Equal("event.in-future", (await board.PostAsync(Path, Link(since: "2027"))).Code);
        Assert.Equal("help.until-before-since", (await board.PostAsync(Path, Link(until: "2025"))).Code);
    }

    [Fact]
    public async Task Record_BetweenOthersOrByWhoeverMayNot_IsRefused()
    {
        var other = new { campaign = Demo.Campaign, fromUnitId = Demo.KhunHa, toUnitId = Demo.KhunHa, toVillage = "bản thử", works = "x", since = "2026" };

        Assert.Equal((HttpStatusCode.Forbidden, "help.not-your-unit"), Refused(await (await api.AsAsync("xa-binhlu")).PostAsync(Path, other)));
        Assert.Equal((HttpStatusCode.Forbidden, "help.not-allowed"), Refused(await (await api.AsAsync("hoidong")).PostAsync(Path, other)));
        Assert.Equal("help.campaign-closed", (await (await api.AsAsync("xa-binhlu")).PostAsync(Path, Link(campaign: "lai-chau-tham-luan"))).Code);
    }

    [Fact]
    public async Task Replicas_OfReplicas_AreOneFamilyWithTheirDepth()
    {
        var (board, taker) = (await api.AsAsync("bandanvan"), await api.AsAsync("xa-khunha"));
        var original = (await (await api.AsAsync("xa-binhlu")).RegisterAsync()).Id;
        await (await api.AsAsync("duyet-binhlu")).DoneAsync(original, "accept", "2026-10-05");
        var first = (await taker.DoneAsync(original, "replicate", "2026-10-12", ("unitId", Demo.KhunHa))).GetProperty("replicaId").GetString()!;
        await board.DoneAsync(first, "accept", "2026-10-13", ("body", "Đảng ủy xã Khun Há"), ("onBehalf", true));
        var second = (await (await api.AsAsync("xa-binhlu")).DoneAsync(first, "replicate", "2026-10-14", ("unitId", Demo.BinhLu))).GetProperty("replicaId").GetString()!;

        var family = (await board.JsonAsync($"/api/v1/models/{second}/replicas")).GetProperty("nodes").EnumerateArray().Select(n => (n.GetProperty("id").GetString(), n.GetProperty("depth").GetInt32(), n.GetProperty("here").GetBoolean()));
        Assert.Equal([(original, 0, false), (first, 1, false), (second, 2, true)], family);

        // Another unit's model is there, and bears no name.
        var seen = (await taker.JsonAsync($"/api/v1/models/{first}/replicas")).GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("name").ValueKind == System.Text.Json.JsonValueKind.Null);
        Assert.Equal([true, false, true], seen);
        Assert.Equal("model.not-found", (await taker.GetAsync($"/api/v1/models/{original}/replicas")).Code);
        var told = (await taker.JsonAsync($"/api/v1/replications?campaign={Demo.Campaign}")).EnumerateArray().Where(r => r.GetProperty("replicaId").GetString() == first).ToList();
        Assert.Equal([Demo.BinhLu], told.Select(r => r.GetProperty("fromUnitId").GetString()));
    }

    private static object Link(string campaign = Demo.Campaign, string since = "2026-03", string? until = null) =>
        new { campaign, fromUnitId = Demo.BinhLu, toUnitId = Demo.KhunHa, toVillage = "bản thử", works = "Làm đường bản (thử)", value = 120, valueUnit = "million", since, until };

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);
}
