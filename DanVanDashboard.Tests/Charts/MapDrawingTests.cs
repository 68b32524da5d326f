using DanVanDashboard.Charts;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace DanVanDashboard.Tests.Charts;

public class MapDrawingTests
{
    [Fact]
    public void Labels_OfLaiChau_NeitherOverlapNorLeaveTheirArea()
    {
        var areas = SchematicAreas.Build(SamplePoints.Communes);

        var drawing = AssertLabelsSound(areas, id => id);

        // A phone names what it can, a laptop most, a wall all.
        Assert.InRange(Named(drawing, 0.34), 8, 38);
        Assert.InRange(Named(drawing, 0.57), 30, 38);
        Assert.Equal(38, Named(drawing, 0.94));
    }

    [Theory]
    [InlineData("20", 65)]
    [InlineData("44", 78)]
    [InlineData("80", 96)]
    public void Labels_OfOtherProvinces_NeitherOverlapNorLeaveTheirAreaAndAllAppearInTheEnd(string province, int communes)
    {
        var units = SamplePoints.OfProvince(province);
        Assert.SkipWhen(units is null, "The facts are not beside the repository.");
        Assert.Equal(communes, units.Count);
        var names = units.ToDictionary(u => u.Point.Id, u => u.Name, StringComparer.Ordinal);

        var drawing = AssertLabelsSound(SchematicAreas.Build(units.Select(u => u.Point)), id => names[id]);

        Assert.Equal(communes, Named(drawing, MapLevels.Scales[^1]));
        Assert.All(MapLevels.Scales.Zip(MapLevels.Scales.Skip(1)), pair => Assert.True(Named(drawing, pair.First) <= Named(drawing, pair.Second)));
    }

    [Theory]
    [InlineData(47, 27)]
    [InlineData(60, 36)]
    [InlineData(40, 25)]
    [InlineData(100, 52)]
    [InlineData(64, 28)]
    [InlineData(60, 45)]
    [InlineData(45, 45)]
    [InlineData(110, 100)]
    public void Corners_OfACard_HoldLegendAndSlotWithoutCoveringAShape(double width, double height)
    {
        foreach (var drawing in Drawings())
        {
            var kind = (width / height) switch { >= 2 => width < 50 ? 0 : 3, >= 1.5 => width < 50 ? 0 : width < 62 ? 1 : 2, >= 1.15 => width < 50 ? 4 : 5, _ => 6 };
            var classes = drawing.Corners(14.5, 6.75).Split(' ');
            Assert.Contains($"o{kind}", classes);
            var key = classes.Single(c => c.StartsWith($"k{kind}", StringComparison.Ordinal))[2..];
            var slot = classes.Single(c => c.StartsWith($"s{kind}", StringComparison.Ordinal))[2..];
            var (left, right) = (Inset('l'), Inset('r'));

            var scale = Math.Min((width - left - right) / drawing.Width, height / drawing.Height);
            var (x, y) = (left + ((width - left - right - (scale * drawing.Width)) / 2), (height - (scale * drawing.Height)) / 2);
            var (legend, box) = (Panel(key, 14.5), Panel(slot, 6.75));
            Assert.False(legend.Intersects(box));
            foreach (var panel in new[] { legend, box })
            {
                var there = new Envelope((panel.MinX - x) / scale, (panel.MaxX - x) / scale, (panel.MinY - y) / scale, (panel.MaxY - y) / scale);
                Assert.False(drawing.NoteBox(MapLevels.Of(scale * 16)).Intersects(there));
                Assert.True(Ground(drawing).Intersection(SchematicAreas.Factory.ToGeometry(there)).Area < 1, $"{drawing.Width}x{drawing.Height} in {width}x{height}: {string.Join(' ', classes)}");
            }

            double Inset(char side) => 6 * (classes.Single(c => c.StartsWith($"{side}{kind}", StringComparison.Ordinal))[2] - '0');
            Envelope Panel(string corner, double panel)
            {
                var (from, top) = (corner[1] == 'l' ? 0 : width - MapCorners.PanelWidth, corner[0] == 't' ? 0 : height - panel);
                return new Envelope(from, from + MapCorners.PanelWidth, top, top + panel);
            }
        }
    }

    [Fact]
    public void Corners_OfLaiChausUsualCard_CostTheMapNothing()
    {
        var drawing = MapDrawing.Of(SchematicAreas.Build(SamplePoints.Communes), id => id);
        var classes = drawing.Corners(14.5, 5.375).Split(' ');

        // 46.5 x 26 rem, as on a laptop: the height decides, whatever stands in the corners.
        var taken = classes.Where(c => c.StartsWith("l0", StringComparison.Ordinal) || c.StartsWith("r0", StringComparison.Ordinal)).Sum(c => 6 * (c[2] - '0'));
        Assert.True((46.5 - taken) / drawing.Width >= 26 / drawing.Height);
    }

    private static int Named(MapDrawing drawing, double scale) => drawing.Labels.Count(l => l.From <= MapLevels.Of(scale) && l.To >= MapLevels.Of(scale));

    private static IEnumerable<MapDrawing> Drawings()
    {
        yield return MapDrawing.Of(SchematicAreas.Build(SamplePoints.Communes), id => id);
        foreach (var province in new[] { "20", "44", "80" })
        {
            if (SamplePoints.OfProvince(province) is { } units) { yield return MapDrawing.Of(SchematicAreas.Build(units.Select(u => u.Point)), id => id); }
        }
        foreach (var shape in new[] { "POLYGON((0 0,1000 0,1000 500,0 500,0 0))", "POLYGON((0 0,500 0,500 1000,0 1000,0 0))", "POLYGON((0 0,900 0,900 900,0 900,0 0))" })
        {
            var box = new WKTReader().Read(shape);
            yield return MapDrawing.FromAreas([new("a", "A", box)], box.EnvelopeInternal.Width, box.EnvelopeInternal.Height);
        }
    }

