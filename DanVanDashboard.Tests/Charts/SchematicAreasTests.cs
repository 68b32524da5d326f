using DanVanDashboard.Charts;
using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;

namespace DanVanDashboard.Tests.Charts;

public class SchematicAreasTests
{
    [Fact]
    public void Build_RealPoints_CoverTheOutlineWithoutOverlap() => AssertSound(SamplePoints.Communes);

    [Fact]
    public void Build_AnyPoints_CoverTheOutlineWithoutOverlap()
    {
        // Scattered, on one line, on a lattice, and with several ids on a point.
        var points = Gen.Choose(0, 3).SelectMany(shape => Gen.Choose(1, 40).SelectMany(count => Gen.Choose(0, int.MaxValue).Select(seed => Points(shape, count, seed))));
        Prop.ForAll(points.ToArbitrary(), given => { AssertSound(given); }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Build_FewPoints_AreWholeAreas(int count)
    {
        var areas = AssertSound(Points(shape: 1, count, seed: 5));

        Assert.Equal(count, areas.Areas.Count);
        Assert.IsType<Polygon>(areas.Outline);
    }

    [Fact]
    public void Build_ThreeHundredPoints_AreSound() => AssertSound(Points(shape: 3, count: 300, seed: 11));

    [Fact]
    public void Build_SamePointsInAnotherOrder_GivesTheSameAreas()
    {
        var one = SchematicAreas.Build(SamplePoints.Communes);
        var other = SchematicAreas.Build(SamplePoints.Communes.Reverse());

        Assert.All(SamplePoints.Communes, p =>
        {
            Assert.True(one[p.Id].Geometry.EqualsExact(other[p.Id].Geometry));
            Assert.Equal((one[p.Id].LabelX, one[p.Id].LabelY), (other[p.Id].LabelX, other[p.Id].LabelY));
        });
    }

    [Fact]
    public void Build_IdsOnOnePoint_DivideItsCellAboutEqually()
    {
        var points = SamplePoints.Communes.SelectMany((p, i) => Enumerable.Range(0, i % 6 == 0 ? 5 : 1).Select(k => p with { Id = $"{p.Id} {k}" })).ToList();

        var areas = AssertSound(points);

        Assert.All(points.GroupBy(p => (p.Lat, p.Lon)).Where(g => g.Count() > 1), group =>
        {
            var sizes = group.Select(p => areas[p.Id].Geometry.Area).ToList();
            Assert.True(sizes.Max() < sizes.Min() * 1.35, $"{group.First().Id}: {string.Join(' ', sizes)}");
        });
    }

    [Fact]
    public void Build_PointsAHairApart_StillGiveEachAnArea()
    {
        var near = new ReferencePoint("near", SamplePoints.Communes[0].Lat + 0.0001, SamplePoints.Communes[0].Lon);

        var areas = SchematicAreas.Build([.. SamplePoints.Communes, near]);

        Assert.All(areas.Areas, area => Assert.True(area.Geometry is { IsValid: true, Area: > 100 }, area.Id));
    }

    [Fact]
    public void Build_IslandFarAway_HasAnOutlineOfItsOwn()
    {
        var areas = AssertSound([.. SamplePoints.Communes, new ReferencePoint("island", 22.1, 104.9)]);

        Assert.Equal(2, areas.Outline.NumGeometries);
    }

    [Fact]
    public void Build_Vertices_LieOnTenths()
    {
        var areas = SchematicAreas.Build(SamplePoints.Communes);

        Assert.All(areas.Areas.SelectMany(a => a.Rings).SelectMany(r => r), c => Assert.True(Math.Abs((c.X * 10) - Math.Round(c.X * 10)) < 1e-6 && Math.Abs((c.Y * 10) - Math.Round(c.Y * 10)) < 1e-6));
        Assert.Equal(1000, Math.Max(areas.Width, areas.Height), 0.11);
    }

    [Fact]
    public void Union_OfNeighbours_IsOneAreaOfTheSameSize()
    {
        var areas = SchematicAreas.Build(SamplePoints.Communes);

        var district = areas.Union("Than Uyên cũ", ["Than Uyên", "Mường Than", "Mường Kim", "Khoen On"]);

        Assert.IsType<Polygon>(district.Geometry);
        Assert.Equal(new[] { "Than Uyên", "Mường Than", "Mường Kim", "Khoen On" }.Sum(id => areas[id].Geometry.Area), district.Geometry.Area, 1.0);
        Assert.True(district.Geometry.Contains(new Point(district.LabelX, district.LabelY)));
    }

    [Fact]
    public void Build_WithoutPoints_IsABug() => Assert.Throws<ArgumentException>(() => SchematicAreas.Build([]));

    private static SchematicAreas AssertSound(IReadOnlyList<ReferencePoint> points)
    {
        var areas = SchematicAreas.Build(points);
        var shared = points.GroupBy(p => (p.Lat, p.Lon)).Where(g => g.Count() > 1).SelectMany(g => g.Select(p => p.Id)).ToHashSet();

        Assert.Equal(points.Select(p => p.Id), areas.Areas.Select(a => a.Id));
        Assert.All(areas.Areas, area =>
        {
            Assert.True(area.Geometry.IsValid, area.Id);
            Assert.True(area.Geometry.Area > 0, area.Id);
            Assert.True(area.Geometry.Contains(new Point(area.LabelX, area.LabelY)), area.Id);
            if (!shared.Contains(area.Id)) { Assert.True(area.Geometry.Covers(new Point(areas.Points[area.Id])), area.Id); }
        });
        var sum = areas.Areas.Sum(a => a.Geometry.Area);
        for (var i = 0; i < areas.Areas.Count; i++)
        {
            for (var k = i + 1; k < areas.Areas.Count; k++)
            {
                var (a, b) = (areas.Areas[i].Geometry, areas.Areas[k].Geometry);
                if (a.EnvelopeInternal.Intersects(b.EnvelopeInternal)) { Assert.True(a.Intersection(b).Area < 0.5, $"{areas.Areas[i].Id} overlaps {areas.Areas[k].Id}"); }
            }
        }
        Assert.Equal(areas.Outline.Area, sum, areas.Outline.Area * 1e-4);
        Assert.All(Enumerable.Range(0, areas.Outline.NumGeometries), i => Assert.True(((Polygon)areas.Outline.GetGeometryN(i)).Holes.Sum(h => new Polygon((LinearRing)h).Area) < 1));
        return areas;
    }

    private static List<ReferencePoint> Points(int shape, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => shape switch
        {
            0 => new ReferencePoint($"p{i}", 21 + (random.Next(100) * 0.01), 104 + (random.Next(100) * 0.01)),
            1 => new ReferencePoint($"p{i}", 21 + (i * 0.07), 104 + (i * 0.035)),
            2 => new ReferencePoint($"p{i}", 21 + (random.Next(5) * 0.1), 104 + (random.Next(5) * 0.1)),
            _ => new ReferencePoint($"p{i}", 21 + (i / 6 * 0.08), 104 + (i % 6 * 0.08)),
        })];
    }
}
