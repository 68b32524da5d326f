using System.IO.Compression;
using System.Text;
using DanVanDashboard.Boundaries;
using DanVanDashboard.Charts;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Features.Boundaries;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features.Boundaries;

public sealed class ImportBoundariesTests
{
    private static readonly DateOnly s_merger = new(2025, 7, 1);

    [Fact]
    public async Task Import_ShapesOfAProvince_DrawTheMapFromTheirDayAndGoBackWhenWithdrawn()
    {
        await using var host = await DanVanHost.StartAsync();
        var drawings = host.Get<MapDrawings>();
        var bytes = Squares(host, Demo.LaiChau);
        Assert.Null(drawings.Of(Demo.LaiChau, s_merger)!.Origin);

        var done = (await ImportAsync(host, bytes)).Value;

        Assert.Equal("matched 38 of 38, unmatched 0, duplicate 0", done.Line);
        var real = drawings.Of(Demo.LaiChau, s_merger.AddDays(400))!;
        Assert.Equal(("01/07/2025", 38), (real.Origin, real.Shapes.Count));
        // The page of a commune draws its own shape, that of the province the communes.
        Assert.Equal((1, "01/07/2025"), (drawings.BoundaryOf(Demo.BinhLu, s_merger)!.Shapes.Count, drawings.BoundaryOf(Demo.BinhLu, s_merger)!.Origin));
        Assert.Equal(38, drawings.BoundaryOf(Demo.LaiChau, s_merger)!.Shapes.Count);
        Assert.Null(drawings.BoundaryOf("12-1997/03390", s_merger.AddDays(-1)));
        Assert.Null(drawings.BoundaryOf(Demo.LaiChau, s_merger.AddDays(-1)));
        // Before that day other communes were there, of which this file knows nothing.
        Assert.Null(drawings.Of(Demo.LaiChau, s_merger.AddDays(-1))!.Origin);
        Assert.Contains((await ImportAsync(host, bytes)).Value.Refusals, r => r.Code == "boundaries.already-there");

        var board = await host.ClientAsync("bandanvan");
        Assert.Equal("boundaries.reason-missing", (await board.PostAsync($"/api/v1/boundaries/{done.SetId}/withdraw", new { })).Code);
        await board.PostAsync($"/api/v1/boundaries/{done.SetId}/withdraw", new { reason = "Nhập nhầm" });
        Assert.Null(drawings.Of(Demo.LaiChau, s_merger.AddDays(400))!.Origin);
        Assert.Null(await host.Get<Verifier>().FirstFindingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Import_WhatDoesNotFit_IsRefusedAndWritesNothing()
    {
        await using var host = await DanVanHost.StartAsync();
        var whole = Squares(host, Demo.LaiChau);
        var wrong = Encoding.UTF8.GetString(whole).Replace("\"03390\"", "\"03391\"", StringComparison.Ordinal).Replace("Bình Lư", "Xã không có", StringComparison.Ordinal);
        (byte[] Bytes, BoundaryRequest Request, string Code)[] cases =
        [
            (whole, new() { ValidFrom = "" }, "boundaries.day-missing"),
            (whole, new() { ValidFrom = "01/07/2025", Meridian = "một trăm" }, "boundaries.meridian-unreadable"),
            (Encoding.UTF8.GetBytes(wrong), new() { ValidFrom = "2025-07-01" }, "boundaries.unmatched"),
            (whole, new() { ValidFrom = "2025-07-01", ByHand = new Dictionary<int, string> { [1] = Demo.BinhLu } }, "boundaries.claimed-twice"),
            (whole, new() { ValidFrom = "2025-07-01", ByHand = new Dictionary<int, string> { [1] = "12-1997/105" } }, "boundaries.unit-not-then"),
        ];
        foreach (var (bytes, request, code) in cases)
        {
            var answer = await host.Get<ImportBoundaries>().RunAsync(Actor.System, bytes, request, dryRun: false, null, CancellationToken.None);
            Assert.Contains(answer.Ok ? answer.Value.Refusals : answer.Refusals, r => r.Code == code);
        }

        Assert.Empty(host.Get<BoundaryAtlas>().Sets);
        // The one that found no unit can be left out by hand; the others then go in, and the map waits for the last.
        var number = UnitMatching.Match(BoundaryFile.Read(Encoding.UTF8.GetBytes(wrong), new(), out _)!.Features, host.Get<ReferenceData>().Current.Places, s_merger).Single(m => m.UnitId is null).Feature.Number;
        var left = await ImportAsync(host, Encoding.UTF8.GetBytes(wrong), new Dictionary<int, string> { [number] = "" });
        Assert.Equal((37, 0), (left.Value.Matched, left.Value.Unmatched));
        Assert.Null(host.Get<MapDrawings>().Of(Demo.LaiChau, s_merger)!.Origin);
    }

    [Fact]
    public async Task Import_FromADayAfterTheUnitsChanged_HoldsFromThatDayOnly()
    {
        await using var host = await DanVanHost.StartAsync();
        var drawings = host.Get<MapDrawings>();
        var day = new DateOnly(2026, 3, 1);
        Assert.True((await host.Get<ImportBoundaries>().RunAsync(Actor.System, Squares(host, Demo.LaiChau), new() { ValidFrom = "01/03/2026" }, dryRun: false, null, CancellationToken.None)).Ok);

        Assert.Null(drawings.Of(Demo.LaiChau, day.AddDays(-1))!.Origin);
        Assert.Equal("01/03/2026", drawings.Of(Demo.LaiChau, day)!.Origin);
        Assert.Null(drawings.Of(Demo.LaiChau, day.AddDays(-1))!.Origin);
    }

    [Fact]
    public async Task Import_ByARoleThatMayNot_IsRefused()
    {
        await using var host = await DanVanHost.StartAsync();
        var reporter = await host.ClientAsync("xa-binhlu");
        Assert.Equal("boundaries.not-allowed", (await reporter.PostAsync("/api/v1/boundaries/x/withdraw", new { reason = "không" })).Code);
    }

    [Theory]
    [InlineData("lai-chau-2025.geojson", 38)]
    [InlineData("lai-chau-2025-full.geojson", 38)]
    [InlineData("lang-son-2025.geojson", 65)]
    public async Task Import_TheRealFiles_FindsEveryCommuneAndStaysSmall(string name, int communes)
    {
        var path = Path.Combine(SourceTree.Root, "..", "shared", "geo", name);
        Assert.SkipUnless(File.Exists(path), $"No ../shared/geo/{name} beside the project.");
        await using var host = await DanVanHost.StartAsync();

        var done = (await ImportAsync(host, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))).Value;

        Assert.Equal($"matched {communes} of {communes}, unmatched 0, duplicate 0", done.Line);
        var drawing = host.Get<MapDrawings>().Of(done.RootUnitId!, s_merger)!;
        Assert.Equal(communes, drawing.Shapes.Count);
        Assert.InRange(Compressed(drawing), 1, 60_000);
        var atlas = host.Get<BoundaryAtlas>();
        var fine = atlas.Shapes(drawing.Shapes.Select(s => s.Id), s_merger, BoundaryDetail.Fine);
        Assert.InRange(Compressed(MapDrawing.FromLonLat(fine.Select(f => new MapArea(f.Key, f.Key, f.Value)))), 1, 150_000);
        Assert.All(fine.Values, g => Assert.True(g.IsValid));
    }

    private static long Compressed(MapDrawing drawing)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(Encoding.UTF8.GetBytes(string.Concat(drawing.Shapes.Select(s => s.PathData)) + drawing.OutlinePath));
        }

