using System.Net;
using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Features.Villages;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>Thôn, bản over HTTP: the list grows, changes, is taken over from the communes of before, and models follow it.</summary>
public sealed class VillageTests(ApiHost host) : IClassFixture<ApiHost>
{
    // Xã Bình Lư was formed of three units; this was one of them.
    private const string OldBinhLu = "12-1997/03412";
    private static int s_next;

    [Fact]
    public async Task Merge_TwoVillages_CountsTheirModelsOnceAtTheOneThatFollowed()
    {
        var reporter = await host.AsAsync("xa-binhlu");
        var (a, b, c) = (Name(), Name(), Name());
        var (first, second) = ((await reporter.RegisterAsync(Demo.BinhLu, ("village", a))).Id, (await reporter.RegisterAsync(Demo.BinhLu, ("village", b))).Id);
        var ids = await IdsAsync(reporter, a, b);

        var merged = await reporter.PostAsync("/api/v1/villages/change", new { ids, name = c, on = "2026-10-10", decision = "Nghị quyết 05/NQ-HĐND" });

        Assert.True(merged.Status == HttpStatusCode.OK, merged.Text);
        var view = await ViewAsync();
        Assert.Equal(2, Assert.Single(view.Lines, l => l.Village.Name == c).Models);
        Assert.DoesNotContain(view.Lines, l => l.Village.Name == a || l.Village.Name == b);
        Assert.Equal([c, c], view.Ended.Where(e => e.Village.Name == a || e.Village.Name == b).Select(e => e.Became!.Name));
        // What was written stays.
        Assert.Equal((a, b), (await VillageOfAsync(reporter, first), await VillageOfAsync(reporter, second)));
    }

    [Fact]
    public async Task Undo_MergeThatNothingHangsOn_BringsBothBack()
    {
        var reporter = await host.AsAsync("xa-binhlu");
        var (a, b) = (Name(), Name());
        var added = await AddAsync(reporter, a, b);
        var merged = await reporter.PostAsync("/api/v1/villages/change", new { ids = added, name = Name(), on = "2026-10-10" });
        var id = JsonDocument.Parse(merged.Text).RootElement[0].GetProperty("id").GetString();

        Assert.Equal("village.reason-missing", (await reporter.PostAsync($"/api/v1/villages/{id}/undo", new { })).Code);
        Assert.Equal("village.changed-again", (await reporter.PostAsync($"/api/v1/villages/{added[0]}/undo", new { reason = "gộp nhầm" })).Code);
        var undone = await reporter.PostAsync($"/api/v1/villages/{id}/undo", new { reason = "gộp nhầm" });

        Assert.True(undone.Status == HttpStatusCode.OK, undone.Text);
        Assert.Equal(2, (await ViewAsync()).Lines.Count(l => l.Village.Name == a || l.Village.Name == b));
    }

