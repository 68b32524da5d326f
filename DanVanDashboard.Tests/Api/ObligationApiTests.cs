using System.Net;
using System.Text.Json;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Features.Progress;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

public sealed class ObligationApiTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Quarter = "2026-Q3";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Make_FromTheRules_AddsTheMissingOnesOnceAndNothingThatIsOver()
    {
        var board = await api.AsAsync("bandanvan");

        var tried = await board.PostAsync("/api/v1/obligations", new { campaign = Demo.Campaign, dryRun = true });
        Assert.Equal((HttpStatusCode.OK, 4 * 62), (tried.Status, tried.Json.GetProperty("made").GetInt32()));
        Assert.Empty((await board.JsonAsync($"/api/v1/obligations?campaign={Demo.Campaign}&period=2027-Q1")).EnumerateArray());

        var made = await board.PostAsync("/api/v1/obligations", new { campaign = Demo.Campaign });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal(["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"], made.Json.GetProperty("periods").EnumerateArray().Select(p => p.GetProperty("period").GetString()));
        Assert.All(made.Json.GetProperty("periods").EnumerateArray(), p => Assert.Equal(62, p.GetProperty("made").GetInt32()));
        Assert.Equal(0, (await board.PostAsync("/api/v1/obligations", new { campaign = Demo.Campaign })).Json.GetProperty("made").GetInt32());

        var rule = await board.PostAsync("/api/v1/obligation-rules", Rule(["year"]));
        Assert.Equal(HttpStatusCode.Created, rule.Status);
        var years = (await board.PostAsync("/api/v1/obligations", new { campaign = Demo.Campaign })).Json;
        Assert.Equal(["2026 38", "2027 38"], years.GetProperty("periods").EnumerateArray().Select(p => $"{p.GetProperty("period").GetString()} {p.GetProperty("made").GetInt32()}"));
        Assert.Equal("2027-01-20", years.GetProperty("periods")[0].GetProperty("dueOn").GetString());
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/obligation-rules/{rule.Id}/end", new { })).Status);
        Assert.Equal((HttpStatusCode.Conflict, "deadline.rule-ended"), Refused(await board.PostAsync($"/api/v1/obligation-rules/{rule.Id}/end", new { })));
    }

    [Fact]
    public async Task Extend_AnOverdueReport_TakesItBackAsAnEventUntilTheNewDay()
    {
        var (board, clock) = (await api.AsAsync("bandanvan"), api.Host.Clock);
        var body = (await OwedAsync(board)).First(o => o.State == "overdue").BodyId;
        var events = await EventsAsync(body, "report.extended");

        var given = await board.PostAsync("/api/v1/obligations/extend", Extension(body, "2026-11-30"));

        Assert.Equal(HttpStatusCode.Created, given.Status);
        Assert.True(given.Json.GetProperty("extensions")[0].GetProperty("tookOverdueBack").GetBoolean());
        Assert.Equal("not_due", (await OwedAsync(board)).First(o => o.BodyId == body).State);
        Assert.Equal(events + 1, await EventsAsync(body, "report.extended"));
        var overdue = await EventsAsync(body, "report.overdue");
        Assert.Equal(("extension.not-later", HttpStatusCode.BadRequest), (await board.PostAsync("/api/v1/obligations/extend", Extension(body, "2026-11-30"))) is var again ? (again.Code!, again.Status) : default);

        var now = clock.Now;
        try
        {
            clock.Now = new(2026, 12, 1, 1, 0, 0, TimeSpan.FromHours(7));
            await api.Host.Get<DueByClock>().CatchUpAsync(Ct);
            Assert.Equal(overdue + 1, await EventsAsync(body, "report.overdue"));
            Assert.Equal("overdue", (await OwedAsync(board)).First(o => o.BodyId == body).State);
        }
        finally
        {
            clock.Now = now;
        }
    }

    [Fact]
    public async Task Extend_ForABody_TellsItsPeopleAndKeepsTheReason()
    {
        var board = await api.AsAsync("bandanvan");

        Assert.Equal(HttpStatusCode.Created, (await board.PostAsync("/api/v1/obligations/extend", Extension(Demo.BinhLuCommittee, "2027-01-25", "2026-Q4"))).Status);

        var extension = (await (await api.AsAsync("xa-binhlu")).JsonAsync($"/api/v1/extensions?campaign={Demo.Campaign}&period=2026-Q4")).EnumerateArray().Single();
        Assert.Equal(("Mưa lũ (thử)", "12-CV/BTGDV (thử)"), (extension.GetProperty("reason").GetString(), extension.GetProperty("document").GetString()));
        Assert.Empty((await (await api.AsAsync("hoinongdan")).JsonAsync($"/api/v1/extensions?campaign={Demo.Campaign}&period=2026-Q4")).EnumerateArray());
        await using var db = api.Host.Get<DanVanDashboard.Data.Store>().Read();
        Assert.Equal(["u-duyet-binhlu", "u-xa-binhlu"], await db.Notices.Where(n => n.Kind == "report.extended" && n.Arguments.Contains("25/01/2027")).Select(n => n.UserId).Order().ToListAsync(Ct));
    }

    [Fact]
    public async Task SetDeadline_OfAPeriod_HoldsForAllItsBodiesAndLeavesExtensions()
    {
        var board = await api.AsAsync("bandanvan");
        Assert.Equal(HttpStatusCode.Created, (await board.PostAsync("/api/v1/obligations/extend", Extension(Demo.KhunHaCommittee, "2027-02-10", "2026-Q4"))).Status);

        var set = await board.PostAsync("/api/v1/obligations/deadline", new { campaign = Demo.Campaign, period = "2026-Q4", dueOn = "2027-01-15", graceDays = 5, locksOn = "2027-03-01" });

        Assert.Equal((HttpStatusCode.OK, 62), (set.Status, set.Json.GetProperty("bodies").GetInt32()));
        var owed = (await board.JsonAsync($"/api/v1/obligations?campaign={Demo.Campaign}&period=2026-Q4")).EnumerateArray().ToDictionary(o => o.GetProperty("bodyId").GetString()!, o => o.GetProperty("lastDay").GetString());
        Assert.Equal(("2027-01-20", "2027-02-10"), (owed[Demo.FarmersBody], owed[Demo.KhunHaCommittee]));
    }

    [Fact]
    public async Task Verbs_EverythingWrong_IsNamedByItsField()
    {
        var board = await api.AsAsync("bandanvan");

        Assert.Equal(
            ["periodKinds asked.kinds-missing", "daysAfterEnd deadline.days-unreadable", "graceDays deadline.grace-unreadable", "lockDays deadline.lock-before-grace", "by asked.bodies-unknown"],
            Errors(await board.PostAsync("/api/v1/obligation-rules", new { campaign = Demo.Campaign, daysAfterEnd = -1, graceDays = 400, lockDays = -2, bodies = new[] { "x" } })));
        Assert.Equal(
            ["period report.period-unknown", "graceDays deadline.grace-unreadable", "dueOn request.date-unreadable"],
            Errors(await board.PostAsync("/api/v1/obligations/deadline", new { campaign = Demo.Campaign, period = "x", dueOn = "mai", graceDays = -1 })));
        Assert.Equal(["dueOn deadline.due-outside"], Errors(await board.PostAsync("/api/v1/obligations/deadline", new { campaign = Demo.Campaign, period = "2026-Q4", dueOn = "2026-09-30" })));
        Assert.Equal(["dueOn deadline.due-missing"], Errors(await board.PostAsync("/api/v1/obligations/deadline", new { campaign = Demo.Campaign, period = "2026-Q4" })));
        Assert.Equal(["period deadline.nobody-owes"], Errors(await board.PostAsync("/api/v1/obligations/deadline", new { campaign = Demo.Campaign, period = "2026-03", dueOn = "2026-04-10" })));
        Assert.Equal(
            ["until extension.until-missing", "reason extension.reason-missing"],
            Errors(await board.PostAsync("/api/v1/obligations/extend", new { campaign = Demo.Campaign, period = Quarter, bodyIds = new[] { Demo.FarmersBody } })));
        Assert.Equal(["bodyIds extension.not-owed"], Errors(await board.PostAsync("/api/v1/obligations/extend", Extension("khong-co", "2026-12-01"))));
        Assert.Equal(["bodyIds extension.bodies-missing"], Errors(await board.PostAsync("/api/v1/obligations/extend", new { campaign = Demo.Campaign, period = Quarter, until = "2026-12-01", reason = "x" })));
        Assert.Equal(["until extension.too-long"], Errors(await board.PostAsync("/api/v1/obligations/extend", Extension(Demo.FarmersBody, "2029-12-01"))));
        Assert.Equal("deadline.rule-not-found", (await board.PostAsync("/api/v1/obligation-rules/x/end", new { })).Code);
    }

    [Theory]
    [InlineData("thuongtruc")]
    [InlineData("quantri")]
    [InlineData("hoidong")]
    [InlineData("xa-binhlu")]
    [InlineData("duyet-binhlu")]
    public async Task Verbs_ByAnybodyButTheBoard_AreRefused(string user)
    {
        var client = await api.AsAsync(user);

        Assert.Equal((HttpStatusCode.Forbidden, "deadline.not-allowed"), Refused(await client.PostAsync("/api/v1/obligation-rules", Rule(["year"]))));
        Assert.Equal((HttpStatusCode.Forbidden, "deadline.not-allowed"), Refused(await client.PostAsync("/api/v1/obligations", new { campaign = Demo.Campaign })));
        Assert.Equal((HttpStatusCode.Forbidden, "deadline.not-allowed"), Refused(await client.PostAsync("/api/v1/obligations/deadline", new { campaign = Demo.Campaign, period = "2026-Q4", dueOn = "2027-01-15" })));
        Assert.Equal((HttpStatusCode.Forbidden, "deadline.not-allowed"), Refused(await client.PostAsync("/api/v1/obligations/extend", Extension(Demo.BinhLuCommittee, "2026-12-31"))));
        var owed = (await client.JsonAsync($"/api/v1/obligations?campaign={Demo.Campaign}&period={Quarter}")).GetArrayLength();
        Assert.Equal(user is "xa-binhlu" or "duyet-binhlu" ? 1 : 62, owed);
    }

    private static object Rule(string[] kinds) => new { campaign = Demo.Campaign, periodKinds = kinds, daysAfterEnd = 20, graceDays = 0, place = "local", bodyKinds = new[] { "party_committee" } };

    private static object Extension(string body, string until, string period = Quarter) =>
        new { campaign = Demo.Campaign, period, bodyIds = new[] { body }, until, reason = "Mưa lũ (thử)", document = "12-CV/BTGDV (thử)" };

    private static async Task<List<(string BodyId, string State)>> OwedAsync(ApiClient client) =>
        (await client.JsonAsync($"/api/v1/obligations?campaign={Demo.Campaign}&period={Quarter}")).EnumerateArray().Select(o => (o.GetProperty("bodyId").GetString()!, o.GetProperty("state").GetString()!)).ToList();

    private async Task<int> EventsAsync(string body, string kind)
    {
        await using var db = api.Host.Get<DanVanDashboard.Data.Store>().Read();
        return await db.Events.CountAsync(e => e.BodyId == body && e.Kind == kind, Ct);
    }

    private static List<string> Errors(Answer answer) => answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}").ToList();

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);
}
