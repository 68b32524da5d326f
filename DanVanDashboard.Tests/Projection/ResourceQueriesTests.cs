using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Projection;

public sealed class ResourceQueriesTests
{
    private static readonly PeriodKey Year = new(PeriodKind.Year, 2026, 0);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_TheYear_AddsTheQuartersOfThoseWhoReported()
    {
        await using var store = await TestStore.CopyAsync();
        var year = await OfAsync(store, new(Campaign(store), Year));
        var quarters = new List<ResourceTotals>();
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            quarters.Add(await OfAsync(store, new(Campaign(store), new(PeriodKind.Quarter, 2026, quarter))));
        }

        Assert.Equal(11, year.Lines.Count);
        Assert.All(year.Lines, l => Assert.Equal(l.Amount, Amount.Sum(quarters.SelectMany(q => q.Lines).Where(q => q.Metric.Key == l.Metric.Key).Select(q => q.Amount))));
        Assert.NotEqual(Qualifier.Exact, Line(year, "money_mobilised").Amount.Qualifier);
        Assert.InRange(Line(year, "money_mobilised").Amount.Value, 1_000_000_000, 60_000_000_000);
        Assert.Equal(62, year.Coverage!.Expected);
        Assert.InRange(year.Coverage.Reported, 50, 61);
        Assert.False(year.Complete);
        var direct = await store.ReadAsync(async db => (await db.ReportFigures.Where(f => f.Metric == "labour_days").Join(
            db.Reports.Where(r => r.Status == "approved"), f => f.ReportId, r => r.Id, (f, _) => f.Value).ToListAsync(Ct)).Sum());
        Assert.Equal(direct, Line(year, "labour_days").Amount.Value);
    }

    [Fact]
    public async Task Of_CommunesAndNonLocalBodies_IsTheWhole()
    {
        await using var store = await TestStore.CopyAsync();
        var whole = Line(await OfAsync(store, new(Campaign(store), Year)), "labour_days").Amount.Value;
        var nonLocal = Line(await OfAsync(store, new(Campaign(store), Year, CubeKeys.ProvinceBodies)), "labour_days");
        decimal local = 0;
        foreach (var unit in store.Reference.Places.Under(Demo.LaiChau, new(2026, 10, 20)))
        {
            local += (await OfAsync(store, new(Campaign(store), Year, unit.Id))).Lines.FirstOrDefault(l => l.Metric.Key == "labour_days")?.Amount.Value ?? 0;
        }

        Assert.Equal(whole, local + nonLocal.Amount.Value);
        Assert.InRange(nonLocal.Bodies, 20, 24);
        Assert.Empty((await OfAsync(store, new(Campaign(store), new(PeriodKind.Month, 2026, 2)))).Lines);
    }

    [Fact]
    public async Task Of_AReportThatIsSentReturnedAndSentAgain_FollowsAtOnce()
    {
        await using var store = await TestStore.CopyAsync();
        var quarter = new ResourceFilter(Campaign(store), new(PeriodKind.Quarter, 2026, 4));
        Assert.Empty((await OfAsync(store, quarter)).Lines);

        var created = await store.Reports.CreateAsync(
            Actor.System,
            new()
            {
                Campaign = Demo.Campaign, UnitId = Demo.KhunHa, Period = "2026-Q4",
                Figures =
                [
                    new() { Metric = "labour_days", Value = 120, Exactness = "over" },
                    new() { Metric = "money_mobilised", Field = "economy", Value = 5_000_000 }, new() { Metric = "money_mobilised", Field = "culture_society", Value = 2_000_000, Exactness = "nearly" },
                ],
            },
            null, Ct);
        var id = new Answer(default, created.Value.Json).Id;
        Assert.Empty((await OfAsync(store, quarter)).Lines);

        await store.Reports.ApplyAsync(Actor.System, id, ReportVerb.Submit, null, null, Ct);
        var sent = await OfAsync(store, quarter);
        Assert.Equal((new Amount(120, Qualifier.Over), 1), (Line(sent, "labour_days").Amount, Line(sent, "labour_days").Bodies));
        Assert.Equal(new Amount(7_000_000, Qualifier.Nearly), Line(sent, "money_mobilised").Amount);
        Assert.Equal(new Coverage(1, 62), sent.Coverage);
        Assert.Equal(new Amount(5_000_000, Qualifier.Exact), Line(await OfAsync(store, quarter with { Field = "economy" }), "money_mobilised").Amount);
        Assert.Same(sent, await OfAsync(store, quarter with { }));

        await store.Reports.ApplyAsync(Actor.System, id, ReportVerb.Return, "bổ sung", null, Ct);
        Assert.Empty((await OfAsync(store, quarter)).Lines);
    }

    [Fact]
    public async Task Of_ACampaignFromADocument_StandsBesideItsSourceAndIsNeverAdded()
    {
        await using var store = await TestStore.CopyAsync(demo: false);

        var totals = await OfAsync(store, new(store.Reference.Campaign("tp-lang-son-2017-2020")!));

        Assert.Null(totals.Coverage);
        Assert.Equal(["money_mobilised", "fund_for_the_poor", "labour_days", "houses_built"], totals.Lines.Select(l => l.Metric.Key));
        var money = totals.Lines[0];
        Assert.Equal((new Amount(2_000_000_000, Qualifier.Nearly), "S001", "gần 2 tỷ đồng"), (money.Amount, money.Figure!.SourceId, money.Figure.Locator));
        Assert.Equal(TimeMeaning.Cumulative, money.Figure.Time);
        Assert.Equal("nhà đại đoàn kết", totals.Lines[3].MeasureIn("en"));
        Assert.Empty((await OfAsync(store, new(store.Reference.Campaign("tp-lang-son-2017-2020")!, new(PeriodKind.Year, 2018, 0)))).Lines);
    }

    private static Campaign Campaign(TestStore store) => store.Reference.Campaign(Demo.Campaign)!;

    private static ResourceLine Line(ResourceTotals totals, string metric) => Assert.Single(totals.Lines, l => l.Metric.Key == metric);

    private static Task<ResourceTotals> OfAsync(TestStore store, ResourceFilter filter) => store.Get<ResourceQueries>().OfAsync(filter, Ct);
}
