using System.Net;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

public sealed class AskedFigureTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_TheSimulatedCampaign_AsksForTheSampleSetByFieldAndSubject()
    {
        var client = await api.AsAsync("xa-binhlu");

        var cells = (await client.JsonAsync($"/api/v1/asked-figures/cells?campaign={Demo.Campaign}&body={Demo.BinhLuCommittee}&period=2026-Q3")).EnumerateArray().ToList();

        Assert.Equal(
            ["registered|||", "registered|economy||", "registered|culture_society||", "registered|defence_security||", "registered|political_system||", "registered||collective|", "registered||individual|"],
            cells.Take(7).Select(c => c.GetProperty("key").GetString()));
        Assert.Equal((4 * 7) + 9, cells.Count);
        Assert.Equal(["registered", "in_progress", "recognised", "commended"], cells.Select(c => c.GetProperty("prefill").GetString()).Where(p => p != "none").Distinct());
        Assert.Contains(cells, c => (c.GetProperty("metric").GetString(), c.GetProperty("measure").GetString()) == ("land_donated", "m²"));
    }

    [Fact]
    public async Task Set_FromAPeriodOn_LeavesEarlierPeriodsAsTheyWereAsked()
    {
        var board = await api.AsAsync("bandanvan");
        Assert.DoesNotContain("recognised|||province", await LinesAsync("2026-Q4"));

        var first = await board.PostAsync("/api/v1/asked-figures", Line("recognised", level: "province", from: "2027"));
        Assert.Equal((HttpStatusCode.Created, 1), (first.Status, first.Json.GetProperty("version").GetInt32()));
        Assert.InRange(first.Json.GetProperty("order").GetInt32(), 13, 20);
        Assert.Equal((HttpStatusCode.Conflict, "asked.unchanged"), Refused(await board.PostAsync("/api/v1/asked-figures", Line("recognised", level: "province", from: "2027"))));
        Assert.DoesNotContain("recognised|||province", await LinesAsync("2026-Q4"));
        Assert.Contains("recognised|||province", await LinesAsync("2027-Q1"));

        var second = await board.PostAsync("/api/v1/asked-figures", Line("recognised", level: "province", from: "2027-Q3", split: "field"));
        Assert.Equal(2, second.Json.GetProperty("version").GetInt32());
        Assert.Equal((1, 5), (await CellsAsync("2027-Q2"), await CellsAsync("2027-Q3")));

        Assert.Equal((HttpStatusCode.Conflict, "asked.not-current"), Refused(await board.PostAsync($"/api/v1/asked-figures/{first.Id}/retire", new { from = "2028", reason = "nhầm" })));
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/asked-figures/{second.Id}/retire", new { from = "2028", reason = "không cần nữa" })).Status);
        Assert.Contains("recognised|||province", await LinesAsync("2027-Q4"));
        Assert.DoesNotContain("recognised|||province", await LinesAsync("2028-Q1"));

        async Task<int> CellsAsync(string period) => (await board.JsonAsync($"/api/v1/asked-figures/cells?campaign={Demo.Campaign}&body={Demo.FarmersBody}&period={period}")).EnumerateArray()
            .Count(c => c.GetProperty("line").GetString() == "recognised|||province");
    }

    [Fact]
    public async Task Set_ForSomeBodiesAndKindsOfPeriod_AsksNobodyElse()
    {
        var board = await api.AsAsync("bandanvan");
        var line = Line("xa_kieu_mau", from: "2027", name: "Xã kiểu mẫu (thử)", kinds: ["year"], place: "local", bodyKinds: ["party_committee"]);

        Assert.Equal(HttpStatusCode.Created, (await board.PostAsync("/api/v1/asked-figures", line)).Status);

        var asked = await api.Host.Get<AskedFigureQueries>().OfAsync(Demo.Campaign, Ct);
        var reference = api.Host.Get<ReferenceData>().Current;
        var (committee, farmers) = (reference.Bodies.Find(Demo.BinhLuCommittee)!, reference.Bodies.Find(Demo.FarmersBody)!);
        Assert.Contains(asked.LinesOf(committee, Key("2027")), l => l.Metric == "xa_kieu_mau" && l.Name!.Vi == "Xã kiểu mẫu (thử)");
        Assert.DoesNotContain(asked.LinesOf(committee, Key("2027-Q1")), l => l.Metric == "xa_kieu_mau");
        Assert.DoesNotContain(asked.LinesOf(farmers, Key("2027")), l => l.Metric == "xa_kieu_mau");
    }

    [Fact]
    public async Task Set_OverReportsThatWereSent_IsRefused()
    {
        var board = await api.AsAsync("bandanvan");

        var answer = await board.PostAsync("/api/v1/asked-figures", Line("exemplars", from: "2026-Q3"));

        Assert.Equal((HttpStatusCode.Conflict, "asked.reports-sent"), Refused(answer));
        Assert.Contains("2026-Q3", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await board.PostAsync("/api/v1/asked-figures", Line("exemplars", from: "2026-Q4"))).Status);
    }

    [Fact]
    public async Task Order_OfAllLines_IsKeptAndAnIncompleteOneRefused()
    {
        var board = await api.AsAsync("bandanvan");
        var lines = (await board.JsonAsync($"/api/v1/asked-figures?campaign={Demo.Campaign}")).EnumerateArray()
            .GroupBy(l => l.GetProperty("line").GetString()!).Where(line => !line.Any(l => l.GetProperty("retired").GetBoolean())).Select(line => line.Key).ToList();
        List<string> wanted = [lines[1], lines[0], .. lines.Skip(2)];

        Assert.Equal((HttpStatusCode.BadRequest, "asked.order-incomplete"), Refused(await board.PostAsync("/api/v1/asked-figures/order", new { campaign = Demo.Campaign, lines = wanted.Skip(1) })));
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync("/api/v1/asked-figures/order", new { campaign = Demo.Campaign, lines = wanted })).Status);

        Assert.Equal(wanted.Take(2), (await LinesAsync("2026-Q4")).Take(2));
        await board.PostAsync("/api/v1/asked-figures/order", new { campaign = Demo.Campaign, lines });
    }

    [Fact]
    public async Task Set_EverythingWrong_IsNamedByItsField()
    {
        var answer = await (await api.AsAsync("bandanvan")).PostAsync(
            "/api/v1/asked-figures", new { campaign = Demo.Campaign, metric = "Xã!", field = "sports", subject = "x", level = "x", split = "x", time = "change", bodies = new[] { "x" }, prefill = "x", from = "2021" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            [
                "metric asked.metric-unreadable", "measure asked.measure-missing", "field model.field-unknown", "split asked.split-unknown", "time asked.time-unknown", "by asked.bodies-unknown",
                "periodKinds asked.kinds-missing", "prefill asked.prefill-unknown", "from report.outside-campaign", "subject model.subject-unknown", "level request.value-unknown",
            ],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
        Assert.Equal("asked.split-impossible", (await (await api.AsAsync("bandanvan")).PostAsync("/api/v1/asked-figures", Line("poverty_rate", split: "field"))).Code);
        Assert.Equal("asked.name-missing", (await (await api.AsAsync("bandanvan")).PostAsync("/api/v1/asked-figures", Line("chua_co"))).Code);
    }

    [Theory]
    [InlineData("thuongtruc")]
    [InlineData("quantri")]
    [InlineData("hoidong")]
    [InlineData("xa-binhlu")]
    [InlineData("duyet-binhlu")]
    public async Task Set_ByAnybodyButTheBoard_IsRefused(string user)
    {
        var client = await api.AsAsync(user);

        Assert.Equal((HttpStatusCode.Forbidden, "asked.not-allowed"), Refused(await client.PostAsync("/api/v1/asked-figures", Line("stopped"))));
        Assert.Equal((HttpStatusCode.Forbidden, "asked.not-allowed"), Refused(await client.PostAsync($"/api/v1/asked-figures/chi-tieu-bao-cao-{Demo.Campaign}-registered/retire", new { from = "2028", reason = "x" })));
        Assert.Equal((HttpStatusCode.Forbidden, "asked.not-allowed"), Refused(await client.PostAsync("/api/v1/asked-figures/order", new { campaign = Demo.Campaign, lines = Array.Empty<string>() })));
    }

    private static object Line(
        string metric, string? level = null, string split = "none", string from = "2027", string? name = null, string[]? kinds = null, string? place = null, string[]? bodyKinds = null) => new
    {
        campaign = Demo.Campaign, metric, level, split, from, name, place, bodyKinds, measure = "mô hình", time = "period", periodKinds = kinds ?? ["quarter", "year"],
    };

    private static PeriodKey Key(string text) => PeriodKey.TryParse(text, out var key) ? key : default;

    private async Task<List<string?>> LinesAsync(string period) =>
        (await (await api.AsAsync("bandanvan")).JsonAsync($"/api/v1/asked-figures?campaign={Demo.Campaign}&period={period}")).EnumerateArray().Select(l => l.GetProperty("line").GetString()).ToList();

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);
}
