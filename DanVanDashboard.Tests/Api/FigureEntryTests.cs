using System.Net;
using DanVanDashboard.Features.Figures;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

public sealed class FigureEntryTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string LongAn = "long-an-2021-2025";
    private const string Header = "id,source,source_kind,dated,unit,unit_level,body_named,period_from,period_to,time_meaning,metric,recognised_at,subject,field,value,denominator,exactness,measure,locator";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_AFigureOfANewDocument_StandsWithItsSourceAndEverythingStated()
    {
        var board = await api.AsAsync("bandanvan");

        var entered = await board.PostAsync("/api/v1/figures", new
        {
            campaign = LongAn, newSource = new { kind = "report", title = "Báo cáo thử một", date = "2024-11", issuer = "Cơ quan thử" }, newMetric = new { nameVi = "Buổi nói chuyện thử", kind = "count" },
            unitId = "80-1997/80", from = "2021", to = "2024-06-30", timeMeaning = "cumulative", field = "economy+culture_society", targetLevel = "province", value = 1250, denominator = 1300,
            exactness = "over", measure = "buổi", theme = "environment", block = "trade_union", giver = "Cơ quan thử", form = "giay_khen", scope = "ở các xã biên giới", bodyNamed = "Cơ quan khác",
            locator = "hơn 1.250/1.300 buổi",
        });

        Assert.Equal(HttpStatusCode.Created, entered.Status);
        var figure = (await board.JsonAsync($"/api/v1/figures?campaign={LongAn}")).GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("id").GetString() == entered.Id);
        string Stated(string member) => figure.GetProperty(member).ToString();
        Assert.Equal(
            ("report", "2021", "2024-06-30", "cumulative", "economy+culture_society", "province", "1250", "1300", "over", "environment", "trade_union", "giay_khen", "ở các xã biên giới"),
            (Stated("sourceKind"), Stated("from"), Stated("to"), Stated("timeMeaning"), Stated("field"), Stated("targetLevel"), Stated("value"), Stated("denominator"), Stated("exactness"), Stated("theme"), Stated("block"), Stated("form"), Stated("scope")));
        Assert.True(api.Host.Get<MetricBook>().Current.Has(entered.Json.GetProperty("metric").GetString()!));
    }

    [Fact]
    public async Task Enter_AnotherNumberOfTheSameQuestion_StandsBesideAsToBeChecked_AndCanBeWithdrawn()
    {
        var board = await api.AsAsync("bandanvan");
        object Figure(int value, string title) => new
        {
            campaign = LongAn, newSource = new { kind = "report", title }, metric = "models", unitId = "80-1997/80", to = "2022-12-31", timeMeaning = "stock", value, measure = "mô hình", locator = title,
        };
        var first = await board.PostAsync("/api/v1/figures", Figure(700, "Báo cáo thử hai"));
        var second = await board.PostAsync("/api/v1/figures", Figure(701, "Báo cáo thử ba"));

        async Task<int> ToCheckAsync() => (await board.JsonAsync($"/api/v1/figures?campaign={LongAn}")).GetProperty("conflicts").EnumerateArray()
            .Count(c => c.GetProperty("rule").GetString() == "sources-disagree" && c.GetProperty("figures").EnumerateArray().Any(f => f.GetString() == second.Id));
        Assert.Equal(1, await ToCheckAsync());

        Assert.Equal((HttpStatusCode.BadRequest, "figure.reason-missing"), Refused(await board.PostAsync($"/api/v1/figures/{second.Id}/withdraw", new { })));
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/figures/{second.Id}/withdraw", new { reason = "nhập nhầm" })).Status);
        Assert.Equal((HttpStatusCode.Conflict, "figure.already-withdrawn"), Refused(await board.PostAsync($"/api/v1/figures/{second.Id}/withdraw", new { reason = "nhập nhầm" })));
        Assert.Equal(0, await ToCheckAsync());
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Enter_TheSameStatementAgain_IsRefused()
    {
        var board = await api.AsAsync("bandanvan");
        object Figure(string source) => new { campaign = LongAn, source, metric = "models", unitId = "80-1997/80", to = "2019", timeMeaning = "stock", value = 5, measure = "mô hình", locator = "05 mô hình" };

        Assert.Equal(HttpStatusCode.Created, (await board.PostAsync("/api/v1/figures", Figure("S002"))).Status);
        Assert.Equal((HttpStatusCode.Conflict, "figure.unchanged"), Refused(await board.PostAsync("/api/v1/figures", Figure("S002"))));
        Assert.Equal((HttpStatusCode.BadRequest, "figure.source-unknown"), Refused(await board.PostAsync("/api/v1/figures", Figure("S999"))));
    }

    [Fact]
    public async Task Enter_WithEverythingWrong_NamesEveryFieldAtOnce()
    {
        var answer = await (await api.AsAsync("bandanvan")).PostAsync("/api/v1/figures", new
        {
            campaign = LongAn, newSource = new { date = "hôm qua" }, metric = "khong-co", unitId = "80-1997/80", denominator = 0, field = "economy+economy+x",
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            ["figure.date-unreadable", "figure.denominator-not-positive", "figure.field-twice", "figure.locator-missing", "figure.measure-missing", "figure.metric-unknown", "figure.source-title-missing", "figure.value-missing", "model.field-unknown"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("thuongtruc")]
    [InlineData("quantri")]
    [InlineData("hoidong")]
    [InlineData("duyet-binhlu")]
    public async Task EnterOrWithdraw_ByAnybodyButTheBoard_IsRefused(string user)
    {
        var client = await api.AsAsync(user);

        Assert.Equal((HttpStatusCode.Forbidden, "figure.not-allowed"), Refused(await client.PostAsync("/api/v1/figures", new { campaign = LongAn })));
        Assert.Equal((HttpStatusCode.Forbidden, "figure.not-allowed"), Refused(await client.PostAsync("/api/v1/figures/F001/withdraw", new { reason = "x" })));
    }

    [Fact]
    public async Task Enter_AFigure_WakesThoseWhoLookAtItsCampaign()
    {
        var woken = new TaskCompletionSource();
        await using var viewer = api.Host.Get<LiveFeed>().Subscribe(Interest.All("bo-trach-2021-2023"), TimeSpan.FromMilliseconds(10), _ => { woken.TrySetResult(); return Task.CompletedTask; });

        await (await api.AsAsync("bandanvan")).PostAsync("/api/v1/figures", new
        {
            campaign = "bo-trach-2021-2023", source = "S004", metric = "models", unitId = "44-1997/455", to = "2020", timeMeaning = "stock", value = 12, measure = "mô hình", locator = "12 mô hình",
        });

        await woken.Task.WaitAsync(TimeSpan.FromSeconds(5), Ct);
    }

    [Fact]
    public async Task Import_TheFactsThatTheStoreHas_FindsThemAllAndWritesNothing()
    {
        var file = Path.Combine(SourceTree.Root, "..", "shared", "facts", "figures.csv");
        Assert.SkipUnless(File.Exists(file), "The fact files do not lie beside the repository.");
        await using var host = await DanVanHost.StartAsync();
        using var reader = new StreamReader(file);

        var done = await host.Get<ImportFigures>().RunAsync(DanVanDashboard.Domain.Access.Actor.System, FigureFile.Read(reader).Value, null, dryRun: false, Ct);

        Assert.Equal(("matched 51 of 51, unmatched 0, duplicate 51", 0), (done.Value.Line, done.Value.Written));
    }

    [Fact]
    public async Task Import_WithOneWrongRow_NamesRowAndColumnAndWritesNothing()
    {
        var before = (await (await api.AsAsync("bandanvan")).JsonAsync($"/api/v1/figures?campaign={LongAn}")).GetProperty("figures").GetArrayLength();

        var done = await ImportAsync(
            "A1,Báo cáo thử bốn,report,,Long An,province,,,2023,stock,models,,,,10,,exact,mô hình,10 mô hình",
            "A2,Báo cáo thử bốn,report,,Long An,province,,,2023,stock,models,,,,mười,,exact,mô hình,10 mô hình",
            "A3,Báo cáo thử bốn,report,,Nơi Không Có,commune,,,2023,stock,models,,,,10,,exact,mô hình,10 mô hình",
            "A4,Báo cáo thử bốn,report,,Tân Thành,commune,,,2023,stock,models,,,,10,,exact,mô hình,10 mô hình",
            "A5,Báo cáo thử bốn,report,,Long An,province,,,2023,stock,mo_hinh_la,,,,10,,about,mô hình,10 mô hình");

        Assert.Equal("matched 1 of 5, unmatched 4, duplicate 0", done.Line);
        Assert.Equal(
            [(3, "value", "figure.number-unreadable"), (4, "unit", "model.unit-unknown"), (5, "unit", "figure.unit-ambiguous"), (6, "metric", "figure.metric-unknown")],
            done.Faults.Select(f => (f.Row, f.Column!, f.Refusal.Code)));
        Assert.Equal((0, before), (done.Written, (await (await api.AsAsync("bandanvan")).JsonAsync($"/api/v1/figures?campaign={LongAn}")).GetProperty("figures").GetArrayLength()));
    }

    [Fact]
    public async Task Import_TwiceTheSameRow_WritesItOnce()
    {
        const string row = "B1,Báo cáo thử năm,report,,Long An,province,,,2023,stock,models,,,economy+culture_society,10,,nearly,mô hình,gần 10 mô hình";

        Assert.Equal(("matched 2 of 2, unmatched 0, duplicate 1", 1), await ImportAsync(row, row) is var first ? (first.Line, first.Written) : default);
        Assert.Equal(("matched 1 of 1, unmatched 0, duplicate 1", 0), await ImportAsync(row) is var again ? (again.Line, again.Written) : default);
    }

    [Theory]
    [InlineData("", "figures.file-empty")]
    [InlineData(Header, "figures.file-empty")]
    [InlineData("source,value\nx,1", "figures.column-missing")]
    public void Read_AFileOfOtherThings_IsRefused(string text, string code) => Assert.Equal(code, FigureFile.Read(new StringReader(text)).Refusals[0].Code);

    private async Task<FigureImport> ImportAsync(params string[] rows) =>
        (await api.Host.Get<ImportFigures>().RunAsync(DanVanDashboard.Domain.Access.Actor.System, FigureFile.Read(new StringReader(Header + "\n" + string.Join('\n', rows))).Value, LongAn, dryRun: false, Ct)).Value;

    private static (HttpStatusCode Status, string? Code) Refused(Answer answer) => (answer.Status, answer.Code);
}
