using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Features.Models;
using DanVanDashboard.Features.Reporting;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Features.Progress;

public sealed class DueByClockTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CatchUp_AfterADueDay_WritesEachOverdueReportOnceOnItsDay()
    {
        await using var store = await TestStore.CopyAsync();
        var before = await OverdueAsync(store);
        var open = await OpenAsync(store, "2026-Q4");
        Assert.Equal(62, open.Count);
        await ReportAsync(store, open[0], "2026-Q4");

        store.Clock.Now = At(2027, 1, 10, 23);
        // The next quarter has opened by then.
        Assert.Equal(62, await store.Due.CatchUpAsync(Ct));
        Assert.Equal(0, await store.Due.CatchUpAsync(Ct));
        store.Clock.Now = At(2027, 1, 11, 0);
        Assert.Equal(61, await store.Due.CatchUpAsync(Ct));
        Assert.Equal(0, await store.Due.CatchUpAsync(Ct));

        var written = (await OverdueAsync(store)).Except(before).ToList();
        Assert.Equal(61, written.Count);
        Assert.All(written, w => Assert.Equal((new DateOnly(2027, 1, 11), "2026-Q4"), (w.On, w.Period)));
        Assert.DoesNotContain(written, w => w.BodyId == open[0]);
        Assert.Null(await store.VerifyAsync());
    }

    [Fact]
    public async Task CatchUp_AfterAStopOfMonths_WritesAllOnTheirOwnDays()
    {
        var clock = new TestClock();
        using var folder = new TempFolder();
        folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));
        clock.Now = At(2027, 4, 20, 8);
        var expected = 0;
        List<(string Kind, string? Period, DateOnly On)> events;
        await using (var store = await TestStore.OpenAsync(TestStore.Settings(folder, demo: true), clock))
        {
            events = (await EventsAsync(store)).Where(e => e.On > new DateOnly(2026, 10, 20)).Select(e => (e.Kind, e.Period, e.On)).Distinct().ToList();
            expected = await store.ReadAsync(db => db.Events.CountAsync(Ct));
        }

        Assert.Equal(
            [("report.due", "2027-Q1", new DateOnly(2027, 1, 1)), ("report.overdue", "2026-Q4", new DateOnly(2027, 1, 11)), ("model.lapsed", null, new DateOnly(2027, 4, 1)),
                ("report.due", "2027-Q2", new DateOnly(2027, 4, 1)), ("report.overdue", "2027-Q1", new DateOnly(2027, 4, 11))],
            events.OrderBy(e => e.On).ThenBy(e => e.Kind, StringComparer.Ordinal));
        await using var again = await TestStore.OpenAsync(TestStore.Settings(folder, demo: true), clock);
        Assert.Equal(expected, await again.ReadAsync(db => db.Events.CountAsync(Ct)));
    }

    [Fact]
    public async Task CatchUp_WithoutAYearlyReview_ModelLeavesTheCountOnItsDay()
    {
        await using var store = await TestStore.CopyAsync();
        var board = await store.ActorAsync("bandanvan");
        var (reviewed, forgotten) = (await AcceptedAsync("Được rà soát"), await AcceptedAsync("Bị quên"));
        store.Clock.Now = At(2027, 3, 31, 20);
        Assert.True((await store.Record.HandleAsync(board, reviewed, new() { Kind = "review", On = "2027-02-10", Class = "strengthen", OnBehalf = true, Body = "Đảng ủy (thử)" }, null, Ct)).Ok);
        await store.Due.CatchUpAsync(Ct);
        Assert.Empty(await LapsesAsync(reviewed, forgotten));

        store.Clock.Now = At(2027, 4, 1, 6);
        await store.Due.CatchUpAsync(Ct);
        await store.Due.CatchUpAsync(Ct);

        var lapse = Assert.Single(await LapsesAsync(reviewed, forgotten));
        Assert.Equal((forgotten, new DateOnly(2027, 4, 1), "system"), (lapse.ModelId, lapse.On, lapse.ByUser));
        Assert.Null(await store.VerifyAsync());

        async Task<string> AcceptedAsync(string name)
        {
            var answer = await store.Register.HandleAsync(
                board,
                new() { Campaign = Demo.Campaign, UnitId = Demo.BinhLu, Name = name, Field = "economy", Subject = "collective", Owner = "Thử", Address = "bản thử", RegisteredOn = "2026-10-01" },
                null,
                Ct);
            var id = new Answer(default, answer.Value.Json).Id;
            Assert.True((await store.Record.HandleAsync(board, id, new() { Kind = "accept", On = "2026-10-02", OnBehalf = true, Body = "Đảng ủy (thử)" }, null, Ct)).Ok);
            return id;
        }

        Task<List<ModelEventRow>> LapsesAsync(params string[] models) =>
            store.ReadAsync(db => db.ModelEvents.Where(e => models.Contains(e.ModelId) && e.Kind == ModelEventKind.Lapse).ToListAsync(Ct));
    }

    [Fact]
    public async Task CatchUp_WithTheFirstDayOfAPeriod_MakesWhatTheRulesCallForOnceAndTellsThoseWhoOwe()
    {
        await using var store = await TestStore.CopyAsync();
        store.Clock.Now = At(2026, 12, 31, 23);
        Assert.Equal(0, await store.Due.CatchUpAsync(Ct));
        Assert.Empty(await OpenAsync(store, "2027-Q1"));

        store.Clock.Now = At(2027, 1, 1, 0);
        Assert.Equal(62, await store.Due.CatchUpAsync(Ct));
        Assert.Equal(0, await store.Due.CatchUpAsync(Ct));

        Assert.Equal(62, (await OpenAsync(store, "2027-Q1")).Count);
        Assert.Equal(62, (await EventsAsync(store)).Count(e => e is { Kind: "report.due", Period: "2027-Q1", On: { Year: 2027, DayOfYear: 1 } }));
        var told = await store.ReadAsync(db => db.Notices.Where(n => n.Kind == "report.opened").ToListAsync(Ct));
        Assert.Equal(["u-duyet-binhlu", "u-hoinongdan", "u-xa-binhlu", "u-xa-khunha"], told.Select(n => n.UserId).Order(StringComparer.Ordinal));
        Assert.All(told, n => Assert.Equal("[\"2027-Q1\",\"10/04/2027\"]", n.Arguments));
        Assert.Null(await store.VerifyAsync());

        // What the board made ahead opens in its turn, and is not made twice.
        var board = await store.ActorAsync("bandanvan");
        Assert.True((await new DanVanDashboard.Features.Periods.ObligationVerbs(store.Writer, store.Get<ReferenceData>(), store.Clock).MakeAsync(board, new() { Campaign = Demo.Campaign }, null, Ct)).Ok);
        store.Clock.Now = At(2027, 4, 1, 7);
        await store.Due.CatchUpAsync(Ct);
        Assert.Equal(62, (await OpenAsync(store, "2027-Q2")).Count);
        Assert.Equal(62, (await EventsAsync(store)).Count(e => e is { Kind: "report.due", Period: "2027-Q2" }));
    }

    [Fact]
    public async Task CatchUp_FiveDaysBeforeTheLastDay_TellsOnceWhoHasNotSent()
    {
        await using var store = await TestStore.CopyAsync();
        await ReportAsync(store, Demo.KhunHaCommittee, "2026-Q4");
        store.Clock.Now = At(2027, 1, 4, 23);
        await store.Due.CatchUpAsync(Ct);
        Assert.Empty(await SoonAsync());

        store.Clock.Now = At(2027, 1, 5, 0);
        await store.Due.CatchUpAsync(Ct);
        store.Clock.Now = At(2027, 1, 6, 0);
        await store.Due.CatchUpAsync(Ct);
        Assert.Equal(["u-duyet-binhlu", "u-hoinongdan", "u-xa-binhlu"], await SoonAsync());

        // A day that moves is called to mind anew.
        await store.Writer.WriteAsync((w, ct) => w.Db.Obligations.Where(o => o.BodyId == Demo.BinhLuCommittee && o.Period == "2026-Q4").ExecuteUpdateAsync(s => s.SetProperty(o => o.ExtendedTo, new DateOnly(2027, 1, 20)), ct), Ct);
        store.Clock.Now = At(2027, 1, 14, 23);
        await store.Due.CatchUpAsync(Ct);
        Assert.Equal(3, (await SoonAsync()).Count);
        store.Clock.Now = At(2027, 1, 15, 1);
        await store.Due.CatchUpAsync(Ct);
        Assert.Equal(["u-duyet-binhlu", "u-duyet-binhlu", "u-hoinongdan", "u-xa-binhlu", "u-xa-binhlu"], await SoonAsync());

        async Task<List<string>> SoonAsync() => [.. (await store.ReadAsync(db => db.Notices.Where(n => n.Kind == "report.soon").Select(n => n.UserId).ToListAsync(Ct))).Order(StringComparer.Ordinal)];
    }

    private static DateTimeOffset At(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.FromHours(7));

    private static async Task<List<EventRow>> EventsAsync(TestStore store) => await store.ReadAsync(db => db.Events.ToListAsync(Ct));

    private static async Task<List<(string? BodyId, string? Period, DateOnly On)>> OverdueAsync(TestStore store) =>
        (await EventsAsync(store)).Where(e => e.Kind == "report.overdue").Select(e => (e.BodyId, e.Period, e.On)).ToList();

    private static Task<List<string>> OpenAsync(TestStore store, string period) =>
        store.ReadAsync(db => db.Obligations.Where(o => o.CampaignId == Demo.Campaign && o.Period == period).OrderBy(o => o.BodyId).Select(o => o.BodyId).ToListAsync(Ct));

    private static async Task ReportAsync(TestStore store, string bodyId, string period)
    {
        var (board, body) = (await store.ActorAsync("bandanvan"), store.Reference.Bodies.Find(bodyId)!);
        var created = await store.Reports.CreateAsync(board, new ReportRequest { Campaign = Demo.Campaign, UnitId = body.UnitId ?? body.ProvinceId, BodyId = bodyId, Period = period }, null, Ct);
        Assert.True((await store.Reports.ApplyAsync(board, new Answer(default, created.Value.Json).Id, ReportVerb.Submit, null, null, Ct)).Ok);
    }
}
