using System.Globalization;
using Bunit;
using DanVanDashboard.Charts;
using Microsoft.Extensions.DependencyInjection;

namespace DanVanDashboard.Tests.Charts;

public sealed class ChoroplethMapTests : BunitContext
{
    private static readonly MapDrawing Drawing = MapDrawing.Of(SchematicAreas.Build(SamplePoints.Communes), id => id);

    public ChoroplethMapTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi-VN");
        Services.AddLogging();
        Services.AddLocalization();
    }

    [Fact]
    public void Map_Units_AreOneShapeEachWithValueLinkAndWords()
    {
        var map = Show(Units());

        Assert.Equal(38, map.FindAll("[data-testid=map] path[data-unit]").Count);
        var shape = map.Find("[data-unit='Bình Lư']");
        Assert.Equal("2", shape.GetAttribute("data-value"));
        Assert.StartsWith("ramp-", shape.ClassName, StringComparison.Ordinal);
        Assert.Equal("Bình Lư\n2 mô hình", shape.GetAttribute("data-tip"));
        var link = shape.ParentElement!;
        Assert.Equal(("a", "/?dia-ban=Bình Lư", "Xã Bình Lư: 2 mô hình"), (link.LocalName, link.GetAttribute("href"), link.GetAttribute("aria-label")));
        Assert.Single(map.FindAll("[data-rove][tabindex='0']"));
        Assert.Empty(map.FindAll("[style]"));
    }

    [Fact]
    public void Map_NoFigure_IsHatchedAndCountedApart()
    {
        var units = Units();
        units[4] = units[4] with { Value = null };

        var map = Show(units);

        var shape = map.Find("[data-unit='Tân Phong']");
        Assert.Equal("nodata", shape.ClassName);
        Assert.False(shape.HasAttribute("data-value"));
        Assert.Contains(map.FindAll(".map-legend li"), li => li.TextContent.Contains("chưa có số liệu", StringComparison.Ordinal) && CountOf(li) == 1);
        Assert.Equal(38, map.FindAll(".map-legend li").Sum(CountOf));
    }

    [Fact]
    public void Map_OutsideTheScope_ShowsNeitherValueNorLink()
    {
        var units = Units();
        units[4] = units[4] with { Outside = true };

        var shape = Show(units).Find("[data-unit='Tân Phong']");

        Assert.Equal("outside", shape.ClassName);
        Assert.False(shape.HasAttribute("data-value"));
        Assert.Equal("g", shape.ParentElement!.LocalName);
    }

    [Fact]
    public void Map_SameParametersAgain_IsNotRendered()
    {
        var map = Show(Units());
        var before = map.Instance.Renders;

        map.Render(p => p.Add(c => c.Units, Units()));

        Assert.Equal(before, map.Instance.Renders);
    }

    [Fact]
    public void Map_OneUnitChanged_ChangesOnlyItsShape()
    {
        var units = Units();
        var scale = Classification.Of(units.Select(u => u.Value!.Value));
        var map = Show(units, scale);
        var before = map.FindAll(".map-unit").Select(e => e.OuterHtml).ToList();

        units[1] = units[1] with { Value = 37, Label = "Xã Bình Lư: 37 mô hình" };
        map.Render(p => p.Add(c => c.Units, units).Add(c => c.Scale, scale.Recounted(units.Select(u => u.Value!.Value))));

        var after = map.FindAll(".map-unit").Select(e => e.OuterHtml).ToList();
        Assert.Equal([1], Enumerable.Range(0, 38).Where(i => before[i] != after[i]));
    }

    [Fact]
    public void Map_Pulse_IsANewElementForEachVersion()
    {
        var map = Show(Units());
        map.Render(p => p.Add(c => c.PulseUnit, new Dictionary<string, long> { ["Bình Lư"] = 1, ["nowhere"] = 1 }));
        var first = Assert.Single(map.FindAll("[data-pulse]"));

        map.Render(p => p.Add(c => c.PulseUnit, new Dictionary<string, long> { ["Bình Lư"] = 2 }));

        var second = Assert.Single(map.FindAll("[data-pulse='Bình Lư']"));
        Assert.NotSame(first, second);
    }

    [Fact]
    public void Map_NoticeAndWatermark_StandInsideThePicture()
    {
        var map = Render<ChoroplethMap>(p => p.Add(c => c.Drawing, Drawing).Add(c => c.Units, Units()).Add(c => c.Label, "Bản đồ")
            .Add(c => c.Notice, "Ranh giới sơ họa").Add(c => c.Watermark, "Dữ liệu <mô phỏng>"));

        Assert.All(map.FindAll("svg .map-notice"), n => Assert.Equal("Ranh giới sơ họa", n.TextContent));
        Assert.Equal(Drawing.Notes.Count, map.FindAll("svg .map-watermark").Count);
        Assert.Equal("Dữ liệu <mô phỏng>", map.Find("svg .map-watermark").TextContent);
    }

    [Fact]
    public void Map_WithoutLinks_TellsWhichUnitWasChosen()
    {
        string? chosen = null;
        var units = Units().ConvertAll(u => u with { Href = null });
        var map = Render<ChoroplethMap>(p => p.Add(c => c.Drawing, Drawing).Add(c => c.Units, units).Add(c => c.Label, "Bản đồ").Add(c => c.OnSelect, id => chosen = id));

        map.Find("[data-unit='Bình Lư']").ParentElement!.Click();

        Assert.Equal("Bình Lư", chosen);
    }

    [Fact]
    public void Map_Categories_AreLooksWithNameAndCount()
    {
        MapCategory[] states = [new("on-time", "đã gửi đúng hạn", MapLook.Done), new("late", "gửi muộn", MapLook.Late), new("missing", "chưa gửi", MapLook.Missing)];
        var units = Units().Select((u, i) => u with { Category = i switch { < 30 => "on-time", < 36 => "late", 36 => null, _ => "unheard-of" } }).ToList();

        var map = Render<ChoroplethMap>(p => p.Add(c => c.Drawing, Drawing).Add(c => c.Units, units).Add(c => c.Label, "Tình trạng báo cáo").Add(c => c.LegendTitle, "Tình trạng").Add(c => c.Categories, states));

        Assert.Equal("look-done", map.Find("[data-unit='Bình Lư']").ClassName);
        Assert.Equal(6, map.FindAll(".map-units path.look-late").Count);
        Assert.Equal(["đã gửi đúng hạn 30", "gửi muộn 6", "chưa gửi 0", "chưa có số liệu 2"], map.FindAll(".map-legend li").Select(li => $"{li.QuerySelector(".legend-bounds")!.TextContent} {CountOf(li)}"));
        Assert.Empty(map.FindAll(".legend-method"));
        Assert.All(map.FindAll(".map-units path"), path => Assert.True(path.HasAttribute("data-value")));

        units[0] = units[0] with { Category = "late" };
        map.Render(p => p.Add(c => c.Units, units));
        Assert.Equal(7, map.FindAll(".map-units path.look-late").Count);
    }

    [Fact]
    public void Map_Looks_HaveDifferentPatterns()
    {
        var map = Show(Units());

        Assert.All(new[] { "hatch", "late", "returned", "missing" }, name =>
        {
            Assert.Single(map.FindAll($"pattern[id='map-{name}']"));
            Assert.Single(map.FindAll($"pattern[id='key-{name}']"));
        });
    }

    [Theory]
    [InlineData(ClassMethod.Quantile, "phân vị")]
    [InlineData(ClassMethod.EqualInterval, "khoảng đều")]
    [InlineData(ClassMethod.NaturalBreaks, "ngắt tự nhiên")]
    public void Legend_NamesItsMethodAndHoldsTheControls(ClassMethod method, string words)
    {
        var units = Units().Select((u, i) => u with { Value = 4.13m + (i * 0.37m) }).ToList();
        var scale = Classification.Of(units.Select(u => u.Value!.Value), method, decimals: 1);

        var map = Render<ChoroplethMap>(p => p.Add(c => c.Drawing, Drawing).Add(c => c.Units, units).Add(c => c.Label, "Bản đồ").Add(c => c.LegendTitle, "Mô hình trên 10.000 dân")
            .Add(c => c.Scale, scale).Add(c => c.LegendControls, "<a href='?cach=khoang'>khoảng đều</a>"));

        Assert.Equal($"Mô hình trên 10.000 dân · {words}", map.Find(".legend-title").TextContent);
        Assert.NotNull(map.Find(".legend-controls a"));
        Assert.All(map.FindAll(".legend-bounds"), b => Assert.Matches(@"^\d+,\d–\d+,\d$", b.TextContent));
    }

    [Fact]
    public void Map_ZoomButtons_AreButtonsWithNames()
    {
        var map = Show(Units());

        Assert.Equal(["Phóng to", "Thu nhỏ", "Về toàn cảnh"], map.FindAll("button[data-zoom]").Select(b => b.GetAttribute("aria-label")));
        // Nothing that the script keeps is written by the server.
        Assert.False(map.Find(".map-zoom").HasAttribute("transform"));
        Assert.False(map.Find(".map-svg").HasAttribute("style"));
    }

    [Fact]
    public void Map_View_ChangesWithTheDrawingAndItsKeyOnly()
    {
        var map = Show(Units());
        var first = map.Find("[data-map]").GetAttribute("data-view");
        map.Render(p => p.Add(c => c.Units, Units().ConvertAll(u => u with { Value = u.Value + 1 })).Add(c => c.Chosen, "Bình Lư"));
        Assert.Equal(first, map.Find("[data-map]").GetAttribute("data-view"));

        map.Render(p => p.Add(c => c.ViewKey, "economy"));
        var second = map.Find("[data-map]").GetAttribute("data-view");
        map.Render(p => p.Add(c => c.Drawing, MapDrawing.Of(SchematicAreas.Build(SamplePoints.Communes.Take(20)), id => id)));

        Assert.Equal(3, new[] { first, second, map.Find("[data-map]").GetAttribute("data-view") }.Distinct().Count());
    }

    private static int CountOf(AngleSharp.Dom.IElement li) => int.Parse(li.QuerySelector(".legend-count [aria-hidden]")!.TextContent.Trim('(', ')'), CultureInfo.InvariantCulture);

    private static List<MapUnit> Units() => [.. SamplePoints.Communes.Select((p, i) => new MapUnit(
        p.Id, i + 1, $"Xã {p.Id}: {i + 1} mô hình", $"{p.Id}\n{i + 1} mô hình", $"/?dia-ban={p.Id}"))];

    private IRenderedComponent<ChoroplethMap> Show(List<MapUnit> units, Classification? scale = null) => Render<ChoroplethMap>(p => p
        .Add(c => c.Drawing, Drawing).Add(c => c.Units, units.ToList()).Add(c => c.Label, "Số mô hình theo địa bàn").Add(c => c.Scale, scale));
}
