using DanVanDashboard.Boundaries;
using NetTopologySuite.Geometries;

namespace DanVanDashboard.Tests.Boundaries;

public sealed class OverlapsTests
{
    [Fact]
    public void Of_NeighboursThatShareABorder_FindsNothing() => Assert.Empty(Overlaps.Of([Box("#1 A", 103, 103.1), Box("#2 B", 103.1, 103.2), Box("#3 C", 104, 104.1)]));

    [Fact]
    public void Of_MetresAlongABorder_AreNoOverlap() => Assert.Empty(Overlaps.Of([Box("#1 A", 103, 103.1), Box("#2 B", 103.09999, 103.2)]));

    [Fact]
    public void Of_LandThatTwoClaim_NamesBothAndHowMuch()
    {
        var note = Assert.Single(Overlaps.Of([Box("#1 A", 103, 103.1), Box("#2 B", 103.09, 103.2)]));

        // A hundredth of a degree by a tenth at 22° north: 1,03 km by 11,1 km.
        Assert.Equal(("note.overlap", "#1 A", "#2 B"), (note.Code, note.Feature, note.Arguments[0]));
        Assert.InRange(int.Parse(note.Arguments[1].Replace(".", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture), 1_130, 1_160);
    }

    [Fact]
    public void Of_Several_LargestFirst() =>
        Assert.Equal(["#3 C", "#2 B"], Overlaps.Of([Box("#1 A", 103, 103.1), Box("#2 B", 103.09, 103.2), Box("#3 C", 103.0, 103.08)]).Select(n => n.Arguments[0]));

    private static (string Label, MultiPolygon Shape) Box(string label, double west, double east) =>
        (label, BoundaryFile.Factory.CreateMultiPolygon([BoundaryFile.Factory.CreatePolygon([new(west, 22), new(east, 22), new(east, 22.1), new(west, 22.1), new(west, 22)])]));
}
