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
        Assert.Contains(map.FindAll(".map-legend li"), li => li.TextContent.Contains("chưa có số liệu", StringComparison.Ordinal) && li.QuerySelector(".legend-count")!.TextContent == "1");
        Assert.Equal(38, map.FindAll(".legend-count").Sum(c => int.Parse(c.TextContent, CultureInfo.InvariantCulture)));
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
        Assert.Equal(3, map.FindAll("svg .map-watermark").Count);
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

    private static List<MapUnit> Units() => [.. SamplePoints.Communes.Select((p, i) => new MapUnit(
        p.Id, i + 1, $"Xã {p.Id}: {i + 1} mô hình", $"{p.Id}\n{i + 1} mô hình", $"/?dia-ban={p.Id}"))];

    private IRenderedComponent<ChoroplethMap> Show(List<MapUnit> units, Classification? scale = null) => Render<ChoroplethMap>(p => p
        .Add(c => c.Drawing, Drawing).Add(c => c.Units, units.ToList()).Add(c => c.Label, "Số mô hình theo địa bàn").Add(c => c.Scale, scale));
}
