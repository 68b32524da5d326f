using System.Net;
using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Live;
using DanVanDashboard.Features.Reporting;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>A report filled in cell by cell. Each test has a month of its own.</summary>
public sealed class ReportEntryTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Whole = "registered|||";
    private const string Economy = "registered|economy||";
    private const string Results = "part:results";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_Prefilled_HoldsWhatTheCubeCountsAndSaysSo()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var id = await DraftAsync(reporter, "2026-09", prefill: true);

        var entries = (await reporter.JsonAsync($"/api/v1/reports/{id}")).GetProperty("entries").EnumerateArray().ToDictionary(e => e.GetProperty("cell").GetString()!);
        var summary = await reporter.SummaryAsync($"&period=2026-09&unit={Demo.BinhLu}&by=field");
        Assert.Equal(summary.GetProperty("totals").GetProperty("registered").GetDecimal(), entries[Whole].GetProperty("value").GetDecimal());
        foreach (var row in summary.GetProperty("rows").EnumerateArray())
        {
            Assert.Equal(row.GetProperty("totals").GetProperty("inProgress").GetDecimal(), entries[$"in_progress|{row.GetProperty("key").GetString()}||"].GetProperty("value").GetDecimal());
        }

        Assert.All(entries.Values, e => Assert.Equal("registry", e.GetProperty("origin").GetString()));
        // What the registry does not know is left open.
        Assert.DoesNotContain("labour_days|||", entries.Keys);
    }

    [Fact]
    public async Task Save_ValueThenNothingThenSilence_AreThreeAnswersAndAllAreKept()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var id = await DraftAsync(reporter, "2026-01");
        foreach (var says in new object[] { new { cell = Whole, typed = "1.178" }, new { cell = Whole, value = 0 }, new { cell = Whole, state = "nothing" }, new { cell = Whole, typed = "" } })
        {
            Assert.Equal("current", (await SaveAsync(reporter, id, says)).GetProperty("outcome").GetString());
        }

        var history = (await reporter.JsonAsync($"/api/v1/reports/{id}/history?cell={Uri.EscapeDataString(Whole)}")).EnumerateArray()
            .Select(e => (e.GetProperty("state").GetString(), e.GetProperty("value").ToString(), e.GetProperty("by").GetString()));
        Assert.Equal([("silent", "", "Người báo cáo xã Bình Lư"), ("nothing", "", "Người báo cáo xã Bình Lư"), ("value", "0", "Người báo cáo xã Bình Lư"), ("value", "1178", "Người báo cáo xã Bình Lư")], history);
        Assert.Empty(await FiguresAsync(id));
        Assert.Equal("unchanged", (await SaveAsync(reporter, id, new { cell = Whole, typed = " " })).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Save_ManyValues_ShowsTheLastTwelveAndKeepsTheNumberInStep()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var id = await DraftAsync(reporter, "2026-02");
        for (var i = 1; i <= 14; i++)
        {
            await SaveAsync(reporter, id, new { cell = Whole, value = i, exactness = i == 14 ? "over" : "exact", comment = i == 14 ? "theo sổ" : null });
        }

        await SaveAsync(reporter, id, new { cell = Economy, value = 3 });
        await SaveAsync(reporter, id, new { cell = Economy, state = "nothing" });
        await SaveAsync(reporter, id, new { cell = "works_done|||", value = 7.5 });
        Assert.Equal([(Whole, 14m), ("works_done|||", 7.5m)], await FiguresAsync(id));
        var history = (await reporter.JsonAsync($"/api/v1/reports/{id}/history?cell={Uri.EscapeDataString(Whole)}")).EnumerateArray().Select(e => e.GetProperty("value").GetInt32());
        Assert.Equal(Enumerable.Range(3, 12).Reverse(), history);
    }

    [Fact]
    public async Task Save_ByTwoEditorsAtOnce_KeepsBothAndSendsNothingUntilOneIsChosen()
    {
        var (first, second) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"));
        var id = await DraftAsync(first, "2026-03");
        var seen = (await SaveAsync(first, id, new { cell = Whole, value = 5, seen = 0 })).GetProperty("number").GetInt32();
        await SaveAsync(first, id, new { cell = Whole, value = 6, seen });

        var mine = await SaveAsync(second, id, new { cell = Whole, value = 9, seen });

        Assert.Equal(("contested", 6), (mine.GetProperty("outcome").GetString(), mine.GetProperty("current").GetProperty("value").GetInt32()));
        var detail = await second.JsonAsync($"/api/v1/reports/{id}");
        Assert.Equal([(9, "Người duyệt, Đảng ủy xã Bình Lư")], detail.GetProperty("contested").EnumerateArray().Select(e => (e.GetProperty("value").GetInt32(), e.GetProperty("by").GetString()!)));
        Assert.Equal([(Whole, 6m)], await FiguresAsync(id));
        Assert.Equal((HttpStatusCode.Conflict, "report.conflict-open"), Refused(await first.PostAsync($"/api/v1/reports/{id}/submit", new { })));

        // Another cell of the second one is nobody's conflict.
        Assert.Equal("current", (await SaveAsync(second, id, new { cell = Economy, value = 2, seen = 0 })).GetProperty("outcome").GetString());
        Assert.Equal("current", (await SaveAsync(first, id, new { cell = Whole, value = 9, seen = mine.GetProperty("number").GetInt32() })).GetProperty("outcome").GetString());
        Assert.Equal(HttpStatusCode.OK, (await first.PostAsync($"/api/v1/reports/{id}/submit", new { })).Status);
        Assert.Equal([9, 9, 6, 5], (await first.JsonAsync($"/api/v1/reports/{id}/history?cell={Uri.EscapeDataString(Whole)}")).EnumerateArray().Select(e => e.GetProperty("value").GetInt32()));
    }

    [Fact]
    public async Task Save_WrongEntries_AreNamedAllAtOnceAndNoneIsKept()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var id = await DraftAsync(reporter, "2026-04");

        var answer = await reporter.PostAsync($"/api/v1/reports/{id}/entries", new
        {
            entries = new object[]
            {
                new { cell = Whole, value = 3 }, new { cell = Whole, value = -1 }, new { cell = "x|||", value = 1 }, new { cell = Economy, typed = "mười" }, new { cell = Economy, value = 99_999_999_999_999m },
                new { cell = Economy, value = 1, exactness = "perhaps" }, new { cell = Results, text = new string('a', 20_001) }, new { cell = Economy, value = 1, comment = new string('a', 1001) },
            },
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            ["entries[1] report.value-negative", "entries[2] report.cell-unknown", "entries[3] report.value-unreadable", "entries[4] report.value-too-large", "entries[5] request.value-unknown", "entries[6] report.text-too-long", "entries[7] report.text-too-long"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
        Assert.Empty(await FiguresAsync(id));
    }

    [Theory]
    [InlineData("thuongtruc", HttpStatusCode.Forbidden, "report.not-your-unit")]
    [InlineData("quantri", HttpStatusCode.Forbidden, "report.not-your-unit")]
    [InlineData("hoidong", HttpStatusCode.Forbidden, "report.not-your-unit")]
    [InlineData("xa-khunha", HttpStatusCode.NotFound, "report.not-found")]
    [InlineData("hoinongdan", HttpStatusCode.NotFound, "report.not-found")]
    public async Task Everything_ByThoseWhoseReportItIsNot_IsRefused(string user, HttpStatusCode status, string code)
    {
        var id = await DraftAsync(await api.AsAsync("xa-binhlu"), "2026-05");
        var client = await api.AsAsync(user);

        Assert.Equal((status, code), Refused(await client.PostAsync($"/api/v1/reports/{id}/entries", new { entries = new[] { new { cell = Whole, value = 1 } } })));
        Assert.Equal((status, code), Refused(await client.PostAsync($"/api/v1/reports/{id}/delegate", new { section = "registered" })));
        Assert.Equal((status, code), Refused(await client.PostAsync($"/api/v1/reports/{id}/document", new { number = "1" })));
        Assert.Equal((status, code), Refused(await client.PostAsync($"/api/v1/reports/{id}/explain", new { cell = Whole, reason = "x" })));
        Assert.Equal((status, code), Refused(await client.PostAsync($"/api/v1/reports/{id}/submit", new { })));
        var (step, other) = status == HttpStatusCode.NotFound ? (status, code) : (HttpStatusCode.Forbidden, "report.not-allowed");
        foreach (var verb in new[] { "sign", "return", "approve", "lock", "reopen", "settle" })
        {
            Assert.Equal((step, other), Refused(await client.PostAsync($"/api/v1/reports/{id}/{verb}", new { reason = "x", cell = Whole })));
        }

        Assert.Equal(status == HttpStatusCode.NotFound ? HttpStatusCode.NotFound : HttpStatusCode.OK, await client.StatusAsync($"/api/v1/reports/{id}"));
    }

    [Fact]
    public async Task Delegate_ASection_IsFilledByItsBodyAloneAndOthersEnterOnBehalf()
    {
        var (reporter, farmers) = (await api.AsAsync("xa-binhlu"), await FarmersAsync());
        var id = await DraftAsync(reporter, "2026-06");
        Assert.Equal((HttpStatusCode.Forbidden, "report.not-your-unit"), Refused(await farmers.PostAsync($"/api/v1/reports/{id}/entries", new { entries = new[] { new { cell = Whole, value = 1 } } })));

        Assert.Equal((HttpStatusCode.BadRequest, "report.body-elsewhere"), Refused(await reporter.PostAsync($"/api/v1/reports/{id}/delegate", new { section = "works_done", bodyId = Demo.KhunHaCommittee })));
        Assert.Equal((HttpStatusCode.BadRequest, "report.cell-unknown"), Refused(await reporter.PostAsync($"/api/v1/reports/{id}/delegate", new { section = "x", bodyId = Farmers })));
        Assert.Equal(HttpStatusCode.OK, (await reporter.PostAsync($"/api/v1/reports/{id}/delegate", new { section = "works_done", bodyId = Farmers })).Status);

        Assert.Equal("current", (await SaveAsync(farmers, id, new { cell = "works_done|||", value = 4 })).GetProperty("outcome").GetString());
        Assert.Equal((HttpStatusCode.Forbidden, "report.cell-not-allowed"), Refused(await farmers.PostAsync($"/api/v1/reports/{id}/entries", new { entries = new[] { new { cell = Whole, value = 1 } } })));
        Assert.Equal((HttpStatusCode.Forbidden, "report.not-your-unit"), Refused(await farmers.PostAsync($"/api/v1/reports/{id}/submit", new { })));
        Assert.Equal((HttpStatusCode.Forbidden, "report.not-your-unit"), Refused(await farmers.PostAsync($"/api/v1/reports/{id}/delegate", new { section = "registered", bodyId = Farmers })));

        var replaced = await SaveAsync(reporter, id, new { cell = "works_done|||", value = 5 });
        Assert.True(replaced.GetProperty("current").GetProperty("onBehalf").GetBoolean());
        Assert.False((await SaveAsync(reporter, id, new { cell = Whole, value = 5 })).GetProperty("current").GetProperty("onBehalf").GetBoolean());
        Assert.True((await SaveAsync(await api.AsAsync("bandanvan"), id, new { cell = Whole, value = 6 })).GetProperty("current").GetProperty("onBehalf").GetBoolean());

        await reporter.PostAsync($"/api/v1/reports/{id}/delegate", new { section = "works_done" });
        Assert.Equal((HttpStatusCode.Forbidden, "report.not-your-unit"), Refused(await farmers.PostAsync($"/api/v1/reports/{id}/entries", new { entries = new[] { new { cell = "works_done|||", value = 1 } } })));
    }

    [Fact]
    public async Task NothingForTheRest_OneTap_FillsOnlyWhatIsOpen()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var id = await DraftAsync(reporter, "2026-07");
        await SaveAsync(reporter, id, new { cell = Whole, value = 0 });

        var answer = await reporter.PostAsync($"/api/v1/reports/{id}/entries", new { nothingForTheRest = true });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var entries = (await reporter.JsonAsync($"/api/v1/reports/{id}")).GetProperty("entries").EnumerateArray().ToDictionary(e => e.GetProperty("cell").GetString()!, e => e.GetProperty("state").GetString());
        Assert.Equal(("value", "nothing"), (entries[Whole], entries["labour_days|||"]));
        Assert.Equal(37, entries.Count);
        Assert.Equal([(Whole, 0m)], await FiguresAsync(id));
    }

    [Fact]
    public async Task Save_SameKeyInParallel_IsKeptOnce()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var id = await DraftAsync(reporter, "2026-08");
        var body = JsonSerializer.Serialize(new { entries = new[] { new { cell = Whole, value = 8, seen = 0 } } });

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => reporter.PostTextAsync($"/api/v1/reports/{id}/entries", body, "k-o-bao-cao")));

        Assert.All(answers, a => Assert.Equal(answers[0], a));
        Assert.Equal(1, (await reporter.JsonAsync($"/api/v1/reports/{id}/history?cell={Uri.EscapeDataString(Whole)}")).GetArrayLength());
    }

    [Fact]
    public async Task Save_ACell_WakesTheOpenFormsOfThatReportOnly()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var (id, other) = (await DraftAsync(reporter, "2026-10"), await DraftAsync(await api.AsAsync("xa-khunha"), "2026-10", Demo.KhunHa));
        var feed = api.Host.Get<LiveFeed>();
        var woken = new TaskCompletionSource();
        await using var form = feed.Subscribe(ReportSignals.Of(id), TimeSpan.FromMilliseconds(10), _ => { woken.TrySetResult(); return Task.CompletedTask; });
        await using var elsewhere = feed.Subscribe(ReportSignals.Of(other), TimeSpan.FromMilliseconds(10), _ => Task.CompletedTask);
        await using var board = feed.Subscribe(Interest.All(Demo.Campaign), TimeSpan.FromMilliseconds(10), _ => Task.CompletedTask);

        await SaveAsync(reporter, id, new { cell = Whole, value = 1 });

        await woken.Task.WaitAsync(TimeSpan.FromSeconds(5), Ct);
        Assert.Equal((0, 0), (elsewhere.Wakes, board.Wakes));
    }

    [Fact]
    public async Task HandOver_OfAnAccount_HandsItsOpenReportsOn()
    {
        var id = await DraftAsync(await api.AsAsync("xa-khunha"), "2026-09", Demo.KhunHa);

        var count = await api.Host.Get<Writer>().WriteAsync((w, ct) => HandOver.ReportsAsync(w, Actor.System, "u-xa-khunha", "u-xa-binhlu", ct), Ct);

        Assert.True(count >= 1);
        await using var db = api.Host.Get<Store>().Read();
        Assert.Equal("u-xa-binhlu", (await db.Reports.FirstAsync(r => r.Id == id, Ct)).EnteredBy);
    }

    private static readonly string Farmers = "12-2025.03390.hoi-nong-dan";

    private async Task<ApiClient> FarmersAsync()
    {
        await api.Host.Get<Writer>().WriteAsync(
            (w, _) =>
            {
                w.Db.Accounts.Add(new()
                {
                    Id = "u-hnd-binhlu", UserName = "hnd-binhlu", NormalizedUserName = "HND-BINHLU", DisplayName = "Hội Nông dân xã Bình Lư", SecurityStamp = "x", Role = Role.Reporter,
                    BodyId = Farmers, UnitId = Demo.BinhLu,
                });
                return Task.FromResult(true);
            },
            Ct);
        return await api.AsAsync("hnd-binhlu");
    }

    private static async Task<string> DraftAsync(ApiClient client, string period, string unit = Demo.BinhLu, bool prefill = false)
    {
        var body = new { campaign = Demo.Campaign, unitId = unit, period, prefill };
        var answer = await client.PostAsync("/api/v1/reports", body, "k-" + period + unit);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return answer.Id;
    }

    private static async Task<JsonElement> SaveAsync(ApiClient client, string id, object entry)
    {
        var answer = await client.PostAsync($"/api/v1/reports/{id}/entries", new { entries = new[] { entry } });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json.GetProperty("entries")[0];
    }

    private async Task<List<(string, decimal)>> FiguresAsync(string id)
    {
        await using var db = api.Host.Get<Store>().Read();
        return (await db.ReportFigures.Where(f => f.ReportId == id).OrderBy(f => f.Position).ToListAsync(Ct)).ConvertAll(f => (ReportBook.CellOf(f), f.Value));
    }

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);
}
