using System.Globalization;
using System.Text.Json;
using Bunit;
using DanVanDashboard.Charts;
using DanVanDashboard.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace DanVanDashboard.Tests.Charts;

public sealed class PlotlyChartTests : BunitContext
{
    private readonly ManualClock _clock = new();
    private readonly Script _script = new();

    public PlotlyChartTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi-VN");
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(_clock);
        Services.AddSingleton<IJSRuntime>(_script);
    }

    [Fact]
    public void Chart_FirstSpec_LoadsTheScriptAndDrawsOnce()
    {
        var chart = Show(Spec(30));

        Assert.Equal(["./build/plotly.js"], _script.Imports);
        var drawn = Assert.Single(_script.Drawn);
        Assert.Equal("stackedColumns", drawn.GetProperty("kind").GetString());
        Assert.Equal(30, drawn.GetProperty("series")[0].GetProperty("values")[1].GetDecimal());
        Assert.Equal(JsonValueKind.Null, drawn.GetProperty("series")[1].GetProperty("values")[1].ValueKind);
        Assert.Equal("Dữ liệu mô phỏng", drawn.GetProperty("words").GetProperty("badge").GetString());
        Assert.Empty(chart.FindAll(".plotly-wait"));
        Assert.Empty(chart.FindAll("[style]"));
    }

    [Fact]
    public void Chart_EqualSpecAgain_IsNotDrawnAgain()
    {
        var chart = Show(Spec(30));
        var renders = chart.RenderCount;

        Change(chart, Spec(30));
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Single(_script.Drawn);
        Assert.Equal(renders, chart.RenderCount);
    }

    [Fact]
    public void Chart_ManyChangesAtOnce_AreDrawnOnceWithTheLatest()
    {
        var chart = Show(Spec(30));

        for (var value = 31; value <= 50; value++)
        {
            Change(chart, Spec(value));
        }

        Assert.Single(_script.Drawn);
        _clock.Advance(PlotlyChart.AtMostEvery);
        chart.WaitForAssertion(() => Assert.Equal([30, 50], _script.Drawn.Select(d => d.GetProperty("series")[0].GetProperty("values")[1].GetInt32())));
        Assert.Equal("50", chart.FindAll("tbody td")[3].TextContent);
    }

    [Fact]
    public void Chart_ChangeAfterAWhile_IsDrawnAtOnce()
    {
        var chart = Show(Spec(30));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Change(chart, Spec(31));

        Assert.Equal(2, _script.Drawn.Count);
    }

    [Fact]
    public void Chart_ScriptDoesNotLoad_ShowsTheTableAndTriesAgainWhenAsked()
    {
        _script.Fails = new JSException("Failed to fetch dynamically imported module");
        var chart = Show(Spec(30));

        Assert.Contains("Chưa tải được", chart.Find("[data-testid=chart-failed]").TextContent, StringComparison.Ordinal);
        Assert.True(chart.Find("details").HasAttribute("open"));
        Assert.True(chart.Find(".plotly-stage").HasAttribute("hidden"));
        Change(chart, Spec(31));
        Assert.Single(_script.Imports);

        _script.Fails = null;
        chart.Find("[data-testid=chart-failed] button").Click();
        Assert.Equal(["./build/plotly.js", "./build/plotly.js?1"], _script.Imports);
        Assert.Single(_script.Drawn);
        Assert.Empty(chart.FindAll("[data-testid=chart-failed]"));
        Assert.False(chart.Find("details").HasAttribute("open"));
    }

    [Fact]
    public void Chart_ErrorWhileDrawing_ShowsTheTable()
    {
        _script.DrawFails = new JSException("cannot read properties");

        Assert.Single(Show(Spec(30)).FindAll("[data-testid=chart-failed]"));
    }

    [Fact]
    public void Chart_ReaderHasLeft_SaysNothing()
    {
        _script.Fails = new JSDisconnectedException("gone");

        Assert.Empty(Show(Spec(30)).FindAll("[data-testid=chart-failed]"));
    }

    [Fact]
    public void Chart_NoFigureAtAll_LoadsNothing()
    {
        var chart = Show(Spec(30) with { Series = [new("e", "Kinh tế", "tone-economy", [null, null])] });

        Assert.Empty(_script.Imports);
        Assert.Equal("Chưa có số liệu trong phạm vi đã chọn", chart.Find(".chart-empty").TextContent);
        Assert.Empty(chart.FindAll("table"));
    }

    [Fact]
    public async Task Chart_LeavesThePage_IsPurged()
    {
        var chart = Show(Spec(30));

        await chart.InvokeAsync(() => chart.Instance.DisposeAsync().AsTask());

        Assert.Equal(1, _script.Disposed);
    }

    [Fact]
    public void Table_HasTheSameNumbersAndLinks()
    {
        var chart = Show(Spec(1178));

        Assert.Equal(["Tháng", "Kinh tế", "Văn hóa - xã hội", "Cộng"], chart.FindAll("thead th").Select(h => h.TextContent));
        Assert.Equal(["10", "70", "80", "1.178", "chưa có", "1.178"], chart.FindAll("tbody td").Select(d => d.TextContent));
        Assert.Equal("/?ky=2026-01", chart.Find("tbody th a").GetAttribute("href"));
        Assert.Equal("/mo-hinh?linh-vuc=economy", chart.Find("tbody td a").GetAttribute("href"));
        Assert.Equal("Nguồn: sổ đăng ký", chart.Find(".plotly-foot").TextContent);
        Assert.Equal(["true", "true"], chart.FindAll("[data-series]").Select(b => b.GetAttribute("aria-pressed")));
    }

    [Fact]
    public void Dialog_Open_IsModalWithItsChartAndPictures()
    {
        var closed = 0;
        var dialog = Render<ChartDialog>(p => p.Add(d => d.Open, true).Add(d => d.OnClose, () => closed++).Add(d => d.Spec, Spec(30)).Add(d => d.Controls, "<b>chọn</b>"));

        Assert.Single(dialog.FindAll("dialog > dvk-modal"));
        Assert.Equal(["png", "svg"], dialog.FindAll("[data-export]").Select(b => b.GetAttribute("data-export")));
        Assert.All(dialog.FindAll("[data-export]"), b => Assert.Single(dialog.FindAll(b.GetAttribute("data-export-target")!)));
        Assert.Equal("chọn", dialog.Find(".chart-dialog-controls").TextContent);
        Assert.Single(_script.Drawn);

        dialog.Find("dialog").TriggerEvent("onclose", EventArgs.Empty);
        Assert.Equal(1, closed);
    }

    [Fact]
    public void Dialog_Closed_LoadsNothing()
    {
        Assert.Empty(Render<ChartDialog>(p => p.Add(d => d.Open, false).Add(d => d.Spec, Spec(30))).Nodes);
        Assert.Empty(_script.Imports);
    }

    private IRenderedComponent<PlotlyChart> Show(ChartSpec spec) => Render<PlotlyChart>(p => p.Add(c => c.Spec, spec).Add(c => c.Id, "bieu-do"));

    private static void Change(IRenderedComponent<PlotlyChart> chart, ChartSpec spec) => chart.Render(p => p.Add(c => c.Spec, spec));

    private static ChartSpec Spec(decimal second) => new(
        ChartKind.StackedColumns, "Đăng ký theo tháng", [new("T1", "/?ky=2026-01"), new("T2")],
        [new("e", "Kinh tế", "tone-economy", [10, second]) { Hrefs = ["/mo-hinh?linh-vuc=economy"] }, new("c", "Văn hóa - xã hội", "tone-culture_society", [70, null])])
    {
        CategoryTitle = "Tháng",
        ValueTitle = "mô hình",
        Footer = "Nguồn: sổ đăng ký",
        Simulated = true,
    };

    /// <summary>The script's place: keeps what it was asked, and fails when told.</summary>
    private sealed class Script : IJSRuntime, IJSObjectReference
    {
        private static readonly JsonSerializerOptions s_web = new(JsonSerializerDefaults.Web);

        public List<string> Imports { get; } = [];

        public List<JsonElement> Drawn { get; } = [];

        public int Disposed { get; private set; }

        public Exception? Fails { get; set; }

        public Exception? DrawFails { get; set; }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            switch (identifier)
            {
                case "import":
                    Imports.Add((string)args![0]!);
                    return Fails is null ? ValueTask.FromResult((TValue)(object)this) : ValueTask.FromException<TValue>(Fails);
                case "create":
                    return ValueTask.FromResult((TValue)(object)this);
                case "draw" when DrawFails is not null:
                    return ValueTask.FromException<TValue>(DrawFails);
                case "draw":
                    Drawn.Add(JsonSerializer.SerializeToElement(args![0], s_web));
                    break;
                case "dispose":
                    Disposed++;
                    break;
            }

            return ValueTask.FromResult<TValue>(default!);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
