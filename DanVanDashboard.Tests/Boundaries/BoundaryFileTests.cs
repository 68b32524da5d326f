using System.IO.Compression;
using System.Text;
using DanVanDashboard.Boundaries;

namespace DanVanDashboard.Tests.Boundaries;

public sealed class BoundaryFileTests
{
    private const string Square = "[[103,22],[103.1,22],[103.1,22.1],[103,22.1],[103,22]]";

    [Theory]
    [InlineData("[[103,22],[103.1,22],[103.1,22.1]]", "note.closed")]
    [InlineData("[[103,22,9],[103.1,22,9],[103.1,22.1,9],[103,22,9]]", "note.heights")]
    [InlineData("[[103,22],[103.1,22.1],[103.1,22],[103,22]]", "note.turned")]
    [InlineData("[[22,103],[22,103.1],[22.1,103.1],[22,103]]", "note.swapped")]
    [InlineData("[[11465000,2512000],[11477000,2512000],[11477000,2523000],[11465000,2512000]]", "note.mercator")]
    [InlineData("[[103,22],[103.1,22],[103.1,22.1],[103.05,22.1],[103.0500001,22.1000001],[103.0499999,22.1000001],[103.0500002,22.1],[103,22.1],[103,22]]", "note.mended")]
    public void Read_WhatCanOnlyMeanOneThing_IsMendedAndTold(string ring, string note)
    {
        var file = Read(Feature(ring), out var refusal);

        Assert.Null(refusal);
        Assert.Empty(file!.Faults);
        var shape = Assert.Single(file.Features).Shape;
        Assert.True(shape.IsValid);
        Assert.InRange(shape.Centroid.X, 102.9, 103.2);
        Assert.InRange(shape.Centroid.Y, 21.9, 22.2);
        Assert.Contains(file.Notes, n => n.Code == note);
    }

    [Theory]
    [InlineData("[[103,22],[104,23],[104,22],[103,23],[103,22]]", "boundaries.crosses-itself")]
    [InlineData("[[103,22],[103,22],[103,22]]", "boundaries.no-shape")]
    public void Read_FeatureThatMayMeanSeveralThings_IsAFaultWithItsName(string ring, string code)
    {
        var file = Read(Feature(ring, "\"ten\":\"Tả Lèng\""), out var refusal);

        Assert.Null(refusal);
        Assert.Empty(file!.Features);
        var fault = Assert.Single(file.Faults);
        Assert.Equal((code, "#1 Tả Lèng"), (fault.Code, fault.Feature));
    }

