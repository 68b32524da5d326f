using System.Net;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

public sealed class BodyAndClusterTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Rename_ByDate_EachDayShowsTheNameOfThatDay()
    {
        var board = await api.AsAsync("bandanvan");
        var made = await board.PostAsync("/api/v1/bodies", new { name = "Ban Dân vận thử", kind = "party_board", block = "party_committee", validFrom = "2020-01-01", parentIds = new[] { "12-1997.12.tinh-uy" } });
        Assert.Equal((HttpStatusCode.Created, "12-1997.12.ban-dan-van-thu"), (made.Status, made.Id));

        Assert.Equal("body.name-before-last", (await board.PostAsync($"/api/v1/bodies/{made.Id}/rename", new { name = "Khác", from = "2020-01-01" })).Code);
        var renamed = await board.PostAsync($"/api/v1/bodies/{made.Id}/rename", new { name = "Ban Tuyên giáo và Dân vận thử", from = "2025-03-01", version = 1 });

        Assert.Equal((HttpStatusCode.OK, 2), (renamed.Status, renamed.Json.GetProperty("names").GetArrayLength()));
        Assert.Equal((HttpStatusCode.Conflict, "body.changed-meanwhile"), await board.PostAsync($"/api/v1/bodies/{made.Id}/rename", new { name = "Ba", from = "2026-01-01", version = 1 }) is var late ? (late.Status, late.Code) : default);
        Assert.Equal("body.name-unchanged", (await board.PostAsync($"/api/v1/bodies/{made.Id}/rename", new { name = "Ban Tuyên giáo và Dân vận thử", from = "2026-01-01" })).Code);
        Assert.Equal("Ban Dân vận thử", await NameOnAsync(board, made.Id, "2025-02-28"));
        Assert.Equal("Ban Tuyên giáo và Dân vận thử", await NameOnAsync(board, made.Id, "2025-03-01"));

        Assert.Equal("body.end-before-begin", (await board.PostAsync($"/api/v1/bodies/{made.Id}/end", new { on = "2025-01-01", reason = "x" })).Code);
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/bodies/{made.Id}/end", new { on = "2026-06-01", reason = "sáp nhập" })).Status);
        Assert.Null(await NameOnAsync(board, made.Id, "2026-06-01"));
        Assert.Equal("body.ended", (await board.PostAsync($"/api/v1/bodies/{made.Id}/end", new { on = "2026-07-01", reason = "x" })).Code);
    }

    [Fact]
    public async Task Edit_LinesThatLeadBack_AreRefused()
    {
        var board = await api.AsAsync("bandanvan");

        var loop = await board.PostAsync($"/api/v1/bodies/{Demo.BinhLuCommittee}/edit", new { kind = "party_committee", block = "party_committee", parentIds = new[] { "12-2025.03390.ubnd" } });
        var wrong = await board.PostAsync($"/api/v1/bodies/{Demo.BinhLuCommittee}/edit", new { kind = "x", block = "y", parentIds = new[] { "z" } });

        Assert.Equal("body.reports-to-itself", loop.Code);
        Assert.Equal(["kind body.kind-unknown", "block body.block-unknown", "parentIds model.body-unknown"], wrong.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
        Assert.Equal(HttpStatusCode.NotFound, (await board.PostAsync("/api/v1/bodies/khong-co/edit", new { kind = "police", block = "armed_forces" })).Status);
        Assert.Equal(["name body.name-missing", "kind body.kind-unknown", "block body.block-unknown", "validFrom body.from-missing"],
            (await board.PostAsync("/api/v1/bodies", new { })).Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
    }

    [Fact]
    public async Task Standard_PreviewedThenMade_CompletesEveryCommuneOnce()
    {
        var administrator = await api.AsAsync("quantri");

        var preview = (await administrator.PostAsync("/api/v1/bodies/standard", new { dryRun = true })).Json;
        var made = await administrator.PostAsync("/api/v1/bodies/standard", new { });

        Assert.Equal((38, 38 * 3), (preview.GetProperty("communes").GetInt32(), preview.GetProperty("bodies").GetArrayLength()));
        Assert.Equal((HttpStatusCode.Created, 38 * 3), (made.Status, made.Json.GetProperty("bodies").GetArrayLength()));
        var kinds = (await administrator.JsonAsync($"/api/v1/bodies?unit={Demo.BinhLu}")).EnumerateArray().Select(b => b.GetProperty("kind").GetString());
        Assert.Equal(["party_committee", "peoples_committee", "fatherland_front", "trade_union", "farmers_association", "youth_union", "womens_union", "veterans_association", "military", "police"], kinds);
        Assert.Equal("body.nothing-to-make", (await administrator.PostAsync("/api/v1/bodies/standard", new { })).Code);
        // The new body takes part at once.
        Assert.Equal(HttpStatusCode.Created, (await (await api.AsAsync("bandanvan")).RegisterAsync(Demo.BinhLu, ("bodyId", "12-2025.03390.cong-an"))).Status);
    }

    [Theory]
    [InlineData("thuongtruc")]
    [InlineData("hoidong")]
    [InlineData("xa-binhlu")]
    [InlineData("duyet-binhlu")]
    public async Task Bodies_ByAnybodyElse_AreRefused(string user)
    {
        var client = await api.AsAsync(user);

        foreach (var path in new[] { "", "/standard", $"/{Demo.BinhLuCommittee}/edit", $"/{Demo.BinhLuCommittee}/rename", $"/{Demo.BinhLuCommittee}/end" })
        {
            Assert.Equal((path, HttpStatusCode.Forbidden, "body.not-allowed"), await client.PostAsync("/api/v1/bodies" + path, new { name = "x" }) is var a ? (path, a.Status, a.Code) : default);
        }

        foreach (var path in new[] { "", "/C1/edit", "/C1/end" })
        {
            Assert.Equal((path, HttpStatusCode.Forbidden, "cluster.not-allowed"), await client.PostAsync("/api/v1/clusters" + path, new { name = "x" }) is var a ? (path, a.Status, a.Code) : default);
        }
    }

    [Fact]
    public async Task Cluster_AMemberInTwo_IsRefusedUntilItHasLeft()
    {
        var board = await api.AsAsync("bandanvan");
        // Both leave the cluster that they are in from the beginning, on its first day.
        var seeded = (await board.JsonAsync($"/api/v1/clusters?campaign={Demo.Campaign}")).EnumerateArray().Single(c => c.GetProperty("units").EnumerateArray().Any(u => u.GetString() == Demo.BinhLu));
        string[] others = [.. seeded.GetProperty("units").EnumerateArray().Select(u => u.GetString()!).Where(u => u is not (Demo.BinhLu or Demo.KhunHa))];
        var left = await board.PostAsync($"/api/v1/clusters/{seeded.GetProperty("id").GetString()}/edit", Cluster("Cụm mô phỏng", others, on: "2026-01-01", version: seeded.GetProperty("version").GetInt64()));
        Assert.True(left.Status == HttpStatusCode.OK, left.Text);
        var one = await board.PostAsync("/api/v1/clusters", Cluster("Cụm thử 1", [Demo.BinhLu, Demo.KhunHa]));
        Assert.Equal(HttpStatusCode.Created, one.Status);

        var two = await board.PostAsync("/api/v1/clusters", Cluster("Cụm thử 2", [Demo.BinhLu]));
        var asBody = await board.PostAsync("/api/v1/clusters", Cluster("Cụm thử 2", [], [Demo.BinhLuCommittee]));
        Assert.Equal((HttpStatusCode.Conflict, "cluster.member-elsewhere", "cluster.member-elsewhere"), (two.Status, two.Code, asBody.Code));

        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/clusters/{one.Id}/edit", Cluster("Cụm thử 1", [Demo.KhunHa], on: "2026-09-01", version: 1))).Status);
        Assert.Equal("cluster.changed-meanwhile", (await board.PostAsync($"/api/v1/clusters/{one.Id}/edit", Cluster("Cụm thử 1", [], version: 1))).Code);
        Assert.Equal(HttpStatusCode.Created, (await board.PostAsync("/api/v1/clusters", Cluster("Cụm thử 2", [Demo.BinhLu], [Demo.FarmersBody], on: "2026-09-01"))).Status);
        Assert.Equal((2, 1), (await UnitsAsync(board, one.Id, "2026-08-01"), await UnitsAsync(board, one.Id, "2026-09-01")));

        Assert.Equal("cluster.reason-missing", (await board.PostAsync($"/api/v1/clusters/{one.Id}/end", new { })).Code);
        Assert.Equal("cluster.before-begin", (await board.PostAsync($"/api/v1/clusters/{one.Id}/end", new { on = "2025-12-31", reason = "x" })).Code);
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/clusters/{one.Id}/end", new { on = "2026-10-01", reason = "xếp lại" })).Status);
        Assert.Equal((HttpStatusCode.Conflict, "cluster.ended"), await board.PostAsync($"/api/v1/clusters/{one.Id}/edit", Cluster("x", [])) is var ended ? (ended.Status, ended.Code) : default);
        Assert.Equal(["name cluster.name-missing", "unitIds model.unit-unknown", "bodyIds model.body-unknown"],
            (await board.PostAsync("/api/v1/clusters", Cluster("", ["x"], ["y"]))).Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
        Assert.Equal(HttpStatusCode.NotFound, (await board.PostAsync("/api/v1/clusters/khong-co/end", new { reason = "x" })).Status);
    }

    private static object Cluster(string name, string[] units, string[]? bodies = null, string on = "2026-01-01", long? version = null) =>
        new { campaign = Demo.Campaign, name, on, unitIds = units, bodyIds = bodies ?? [], version };

    private static async Task<int> UnitsAsync(ApiClient client, string cluster, string at) =>
        (await client.JsonAsync($"/api/v1/clusters?campaign={Demo.Campaign}&at={at}")).EnumerateArray().Single(c => c.GetProperty("id").GetString() == cluster).GetProperty("units").GetArrayLength();

    private static async Task<string?> NameOnAsync(ApiClient client, string body, string at) =>
        (await client.JsonAsync($"/api/v1/bodies?at={at}&unit={Demo.LaiChau}")).EnumerateArray().Where(b => b.GetProperty("id").GetString() == body).Select(b => b.GetProperty("name").GetString()).SingleOrDefault();
}
