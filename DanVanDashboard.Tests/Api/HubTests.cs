using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Live;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

public sealed class HubTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Watch_ACommit_ArrivesWithinASecondAndChains()
    {
        await using var hub = await ConnectAsync("xa-binhlu");
        var (cursor, _) = await hub.WatchAsync(Demo.BinhLu);
        var client = await api.AsAsync("xa-binhlu");

        var id = (await client.RegisterAsync()).Id;
        var watch = Stopwatch.StartNew();
        var changed = await hub.NextAsync();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"{watch.ElapsedMilliseconds} ms");
        Assert.Equal((cursor, "model.registered", Demo.BinhLu, id), (Text(changed, "previous"), Text(changed, "kind"), Text(changed, "unitId"), Text(changed, "modelId")));
        Assert.Equal(("economy", "collective", Demo.BinhLuCommittee), (Text(changed, "field"), Text(changed, "subject"), Text(changed, "bodyId")));
        await (await api.AsAsync("duyet-binhlu")).DoneAsync(id, "accept");
        var next = await hub.NextAsync();
        Assert.Equal((Text(changed, "sequence"), "model.accepted"), (Text(next, "previous"), Text(next, "kind")));

        var missed = (await client.JsonAsync("/api/v1/events?after=" + cursor)).GetProperty("events").EnumerateArray().Select(e => e.GetRawText());
        Assert.Equal([changed.GetRawText(), next.GetRawText()], missed);
    }

    [Fact]
    public async Task Watch_AnotherCommunesChange_IsNotSent()
    {
        await using var hub = await ConnectAsync("xa-khunha");
        var (cursor, _) = await hub.WatchAsync(Demo.KhunHa);

        await (await api.AsAsync("xa-binhlu")).RegisterAsync(Demo.BinhLu);
        var own = (await (await api.AsAsync("xa-khunha")).RegisterAsync(Demo.KhunHa)).Id;
        var changed = await hub.NextAsync();

        Assert.Equal((own, cursor), (Text(changed, "modelId"), Text(changed, "previous")));
        Assert.False(hub.HasMore);
    }

    [Fact]
    public async Task Watch_TheProvinceAsACommune_SendsItsOwnPartOnly()
    {
        await using var hub = await ConnectAsync("xa-khunha");
        await hub.WatchAsync(Demo.LaiChau);

        await (await api.AsAsync("xa-binhlu")).RegisterAsync(Demo.BinhLu);
        await (await api.AsAsync("hoinongdan")).RegisterAsync(Demo.LaiChau);
        var own = (await (await api.AsAsync("xa-khunha")).RegisterAsync(Demo.KhunHa)).Id;

        Assert.Equal(own, Text(await hub.NextAsync(), "modelId"));
        Assert.False(hub.HasMore);
    }

    [Fact]
    public async Task Watch_AnInternalModel_IsCountedButNotNamed()
    {
        await using var hub = await ConnectAsync("bandanvan");
        await hub.WatchAsync(Demo.LaiChau);

        await (await api.AsAsync("xa-binhlu")).RegisterAsync(Demo.BinhLu, ("visibility", "internal"), ("name", "Việc kín"));
        var changed = await hub.NextAsync();

        Assert.Equal("model.registered", Text(changed, "kind"));
        Assert.False(changed.TryGetProperty("modelId", out _));
        Assert.DoesNotContain("Việc kín", changed.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_ACommuneAsTheBoard_GetsItsModelsAndReports()
    {
        await using var hub = await ConnectAsync("bandanvan");
        await hub.WatchAsync(Demo.KhunHa);
        var reporter = await api.AsAsync("xa-khunha");

        var report = await reporter.PostAsync("/api/v1/reports", new { campaign = Demo.Campaign, unitId = Demo.KhunHa, period = "2026-10" });
        await reporter.PostAsync($"/api/v1/reports/{report.Id}/submit", new { });

        Assert.Equal("report.submitted", Text(await hub.NextAsync(), "kind"));
    }

    [Theory]
    [InlineData("xa-khunha", Demo.BinhLu)]
    [InlineData("xa-khunha", "12-9999/1")]
    [InlineData("hoinongdan", Demo.BinhLu)]
    public async Task Watch_AForeignUnit_IsRefusedInWords(string user, string unit)
    {
        await using var hub = await ConnectAsync(user);

        var (cursor, error) = await hub.WatchAsync(unit);

        Assert.Null(cursor);
        Assert.Contains(unit, error, StringComparison.Ordinal);
        Assert.Contains("Xin ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_AgainAndLeaving_LeavesNoSubscription()
    {
        await using var host = await DanVanHost.StartAsync();
        var feed = host.Get<LiveFeed>();
        await using (var hub = await HubClient.ConnectAsync(host.Address, await host.TokenAsync("bandanvan")))
        {
            await hub.WatchAsync(Demo.BinhLu);
            await hub.WatchAsync(Demo.KhunHa);
            await hub.WatchAsync(Demo.LaiChau);
            Assert.Equal(1, feed.Subscribers);
        }

        await Eventually.IsAsync(() => feed.Subscribers == 0);
    }

    [Fact]
    public async Task Watch_AccountDisabledMeanwhile_GetsNothingMore()
    {
        await using var host = await DanVanHost.StartAsync();
        await using var hub = await HubClient.ConnectAsync(host.Address, await host.TokenAsync("xa-binhlu"));
        await using var other = await HubClient.ConnectAsync(host.Address, await host.TokenAsync("bandanvan"));
        await hub.WatchAsync(Demo.BinhLu);
        await other.WatchAsync(Demo.BinhLu);
        var board = await host.ClientAsync("bandanvan");

        await host.Get<Writer>().WriteAsync((w, _) => { w.Db.Accounts.Single(a => a.UserName == "xa-binhlu").Disabled = true; return Task.FromResult(true); }, TestContext.Current.CancellationToken);
        await board.RegisterAsync();
        await other.NextAsync();

        Assert.False(hub.HasMore);
    }

    [Theory]
    [InlineData("http://evil.example", true)]
    [InlineData("null", true)]
    [InlineData(null, false)]
    public async Task Connect_ForeignOriginOrNoToken_IsRefused(string? origin, bool token) =>
        await Assert.ThrowsAsync<WebSocketException>(async () => await HubClient.ConnectAsync(api.Host.Address, token ? await api.Host.TokenAsync("bandanvan") : null, origin));

    private async Task<HubClient> ConnectAsync(string user) => await HubClient.ConnectAsync(api.Host.Address, await api.Host.TokenAsync(user));

    private static string? Text(JsonElement json, string member) => json.GetProperty(member).GetString();
}
