using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using FsCheck;
using FsCheck.Fluent;

namespace DanVanDashboard.Tests.Domain.Reporting;

public sealed class ConsolidationTests
{
    private static readonly PeriodKey s_year = new(PeriodKind.Year, 2026, 0);
    private static readonly PeriodKey[] s_quarters = [.. Enumerable.Range(1, 4).Select(n => new PeriodKey(PeriodKind.Quarter, 2026, n))];
    private static readonly Metric s_own = new("days", MetricKind.Quantity, new("Ngày công", "Days")) { OfBody = true };
    private static readonly Metric s_fact = new("models", MetricKind.Count, new("Mô hình", "Models"));

    [Fact]
    public void Of_NumbersOfAPeriod_AddOverBodiesAndOverPeriodsThatCoverNoDayTwice()
    {
        OwedReport[] reports = [Report("a", s_quarters[0], 10), Report("a", s_quarters[1], 20), Report("b", s_quarters[0], 5), Report("b", s_quarters[1], 7), Report("c", s_year, 100), Report("c", s_quarters[0], 40)];

        var sum = Consolidation.Of(Cell(TimeMeaning.Period), s_own, s_year, reports);

        Assert.Equal((142m, 3, 3), (sum.Sum!.Value.Value, sum.Complete, sum.Owing));
        Assert.Equal(15m, Consolidation.Of(Cell(TimeMeaning.Period), s_own, s_quarters[0], reports.Where(r => r.Body.Id != "c")).Sum!.Value.Value);
    }

    [Theory]
    [InlineData(TimeMeaning.Stock)]
    [InlineData(TimeMeaning.Cumulative)]
    public void Of_NumbersOfADay_AddOverBodiesAndNeverOverMonths(TimeMeaning time)
    {
        OwedReport[] reports = [Report("a", s_quarters[2], 30), Report("a", s_quarters[3], 33), Report("b", s_quarters[2], 4), Report("b", s_quarters[3], 6)];

        Assert.Equal(39m, Consolidation.Of(Cell(time), s_own, s_year, reports).Sum!.Value.Value);
        Assert.Equal(34m, Consolidation.Of(Cell(time), s_own, new(PeriodKind.NineMonths, 2026, 0), reports).Sum!.Value.Value);
        var none = Consolidation.Of(Cell(time), s_own, new(PeriodKind.Half, 2026, 1), reports);
        Assert.Equal((null, ConsolidationNote.OtherDay), (none.Sum, none.Note));
    }

    [Fact]
    public void Of_AWholeAndItsParts_IsNeverBoth()
    {
        var cell = Cell(TimeMeaning.Period);
        OwedReport[] reports =
        [
            Report("a", s_quarters[0], new ReportedPart(null, null, new(10, Qualifier.Exact)), new("economy", null, new(6, Qualifier.Exact)), new("culture_society", null, new(4, Qualifier.Exact))),
            Report("b", s_quarters[0], new ReportedPart("economy", null, new(3, Qualifier.Over)), new("culture_society", null, new(1, Qualifier.Exact))),
        ];

        Assert.Equal(new Amount(14, Qualifier.Over), Consolidation.Of(cell, s_own, s_quarters[0], reports).Sum);
        Assert.Equal(new Amount(9, Qualifier.Over), Consolidation.Of(new(cell.Line, "economy", null), s_own, s_quarters[0], reports).Sum);
    }

    [Theory]
    [InlineData(MetricKind.Rate)]
    [InlineData(MetricKind.Average)]
    public void Of_RatesAndAverages_HaveNoSum(MetricKind kind)
    {
        var sum = Consolidation.Of(Cell(TimeMeaning.Period), new("r", kind, new("r", "r")) { OfBody = true }, s_quarters[0], [Report("a", s_quarters[0], 10), Report("b", s_quarters[0], 20)]);

        Assert.Equal((null, ConsolidationNote.NeverAdds, 2), (sum.Sum, sum.Note, sum.Given));
    }

