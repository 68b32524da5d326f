using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Projection;

/// <summary>Reporting rates over the periods of what is chosen, by locality.</summary>
public sealed class ReportsNowTests
{
    private static readonly DateOnly Today = new(2026, 10, 14);

    [Fact]
    public async Task Of_AYear_AddsUpItsPeriodsThatAreDueByLocality()
    {
        await using var store = await TestStore.CopyAsync();
        var coverage = new CoverageQueries(store.Store, store.Get<ReferenceData>());
        var now = await new ReportsNowQueries(coverage, store.Cubes, store.Get<ReferenceData>()).OfAsync(Demo.Campaign, new PeriodKey(PeriodKind.Year, 2026, 0), Today);

        var all = new List<BodyReport>();
        foreach (var quarter in (int[])[1, 2, 3])
        {
            all.AddRange(await coverage.OfAsync(Demo.Campaign, new PeriodKey(PeriodKind.Quarter, 2026, quarter), TestContext.Current.CancellationToken));
        }

        Assert.Equal(["2026-Q1", "2026-Q2", "2026-Q3"], now.Due.Select(p => p.ToString()));
        Assert.Equal(ReportingRate.Of(all.Select(r => r.StateOn(Today))), now.Rate);
        Assert.True(now.Rate.Sent > now.Rate.OnTime && now.Rate.Owing > now.Rate.Sent);
        Assert.Equal(ReportingRate.Of(all.Where(r => r.UnitId == Demo.BinhLu).Select(r => r.StateOn(Today))), now.RateByUnit[Demo.BinhLu]);
        Assert.Equal(38, now.RateByUnit.Count);
        Assert.Equal(now.Rate.Owing, now.RateByUnit.Values.Sum(r => r.Owing) + now.ProvinceBodiesRate.Owing);
    }

    [Fact]
    public async Task Of_AQuarterThatRuns_HasNoRateYet()
    {
        await using var store = await TestStore.CopyAsync();
        var coverage = new CoverageQueries(store.Store, store.Get<ReferenceData>());

        var now = await new ReportsNowQueries(coverage, store.Cubes, store.Get<ReferenceData>()).OfAsync(Demo.Campaign, new PeriodKey(PeriodKind.Quarter, 2026, 4), Today);

        Assert.Empty(now.Due);
        Assert.Null(now.Rate.SentShare);
    }
}
