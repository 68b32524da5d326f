using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using FsCheck;
using FsCheck.Fluent;

namespace DanVanDashboard.Tests.Domain.Reporting;

public sealed class CellWarningsTests
{
    private static readonly FieldTaxonomy s_fields = new([.. StandardFields.All.Select(f => new CampaignField(f, f, f, f))]);
    private static readonly MetricCatalogue s_metrics = new([new("models", MetricKind.Count, new("a", "a")) { Contains = ["exemplars"] }, new("exemplars", MetricKind.Count, new("b", "b"))]);

    [Fact]
    public void Of_FieldsThatDoNotAddUp_SaysBothNumbers()
    {
        var cells = Line("models", AskedSplit.FieldAndSubject, [10, 4, 3, 2, 0, 9, 1]);

        Assert.Equal([("models|||", WarningKind.Fields, 10m, 9m)], Warn(cells));
        Assert.Empty(Warn(Line("models", AskedSplit.FieldAndSubject, [10, 4, 3, 2, 1, 9, 1])));
    }

    [Fact]
    public void Of_PartsThatAreMissing_SaysNothingUntilTheyAreTooMany()
    {
        Assert.Empty(Warn(Line("models", AskedSplit.Field, [10, 4, 3, null, null])));
        Assert.Equal([("models|||", WarningKind.Fields, 10m, 11m)], Warn(Line("models", AskedSplit.Field, [10, 8, 3, null, null])));
        Assert.Empty(Warn(Line("models", AskedSplit.Field, [null, 8, 3, 0, 0])));
    }

    [Fact]
    public void Of_NothingArose_CountsAsNoneInASumAndRoundedNumbersInNone()
    {
        var cells = Line("models", AskedSplit.Field, [5, 5, null, 0, 0]);
        cells[2] = cells[2] with { Says = new(EntryContent.Nothing) };
        Assert.Empty(Warn(cells));

        cells[0] = cells[0] with { Says = new(EntryContent.Value, 3, Exactness.Over) };
        Assert.Empty(Warn(cells));
    }

    [Theory]
    [InlineData(TimeMeaning.Cumulative, 9, 10, WarningKind.BelowLast)]
    [InlineData(TimeMeaning.Cumulative, 10, 10, null)]
    [InlineData(TimeMeaning.Period, 9, 10, null)]
    [InlineData(TimeMeaning.Period, 30, 10, WarningKind.Jump)]
    [InlineData(TimeMeaning.Period, 29, 10, null)]
    [InlineData(TimeMeaning.Stock, 10, 40, WarningKind.Jump)]
    [InlineData(TimeMeaning.Period, 9, 0, null)]
    [InlineData(TimeMeaning.Period, 12, 0, WarningKind.Jump)]
    public void Of_BesideTheLastPeriod_WarnsOfAFallAndOfAJump(TimeMeaning time, int here, int last, WarningKind? expected)
    {
        var cell = Line("models", AskedSplit.None, [here], time)[0] with { LastPeriod = last };

        Assert.Equal(expected, CellWarnings.Of([cell], s_metrics).Select(w => (WarningKind?)w.Kind).SingleOrDefault());
    }

    [Fact]
    public void Of_ASelectionLargerThanItsWhole_Warns() => Assert.Equal(
        [("exemplars|||", WarningKind.LargerThanWhole, 6m, 5m)], Warn([.. Line("models", AskedSplit.None, [5]), .. Line("exemplars", AskedSplit.None, [6])]));

    [Fact]
    public void Of_PartsThatMakeTheWhole_NeverWarns() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>().Filter(b => b.Length >= 8),
        parts =>
        {
            var crossings = parts.Take(8).Select(p => (decimal?)p).ToList();
            return Warn(Line("models", AskedSplit.FieldBySubject, [crossings.Sum(), .. crossings])).Count == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Agree_OfWhatIsQualified_IsNoDifference()
    {
        Assert.True(Differences.Agree(new(EntryContent.Value, 10, Exactness.Over), 12));
        Assert.False(Differences.Agree(new(EntryContent.Value, 10, Exactness.Over), 9));
        Assert.True(Differences.Agree(new(EntryContent.Value, 10, Exactness.Nearly), 9));
        Assert.False(Differences.Agree(new(EntryContent.Value, 10), 9));
        Assert.True(Differences.Agree(new(EntryContent.Nothing), 0));
        Assert.False(Differences.Agree(new(EntryContent.Nothing), 1));
        Assert.True(Differences.Agree(new(EntryContent.Silent), 7));
    }

    [Fact]
    public void Of_AReason_HoldsForItsTwoNumbersOnly()
    {
        DifferenceReason Reason(decimal listed, bool settled = false) => new("a", 12, listed, "chưa lập hồ sơ", "an", DateTime.UnixEpoch, settled);
        Difference One(decimal listed, params DifferenceReason[] reasons) => Differences.Of([("a", new(EntryContent.Value, 12), listed)], reasons).Single();

        Assert.Equal(DifferenceState.Open, One(10).State);
        Assert.Equal(DifferenceState.Explained, One(10, Reason(10)).State);
        Assert.Equal(DifferenceState.Open, One(11, Reason(10)).State);
        Assert.Equal(DifferenceState.Settled, One(10, Reason(10), Reason(10, settled: true)).State);
        Assert.Empty(Differences.Of([("a", new(EntryContent.Value, 12), 12m)], [Reason(10)]));
    }

    private static List<(string, WarningKind, decimal, decimal)> Warn(IReadOnlyList<FilledCell> cells) => [.. CellWarnings.Of(cells, s_metrics).Select(w => (w.Cell, w.Kind, w.Here, w.There))];

    private static List<FilledCell> Line(string metric, AskedSplit split, IReadOnlyList<decimal?> values, TimeMeaning time = TimeMeaning.Period)
    {
        var line = new AskedFigure
        {
            Id = metric, Line = metric, Version = 1, CampaignId = "c", Metric = metric, Split = split, Measure = new("mô hình", "models"), Time = time, Kinds = PeriodKey.CalendarKinds,
            From = new(PeriodKind.Year, 2026, 0),
        };
        return [.. line.Cells(s_fields).Zip(values, (c, v) => new FilledCell(c, v is { } value ? new(EntryContent.Value, value) : null, null))];
    }
}
