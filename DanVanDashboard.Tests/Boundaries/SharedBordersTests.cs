using DanVanDashboard.Boundaries;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace DanVanDashboard.Tests.Boundaries;

public sealed class SharedBordersTests
{
    [Fact]
    public void Thin_ABoardOfWindingFields_LeavesNoGapAndNoOverlap()
    {
        var fields = Board(5, 4, steps: 40);
        var whole = Union(fields);

        var borders = new SharedBorders(fields);
        var thin = borders.Thin(fields.Count, borders.Points / 8, BoundaryFile.Factory);

        Assert.InRange(thin.Sum(f => f.NumPoints), 20 * 4, fields.Sum(f => f.NumPoints) / 4);
        Assert.All(thin, f => Assert.True(f.IsValid));
        var together = Union(thin);
        Assert.IsType<Polygon>(together);
        Assert.Equal(0, ((Polygon)together).NumInteriorRings);
        Assert.Equal(together.Area, thin.Sum(f => f.Area), 9);
        Assert.InRange(together.Area / whole.Area, 0.98, 1.02);
    }

    [Fact]
    public void Thin_WithRoomForAll_ChangesNothing()
    {
        var fields = Board(3, 3, steps: 6);

        var same = new SharedBorders(fields).Thin(fields.Count, int.MaxValue / 2, BoundaryFile.Factory);

        Assert.All(same.Zip(fields), pair => Assert.InRange(pair.First.SymmetricDifference(pair.Second).Area, 0, 1e-8));
    }

    [Fact]
    public void Thin_AnIslandInAHole_KeepsBothBordersTheSame()
    {
        var factory = BoundaryFile.Factory;
        LinearRing Round(double size) => factory.CreateLinearRing([.. Enumerable.Range(0, 101).Select(i => new Coordinate(103 + (size * Math.Cos((i % 100) * Math.PI / 50)), 22 + (size * Math.Sin((i % 100) * Math.PI / 50))))]);
        MultiPolygon[] areas = [factory.CreateMultiPolygon([factory.CreatePolygon(Round(0.2), [Round(0.1)])]), factory.CreateMultiPolygon([factory.CreatePolygon(Round(0.1))])];

        var thin = new SharedBorders(areas).Thin(2, 40, factory);

        Assert.All(thin, f => Assert.True(f.IsValid));
        Assert.Equal(0, thin[0].Intersection(thin[1]).Area, 12);
        Assert.Equal(0, ((Polygon)Union(thin)).NumInteriorRings);
    }

    private static Geometry Union(IEnumerable<MultiPolygon> areas) => UnaryUnionNG.Union(BoundaryFile.Factory.BuildGeometry(areas), new PrecisionModel(1e5));

    /// <summary>Fields beside each other whose common borders wind.</summary>
    private static List<MultiPolygon> Board(int columns, int rows, int steps)
    {
        Coordinate At(double column, double row) => new(
            Math.Round(103 + (column * 0.1) + (0.004 * Math.Sin(row * 17)), 5), Math.Round(22 + (row * 0.1) + (0.004 * Math.Sin((column * 13) + row)), 5));
        IEnumerable<Coordinate> Side(double c1, double r1, double c2, double r2) => Enumerable.Range(0, steps).Select(i => At(c1 + ((c2 - c1) * i / steps), r1 + ((r2 - r1) * i / steps)));
        return [.. Enumerable.Range(0, columns * rows).Select(f => (C: f % columns, R: f / columns)).Select(f =>
        {
            List<Coordinate> ring = [.. Side(f.C, f.R, f.C + 1, f.R), .. Side(f.C + 1, f.R, f.C + 1, f.R + 1), .. Side(f.C + 1, f.R + 1, f.C, f.R + 1), .. Side(f.C, f.R + 1, f.C, f.R)];
            return BoundaryFile.Factory.CreateMultiPolygon([BoundaryFile.Factory.CreatePolygon([.. ring, ring[0].Copy()])]);
        })];
    }
}
