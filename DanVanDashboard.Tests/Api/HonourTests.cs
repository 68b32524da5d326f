using System.Net;
using DanVanDashboard.Data;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>Honours without a model: counted with the others, live, and as SQL counts them.</summary>
public sealed class HonourTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/api/v1/honours";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_APersonAsExemplar_CountsAtOnceAndAsSqlDoes()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var before = await TotalAsync("exemplar");

        var honour = await approver.PostAsync(Path, Person("Người thử Một"));

        Assert.True(honour.Status == HttpStatusCode.Created, honour.Text);
        Assert.Equal(before + 1, await TotalAsync("exemplar"));
        var row = (await approver.SummaryAsync("&period=2026&by=field")).GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("key").GetString() == "economy");
        Assert.True(row.GetProperty("totals").GetProperty("exemplar").GetInt64() > 0);
        await VerifiedAsync();
        // Named twice on different days, a person counts once.
        Assert.Equal(HttpStatusCode.Created, (await approver.PostAsync(Path, Person("Người thử Một", on: "2026-10-17"))).Status);
        Assert.Equal(before + 1, await TotalAsync("exemplar"));
        Assert.Equal((HttpStatusCode.Conflict, "honour.already-recorded"), Refused(await approver.PostAsync(Path, Person("người thử một"))));
        await VerifiedAsync();
    }

    [Fact]
    public async Task Revoke_AnHonour_CountsInNoPeriodAndStaysInTheBook()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var before = await TotalAsync("commended");
        var honour = await approver.PostAsync(Path, Commended("Tập thể thử Hai", "KT-H2"));
        Assert.Equal(before + 1, await TotalAsync("commended"));

        Assert.Equal("event.reason-missing", (await approver.PostAsync($"{Path}/{honour.Id}/revoke", new { })).Code);
        Assert.Equal(HttpStatusCode.OK, (await approver.PostAsync($"{Path}/{honour.Id}/revoke", new { reason = "Ghi nhầm" })).Status);

        Assert.Equal(before, await TotalAsync("commended"));
        Assert.Equal((HttpStatusCode.Conflict, "event.already-revoked"), Refused(await approver.PostAsync($"{Path}/{honour.Id}/revoke", new { reason = "Ghi nhầm" })));
        var read = (await approver.JsonAsync($"{Path}?campaign={Demo.Campaign}&kind=commend")).EnumerateArray().Single(h => h.GetProperty("id").GetString() == honour.Id);
        Assert.Equal((false, "KT-H2"), (read.GetProperty("valid").GetBoolean(), read.GetProperty("decisionNumber").GetString()));
        Assert.Equal("honour.not-found", (await (await api.AsAsync("xa-khunha")).PostAsync($"{Path}/{honour.Id}/revoke", new { reason = "x" })).Code);
        await VerifiedAsync();
    }

    [Fact]
    public async Task Record_ModelsAndPeopleInOneDecision_IsWithdrawnAsOne()
    {
        var (council, before) = (await api.AsAsync("hoidong"), await TotalAsync("commended"));
        var model = (await (await api.AsAsync("xa-binhlu")).RegisterAsync()).Id;
        await (await api.AsAsync("duyet-binhlu")).DoneAsync(model, "accept", "2026-10-05");

        var decision = await council.PostAsync("/api/v1/decisions", new
        {
            campaign = Demo.Campaign, kind = "commend", number = "KT-H3", on = "2026-10-18", body = "Ủy ban nhân dân tỉnh", level = "province", form = "bang_khen", models = new[] { model },
            recipients = new object[] { new { name = "Hội thử Ba", subject = "collective", bodyId = Demo.FarmersBody }, new { name = "Người thử Ba", subject = "individual", unitId = Demo.KhunHa } },
        });
        Assert.True(decision.Status == HttpStatusCode.Created, decision.Text);
        Assert.Equal(before + 3, await TotalAsync("commended"));
        Assert.Equal(1, (await (await api.AsAsync("xa-khunha")).JsonAsync($"/api/v1/decisions/{decision.Id}")).GetProperty("lines").GetArrayLength());

        Assert.Equal(HttpStatusCode.Created, (await council.PostAsync($"/api/v1/decisions/{decision.Id}/withdraw", new { reason = "Thu hồi" })).Status);
        Assert.Equal(before, await TotalAsync("commended"));
        await VerifiedAsync();
    }

    [Fact]
    public async Task Record_AnHonour_WakesItsPlaceAndNamesNobodyOutside()
    {
        var feed = api.Host.Get<LiveFeed>();
        var woken = new TaskCompletionSource();
        await using var here = feed.Subscribe(new(Demo.Campaign, new HashSet<string> { Demo.BinhLu }, null, NonLocal: false), TimeSpan.FromMilliseconds(10), _ => { woken.TrySetResult(); return Task.CompletedTask; });
        await using var elsewhere = feed.Subscribe(new(Demo.Campaign, new HashSet<string> { Demo.KhunHa }, null, NonLocal: false), TimeSpan.FromMilliseconds(10), _ => Task.CompletedTask);

        var honour = await (await api.AsAsync("duyet-binhlu")).PostAsync(Path, Person("Người thử Bốn"));

        await woken.Task.WaitAsync(TimeSpan.FromSeconds(5), Ct);
        Assert.Equal(0, elsewhere.Wakes);
        await using var db = api.Host.Get<Store>().Read();
        Assert.DoesNotContain(await db.Audit.Where(a => a.Subject == honour.Id).Select(a => a.Detail).ToListAsync(Ct), d => d.Contains("thử Bốn", StringComparison.Ordinal));
        Assert.Equal("honour.exemplar", await db.Events.OrderByDescending(e => e.Sequence).Select(e => e.Kind).FirstAsync(Ct));
    }

    [Fact]
    public async Task Rebuild_TheCubeOfAnEarlierMoment_HasTheHonoursOfThatMoment()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var honour = await approver.PostAsync(Path, Person("Người thử Năm"));
        var (cubes, recorded) = (api.Host.Get<CampaignCubes>(), honour.Json.GetProperty("sequence").GetInt64());
        await approver.PostAsync($"{Path}/{honour.Id}/revoke", new { reason = "Ghi nhầm" });

        Assert.Equal(Exemplars(await cubes.AsOfAsync(Demo.Campaign, recorded - 1, Ct)) + 1, Exemplars(await cubes.AsOfAsync(Demo.Campaign, recorded, Ct)));
        Assert.Equal(Exemplars(await cubes.AsOfAsync(Demo.Campaign, recorded - 1, Ct)), Exemplars(cubes.Snapshot(Demo.Campaign)));

        static decimal Exemplars(DanVanDashboard.Cube.CubeSnapshot snapshot) => snapshot.Query(new()).Totals.Exemplar;
    }

    [Fact]
    public async Task Record_EverythingWrong_IsNamedByItsField()
    {
        var approver = await api.AsAsync("duyet-binhlu");

        var answer = await approver.PostAsync(Path, new { campaign = Demo.Campaign, kind = "commend", unitId = Demo.BinhLu, field = "sports" });

        Assert.Equal(
            ["decisionNumber decision.number-missing", "form event.form-missing", "name honour.name-missing", "subject model.subject-unknown", "field model.field-unknown"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
        Assert.Equal("honour.kind-unknown", (await approver.PostAsync(Path, new { campaign = Demo.Campaign, kind = "recognise" })).Code);
        Assert.Equal("model.unit-unknown", (await approver.PostAsync(Path, new { campaign = Demo.Campaign, kind = "exemplar", unitId = "x" })).Code);
    }

    [Theory]
    [InlineData("thuongtruc", Demo.BinhLu, "decision.not-allowed")]
    [InlineData("quantri", Demo.BinhLu, "decision.not-allowed")]
    [InlineData("xa-binhlu", Demo.BinhLu, "decision.not-allowed")]
    [InlineData("hoidong", Demo.BinhLu, "decision.not-allowed")]
    [InlineData("duyet-binhlu", Demo.KhunHa, "honour.not-your-unit")]
    public async Task Record_AnExemplarByWhoeverDoesNotDecide_IsRefused(string user, string unit, string code)
    {
        var answer = await (await api.AsAsync(user)).PostAsync(Path, new { campaign = Demo.Campaign, kind = "exemplar", name = "Người thử Sáu", subject = "individual", unitId = unit, body = "Đảng ủy thử" });

        Assert.Equal((HttpStatusCode.Forbidden, code), Refused(answer));
    }

    private static object Person(string name, string on = "2026-10-16") => new { campaign = Demo.Campaign, kind = "exemplar", name, subject = "individual", unitId = Demo.BinhLu, field = "economy", on };

    private static object Commended(string name, string number) => new { campaign = Demo.Campaign, kind = "commend", name, subject = "collective", unitId = Demo.BinhLu, field = "economy", on = "2026-10-16", form = "giay_khen", decisionNumber = number, giver = "Ủy ban nhân dân xã Bình Lư" };

    private async Task<long> TotalAsync(string measure) => (await (await api.AsAsync("bandanvan")).SummaryAsync("&period=2026")).GetProperty("totals").GetProperty(measure).GetInt64();

    private async Task VerifiedAsync() => Assert.Null(await api.Host.Get<Verifier>().FirstFindingAsync(Ct));

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);
}
