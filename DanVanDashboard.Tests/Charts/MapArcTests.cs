using System.Globalization;
using Bunit;
using DanVanDashboard.Charts;
using Microsoft.Extensions.DependencyInjection;

namespace DanVanDashboard.Tests.Charts;

/// <summary>Lines between units.</summary>
public sealed class MapArcTests : BunitContext
{
    private static readonly MapDrawing Drawing = MapDrawing.Of(SchematicAreas.Build(SamplePoints.Communes), id => id);

    public MapArcTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi-VN");
        Services.AddLogging();
        Services.AddLocalization();
    }

    [Fact]
    public void Arcs_WithBothEndsOnTheMap_AreDrawnAndNamedInTheLegend()
    {
        MapArcKind[] kinds = [new("replica", "Nhân rộng", Dashed: false), new("help", "Kết nghĩa", Dashed: true)];
        MapArc[] arcs = [new("Bình Lư", "Tân Phong", 3, "replica", "Bình Lư → Tân Phong"), new("Tân Phong", "Bình Lư", 1, "help", "Tân Phong → Bình Lư"), new("Bình Lư", "nowhere", 1, "help", "x"), new("Bình Lư", "Bình Lư", 1, "help", "x")];

        var map = Render<ChoroplethMap>(p => p.Add(m => m.Drawing, Drawing).Add(m => m.Units, [.. Drawing.Shapes.Select(s => new MapUnit(s.Id, 1, s.Id, s.Id))]).Add(m => m.Label, "Bản đồ").Add(m => m.Arcs, arcs).Add(m => m.ArcKinds, kinds));

        // There and back are two lines, each bent to its own side; the broken stroke is told apart without colour.
        var lines = map.FindAll("path[data-arc]");
        Assert.Equal(["help Tân Phong Bình Lư", "replica Bình Lư Tân Phong"], lines.Select(l => l.GetAttribute("data-arc")));
        Assert.NotEqual(lines[0].GetAttribute("d"), lines[1].GetAttribute("d"));
        Assert.Equal([true, false], lines.Select(l => l.ClassList.Contains("arc-dashed")));
        Assert.Contains("arc-w3", lines[1].ClassList);
        Assert.Equal(["(3)", "(1)"], map.FindAll("[data-arc-kind] .legend-count").Select(c => c.TextContent));
        Assert.Empty(map.FindAll("[style]"));
    }
}
