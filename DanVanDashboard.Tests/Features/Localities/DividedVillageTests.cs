using System.Net;
using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Features.Localities;

/// <summary>A commune is divided: each of its models counts whole where its village went, and only what has no known village is divided by shares.</summary>
public sealed class DividedVillageTests
{
    private const string North = "12-2026/03430";
    private const string South = "12-2026/03431";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restated_ModelsOfADividedCommune_FollowTheirVillagesAndComeBack()
    {
        await using var host = await DanVanHost.StartAsync();
        var (board, reporter) = (await host.ClientAsync("bandanvan"), await host.ClientAsync("xa-khunha"));
        var a = (await reporter.RegisterAsync(Demo.KhunHa, ("village", "bản Đi Bắc"), ("registeredOn", "2026-09-01"))).Id;
        var b = (await reporter.RegisterAsync(Demo.KhunHa, ("village", "bản Đi Nam"), ("registeredOn", "2026-09-01"))).Id;
        var none = (await reporter.RegisterAsync(Demo.KhunHa, ("village", null), ("registeredOn", "2026-09-01"))).Id;
        var before = await SummaryAsync(board);
        var all = before.Rows[Demo.KhunHa];
        Assert.Equal((0, 0, 0), before.Placed);

        var change = await board.PostAsync("/api/v1/unit-changes", new
        {
            kind = "split", decisionNumber = "7/NQ", issuedBy = "UBTVQH", on = "2026-10-15",
            targets = new[]
            {
                new { code = "03430", name = "Khun Há", kind = "xã", parts = new[] { new { unitId = Demo.KhunHa, share = 0.5 } } },
                new { code = "03431", name = "Khun Há Nam", kind = "xã", parts = new[] { new { unitId = Demo.KhunHa, share = 0.5 } } },
            },
        });
        Assert.True(change.Status == HttpStatusCode.Created, change.Text);
        var divided = await SummaryAsync(board);
        Assert.Equal((all / 2, all / 2, (0m, all, 0m)), (divided.Rows[North], divided.Rows[South], divided.Placed));

        // The new communes take their villages over: these models are no longer estimated.
        var villages = await board.JsonAsync($"/api/v1/villages?unit={Demo.KhunHa}&at=2026-10-01&campaign={Demo.Campaign}");
        string IdOf(string name) => villages.EnumerateArray().Single(v => v.GetProperty("name").GetString() == name).GetProperty("id").GetString()!;
        var northern = await InheritAsync(board, North, IdOf("bản Đi Bắc"));
        await InheritAsync(board, South, IdOf("bản Đi Nam"));
        await SameAsync(host, board, before.Sum, north: 1 + ((all - 2) / 2), south: 1 + ((all - 2) / 2), byVillage: 2, estimated: all - 2);
        await using (var db = host.Get<Store>().Read())
        {
            // Other processes are told.
            Assert.Equal(2, await db.Events.CountAsync(e => e.Kind == ModelWays.Kind && e.UnitId == Demo.KhunHa && e.CampaignId == Demo.Campaign, Ct));
        }

        // The list behind the number of the one holds its model, not that of the other, and those of which only a share counts.
        var ids = await ListedAsync(host, North);
        Assert.Contains(a, ids);
        Assert.Contains(none, ids);
        Assert.DoesNotContain(b, ids);

        // Somebody says that the model without a village is of the northern one, by its new line.
        var matched = await board.PostAsync("/api/v1/villages/match", new { villageId = northern, modelIds = new[] { none } });
        Assert.True(matched.Status == HttpStatusCode.OK, matched.Text);
        await SameAsync(host, board, before.Sum, north: 2 + ((all - 3) / 2), south: 1 + ((all - 3) / 2), byVillage: 3, estimated: all - 3);

        // The village of a model is put right by its commune.
        var corrected = await board.PostAsync($"/api/v1/models/{a}/facts", new { village = "bản Đi Nam" });
        Assert.True(corrected.Status == HttpStatusCode.OK, corrected.Text);
        await SameAsync(host, board, before.Sum, north: 1 + ((all - 3) / 2), south: 2 + ((all - 3) / 2), byVillage: 3, estimated: all - 3);

        // While villages hang on it, the change stays; all taken back, everything is as before.
        Assert.Equal("unit-change.has-records", (await board.PostAsync($"/api/v1/unit-changes/{change.Id}/undo", new { reason = "thử" })).Code);
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync("/api/v1/villages/match", new { modelIds = new[] { none } })).Status);
        foreach (var unit in new[] { North, South })
        {
            foreach (var line in (await board.JsonAsync($"/api/v1/villages?unit={unit}&campaign={Demo.Campaign}")).EnumerateArray())
            {
                var undone = await board.PostAsync($"/api/v1/villages/{line.GetProperty("id").GetString()}/undo", new { reason = "thử" });
                Assert.True(undone.Status == HttpStatusCode.OK, undone.Text);
            }
        }

        await SameAsync(host, board, before.Sum, north: all / 2, south: all / 2, byVillage: 0, estimated: all);
        var back = await board.PostAsync($"/api/v1/unit-changes/{change.Id}/undo", new { reason = "thử" });
        Assert.True(back.Status == HttpStatusCode.OK, back.Text);
        Assert.Equal(before.Rows, (await SummaryAsync(board)).Rows);
        Assert.Null(await host.Get<Verifier>().FirstFindingAsync(Ct));
    }

    private static async Task SameAsync(DanVanHost host, ApiClient board, decimal sum, decimal north, decimal south, decimal byVillage, decimal estimated)
    {
        var now = await SummaryAsync(board);
        Assert.Equal((north, south, (byVillage, estimated, 0m)), (now.Rows.GetValueOrDefault(North), now.Rows.GetValueOrDefault(South), now.Placed));
        Assert.Equal(sum, now.Sum);
        Assert.Null(await host.Get<Verifier>().FirstFindingAsync(Ct));
        // As those read it who build the numbers anew.
        var rebuilt = await SummaryAsync(board, $"&sequence={now.Sequence}");
        Assert.Equal(now.Rows, rebuilt.Rows);
    }

    /// <summary>All models behind the number of a unit, read page by page; their count is the number of the cube.</summary>
    private static async Task<List<string>> ListedAsync(DanVanHost host, string unit)
    {
        var (current, register) = (host.Get<ReferenceData>().Current, host.Get<ModelRegister>());
        var selection = new ModelSelection
        {
            Campaign = current.Campaign(Demo.Campaign)!, Today = new(2026, 11, 1),
            Query = new() { Weights = current.Places.Restate(BoundaryView.At(new(2026, 11, 1))).For, Targets = new HashSet<string> { unit } },
        };
        var count = await register.CountAsync(selection, Ct);
        Assert.Equal(selection.NumberIn(host.Get<CampaignCubes>().Snapshot(Demo.Campaign)), count.Number);
        Assert.Equal(count.Models - 1, count.Partly);
        List<string> ids = [];
        string? after = null;
        do
        {
            var slice = await register.SliceAsync(selection, count, ModelOrder.Locality, after, 2, Ct);
            ids.AddRange(slice.Rows.Select(r => r.Id));
            after = slice.Next;
        }
        while (after is not null);
        Assert.Equal(count.Models, ids.Distinct().Count());
        Assert.Equal(count.Models, ids.Count);
        return ids;
    }

    private static async Task<string> InheritAsync(ApiClient board, string unit, string village)
    {
        var taken = await board.PostAsync("/api/v1/villages/inherit", new { unitId = unit, villages = new[] { new { id = village, name = (string?)null } } });
        Assert.True(taken.Status == HttpStatusCode.OK, taken.Text);
        return JsonDocument.Parse(taken.Text).RootElement[0].GetProperty("id").GetString()!;
    }

    private static async Task<(Dictionary<string, decimal> Rows, decimal Sum, (decimal, decimal, decimal) Placed, long Sequence)> SummaryAsync(ApiClient board, string more = "")
    {
        var json = await board.JsonAsync($"/api/v1/summary?campaign={Demo.Campaign}&by=unit&boundaries=current{more}");
        var rows = json.GetProperty("rows").EnumerateArray().ToDictionary(r => r.GetProperty("key").GetString()!, r => r.GetProperty("totals").GetProperty("registered").GetDecimal());
        var placed = json.GetProperty("placement");
        return (rows, rows.Values.Sum(), (placed.GetProperty("byVillage").GetDecimal(), placed.GetProperty("estimated").GetDecimal(), placed.GetProperty("apart").GetDecimal()), json.GetProperty("sequence").GetInt64());
    }
}
