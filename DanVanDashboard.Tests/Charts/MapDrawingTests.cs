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

        Assert.Equal(38, drawing.Labels.Count(l => l.Size == MapSize.Usual));
    }

    [Theory]
    [InlineData("20", 65, 60)]
    [InlineData("44", 78, 30)]
    [InlineData("80", 96, 50)]
    public void Labels_OfOtherProvinces_NeitherOverlapNorLeaveTheirArea(string province, int communes, int named)
    {
        var units = SamplePoints.OfProvince(province);
        Assert.SkipWhen(units is null, "The facts are not beside the repository.");
        Assert.Equal(communes, units.Count);
        var names = units.ToDictionary(u => u.Point.Id, u => u.Name, StringComparer.Ordinal);

        var drawing = AssertLabelsSound(SchematicAreas.Build(units.Select(u => u.Point)), id => names[id]);

        Assert.InRange(drawing.Labels.Count(l => l.Size == MapSize.Usual), named, communes);
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
        Assert.InRange(drawing.Height, 600, 800);
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

        Assert.All(drawing.Notes, note =>
        {
            var left = note.Value.Anchor == "end" ? note.Value.X - note.Key.NoteWidth : note.Value.X;
            var top = note.Value.Down ? note.Value.Y : note.Value.Y - note.Key.NoteHeight;
            var box = new Envelope(left, left + note.Key.NoteWidth, top, top + note.Key.NoteHeight);
            Assert.True(SchematicAreas.Factory.ToGeometry(box).Intersection(ground).Area < note.Key.NoteHeight * 3);
        });
    }

    [Fact]
    public void Notes_WithoutAFreeCorner_GetAStripOfTheirOwn()
    {
        var square = new WKTReader().Read("POLYGON((0 0,1000 0,1000 700,0 700,0 0))");

        var drawing = MapDrawing.FromAreas([new("a", "A", square)], 1000, 700);

        Assert.InRange(drawing.Height, 740, 850);
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
        Assert.All(drawing.Labels, label =>
        {
            Assert.True(areas[label.Id].Geometry.Buffer(0.01).Contains(SchematicAreas.Factory.ToGeometry(label.Box)), $"{nameOf(label.Id)} leaves its area");
            Assert.True(label.Box.MinX >= 0 && label.Box.MinY >= 0 && label.Box.MaxX <= drawing.Width && label.Box.MaxY <= drawing.Height);
            Assert.Equal(nameOf(label.Id), string.Join(' ', label.Lines));
        });
        foreach (var size in drawing.Labels.GroupBy(l => l.Size))
        {
            var boxes = size.ToList();
            for (var i = 0; i < boxes.Count; i++)
            {
                for (var k = i + 1; k < boxes.Count; k++) { Assert.False(boxes[i].Box.Intersects(boxes[k].Box), $"{nameOf(boxes[i].Id)} touches {nameOf(boxes[k].Id)}"); }
            }
        }
        return drawing;
    }
}