        return packed.Length;
    }

    private static Task<Result<BoundaryOutcome>> ImportAsync(DanVanHost host, byte[] bytes, IReadOnlyDictionary<int, string>? byHand = null) => host.Get<ImportBoundaries>().RunAsync(
        Actor.System, bytes, new() { ValidFrom = "01/07/2025", FileName = "thu.geojson", Source = "hình do phép thử vẽ", ByHand = byHand ?? new Dictionary<int, string>() }, dryRun: false, null, CancellationToken.None);

    /// <summary>A square for each commune, side by side.</summary>
    private static byte[] Squares(DanVanHost host, string province)
    {
        var units = host.Get<ReferenceData>().Current.Places.Under(province, s_merger, UnitLevel.Commune);
        var features = units.Select((u, i) => (Unit: u, X: 103 + (i % 8 * 0.1), Y: 22 + (i / 8 * 0.1))).Select(s => Feature(s.Unit, s.X, s.Y));
        return Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(",", features)}}]}""");
    }

    private static string Feature(Unit unit, double x, double y)
    {
        string Point(double dx, double dy) => FormattableString.Invariant($"[{x + dx:0.0},{y + dy:0.0}]");
        var ring = string.Join(",", Point(0, 0), Point(0.1, 0), Point(0.1, 0.1), Point(0, 0.1), Point(0, 0));
        return $$"""{"type":"Feature","properties":{"code":"{{unit.Code}}","name":"{{unit.Name}}","kind":"{{unit.Kind}}"},"geometry":{"type":"Polygon","coordinates":[[""" + ring + "]]}}";
    }
}
