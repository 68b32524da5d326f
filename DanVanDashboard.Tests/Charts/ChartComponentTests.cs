using System.Globalization;
using Bunit;
using DanVanDashboard.Charts;
using DanVanDashboard.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace DanVanDashboard.Tests.Charts;

public sealed class ChartComponentTests : BunitContext
{
    private static readonly IReadOnlyList<ChartSeries> Fields = [new("e", "Kinh tế", "tone-economy"), new("c", "Văn hóa - xã hội", "tone-culture_society")];

    public ChartComponentTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi-VN");
        Services.AddLogging();
        Services.AddLocalization();
    }

    [Fact]
    public void ShareBars_Rows_ShareOneScaleFromZero()
    {
        var bars = Render<ShareBars>(p => p
            .Add(c => c.Label, "Theo lĩnh vực")
            .Add(c => c.FullText, "tập thể").Add(c => c.HalfText, "cá nhân").Add(c => c.UnstatedText, "chưa nêu")
            .Add(c => c.Rows, [new("e", "Kinh tế", "tone-economy", 150, 50, Href: "/?linh-vuc=economy", Note: "báo cáo 139"), new("u", "Chưa nêu", "tone-unstated", 0, 0, 100)]));

        Assert.Equal(("75%", "25%"), (bars.Find("[data-row=e] .share-full").GetAttribute("width"), bars.Find("[data-row=e] .share-half").GetAttribute("width")));
        Assert.Equal("50%", bars.Find("[data-row=u] .share-unstated").GetAttribute("width"));
        Assert.Equal("báo cáo 139", bars.Find("[data-row=e] .share-note").TextContent);
        Assert.Equal("200", bars.Find("[data-row=e] .share-total").GetAttribute("data-value"));
        Assert.Equal("tập thể 150, cá nhân 50", bars.Find("[data-row=e] .share-bar").GetAttribute("aria-label"));
        Assert.Equal("/?linh-vuc=economy", bars.Find("[data-row=e] a").GetAttribute("href"));
        Assert.Empty(bars.FindAll("[style]"));
    }

    [Fact]
    public void ShareBars_AllZero_DrawsEmptyBars() =>
        Assert.Equal("0%", Render<ShareBars>(p => p.Add(c => c.Rows, [new("e", "Kinh tế", "tone-economy", 0)])).Find(".share-full").GetAttribute("width"));

    [Fact]
    public void TimeColumns_Stacked_TouchWithoutGap()
    {
        var chart = Render<TimeColumns>(p => p.Add(c => c.Series, Fields).Add(c => c.Label, "Đăng ký")
            .Add(c => c.Steps, [new("T1", [30, 70]), new("T2", [10, null])])
            .Add(c => c.Marks, [new(1.5, "15/10 sơ kết")]));

        var bars = chart.FindAll(".time-bar");
        Assert.Equal(3, bars.Count);
        Assert.Equal(("70%", "30%"), (bars[0].GetAttribute("y"), bars[0].GetAttribute("height")));
        Assert.Equal(("0%", "70%"), (bars[1].GetAttribute("y"), bars[1].GetAttribute("height")));
        Assert.Equal("75%", chart.Find(".time-mark").GetAttribute("x1"));
        Assert.Equal("T2\nKinh tế: 10\nVăn hóa - xã hội: chưa có", chart.FindAll("[data-tip]")[1].GetAttribute("data-tip"));
        Assert.Equal(["30", "70", "10", "chưa có"], chart.FindAll("table td").Select(td => td.TextContent));
        Assert.Equal(["100", "75", "50", "25", "0"], chart.FindAll(".time-ticks span").Select(t => t.TextContent));
    }

    [Fact]
    public void TimeColumns_LineWithMissingValue_LeavesAGap()
    {
        var chart = Render<TimeColumns>(p => p.Add(c => c.Kind, TimeKind.Line).Add(c => c.Series, [Fields[0]])
            .Add(c => c.Steps, [new("1", [1]), new("2", [2]), new("3", [null]), new("4", [4])]));

        Assert.Equal(2, chart.Find(".time-line").GetAttribute("d")!.Count(c => c == 'M'));
        Assert.Equal(3, chart.FindAll(".time-dot").Count);
    }

    [Fact]
    public void TimeColumns_NoValueAtAll_SaysSo() =>
        Assert.Equal("Chưa có số liệu trong phạm vi đã chọn", Render<TimeColumns>(p => p.Add(c => c.Series, Fields).Add(c => c.Steps, [new("T1", [null, null])])).Find(".chart-empty").TextContent);

    [Theory]
    [InlineData(149, 150)]
    [InlineData(7, 8)]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    [InlineData(1178, 1500)]
    public void Axis_WholeNumbers_EndsOnARoundTick(int highest, int top)
    {
        var axis = ChartAxis.For([highest]);

        Assert.Equal(top, axis.High);
        Assert.All(axis.Ticks, tick => Assert.Equal(decimal.Truncate(tick), tick));
        Assert.InRange(axis.Ticks.Count, 2, 6);
    }

    [Fact]
    public void Axis_Changes_ReachBelowZero()
    {
        var axis = ChartAxis.For([-12, 30]);

        Assert.True(axis.Low <= -12 && axis.High >= 30);
        Assert.Contains(0, axis.Ticks);
    }

    [Fact]
    public void Sparkline_OneValue_DrawsNothing() =>
        Assert.Empty(Render<Sparkline>(p => p.Add(c => c.Values, [4])).FindAll("svg"));

    [Fact]
    public void KpiTile_Number_IsPlainAtOnceAndFormattedForPeople()
    {
        var tile = Render<KpiTile>(p => p.Add(c => c.Label, "Đăng ký").Add(c => c.Value, 1268).Add(c => c.TestId, "kpi-registered")
            .Add(c => c.Changes, [new KpiChange("38", KpiDirection.Up, KpiJudgement.None, "so với quý II")])
            .Add(c => c.Reported, "báo cáo 990 · danh sách 15").Add(c => c.Version, 3));

        var number = tile.Find("[data-testid=kpi-registered]");
        Assert.Equal("1268", number.GetAttribute("data-value"));
        Assert.Equal("1.268", number.TextContent);
        Assert.True(number.HasAttribute("data-count"));
        Assert.Equal("3", tile.Find(".kpi-tile").GetAttribute("data-version"));
        Assert.Contains("tăng", tile.Find(".kpi-delta").TextContent, StringComparison.Ordinal);
        Assert.False(tile.Find(".kpi-delta").ClassList.Contains("better"));
        Assert.Equal("báo cáo 990 · danh sách 15", tile.Find(".kpi-reported").TextContent);
        Assert.Empty(tile.FindAll(".kpi-ring.changed"));
    }

    [Fact]
    public void KpiTile_WithWhatLiesBehind_LeadsThereAndSaysHowMuchOfTheTargetIsReached()
    {
        var tile = Render<KpiTile>(p => p.Add(c => c.Label, "Đăng ký").Add(c => c.Value, 1268).Add(c => c.Href, "/mo-hinh?ky=2026")
            .Add(c => c.Parts, [new KpiPart("tập thể 1.166", "/mo-hinh?doi-tuong=collective"), new KpiPart("chưa nêu 2")])
            .Add(c => c.Target, new KpiTarget(1.2m, "120,0% chỉ tiêu năm (1.057)")));

        Assert.Equal("Đăng ký: 1.268", tile.Find(".kpi-link").GetAttribute("aria-label"));
        Assert.Equal("/mo-hinh?doi-tuong=collective", tile.Find(".kpi-parts a").GetAttribute("href"));
        Assert.Single(tile.FindAll(".kpi-parts span"));
        Assert.Equal("100%", tile.Find(".kpi-meter-fill").GetAttribute("width"));
    }

    [Fact]
    public void KpiTile_NewVersion_ShowsTheRing()
    {
        var tile = Render<KpiTile>(p => p.Add(c => c.Label, "Đăng ký").Add(c => c.Value, 5).Add(c => c.Version, 3));

        tile.Render(p => p.Add(c => c.Value, 6).Add(c => c.Version, 4));

        Assert.Single(tile.FindAll(".kpi-ring.changed"));
    }

    [Fact]
    public void KpiTile_MissingValue_IsNotAZero()
    {
        var number = Render<KpiTile>(p => p.Add(c => c.Label, "Nhân rộng").Add(c => c.Value, null).Add(c => c.TestId, "kpi")).Find("[data-testid=kpi]");

        Assert.Equal("—", number.TextContent);
        Assert.False(number.HasAttribute("data-value"));
    }

    [Fact]
    public void Texts_HaveTheSameKeysInBothLanguages()
    {
        var resources = new System.Resources.ResourceManager(typeof(ChartsText));
        IEnumerable<string> Keys(string culture) => resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: culture.Length == 0)!
            .Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key).Order(StringComparer.Ordinal);

        Assert.Equal(Keys(""), Keys("en"));
    }
}
