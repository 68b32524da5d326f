using System.Globalization;
using Bunit;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Features.Progress;
using DanVanDashboard.Tests.Features.Models;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Features.Progress;

public sealed class ProgressPageTests
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Page_ForTheBoard_ShowsEveryBodyInOrderAndTheNumbersAgree(string language)
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "bandanvan", language);

        var page = context.Open<ProgressPage>("/tien-do");

        var rows = page.FindAll("[data-body]");
        Assert.Equal(62, rows.Count);
        var bodies = rows.Select(r => store.Reference.Bodies.Find(r.GetAttribute("data-body"))!).ToList();
        Assert.Equal(bodies.OrderByDescending(b => b.NonLocal).ThenBy(b => b.NonLocal ? b.Order : 0).ThenBy(b => b.NonLocal ? "" : store.Reference.Places[b.UnitId!].Code, StringComparer.Ordinal).Select(b => b.Id), bodies.Select(b => b.Id));
        var sent = int.Parse(page.Find("[data-testid=progress-coverage]").GetAttribute("data-value")!, CultureInfo.InvariantCulture);
        Assert.Equal(sent, rows.Count(r => r.GetAttribute("data-state") is "on_time" or "late"));
        Assert.Equal(string.Create(CultureInfo.GetCultureInfo("vi-VN"), $"{sent}/62 {(language == "vi" ? "đơn vị" : "bodies")} · {100m * sent / 62:0.0}%"), page.Find("[data-testid=progress-coverage]").TextContent);
        Assert.DoesNotMatch(@">\s*(state|note|filter|column|returned|heading|coverage)\.[a-z_-]{3,}", page.Markup);
    }

    [Fact]
    public async Task Page_EachFilter_ShowsAsManyAsItsLinkSays()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "thuongtruc");
        var links = context.Open<ProgressPage>("/tien-do").FindAll("[data-filter]")
            .Select(a => (Href: a.GetAttribute("href")!, Count: int.Parse(a.QuerySelector("b")!.GetAttribute("data-value")!, CultureInfo.InvariantCulture), Filter: a.GetAttribute("data-filter"))).ToList();

        Assert.Superset(new HashSet<string?> { "all", "submitted", "approved", "returned", "missing", "overdue", "late" }, links.Select(l => l.Filter).ToHashSet());
        Assert.All(links, link => Assert.Equal(link.Count, context.Open<ProgressPage>(link.Href).FindAll("[data-body]").Count));
        Assert.All(context.Open<ProgressPage>("/tien-do?tinh-trang=overdue").FindAll("[data-body]"), r => Assert.Contains("Quá hạn, chưa gửi", r.TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("xa-binhlu", Demo.BinhLuCommittee)]
    [InlineData("hoinongdan", Demo.FarmersBody)]
    public async Task Page_ForOthers_ShowsTheirOwnBodyOnly(string user, string body)
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, user);

        var page = context.Open<ProgressPage>("/tien-do");

        Assert.Contains(body, page.FindAll("[data-body]").Select(r => r.GetAttribute("data-body")));
        var actor = await store.ActorAsync(user);
        Assert.All(page.FindAll("[data-body]"), r => Assert.Contains(r.GetAttribute("data-body")!, actor.Scope.Bodies));
        Assert.NotNull(context.Open<ProgressPage>("/tien-do?phong-trao=long-an-2021-2025").Find("[data-testid=refused]"));
    }

    [Fact]
    public async Task Page_ReportReturned_SaysByItselfWhoAndWhy()
    {
        await using var store = await TestStore.CopyAsync();
        await using var context = new PageContext(store, "thuongtruc");
        var report = await store.ReadAsync(db => Task.FromResult(db.Reports.First(r => r.CampaignId == Demo.Campaign && r.Period == "2026-Q3" && r.Status == "approved")));
        var page = context.Open<ProgressPage>("/tien-do");
        Assert.Equal("on_time", page.Find($"[data-body='{report.BodyId}']").GetAttribute("data-state"));

        var done = await store.Reports.ApplyAsync(await store.ActorAsync("bandanvan"), report.Id, ReportVerb.Return, "Bổ sung số liệu thử", null, Ct);

        Assert.True(done.Ok);
        await page.WaitForStateAsync(() => page.Find($"[data-body='{report.BodyId}']").GetAttribute("data-state") == "returned", TimeSpan.FromSeconds(15));
        Assert.Equal("Bổ sung số liệu thử", page.Find($"[data-body='{report.BodyId}'] [data-reason]").TextContent);
        Assert.Contains("Ban Tuyên giáo và Dân vận", page.Find($"[data-body='{report.BodyId}']").TextContent, StringComparison.Ordinal);
        await context.DisposeComponentsAsync();
        Assert.Equal(0, store.Feed.Subscribers);
    }

    [Fact]
    public async Task Page_WithClusters_ShowsTheRatesOfEachAndNarrowsToOne()
    {
        await using var store = await TestStore.CopyAsync();
        await store.Writer.WriteAsync((w, _) =>
        {
            w.Db.Clusters.Add(new() { Id = "cum-1", CampaignId = Demo.Campaign, Name = "Cụm thi đua số 1 (thử)", Order = 1, ValidFrom = new(2026, 1, 1), Version = 1 });
            w.Db.ClusterMembers.AddRange(
                new() { Id = "m1", ClusterId = "cum-1", UnitId = Demo.BinhLu, From = new(2026, 1, 1) }, new() { Id = "m2", ClusterId = "cum-1", UnitId = Demo.KhunHa, From = new(2026, 1, 1) },
                new() { Id = "m3", ClusterId = "cum-1", BodyId = Demo.FarmersBody, From = new(2026, 1, 1) });
            return Task.FromResult(0);
        }, Ct);
        using var context = new PageContext(store, "thuongtruc");

        var page = context.Open<ProgressPage>("/tien-do?ky=2026-Q3");
        var states = page.FindAll("[data-body]").Where(r => r.GetAttribute("data-body") is Demo.BinhLuCommittee or Demo.KhunHaCommittee or Demo.FarmersBody).Select(r => r.GetAttribute("data-state")).ToList();
        var line = page.Find("[data-cluster=cum-1]");
        Assert.Equal(
            (states.Count(s => s is "on_time" or "late").ToString(CultureInfo.InvariantCulture), "3", states.Count(s => s == "on_time").ToString(CultureInfo.InvariantCulture)),
            (line.QuerySelector("[data-of]")!.GetAttribute("data-value"), line.QuerySelector("[data-of]")!.GetAttribute("data-of"), line.QuerySelectorAll("td")[2].GetAttribute("data-value")));

        var narrowed = context.Open<ProgressPage>(line.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Equal([Demo.FarmersBody, Demo.BinhLuCommittee, Demo.KhunHaCommittee], narrowed.FindAll("[data-body]").Select(r => r.GetAttribute("data-body")));
        Assert.Equal("3", narrowed.Find("[data-testid=progress-coverage]").GetAttribute("data-of"));
        // Made after a period has ended, clusters are for looking back all the same.
        await store.Writer.WriteAsync(async (w, ct) => { await w.Db.Clusters.ExecuteUpdateAsync(s => s.SetProperty(c => c.ValidFrom, new DateOnly(2026, 10, 10)), ct); return 0; }, Ct);
        Assert.NotNull(context.Open<ProgressPage>("/tien-do?ky=2026-Q3").Find("[data-cluster=cum-1]"));
        // A commune sees its own bodies, and no cluster's rate from which those of others could be told.
        using var commune = new PageContext(store, "xa-binhlu");
        Assert.Empty(commune.Open<ProgressPage>("/tien-do?ky=2026-Q3").FindAll("[data-testid=progress-clusters]"));
    }

    [Fact]
    public async Task Page_PeriodsAndCampaigns_WithoutReportsSaySo()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "bandanvan");

        Assert.Equal(["2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1"], context.Open<ProgressPage>("/tien-do").FindAll("[data-testid=filter-period] option").Select(o => o.GetAttribute("value")));
        Assert.All(context.Open<ProgressPage>("/tien-do?ky=2026-Q4").FindAll("[data-body]"), r => Assert.Equal("not_due", r.GetAttribute("data-state")));
        Assert.NotNull(context.Open<ProgressPage>("/tien-do?phong-trao=bo-trach-2021-2023").Find("[data-testid=progress-none]"));
        Assert.NotNull(context.Open<ProgressPage>("/tien-do?ky=khong-phai-ky").Find("[data-testid=refused]"));
        Assert.NotNull(context.Open<ProgressPage>("/tien-do?tinh-trang=pending").Find("[data-testid=progress-empty]"));
    }
}