    [Fact]
    public async Task Undo_AModelIsThere_IsRefusedAndSaysHowMany()
    {
        var reporter = await host.AsAsync("xa-binhlu");
        var name = Name();
        await reporter.RegisterAsync(Demo.BinhLu, ("village", name));

        var undo = await reporter.PostAsync($"/api/v1/villages/{(await IdsAsync(reporter, name))[0]}/undo", new { reason = "nhầm" });

        Assert.Equal("village.models-hang-on-it", undo.Code);
        Assert.Contains("1 mô hình", undo.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inherit_FromAnOldCommune_TakesItsVillagesAndTheirModelsOver()
    {
        var (approver, board) = (await host.AsAsync("duyet-binhlu"), await host.AsAsync("bandanvan"));
        var (name, other) = (Name(), Name());
        var old = JsonDocument.Parse((await board.PostAsync("/api/v1/villages", new { unitId = OldBinhLu, names = new[] { name }, from = "2024-01-01", simulated = true })).Text).RootElement[0].GetProperty("id").GetString()!;
        Assert.Contains((await ViewAsync()).Legacy.SelectMany(l => l.Villages), v => v.Id == old);

        var taken = await approver.PostAsync("/api/v1/villages/inherit", new { unitId = Demo.BinhLu, villages = new[] { new { id = old, name = other } } });

        Assert.True(taken.Status == HttpStatusCode.OK, taken.Text);
        var view = await ViewAsync();
        Assert.DoesNotContain(view.Legacy.SelectMany(l => l.Villages), v => v.Id == old);
        var line = Assert.Single(view.Lines, l => l.Village.Name == other);
        Assert.Equal((new DateOnly(2025, 7, 1), name), (line.Village.ValidFrom, Assert.Single(line.From).Name));
        Assert.Equal("village.ended", (await approver.PostAsync("/api/v1/villages/inherit", new { unitId = Demo.BinhLu, villages = new[] { new { id = old, name = Name() } } })).Code);
    }

    [Fact]
    public async Task Inherit_TwoOfOneName_IsRefusedUntilOneHasAnother()
    {
        var board = await host.AsAsync("bandanvan");
        var name = Name();
        var ids = new List<string>();
        foreach (var unit in new[] { OldBinhLu, "12-1997/03413" })
        {
            ids.Add(JsonDocument.Parse((await board.PostAsync("/api/v1/villages", new { unitId = unit, names = new[] { name }, from = "2024-01-01", simulated = true })).Text).RootElement[0].GetProperty("id").GetString()!);
        }

        var both = await board.PostAsync("/api/v1/villages/inherit", new { unitId = Demo.BinhLu, villages = ids.Select(id => new { id, name = (string?)null }) });
        Assert.Equal("village.name-taken", both.Code);
        Assert.Contains(name, both.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await ViewAsync()).Legacy.SelectMany(l => l.Villages).Count(v => v.Name == name));

        var named = await board.PostAsync("/api/v1/villages/inherit", new { unitId = Demo.BinhLu, villages = ids.Select((id, i) => new { id, name = $"{name} {i}" }) });
        Assert.True(named.Status == HttpStatusCode.OK, named.Text);
    }

    [Fact]
    public async Task Match_AddressWithoutAVillage_CountsThereAndKeepsItsText()
    {
        var reporter = await host.AsAsync("xa-binhlu");
        var name = Name();
        var village = (await AddAsync(reporter, name))[0];
        var model = (await reporter.RegisterAsync(Demo.BinhLu, ("village", null), ("address", $"nhà văn hóa {name}"))).Id;
        var before = await ViewAsync();
        Assert.Equal(village, Assert.Single(before.Less, m => m.ModelId == model).Perhaps[0].Id);
        Assert.Contains(before.Without, l => l.Village.Id == village);

        Assert.Equal(HttpStatusCode.OK, (await reporter.PostAsync("/api/v1/villages/match", new { villageId = village, modelIds = new[] { model } })).Status);

        var after = await ViewAsync();
        Assert.DoesNotContain(after.Less, m => m.ModelId == model);
        Assert.Equal(1, Assert.Single(after.Lines, l => l.Village.Id == village).Models);
        Assert.Null(await VillageOfAsync(reporter, model));
        Assert.Equal(HttpStatusCode.OK, (await reporter.PostAsync("/api/v1/villages/match", new { modelIds = new[] { model } })).Status);
        Assert.Contains((await ViewAsync()).Less, m => m.ModelId == model);
    }

    [Fact]
    public async Task Add_OneOfManyIsWrong_AddsNone()
    {
        var reporter = await host.AsAsync("xa-binhlu");
        var (a, b) = (Name(), Name());
        await AddAsync(reporter, a);

        var again = await reporter.PostAsync("/api/v1/villages", new { unitId = Demo.BinhLu, names = new[] { b, a.ToUpperInvariant() }, from = "2026-01-01", simulated = true });

        Assert.Equal("village.name-taken", again.Code);
        Assert.DoesNotContain((await ViewAsync()).Lines, l => l.Village.Name == b);
    }

    [Theory]
    [InlineData("{\"unitId\":\"12-2025/03390\",\"names\":[]}", "village.name-missing")]
    [InlineData("{\"unitId\":\"12-2025/03390\",\"names\":[null]}", "village.name-missing")]
    [InlineData("{\"unitId\":\"12-2025/03390\",\"names\":[\"bản\"],\"from\":\"2027-01-01\"}", "village.day-to-come")]
    [InlineData("{\"unitId\":\"12-2025/03390\",\"names\":[\"bản\"],\"from\":\"2025-06-30\"}", "village.before-commune")]
    [InlineData("{\"unitId\":\"12-2025/03390\",\"names\":[\"bản\"],\"from\":\"hôm qua\"}", "request.date-unreadable")]
    [InlineData("{\"unitId\":\"khong-co\",\"names\":[\"bản\"]}", "village.unit-unknown")]
    public async Task Add_Wrong_IsRefused(string body, string code) => Assert.Equal(code, (await (await host.AsAsync("bandanvan")).PostAsync("/api/v1/villages", body)).Code);

    [Fact]
    public async Task Change_WhatCannotBe_IsRefusedByItsName()
    {
        var (reporter, board) = (await host.AsAsync("xa-binhlu"), await host.AsAsync("bandanvan"));
        var ids = await AddAsync(reporter, Name(), Name());
        var elsewhere = JsonDocument.Parse((await board.PostAsync("/api/v1/villages", new { unitId = Demo.KhunHa, names = new[] { Name() }, from = "2026-01-01" })).Text).RootElement[0].GetProperty("id").GetString()!;

        Assert.Equal("village.name-missing", (await reporter.PostAsync("/api/v1/villages/change", new { ids, on = "2026-10-01" })).Code);
        Assert.Equal("village.not-that-day", (await reporter.PostAsync("/api/v1/villages/change", new { ids, name = Name(), on = "2025-12-31" })).Code);
        Assert.Equal("village.not-found", (await reporter.PostAsync("/api/v1/villages/change", new { ids = new[] { "khong-co" }, name = Name() })).Code);
        Assert.Equal("village.other-list", (await board.PostAsync("/api/v1/villages/change", new { ids = new[] { ids[0], elsewhere }, name = Name(), on = "2026-10-01" })).Code);
        // What lies in another commune looks like what is not there.
        Assert.Equal("village.not-found", (await reporter.PostAsync($"/api/v1/villages/{elsewhere}/undo", new { reason = "thử" })).Code);
        Assert.Equal("village.point-outside", (await reporter.PostAsync($"/api/v1/villages/{ids[0]}/edit", new { lat = 103.4, lon = 22.4 })).Code);
        Assert.Equal(HttpStatusCode.OK, (await reporter.PostAsync($"/api/v1/villages/{ids[0]}/edit", new { lat = 22.4, lon = 103.4 })).Status);
    }

    [Fact]
    public async Task List_RealAndSimulated_AreApart()
    {
        var reporter = await host.AsAsync("xa-binhlu");
        var name = Name();
        await AddAsync(reporter, name);

        Assert.DoesNotContain((await reporter.JsonAsync($"/api/v1/villages?unit={Demo.BinhLu}")).EnumerateArray(), v => v.GetProperty("name").GetString() == name);
        Assert.Contains((await reporter.JsonAsync($"/api/v1/villages?unit={Demo.BinhLu}&campaign={Demo.Campaign}")).EnumerateArray(), v => v.GetProperty("name").GetString() == name && v.GetProperty("simulated").GetBoolean());
    }

    private static string Name() => $"bản Thử {Interlocked.Increment(ref s_next):000}";

    private static async Task<string[]> AddAsync(ApiClient client, params string[] names)
    {
        var added = await client.PostAsync("/api/v1/villages", new { unitId = Demo.BinhLu, names, from = "2026-01-01", simulated = true });
        Assert.True(added.Status == HttpStatusCode.Created, added.Text);
        return [.. JsonDocument.Parse(added.Text).RootElement.EnumerateArray().Select(v => v.GetProperty("id").GetString()!)];
    }

    private static async Task<string[]> IdsAsync(ApiClient client, params string[] names)
    {
        var all = (await client.JsonAsync($"/api/v1/villages?unit={Demo.BinhLu}&campaign={Demo.Campaign}")).EnumerateArray().ToDictionary(v => v.GetProperty("name").GetString()!, v => v.GetProperty("id").GetString()!);
        return [.. names.Select(n => all[n])];
    }

    private static async Task<string?> VillageOfAsync(ApiClient client, string model) => (await client.JsonAsync($"/api/v1/models/{model}")).GetProperty("village").GetString();

    /// <summary>What the page shows to the reporter of the commune.</summary>
    private async Task<VillagesView> ViewAsync()
    {
        await using var db = host.Host.Get<Store>().Read();
        var actor = host.Host.Get<Actors>().Of(await db.Accounts.SingleAsync(a => a.UserName == "xa-binhlu", TestContext.Current.CancellationToken));
        return (await host.Host.Get<VillageQueries>().GetAsync(actor, Demo.BinhLu, Demo.Campaign, TestContext.Current.CancellationToken))!;
    }
}