    [Fact]
    public void Of_WhoHasNotReported_IsMissingAndNeverZero()
    {
        var cell = Cell(TimeMeaning.Period);
        OwedReport[] reports = [Report("a", s_quarters[0], 10), Report("b", s_quarters[0], 99) with { Sent = false }, Nothing("c", s_quarters[0], cell.Key), Report("d", s_quarters[0])];

        var sum = Consolidation.Of(cell, s_own, s_quarters[0], reports);

        Assert.Equal((10m, 2, 4), (sum.Sum!.Value.Value, sum.Complete, sum.Owing));
        Assert.Null(Consolidation.Of(cell, s_own, s_quarters[0], reports.Skip(1)).Sum);
    }

    [Fact]
    public void Of_AFactThatTwoBodiesOfOneLocalityTell_StandsOnce()
    {
        OwedReport[] reports = [Report("a", s_quarters[0], 10, unit: "u"), Report("b", s_quarters[0], 11, unit: "u"), Report("c", s_quarters[0], 5, unit: "v"), Report("d", s_quarters[0], 2), Report("e", s_quarters[0], 3)];

        var fact = Consolidation.Of(Cell(TimeMeaning.Period), s_fact, s_quarters[0], reports);

        Assert.Equal((20m, 1), (fact.Sum!.Value.Value, fact.LeftOut));
        Assert.Equal(31m, Consolidation.Of(Cell(TimeMeaning.Period), s_own, s_quarters[0], reports).Sum!.Value.Value);
    }

    [Fact]
    public void Of_AnyReports_AddsNoMoreThanWasSentAndCountsNoMoreThanOwe() => Prop.ForAll(
        Arb.From(Gen.ListOf(from body in Gen.Choose(0, 5) from quarter in Gen.Choose(0, 4) from sent in Gen.Choose(0, 2) from value in Gen.Choose(0, 50) select (body, quarter, Sent: sent > 0, value))),
        drawn =>
        {
            var reports = drawn.DistinctBy(d => (d.body, d.quarter)).Select(d => Report("b" + d.body, d.quarter == 4 ? s_year : s_quarters[d.quarter], d.value) with { Sent = d.Sent }).ToList();
            var sum = Consolidation.Of(Cell(TimeMeaning.Period), s_own, s_year, reports);
            var all = reports.Where(r => r.Sent).Sum(r => r.Parts[("days", null)][0].Amount.Value);
            var bodies = reports.Select(r => r.Body.Id).Distinct().Count();
            return (sum.Sum?.Value ?? 0) <= all && sum.Complete <= sum.Given && sum.Given <= sum.Owing && sum.Owing <= bodies && (sum.Sum is null) == !reports.Exists(r => r.Sent);
        }).QuickCheckThrowOnFailure();

    private static AskedCell Cell(TimeMeaning time) => new(
        new() { Id = "x", Line = "x", Version = 1, CampaignId = "c", Metric = "days", Measure = new("ngày công", "days"), Time = time, Kinds = PeriodKey.CalendarKinds, From = s_year }, null, null);

    private static OwedReport Report(string body, PeriodKey period, decimal value, string? unit = null) => Of(body, unit, period, [new(null, null, new(value, Qualifier.Exact))]);

    private static OwedReport Report(string body, PeriodKey period, params ReportedPart[] parts) => Of(body, null, period, parts);

    private static OwedReport Nothing(string body, PeriodKey period, string cell) => Of(body, null, period, []) with { Nothing = new HashSet<string> { cell } };

    private static OwedReport Of(string body, string? unit, PeriodKey period, IReadOnlyList<ReportedPart> parts) => new(
        new(body, unit, "p", BodyKind.PartyCommittee, OrganisationBlock.PartyCommittee, 0, [new(body, new(2020, 1, 1), null)], new(2020, 1, 1), null, []), period, Sent: true,
        parts.Count == 0 ? new Dictionary<(string, RecognitionLevel?), IReadOnlyList<ReportedPart>>() : new Dictionary<(string, RecognitionLevel?), IReadOnlyList<ReportedPart>> { [("days", null)] = parts }, new HashSet<string>());
}
