using System.Net;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

public sealed class TargetTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Set_ThenChangedAndWithdrawn_KeepsEveryVersion()
    {
        var board = await api.AsAsync("bandanvan");

        var first = await board.PostAsync("/api/v1/targets", Target(2027, 100));
        Assert.Equal((HttpStatusCode.Created, 1), (first.Status, first.Json.GetProperty("version").GetInt32()));
        Assert.Equal((HttpStatusCode.Conflict, "target.unchanged"), Refused(await board.PostAsync("/api/v1/targets", Target(2027, 100))));
        Assert.Equal(100, (await HoldingAsync(2027)).Find(TargetMeasure.Exemplar, "economy")!.Value);
        var second = await board.PostAsync("/api/v1/targets", Target(2027, 120));
        Assert.Equal(120, (await HoldingAsync(2027)).Find(TargetMeasure.Exemplar, "economy")!.Value);
        Assert.Null((await HoldingAsync(2027)).Find(TargetMeasure.Exemplar));

        Assert.Equal((HttpStatusCode.Conflict, "target.not-current"), Refused(await board.PostAsync($"/api/v1/targets/{first.Id}/withdraw", new { reason = "nhầm" })));
        Assert.Equal((HttpStatusCode.BadRequest, "target.reason-missing"), Refused(await board.PostAsync($"/api/v1/targets/{second.Id}/withdraw", new { })));
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/targets/{second.Id}/withdraw", new { reason = "nhầm" })).Status);
        Assert.Empty((await HoldingAsync(2027)).All);

        var versions = (await board.JsonAsync($"/api/v1/targets?campaign={Demo.Campaign}&year=2027")).EnumerateArray().Select(v => (v.GetProperty("version").GetInt32(), v.GetProperty("value").ToString(), v.GetProperty("current").GetBoolean()));
        Assert.Equal([(3, string.Empty, true), (2, "120", false), (1, "100", false)], versions);
        Assert.Equal((HttpStatusCode.Created, 4), (await board.PostAsync("/api/v1/targets", Target(2027, 90))) is var again ? (again.Status, again.Json.GetProperty("version").GetInt32()) : default);
    }

    [Fact]
    public async Task Set_ATarget_WakesThoseWhoLookAtTheWholeCampaignAndNoCommune()
    {
        var feed = api.Host.Get<LiveFeed>();
        var woken = new TaskCompletionSource();
        await using var whole = feed.Subscribe(Interest.All(Demo.Campaign), TimeSpan.FromMilliseconds(10), _ => { woken.TrySetResult(); return Task.CompletedTask; });
        await using var commune = feed.Subscribe(new(Demo.Campaign, new HashSet<string> { Demo.BinhLu }, null, NonLocal: false), TimeSpan.FromMilliseconds(10), _ => Task.CompletedTask);

        await (await api.AsAsync("bandanvan")).PostAsync("/api/v1/targets", Target(2028, 50));

        await woken.Task.WaitAsync(TimeSpan.FromSeconds(5), Ct);
        Assert.Equal(0, commune.Wakes);
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

        Assert.Equal((HttpStatusCode.Forbidden, "target.not-allowed"), Refused(await client.PostAsync("/api/v1/targets", Target(2029, 10))));
        Assert.Equal((HttpStatusCode.Forbidden, "target.not-allowed"), Refused(await client.PostAsync($"/api/v1/targets/chi-tieu-{Demo.Campaign}-2026-registered/withdraw", new { reason = "x" })));
        Assert.Equal(13 + (2 * 38), (await client.JsonAsync($"/api/v1/targets?campaign={Demo.Campaign}&year=2026")).GetArrayLength());
    }

    [Fact]
    public async Task Set_EverythingWrong_IsNamedByItsField()
    {
        var answer = await (await api.AsAsync("bandanvan")).PostAsync("/api/v1/targets", new { campaign = Demo.Campaign, year = 2031, measure = "x", field = "sports", bodyId = "x", value = 0, documentDate = "hôm qua" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            ["year target.year-outside", "measure target.measure-unknown", "field model.field-unknown", "value target.value-not-positive", "documentNumber target.document-missing", "documentDate request.date-unreadable", "bodyId model.body-unknown"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
    }

    [Fact]
    public async Task Set_SameKeyInParallel_SetsOnce()
    {
        var board = await api.AsAsync("bandanvan");
        var body = System.Text.Json.JsonSerializer.Serialize(Target(2030, 7));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => board.PostTextAsync("/api/v1/targets", body, "k-chi-tieu")));

        Assert.All(answers, a => Assert.Equal(answers[0], a));
        Assert.Equal(1, (await board.JsonAsync($"/api/v1/targets?campaign={Demo.Campaign}&year=2030")).GetArrayLength());
    }

    [Fact]
    public async Task Of_TheSimulatedCampaigns_IsThereAndAskedOfTheStoreOnce()
    {
        var queries = api.Host.Get<TargetQueries>();

        var year = await queries.OfAsync(Demo.OldCampaign, 2023, Ct);

        Assert.Equal(420, year.Find(TargetMeasure.Registered)!.Value);
        Assert.Equal(420, StandardFields.All.Sum(f => year.Find(TargetMeasure.Registered, f)!.Value));
        Assert.Same(year, await queries.OfAsync(Demo.OldCampaign, 2023, Ct));
    }

    private static object Target(int year, int value) => new { campaign = Demo.Campaign, year, measure = "exemplar", field = "economy", value, documentNumber = "01-KH/TU (thử)", documentDate = "2026-01-05" };

    private Task<YearTargets> HoldingAsync(int year) => api.Host.Get<TargetQueries>().OfAsync(Demo.Campaign, year, Ct);

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);
}
