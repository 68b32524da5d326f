using System.Net;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

/// <summary>Bình Thạnh of Thủ Thừa went to two communes and its decision states no shares: not comparable until somebody estimates them, and then said to be estimated.</summary>
public sealed class ShareTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly BoundaryView s_now = BoundaryView.At(new(2026, 1, 1));

    private Places Places => host.Host.Get<ReferenceData>().Current.Places;

    private LineagePart[] Parts => [.. Places.Lineage.GroupBy(p => p.FromId).First(g => g.Count() == 2 && g.All(p => p.Extent == LineageExtent.Partial)).OrderBy(p => p.ToId)];

    [Fact]
    public async Task Estimate_SetThenTakenBack_DividesAndSaysSo()
    {
        var (board, parts) = (await host.AsAsync("bandanvan"), Parts);
        var from = parts[0].FromId;
        Assert.False(Places.Restate(s_now).Comparable(from));

        var set = await board.PostAsync("/api/v1/lineage-shares", Request(parts, 0.6m, 0.4m));

        Assert.True(set.Status == HttpStatusCode.OK, set.Text);
        var table = Places.Restate(s_now);
        Assert.True(table.Comparable(from) && table.Estimated(from));
        Assert.Equal(new[] { 0.6m, 0.4m }, table.For(from).OrderBy(t => t.TargetId).Select(t => t.Weight));
        Assert.All(Parts, p => Assert.Equal((ShareBasis.Area, "Đo trên bản đồ (thử)"), (p.Basis, p.ShareSource)));
        var page = await board.Http.GetStringAsync($"/api/v1/audit?action=units.shares-set", TestContext.Current.CancellationToken);
        Assert.Contains("Đo trên bản đồ (thử)", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync("/api/v1/lineage-shares", new { fromId = from, shares = Array.Empty<object>() })).Status);
        Assert.False(Places.Restate(s_now).Comparable(from));
        Assert.All(Parts, p => Assert.Null(p.Share));
    }

    [Fact]
    public async Task Estimate_ThatCannotBe_IsRefusedByItsFields()
    {
        var (board, parts) = (await host.AsAsync("bandanvan"), Parts);

        Assert.Equal("lineage.shares-sum", (await board.PostAsync("/api/v1/lineage-shares", Request(parts, 0.6m, 0.5m))).Code);
        Assert.Equal("lineage.shares-incomplete", (await board.PostAsync("/api/v1/lineage-shares", Request(parts[..1], 0.6m))).Code);
        Assert.Equal("lineage.shares-incomplete", (await board.PostAsync("/api/v1/lineage-shares", Request(parts, 1m, 0m))).Code);
        Assert.Equal("lineage.basis-missing", (await board.PostAsync("/api/v1/lineage-shares", new { fromId = parts[0].FromId, source = "thử", shares = parts.Select(p => new { toId = p.ToId, share = 0.5 }) })).Code);
        Assert.Equal("lineage.not-divided", (await board.PostAsync("/api/v1/lineage-shares", new { fromId = Demo.BinhLu, basis = "area", source = "thử", shares = new[] { new { toId = Demo.KhunHa, share = 0.5 } } })).Code);
        Assert.Equal("lineage.not-allowed", (await (await host.AsAsync("xa-binhlu")).PostAsync("/api/v1/lineage-shares", Request(parts, 0.6m, 0.4m))).Code);
        Assert.False(Places.Restate(s_now).Comparable(parts[0].FromId));
    }

    private static object Request(LineagePart[] parts, params decimal[] shares) => new
    {
        fromId = parts[0].FromId, basis = "area", source = "Đo trên bản đồ (thử)", shares = parts.Zip(shares, (p, s) => new { toId = p.ToId, share = s }),
    };
}
