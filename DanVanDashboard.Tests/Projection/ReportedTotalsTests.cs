using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Features.Figures;

namespace DanVanDashboard.Tests.Projection;

[Collection(nameof(FiguresStore))]
public sealed class ReportedTotalsTests(FiguresStore store)
{
    private readonly ReportedTotalsQueries _queries = new(store.Store, new MetricBook(store.Store, store.Metrics));

    [Fact]
    public async Task Of_LongAn_HasTheModelsByFieldAndSubject()
    {
        var totals = await OfAsync("long-an-2021-2025");

        Assert.Equal(990, totals.Find(TileKind.Registered)!.Value);
        Assert.Equal([139, 599, 84, 168], StandardFields.All.Select(f => totals.Find(TileKind.Registered, f)!.Value));
        Assert.Equal((949, 41), (totals.Find(TileKind.Registered, subject: Subject.Collective)!.Value, totals.Find(TileKind.Registered, subject: Subject.Individual)!.Value));
        Assert.Equal(("toàn tỉnh có 990 mô hình", "S002", "F030", Exactness.Exact), Told(totals.Find(TileKind.Registered)!));
        Assert.Equal(7, totals.All.Count);
    }

    [Fact]
    public async Task Of_LangSon_HasTheModelsBuiltAndNotTheirChange()
    {
        var totals = await OfAsync("tp-lang-son-2017-2020");

        Assert.Equal(129, totals.Find(TileKind.Registered)!.Value);
        Assert.Equal([44, 23, 42, 20], StandardFields.All.Select(f => totals.Find(TileKind.Registered, f)!.Value));
        Assert.DoesNotContain(totals.All, t => t.FigureId == "F013");
        Assert.Null(totals.Find(TileKind.Exemplar));
        Assert.Equal(46, totals.Find(TileKind.Exemplar, level: RecognitionLevel.District)!.Value);
    }

    [Fact]
    public async Task Of_BoTrach_AddsNothing()
    {
        var totals = await OfAsync("bo-trach-2021-2023");

        Assert.Null(totals.Find(TileKind.Recognised));
        Assert.Null(totals.Find(TileKind.Recognised, level: RecognitionLevel.Commune));
        Assert.Equal(
            [(RecognitionLevel.Commune, Subject.Collective, 547m), (RecognitionLevel.Commune, Subject.Individual, 359m), (RecognitionLevel.District, null, 50m)],
            totals.Of(TileKind.Recognised).Select(t => (t.Level!.Value, t.Subject, t.Value)));
        Assert.Equal((21, 78), (Assert.Single(totals.Of(TileKind.Commended)).Value, Assert.Single(totals.Of(TileKind.Honoured)).Value));
        Assert.Empty(totals.Of(TileKind.Registered));
    }

    [Fact]
    public async Task Of_LaiChau_LeavesTheWiderNotionOut()
    {
        var totals = await OfAsync("lai-chau-tham-luan");

        Assert.Equal(704, totals.Find(TileKind.Exemplar)!.Value);
        Assert.Null(totals.Find(TileKind.Commended));
        Assert.Equal([24, 21], totals.Of(TileKind.Commended).Select(t => t.Value));
        Assert.DoesNotContain(totals.All, t => t.Value == 1178);
    }

    [Fact]
    public async Task Of_AnotherUnit_IsEmpty() =>
        Assert.Empty((await _queries.OfAsync(store.Reference.Current.Campaign("bo-trach-2021-2023")!, "44-1997/19183", TestContext.Current.CancellationToken)).All);

    [Fact]
    public void Of_SeveralNumbersForOneCut_ChoosesNone()
    {
        var figures = store.Facts.Figures.Where(f => f.CampaignId == "long-an-2021-2025").ToList();
        var other = figures[0] with { Id = "X1", SourceId = "X", Value = 991 };

        Assert.Null(_queries.Of([.. figures, other]).Find(TileKind.Registered));
        Assert.Equal("F030", _queries.Of([.. figures, other with { Value = 990 }]).Find(TileKind.Registered)!.FigureId);
    }

    [Fact]
    public void Of_NarrowerOrRelativeNumbers_AreLeftOut()
    {
        var figure = store.Facts.Figures.First(f => f.Id == "F030");

        Assert.Empty(_queries.Of([
            figure with { Theme = "environment" }, figure with { Block = OrganisationBlock.School }, figure with { Scope = "ở ba xã" }, figure with { Denominator = 1000 },
            figure with { Field = "economy+culture_society" }, figure with { Time = TimeMeaning.Change }, figure with { TargetLevel = RecognitionLevel.Province },
            figure with { Metric = "not-in-the-catalogue" },
        ]).All);
    }

    private static (string?, string, string, Exactness) Told(ReportedTotal t) => (t.Words, t.SourceId, t.FigureId, t.Exactness);

    private Task<ReportedTotals> OfAsync(string campaign) => _queries.OfAsync(store.Reference.Current.Campaign(campaign)!, null, TestContext.Current.CancellationToken);
}
