using System.Globalization;
using System.IO.Compression;
using System.Text;
using Bunit;
using DanVanDashboard.Charts;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;

namespace DanVanDashboard.Tests.Charts;

/// <summary>Counts as circles, the scale bar, and how much a map weighs.</summary>
public sealed class CircleMapTests : BunitContext
{
    private static readonly GeometryFactory s_plane = new();
    private static readonly SchematicAreas s_areas = SchematicAreas.Build(SamplePoints.Communes);
    private static readonly MapDrawing s_drawing = MapDrawing.Of(s_areas, id => id);

    public CircleMapTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi-VN");
        Services.AddLogging();
        Services.AddLocalization();
    }

    [Fact]
    public void Radius_FourTimesTheCount_IsTwiceAsLong()
    {
        var scale = CircleScale.Of(s_drawing, [71, 20, 5])!;

        Assert.Equal(80, scale.Most);
        Assert.Equal(2 * scale.RadiusOf(20), scale.RadiusOf(80), 1);
        Assert.Equal(scale.Largest, scale.RadiusOf(80), 1);
        Assert.Equal(0, scale.RadiusOf(0));
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("3", "3,1")]
    [InlineData("71", "80,25,6")]
    [InlineData("1278", "1500,500,120")]
    public void Marks_AreRoundAndApart(string most, string marks) =>
        Assert.Equal(marks, string.Join(',', CircleScale.Of(s_drawing, [decimal.Parse(most, CultureInfo.InvariantCulture)])!.Marks.Select(m => m.ToString("0", CultureInfo.InvariantCulture))));

    [Fact]
    public void Scale_WithNothingToDraw_IsNone()
    {
        Assert.Null(CircleScale.Of(s_drawing, []));
        Assert.Null(CircleScale.Of(s_drawing, [0, 0]));
    }

    [Fact]
    public void Circles_StandInsideTheirShapes() =>
        Assert.All(s_drawing.Shapes, shape => Assert.True(s_areas[shape.Id].Geometry.Contains(s_plane.CreatePoint(new Coordinate(shape.LabelX, shape.LabelY))), shape.Id));

    [Fact]
    public void Map_WithSizes_DrawsCirclesOnQuietGroundAndKeepsShapesWithTheirValues()
    {
        var map = Show(Units());

        var shape = map.Find("[data-unit='Bình Lư']");
        Assert.Equal(("land", "2"), (shape.ClassName, shape.GetAttribute("data-value")));
        var circles = map.FindAll(".map-circles circle");
        Assert.Equal(38, circles.Count);
        Assert.Equal(circles.Select(Radius).OrderDescending(), circles.Select(Radius));
        Assert.Equal("2", map.Find("[data-unit='Bình Lư']").GetAttribute("data-value"));
        Assert.Equal(["40", "12", "3"], map.FindAll(".legend-circles .legend-bounds").Select(e => e.TextContent));
        // The names come after the circles, and so stand above them.
        Assert.True(map.Markup.IndexOf("map-labels", StringComparison.Ordinal) > map.Markup.IndexOf("map-circles", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Map_WithSizes_ANumberAheadOfThePage_ChangesOneCircleAndOneShape()
    {
        var ahead = new LiveNumbers();
        var map = Show(Units(), ahead);
        var before = map.FindAll(".map-circles circle").ToDictionary(c => c.GetAttribute("data-of")!, c => c.OuterHtml);

        await map.InvokeAsync(() => ahead.Show([new(MapPath.KeyOf("Bình Lư"), 8), new(MapCircle.KeyOf("Bình Lư"), 8)]));

        var after = map.FindAll(".map-circles circle").ToDictionary(c => c.GetAttribute("data-of")!, c => c.OuterHtml);
        Assert.Equal(["Bình Lư"], after.Keys.Where(id => before[id] != after[id]));
        Assert.Equal("8", map.Find("[data-unit='Bình Lư']").GetAttribute("data-value"));
    }

    [Theory]
    [InlineData(0.01, 100, 1)]
    [InlineData(0.2, 100, 20)]
    [InlineData(0.26, 99, 20)]
    [InlineData(1, 60, 50)]
    [InlineData(0.004, 100, 0.2)]
    public void ScaleBar_IsTheLongestRoundDistanceThatFits(double kmPerUnit, double units, double km) => Assert.Equal(km, MapScaleBar.Kilometres(kmPerUnit, units), 6);

    [Fact]
    public void ScaleBar_StandsOnRealBoundariesOnlyAndIsAsLongAsItSays()
    {
        // A square of one degree: 1000 units high, so 111,195 km in 994 of them.
        var real = MapDrawing.FromLonLat([new("a", "A", s_plane.ToGeometry(new Envelope(103, 104, 22, 23)))], "01/07/2025", "Nguồn, giấy phép");
        var map = Show([new("a", 3, "A: 3", "A")], drawing: real);

        Assert.Equal(111.195 / 994, real.Frame!.KmPerUnit, 4);
        foreach (var bar in map.FindAll(".map-scale"))
        {
            var km = double.Parse(bar.QuerySelector(".scale-end text")!.TextContent.Replace(" km", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
            var length = double.Parse(bar.QuerySelector(".scale-line")!.GetAttribute("width")!, CultureInfo.InvariantCulture);
            Assert.Equal(km, length * real.Frame.KmPerUnit, 2);
        }
        Assert.NotEmpty(map.FindAll(".map-scale"));
        Assert.Empty(Show(Units()).FindAll(".map-scale"));
    }

    [Fact]
    public void FinerLines_LieInTheFrameOfTheMap()
    {
        var coarse = s_plane.CreatePolygon([new(103, 22), new(104, 22), new(104, 23), new(103, 23), new(103, 22)]);
        var fine = s_plane.CreatePolygon([new(103, 22), new(103.5, 22.01), new(104, 22), new(104, 23), new(103, 23), new(103, 22)]);
        var drawing = MapDrawing.FromLonLat([new("a", "A", coarse)], "");

        var lines = drawing.PathsOf([new("a", "A", fine)]);

        // The common corner lies at the same place; there is one more between.
        Assert.StartsWith(drawing.Shapes[0].PathData[..drawing.Shapes[0].PathData.IndexOf('l', StringComparison.Ordinal)], lines["a"], StringComparison.Ordinal);
        Assert.NotEqual(drawing.Shapes[0].PathData, lines["a"]);
        Assert.Throws<InvalidOperationException>(() => s_drawing.PathsOf([]));
    }

    [Theory]
    [InlineData(60, 60_000)]
    [InlineData(240, 150_000)]
    public void Map_Of96Communes_StaysSmallOnTheWay(int pointsPerSide, int most)
    {
        var units = Communes96(pointsPerSide).ToList();
        var drawing = MapDrawing.FromLonLat(units, "01/07/2025");
        var map = Show([.. units.Select((u, i) => new MapUnit(u.Id, i, $"Xã {u.Name}: {i} mô hình", $"Xã {u.Name}\n{i} mô hình", $"/?dia-ban={u.Id}"))], drawing: drawing);

        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(Encoding.UTF8.GetBytes(map.Find("svg.map-svg").OuterHtml));
        }

        Assert.Equal(96, map.FindAll("path[data-unit]").Count);
        Assert.InRange(packed.Length, 1_000, most);
    }

    /// <summary>Twelve by eight cells whose borders waver like surveyed ones, shared by both neighbours.</summary>
    private static IEnumerable<MapArea> Communes96(int points)
    {
        for (var i = 0; i < 96; i++)
        {
            var (x, y) = (i % 12, i / 12);
            var ring = Side(x, y, x + 1, y, points).Concat(Side(x + 1, y, x + 1, y + 1, points)).Concat(Side(x, y + 1, x + 1, y + 1, points).Reverse()).Concat(Side(x, y, x, y + 1, points).Reverse()).ToList();
            ring = [.. ring.Where((c, at) => at == 0 || !c.Equals2D(ring[at - 1]))];
            yield return new($"80-2025/{25000 + i}", $"Xã thứ {i}", s_plane.CreatePolygon([.. ring, ring[0].Copy()]));
        }
    }

    private static IEnumerable<Coordinate> Side(int fromX, int fromY, int toX, int toY, int points)
    {
        // The same numbers for the same border from whichever side it is asked.
        var random = new Random((fromX * 8191) + (fromY * 131) + (toX == fromX ? 7 : 3));
        for (var k = 0; k <= points; k++)
        {
            var t = (double)k / points;
            var waver = k == 0 || k == points ? 0 : (random.NextDouble() - 0.5) * 0.3 / points;
            yield return new(105.5 + ((fromX + ((toX - fromX) * t) + (toX == fromX ? waver : 0)) * 0.08), 10.4 + ((fromY + ((toY - fromY) * t) + (toY == fromY ? waver : 0)) * 0.08));
        }
    }

    private static double Radius(AngleSharp.Dom.IElement circle) => double.Parse(circle.GetAttribute("r")!, CultureInfo.InvariantCulture);

    private static List<MapUnit> Units() => SamplePoints.Communes.Select((p, i) => new MapUnit(p.Id, i + 1, $"Xã {p.Id}: {i + 1} mô hình", $"{p.Id}\n{i + 1} mô hình", $"/?dia-ban={p.Id}")).ToList();

    private IRenderedComponent<ChoroplethMap> Show(IReadOnlyList<MapUnit> units, LiveNumbers? ahead = null, MapDrawing? drawing = null) => Render<ChoroplethMap>(p => p
        .Add(c => c.Drawing, drawing ?? s_drawing).Add(c => c.Units, units).Add(c => c.Label, "Số mô hình").Add(c => c.Ahead, ahead)
        .Add(c => c.Sizes, CircleScale.Of(drawing ?? s_drawing, units.Select(u => u.Value ?? 0))));
}