    private static Geometry Ground(MapDrawing drawing)
    {
        // The outline is an SVG path: absolute start, then steps.
        var shapes = new List<Geometry>();
        foreach (var ring in drawing.OutlinePath.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = System.Text.RegularExpressions.Regex.Matches(ring, "-?[0-9.]+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).Select(m => double.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            var points = new List<Coordinate> { new(numbers[0], numbers[1]) };
            for (var i = 2; i + 1 < numbers.Count; i += 2) { points.Add(new Coordinate(points[^1].X + numbers[i], points[^1].Y + numbers[i + 1])); }
            points.Add(points[0].Copy());
            if (points.Count > 3) { shapes.Add(SchematicAreas.Factory.CreatePolygon([.. points]).Buffer(0)); }
        }
        return SchematicAreas.Factory.BuildGeometry(shapes);
    }

    [Fact]
    public void FromLonLat_SeveralPartsAndAHole_KeepsThemAll()
    {
        var reader = new WKTReader();
        var ring = reader.Read("MULTIPOLYGON(((103 22,104 22,104 23,103 23,103 22),(103.4 22.4,103.6 22.4,103.6 22.6,103.4 22.6,103.4 22.4)),((104.5 22,104.6 22,104.6 22.1,104.5 22.1,104.5 22)))");
        var inner = reader.Read("POLYGON((103.4 22.4,103.6 22.4,103.6 22.6,103.4 22.6,103.4 22.4))");

        var drawing = MapDrawing.FromLonLat([new("outer", "Ngoài", ring), new("inner", "Trong", inner)]);

        Assert.Equal(3, drawing.Find("outer")!.PathData.Count(c => c == 'M'));
        Assert.Equal(1, drawing.Find("inner")!.PathData.Count(c => c == 'M'));
        Assert.Equal(1000, drawing.Width);
        Assert.InRange(drawing.Height, 600, 900);
        var (x, y) = (drawing.Find("inner")!.LabelX, drawing.Find("inner")!.LabelY);
        Assert.False(Math.Abs(x - drawing.Find("outer")!.LabelX) < 5 && Math.Abs(y - drawing.Find("outer")!.LabelY) < 5);
    }

    [Fact]
    public void FromLonLat_SliverOfAPart_IsLeftOut()
    {
        var shape = new WKTReader().Read("MULTIPOLYGON(((103 22,104 22,104 23,103 23,103 22)),((104.00001 22,104.000011 22,104.000011 22.000001,104.00001 22)))");

        var drawing = MapDrawing.FromLonLat([new("a", "A", shape)]);

        Assert.Equal(1, drawing.Find("a")!.PathData.Count(c => c == 'M'));
    }

    [Fact]
    public void Notes_StandWhereNoAreaIs()
    {
        var areas = SchematicAreas.Build(SamplePoints.Communes);
        var drawing = MapDrawing.Of(areas, id => id);
        var ground = areas.Outline;

        Assert.All(Enumerable.Range(0, MapLevels.LastUnzoomed), level =>
            Assert.True(SchematicAreas.Factory.ToGeometry(drawing.NoteBox(level)).Intersection(ground).Area < MapLevels.Font(level) * 10));
    }

    [Fact]
    public void Notes_WithoutAFreeCorner_GetAStripOfTheirOwn()
    {
        var square = new WKTReader().Read("POLYGON((0 0,1000 0,1000 700,0 700,0 0))");

        var drawing = MapDrawing.FromAreas([new("a", "A", square)], 1000, 700);

        Assert.InRange(drawing.Height, 740, 850);
        Assert.All(Enumerable.Range(0, MapLevels.LastUnzoomed), level => Assert.True(drawing.NoteBox(level).MinY >= 699.9));
    }

    [Fact]
    public void PathData_IsTheSameGeometryInShort()
    {
        var polygon = new WKTReader().Read("POLYGON((1 2,11.5 2,11.5 -3.2,1 2))");

        Assert.Equal("M1 2l10.5 0 0-5.2z", SvgPath.Of(polygon));
    }

    private static MapDrawing AssertLabelsSound(SchematicAreas areas, Func<string, string> nameOf)
    {
        var drawing = MapDrawing.Of(areas, nameOf);
        for (var level = 0; level <= MapLevels.Last; level++)
        {
            var shown = drawing.Labels.Where(l => l.From <= level && l.To >= level).ToList();
            Assert.Equal(shown.Count, shown.Select(l => l.Id).Distinct(StringComparer.Ordinal).Count());
            Assert.All(shown, label =>
            {
                var box = label.Box(level);
                Assert.True(areas[label.Id].Geometry.Buffer(0.01).Contains(SchematicAreas.Factory.ToGeometry(box)), $"{nameOf(label.Id)} leaves its area at level {level}");
                Assert.True(box.MinX >= 0 && box.MinY >= 0 && box.MaxX <= drawing.Width && box.MaxY <= drawing.Height);
                Assert.Equal(nameOf(label.Id), string.Join(' ', label.Lines));
                Assert.True(label.Font >= MapLevels.Font(label.From) * MapLevels.Shrinks[^1] - 1e-9);
            });
            for (var i = 0; i < shown.Count; i++)
            {
                for (var k = i + 1; k < shown.Count; k++) { Assert.False(shown[i].Box(level).Intersects(shown[k].Box(level)), $"{nameOf(shown[i].Id)} touches {nameOf(shown[k].Id)} at level {level}"); }
            }
        }
        return drawing;
    }
}
