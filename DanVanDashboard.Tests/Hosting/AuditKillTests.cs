using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Hosting;

/// <summary>The program ended by <c>kill -9</c> after a commit and before its line in the log of audit heads.</summary>
public sealed class AuditKillTests
{
    private const string BinhLu = Demo.BinhLu;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_BetweenCommitAndHeadLog_IsNoFindingAndIsCaughtUpAtTheNextStart()
    {
        await using var host = await BrowserHost.StartAsync(await StoreTemplate.FolderAsync(demo: true));
        using var api = await host.ApiAsync("bandanvan");
        await api.RegisterAsync(BinhLu, "Trước khi mất nhật ký ngoài kho");
        var file = Path.Combine(host.Folder, "audit-head.log");
        var before = LastNumber(file);

        // A folder in its place: commits go on, their lines cannot be written. So the process is killed between the two for certain.
        File.Move(file, file + ".aside");
        Directory.CreateDirectory(file);
        await api.RegisterAsync(BinhLu, "Ghi rồi, nhật ký ngoài kho chưa có");
        await host.KillAsync();
        Directory.Delete(file);
        File.Move(file + ".aside", file);
        Assert.Equal(before, LastNumber(file));

        Assert.Equal((0, "ok: store, audit chain and cube agree"), await VerifyAsync(host));
        await host.StartAgainAsync();

        Assert.True(LastNumber(file) > before);
        using var after = await host.ApiAsync("bandanvan");
        await after.RegisterAsync(BinhLu, "Sau khi khởi động lại");
        await host.StopAsync();
        Assert.Equal((0, "ok: store, audit chain and cube agree"), await VerifyAsync(host));
    }

    [Fact]
    public async Task Kill_AmidManyCommits_LeavesAWholeChainAndALogThatIsNeverAhead()
    {
        await using var host = await BrowserHost.StartAsync(await StoreTemplate.FolderAsync(demo: true));
        using var api = await host.ApiAsync("bandanvan");
        var file = Path.Combine(host.Folder, "audit-head.log");
        var before = LastNumber(file);
        var enough = new TaskCompletionSource();
        var done = 0;
        var writers = Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var i = 0; ; i++)
            {
                try
                {
                    await api.RegisterAsync(BinhLu, $"Đăng ký {writer} lần {i}");
                }
                catch (Exception e) when (e is HttpRequestException or InvalidOperationException or IOException)
                {
                    // The line broke: the process is gone.
                    return;
                }

                if (Interlocked.Increment(ref done) == 40)
                {
                    enough.SetResult();
                }
            }
        }).ToList();

        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        await host.KillAsync();
        await Task.WhenAll(writers);

        Assert.True(LastNumber(file) >= before + 40);
        Assert.Equal((0, "ok: store, audit chain and cube agree"), await VerifyAsync(host));
        await host.StartAgainAsync();
        await host.StopAsync();
        Assert.Equal((0, "ok: store, audit chain and cube agree"), await VerifyAsync(host));
    }

    private static long LastNumber(string file) =>
        File.ReadLines(file).Where(l => l.EndsWith('Z')).Select(l => long.Parse(l.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)).Last();

    private static async Task<(int, string)> VerifyAsync(BrowserHost host)
    {
        var (code, output, error) = await ProgramProcess.RunAsync(host.Folder, "verify");
        return (code, output.Concat(error).Last());
    }
}