    [Theory]
    [InlineData("xin chào", "boundaries.not-json")]
    [InlineData("{}", "boundaries.not-geojson")]
    [InlineData("[1,2]", "boundaries.not-geojson")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "boundaries.empty")]
    [InlineData("""{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[103,22],[104,22]]}}""", "boundaries.no-areas")]
    [InlineData("""{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[103,"a"]]]}}""", "boundaries.coordinates-malformed")]
    [InlineData("""{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[103,22],[104,2""", "boundaries.not-json")]
    [InlineData("""{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[1e9,22],[1e9,23],[2e9,22],[1e9,22]]]}}""", "boundaries.coordinates-unknown")]
    [InlineData("""{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[500000,2400000],[510000,2400000],[510000,2410000],[500000,2400000]]]}}""", "boundaries.meridian-missing")]
    [InlineData("""{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[7]]}},"arcs":[]}""", "boundaries.arc-missing")]
    public void Read_WhatIsNoFileOfBoundaries_IsRefused(string text, string code)
    {
        Assert.Null(Read(text, out var refusal));
        Assert.Equal(code, refusal!.Code);
    }

    [Fact]
    public void Read_HostileFiles_AreRefusedWithinTwoSeconds()
    {
        var ring = string.Join(",", Enumerable.Repeat("[103.1,22.1]", 1_000_000));
        var small = Feature(Square);
        var files = new (byte[] Bytes, string Code)[]
        {
            (Encoding.UTF8.GetBytes(Feature($"[{ring}]")), "boundaries.ring-too-long"),
            (Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(",", Enumerable.Repeat(small, 100_000))}}]}"""), "boundaries.too-many-features"),
            (Encoding.UTF8.GetBytes("""{"type":"Feature","geometry":{"type":"Polygon","coordinates":""" + new string('[', 1_000_000)), "boundaries.too-deep"),
            (Encoding.UTF8.GetBytes("""{"type":"Feature","properties":{"a":""" + new string('[', 1_000_000)), "boundaries.too-deep"),
            (Zip("a.geojson", 1_000_000_000), "boundaries.too-large"),
            // A border named a thousand times over unfolds to more than any file may hold.
            (Encoding.UTF8.GetBytes("""{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[""" + string.Join(",", Enumerable.Repeat("0", 100_000)) + "]]}},\"arcs\":[[" + string.Join(",", Enumerable.Repeat("[103,22]", 100)) + "]]}"), "boundaries.ring-too-long"),
        };
        foreach (var (bytes, code) in files)
        {
            var started = TimeProvider.System.GetTimestamp();
            Assert.Null(BoundaryFile.Read(bytes, new(), out var refusal));
            Assert.Equal(code, refusal!.Code);
            Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 2);
        }
    }

    [Fact]
    public void Read_Vn2000WithItsMeridian_LiesWhereItIs()
    {
        var file = BoundaryFile.Read(Encoding.UTF8.GetBytes(Feature("[[500000,2470000],[510000,2470000],[510000,2480000],[500000,2470000]]")), new(103), out _);

        var corner = file!.Features[0].Shape.Coordinates.MinBy(c => c.X + c.Y)!;
        // On the meridian the projection leaves the longitude alone; the shift between the datums is about 190 m to the east there.
        Assert.InRange((corner.X - 103) * 103_000, 150, 230);
        Assert.InRange(corner.Y, 22.32, 22.34);
        Assert.Contains(file.Notes, n => n.Code == "note.vn2000" && n.Arguments.SequenceEqual(["103", "3"]));
    }

    [Fact]
    public void Read_TopoJsonZipped_SharesItsBorder()
    {
        const string Topology = """
            {"type":"Topology","transform":{"scale":[0.001,0.001],"translate":[103,22]},
             "objects":{"xa":{"type":"GeometryCollection","geometries":[{"type":"Polygon","properties":{"ma":3388,"ten":"A"},"arcs":[[0,1]]},{"type":"MultiPolygon","properties":{"ma":"03389"},"arcs":[[[-1,2]]]}]}},
             "arcs":[[[100,0],[0,100]],[[100,100],[-100,0],[0,-100],[100,0]],[[100,0],[100,0],[0,100],[-100,0]]]}
            """;
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xa.topojson").Open();
            entry.Write(Encoding.UTF8.GetBytes(Topology));
        }

        var file = BoundaryFile.Read(packed.ToArray(), new(), out var refusal);

        Assert.Null(refusal);
        Assert.Equal(["3388", "03389"], file!.Features.Select(f => f.Code));
        Assert.Equal(0.01, file.Features[0].Shape.Area, 9);
        Assert.Equal(0.1, file.Features[0].Shape.Intersection(file.Features[1].Shape).Length, 9);
    }

    [Fact]
    public void Read_HolesAndParts_AreKept()
    {
        var text = """{"type":"Feature","properties":{},"geometry":{"type":"MultiPolygon","coordinates":[[""" + Square
            + """,[[103.02,22.02],[103.04,22.02],[103.04,22.04],[103.02,22.02]]],[[[103.2,22],[103.3,22],[103.3,22.1],[103.2,22]]],[[[103.4,22],[103.400001,22],[103.4,22.000001],[103.4,22]]]]}}""";

        var file = Read(text, out _);

        var shape = Assert.Single(file!.Features).Shape;
        Assert.Equal((2, 1), (shape.NumGeometries, shape.Geometries.Cast<NetTopologySuite.Geometries.Polygon>().Sum(p => p.NumInteriorRings)));
        Assert.Contains(file.Notes, n => n.Code == "note.crumbs");
    }

    private static string Feature(string ring, string properties = "") =>
        """{"type":"Feature","properties":{""" + properties + """},"geometry":{"type":"Polygon","coordinates":[""" + ring + "]}}";

    private static BoundaryFile? Read(string text, out DanVanDashboard.Domain.Refusal? refusal) => BoundaryFile.Read(Encoding.UTF8.GetBytes(text), new(), out refusal);

    private static byte[] Zip(string name, long zeros)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
            var some = new byte[1 << 20];
            for (var left = zeros; left > 0; left -= some.Length)
            {
                entry.Write(some);
            }
        }

        return packed.ToArray();
    }
}
