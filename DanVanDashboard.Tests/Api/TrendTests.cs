using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Features.Trends;
using DanVanDashboard.Filters;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>The campaign over time: in a period the cube's numbers, cumulated each model once; cohorts; and the events that the map plays.</summary>
public sealed class TrendTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("registered")]
    [InlineData("recognised")]
    [InlineData("in_progress")]
    public async Task InPeriod_EachStep_IsTheApisNumber(string measure)
    {
        var board = await host.AsAsync("bandanvan");
        var made = await AskAsync("bandanvan", new() { Campaign = Demo.OldCampaign, Period = "2024", Measure = measure, Step = "quarter" });

        Assert.Equal(["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"], made.Steps.Select(s => s.ToString()));
        for (var i = 0; i < 4; i++)
        {
            var totals = (await board.JsonAsync($"/api/v1/summary?campaign={Demo.OldCampaign}&period={made.Steps[i]}")).GetProperty("totals");
            Assert.Equal(measure switch { "recognised" => totals.GetProperty("recognised").GetProperty("total").GetDecimal(), "in_progress" => totals.GetProperty("inProgress").GetDecimal(), _ => totals.GetProperty("registered").GetDecimal() }, made.Values[i]);
        }

        Assert.Equal(4, made.YearBefore.Count);
        var before = (await board.JsonAsync($"/api/v1/summary?campaign={Demo.OldCampaign}&period=2023-Q2")).GetProperty("totals");
        Assert.Equal(measure switch { "recognised" => before.GetProperty("recognised").GetProperty("total").GetDecimal(), "in_progress" => before.GetProperty("inProgress").GetDecimal(), _ => before.GetProperty("registered").GetDecimal() }, made.YearBefore[1]);
    }

    [Fact]
    public async Task Cumulative_CountsEachModelOnceAndNeverFalls()
    {
        var made = await AskAsync("bandanvan", new() { Campaign = Demo.OldCampaign, Period = "2024", Measure = "recognised" }, cumulative: true);
        var year = (await (await host.AsAsync("bandanvan")).JsonAsync($"/api/v1/summary?campaign={Demo.OldCampaign}&period=2024")).GetProperty("totals").GetProperty("recognised").GetProperty("total").GetDecimal();

        Assert.Equal(12, made.Values.Count);
        Assert.Equal(made.Values.Order(), made.Values);
        // Models first recognised in the year; one that was recognised before and climbs in it counts in the year's number only.
        Assert.InRange(made.Values[^1]!.Value, 1, year);
    }

    [Fact]
    public async Task FirstYearOfTheCampaign_HasNoYearBefore() => Assert.Empty((await AskAsync("bandanvan", new() { Campaign = Demo.OldCampaign, Period = "2021" })).YearBefore);

    [Fact]
    public async Task Cohorts_OfTheWhole_HoldEveryRegisteredModelOnce()
    {
        var made = await AskAsync("bandanvan", new() { Campaign = Demo.OldCampaign });
        await using var db = host.Host.Get<Store>().Read();
        var registered = await db.Models.CountAsync(m => m.CampaignId == Demo.OldCampaign && m.Stage != null, Ct);

        Assert.Equal([2025, 2024, 2023, 2022, 2021], made.Cohorts.Select(c => c.Year));
        Assert.Equal(registered, made.Cohorts.Sum(c => c.Registered));
        Assert.All(made.Cohorts, c => Assert.All(c.Reached, r => Assert.InRange(r, 0, c.Registered)));
        Assert.All(made.Cohorts, c => Assert.True(c.Days[0] <= c.Days[1], "accepted before recognised"));
    }

    [Fact]
    public void Cohorts_MedianOfAnEvenNumber_LiesBetween()
    {
        var cohort = Assert.Single(TrendQueries.Cohorts([Life("2026-01-01", "2026-01-11"), Life("2026-02-01", "2026-02-21"), Life("2026-03-01", null)]));

        Assert.Equal((2026, 3, 2, 15, 0, null), (cohort.Year, cohort.Registered, cohort.Reached[0], cohort.Days[0], cohort.Reached[1], cohort.Days[1]));
    }

    [Fact]
    public async Task Phases_StandSideBySideEachOfItsCampaign()
    {
        var board = await host.AsAsync("bandanvan");
        var made = await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026", Step = "phase" });

        Assert.Equal(["2021-2025", "2026-2030"], made.Steps.Select(s => s.ToString()));
        foreach (var (campaign, i) in new[] { Demo.OldCampaign, Demo.Campaign }.Select((c, i) => (c, i)))
        {
            Assert.Equal((await board.JsonAsync($"/api/v1/summary?campaign={campaign}")).GetProperty("totals").GetProperty("registered").GetDecimal(), made.Values[i]);
            Assert.Contains(campaign, made.StepHrefs[i], StringComparison.Ordinal);
        }

        Assert.Empty(made.YearBefore);
    }

    [Fact]
    public async Task Marks_TheBoardSets_StandOnTheAxisUntilTheyAreWithdrawn()
    {
        var (board, reporter) = (await host.AsAsync("bandanvan"), await host.AsAsync("xa-binhlu"));
        var set = await board.PostAsync("/api/v1/marks", new { campaign = Demo.Campaign, on = "2026-03-10", text = "Chỉ thị thử" });
        Assert.True(set.Status == System.Net.HttpStatusCode.Created, set.Text);

        var made = await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026" });
        var mark = Assert.Single(made.Marks, m => m.Text == "Chỉ thị thử");
        // The third month, a third of it over.
        Assert.InRange(mark.At, 2.2, 2.4);
        Assert.Contains(made.Marks, m => m.Text == "15/10");
        Assert.True(made.MayMark);
        Assert.False((await AskAsync("xa-binhlu", new() { Campaign = Demo.Campaign, Period = "2026" })).MayMark);
        Assert.DoesNotContain((await AskAsync("bandanvan", new() { Campaign = Demo.OldCampaign, Period = "2025" })).Marks, m => m.Text == "Chỉ thị thử");

        Assert.Equal("mark.already-set", (await board.PostAsync("/api/v1/marks", new { campaign = Demo.Campaign, on = "2026-03-10", text = " Chỉ thị  thử" })).Code);
        Assert.Equal("mark.not-allowed", (await reporter.PostAsync("/api/v1/marks", new { campaign = Demo.Campaign, on = "2026-03-11", text = "x" })).Code);
        Assert.Equal("mark.day-outside", (await board.PostAsync("/api/v1/marks", new { campaign = Demo.Campaign, on = "2035-03-11", text = "x" })).Code);
        Assert.Equal("mark.day-missing", (await board.PostAsync("/api/v1/marks", new { campaign = Demo.Campaign, text = "x" })).Code);
        Assert.Equal("mark.text-missing", (await board.PostAsync("/api/v1/marks", new { campaign = Demo.Campaign, on = "2026-03-11" })).Code);
        Assert.Equal("mark.text-too-long", (await board.PostAsync("/api/v1/marks", new { campaign = Demo.Campaign, on = "2026-03-11", text = new string('x', 61) })).Code);
        Assert.Equal("request.date-unreadable", (await board.PostAsync("/api/v1/marks", new { campaign = Demo.Campaign, on = "mai", text = "x" })).Code);
        Assert.Equal("mark.reason-missing", (await board.PostAsync($"/api/v1/marks/{set.Id}/withdraw", new { })).Code);

        Assert.Equal(System.Net.HttpStatusCode.OK, (await board.PostAsync($"/api/v1/marks/{set.Id}/withdraw", new { reason = "thử" })).Status);
        Assert.Equal("mark.not-found", (await board.PostAsync($"/api/v1/marks/{set.Id}/withdraw", new { reason = "thử" })).Code);
        Assert.DoesNotContain((await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026" })).Marks, m => m.Text == "Chỉ thị thử");
        Assert.DoesNotContain((await board.JsonAsync($"/api/v1/marks?campaign={Demo.Campaign}")).EnumerateArray(), m => m.GetProperty("text").GetString() == "Chỉ thị thử");
    }

    [Fact]
    public void StageTimes_QuartersOfThoseThatTookBothSteps()
    {
        // 4, 8, 12 and 100 days; one still waits, and one was entered the other way round.
        var times = TrendQueries.StageTimes([Life("2026-01-01", "2026-01-05"), Life("2026-01-01", "2026-01-09"), Life("2026-01-01", "2026-01-13"), Life("2026-01-01", "2026-04-11"), Life("2026-01-01", null), Life("2026-02-01", "2026-01-15")]);

        Assert.Equal((ModelEventKind.Register, ModelEventKind.Accept, 4, 4, 8, 12), Assert.Single(times) is var t ? (t.From, t.To, t.Models, t.Quarter, t.Median, t.ThreeQuarters) : default);
    }

    [Fact]
    public async Task Replay_PlaysEveryFirstEventInTheOrderOfDaysAndNamesNobody()
    {
        var board = await host.AsAsync("bandanvan");
        var replay = await board.JsonAsync($"/api/v1/replay?campaign={Demo.Campaign}&boundaries=current");
        var events = replay.GetProperty("events").EnumerateArray().Select(e => e.EnumerateArray().Select(n => n.GetInt32()).ToArray()).ToList();
        await using var db = host.Host.Get<Store>().Read();

        Assert.Equal(await db.Models.CountAsync(m => m.CampaignId == Demo.Campaign && m.Stage != null, Ct), events.Count(e => e[2] == 0));
        Assert.Equal(events.Select(e => e[0]).Order(), events.Select(e => e[0]));
        Assert.Equal("province-bodies", replay.GetProperty("units").EnumerateArray().Last().GetString());
        Assert.True(replay.GetProperty("simulated").GetBoolean());
        Assert.All(events, e => Assert.InRange(e[1], 0, replay.GetProperty("units").GetArrayLength() - 1));
    }

    [Fact]
    public async Task Replay_OfAReporter_HoldsTheOwnCommuneOnly()
    {
        var replay = await (await host.AsAsync("xa-binhlu")).JsonAsync($"/api/v1/replay?campaign={Demo.Campaign}&boundaries=current");

        Assert.Equal([Demo.BinhLu, "province-bodies"], replay.GetProperty("units").EnumerateArray().Select(u => u.GetString()));
        Assert.NotEmpty(replay.GetProperty("events").EnumerateArray());
    }

    [Fact]
    public async Task Replay_UnknownCampaign_IsRefused() => Assert.Equal("summary.campaign-unknown", (await (await host.AsAsync("bandanvan")).GetAsync("/api/v1/replay?campaign=khong-co")).Code);

    private static LifeRow Life(string registered, string? accepted) => new(
        Demo.BinhLu, null, false, null, null, null,
        accepted is null ? new Dictionary<ModelEventKind, DateOnly> { [ModelEventKind.Register] = DateOnly.Parse(registered) }
            : new() { [ModelEventKind.Register] = DateOnly.Parse(registered), [ModelEventKind.Accept] = DateOnly.Parse(accepted) });

    private async Task<TrendView> AskAsync(string user, ViewState state, bool cumulative = false)
    {
        await using var db = host.Host.Get<Store>().Read();
        Actor actor = host.Host.Get<Actors>().Of(await db.Accounts.SingleAsync(a => a.UserName == user, Ct));
        var made = await host.Host.Get<TrendQueries>().GetAsync(actor, new(state, cumulative), Ct);
        Assert.True(made.Ok, string.Join(", ", made.Ok ? [] : made.Refusals.Select(r => r.Code)));
        return made.Value;
    }
}
