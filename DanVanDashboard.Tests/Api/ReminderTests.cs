using System.Net;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Features.Progress;
using DanVanDashboard.Projection;
using DanVanDashboard.Access;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>Reminders, the table bodies × periods, and reports added up, over the simulated campaign.</summary>
public sealed class ReminderTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Quarter = "2026-Q3";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Remind_TwiceOnADay_IsRefusedUnlessForced()
    {
        var board = await api.AsAsync("bandanvan");

        var first = await board.PostAsync("/api/v1/reminders", new { campaign = Demo.Campaign, period = "2026-Q4", bodyIds = new[] { Demo.BinhLuCommittee } });
        Assert.Equal((HttpStatusCode.Created, 2), (first.Status, first.Json.GetProperty("reminded")[0].GetProperty("people").GetInt32()));
        var again = await board.PostAsync("/api/v1/reminders", new { campaign = Demo.Campaign, period = "2026-Q4", bodyIds = new[] { Demo.BinhLuCommittee } });
        Assert.Equal((HttpStatusCode.Conflict, "reminder.today-already"), (again.Status, again.Code));
        var mixed = await board.PostAsync("/api/v1/reminders", new { campaign = Demo.Campaign, period = "2026-Q4", bodyIds = new[] { Demo.BinhLuCommittee, Demo.FarmersBody } });
        Assert.Equal((1, 1), (mixed.Json.GetProperty("reminded").GetArrayLength(), mixed.Json.GetProperty("skipped").GetArrayLength()));
        Assert.Equal(HttpStatusCode.Created, (await board.PostAsync("/api/v1/reminders", new { campaign = Demo.Campaign, period = "2026-Q4", bodyIds = new[] { Demo.BinhLuCommittee }, force = true })).Status);
        var clock = api.Host.Clock;
        var now = clock.Now;
        try
        {
            clock.Now = now.AddDays(1);
            Assert.Equal(HttpStatusCode.Created, (await board.PostAsync("/api/v1/reminders", new { campaign = Demo.Campaign, period = "2026-Q4", bodyIds = new[] { Demo.BinhLuCommittee } })).Status);
        }
        finally
        {
            clock.Now = now;
        }

        await using var db = api.Host.Get<Store>().Read();
        Assert.Equal(3, await db.Notices.CountAsync(n => n.UserId == "u-xa-binhlu" && n.Kind == "report.reminder", Ct));
        Assert.Equal(3, await db.Reminders.CountAsync(r => r.BodyId == Demo.BinhLuCommittee, Ct));
    }

    [Fact]
    public async Task Remind_AllThatAreLate_ReachesTheOverdueAndTheReturnedAndNobodyElse()
    {
        var board = await api.AsAsync("bandanvan");
        await using var db = api.Host.Get<Store>().Read();
        var sent = await db.Reports.Where(r => r.CampaignId == Demo.Campaign && r.Period == Quarter && r.Status == "approved").Select(r => r.BodyId).ToListAsync(Ct);

        var all = await board.PostAsync("/api/v1/reminders", new { campaign = Demo.Campaign, period = Quarter });

        var reminded = all.Json.GetProperty("reminded").EnumerateArray().Select(r => r.GetProperty("bodyId").GetString()!).ToList();
        Assert.Equal(62 - sent.Count, reminded.Count);
        Assert.Empty(reminded.Intersect(sent));
        Assert.Equal("reminder.not-awaited", (await board.PostAsync("/api/v1/reminders", new { campaign = Demo.Campaign, period = Quarter, bodyIds = new[] { sent[0] } })).Code);
        Assert.Equal("reminder.nobody-late", (await board.PostAsync("/api/v1/reminders", new { campaign = Demo.Campaign, period = "2026-Q1" })).Code);
        Assert.Equal("report.period-unknown", (await board.PostAsync("/api/v1/reminders", new { campaign = Demo.Campaign, period = "x" })).Code);
        Assert.Equal("extension.not-owed", (await board.PostAsync("/api/v1/reminders", new { campaign = Demo.Campaign, period = Quarter, bodyIds = new[] { "x" } })).Code);
    }

    [Theory]
    [InlineData("thuongtruc")]
    [InlineData("quantri")]
    [InlineData("hoidong")]
    [InlineData("xa-binhlu")]
    public async Task Remind_ByAnybodyButTheBoard_IsRefused(string user) =>
        Assert.Equal("deadline.not-allowed", (await (await api.AsAsync(user)).PostAsync("/api/v1/reminders", new { campaign = Demo.Campaign, period = Quarter })).Code);

    [Fact]
    public async Task Cells_OfTheTable_AreThoseOfTheStore()
    {
        var actor = await ActorAsync("bandanvan");
        var today = LocalDay.Of(api.Host.Clock.Now);

        var cells = await api.Host.Get<ProgressQueries>().CellsAsync(actor, Demo.Campaign, today, Ct);

        await using var db = api.Host.Get<Store>().Read();
        var counted = await db.Obligations.Where(o => o.CampaignId == Demo.Campaign)
            .Select(o => new { o.Period, Late = o.DueOn < today, Status = db.Reports.Where(r => r.CampaignId == o.CampaignId && r.BodyId == o.BodyId && r.Period == o.Period).Select(r => r.Status).FirstOrDefault() })
            .GroupBy(o => new { o.Period, o.Late, o.Status }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(Ct);
        Assert.Equal(4 * 62, cells.Count);
        foreach (var group in counted)
        {
            var expected = group.Key.Status switch
            {
                "approved" => ReportCell.Approved, "submitted" => ReportCell.Submitted, "returned" => ReportCell.Returned, "locked" => ReportCell.Locked,
                _ when group.Key.Late => ReportCell.Overdue, null => ReportCell.NotSent, _ => ReportCell.Draft,
            };
            Assert.Equal(counted.Where(c => c.Key.Period == group.Key.Period && c.Key.Status == group.Key.Status && c.Key.Late == group.Key.Late).Sum(c => c.Count), cells.Count(c => c.Period.ToString() == group.Key.Period && c.Cell == expected));
        }

        Assert.Single((await api.Host.Get<ProgressQueries>().CellsAsync(await ActorAsync("xa-khunha"), Demo.Campaign, today, Ct)).Select(c => c.BodyId).Distinct());
    }

    [Fact]
    public async Task Consolidation_OfAQuarter_IsTheSumOfTheStoreWithWhoIsMissing()
    {
        var board = await api.AsAsync("bandanvan");

        var view = await board.JsonAsync($"/api/v1/consolidation?campaign={Demo.Campaign}&period={Quarter}");

        await using var db = api.Host.Get<Store>().Read();
        var sent = db.Reports.Where(r => r.CampaignId == Demo.Campaign && r.Period == Quarter && (r.Status == "approved" || r.Status == "submitted"));
        var days = await db.ReportFigures.Where(f => f.Metric == "labour_days" && f.Field == null && sent.Any(r => r.Id == f.ReportId)).Select(f => f.Value).ToListAsync(Ct);
        var line = view.GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("metric").GetString() == "labour_days").GetProperty("cells")[0];
        Assert.Equal((days.Sum(), days.Count, 62), (line.GetProperty("value").GetDecimal(), line.GetProperty("given").GetInt32(), line.GetProperty("owing").GetInt32()));
        var (reported, expected) = (view.GetProperty("coverage").GetProperty("reported").GetInt32(), view.GetProperty("coverage").GetProperty("expected").GetInt32());
        Assert.Equal((await sent.CountAsync(Ct), 62, 62 - await sent.CountAsync(Ct)), (reported, expected, view.GetProperty("missing").GetArrayLength()));

        var own = await (await api.AsAsync("xa-khunha")).JsonAsync($"/api/v1/consolidation?campaign={Demo.Campaign}&period={Quarter}&unit={Demo.KhunHa}");
        Assert.Equal(1, own.GetProperty("coverage").GetProperty("expected").GetInt32());
        Assert.Equal("summary.not-your-unit", (await (await api.AsAsync("xa-khunha")).GetAsync($"/api/v1/consolidation?campaign={Demo.Campaign}&period={Quarter}&unit={Demo.BinhLu}")).Code);
        Assert.Empty((await (await api.AsAsync("xa-khunha")).JsonAsync($"/api/v1/consolidation?campaign={Demo.Campaign}&period={Quarter}")).GetProperty("missing").EnumerateArray());
        Assert.Equal("summary.period-unknown", (await board.GetAsync($"/api/v1/consolidation?campaign={Demo.Campaign}&period=x")).Code);
        Assert.Equal("model.unit-unknown", (await board.GetAsync($"/api/v1/consolidation?campaign={Demo.Campaign}&unit=x")).Code);
        Assert.Equal("model.campaign-unknown", (await board.GetAsync("/api/v1/consolidation?campaign=x")).Code);
        foreach (var format in new[] { "xlsx", "csv" })
        {
            Assert.True((await board.Http.GetByteArrayAsync($"/api/v1/consolidation/{format}?campaign={Demo.Campaign}&period={Quarter}", Ct)).Length > 500);
        }
    }

    private async Task<Actor> ActorAsync(string user)
    {
        await using var db = api.Host.Get<Store>().Read();
        return api.Host.Get<Actors>().Of(await db.Accounts.SingleAsync(a => a.UserName == user, Ct));
    }
}
