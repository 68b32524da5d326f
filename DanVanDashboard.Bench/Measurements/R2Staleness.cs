using System.Globalization;
using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>
/// R2: how old a change is on average when it comes to the screen: on a page that asks every 5 s, and on ours. The commits come
/// at random moments. The poller is a generous one: one number, answered from memory, written into one node.
/// </summary>
internal static class R2Staleness
{
    private const double Target = 100;
    private const string Name = "mean staleness of a 5 s poller / of our overview";

    public static async Task<IReadOnlyList<Ratio>> RunAsync(Bench bench)
    {
        if (await bench.ChromiumAsync() is not { } chromium)
        {
            return [Ratio.Missing("R2", Name, Target, Chromium.Missing, atLeast: true)];
        }

        var site = await bench.SiteAsync();
        // Whole intervals of the poller, so that no phase of it counts more than another.
        var seconds = bench.Size(10, 10);
        var blocks = await Blocks.RunAsync(
            bench.Size(2, 1),
            () => BlockAsync(site, () => Viewer.BareAsync(chromium, site, "poll.html"), seconds, TimeSpan.FromSeconds(6)),
            () => BlockAsync(site, () => Viewer.OverviewAsync(chromium, site), seconds, TimeSpan.FromSeconds(1)));
        return
        [
            new("R2", Name, blocks.Ratio(Statistic.Mean), Target, AtLeast: true)
            {
                Aa = blocks.Spread(Statistic.Mean),
                Note = string.Create(CultureInfo.InvariantCulture, $"poller {Blocks.Of(blocks.A, Statistic.Mean):0} ms, ours {Blocks.Of(blocks.B, Statistic.Mean):0.0} ms, on average over {blocks.A.Length} and {blocks.B.Length} commits at random moments"),
            },
        ];
    }

    private static async Task<double[]> BlockAsync(BenchSite site, Func<Task<Viewer>> open, int seconds, TimeSpan last)
    {
        await using var viewer = await open();
        await site.RegisterAsync();
        await Task.Delay(last);
        var (shown, registered) = (await viewer.NumberAsync(), site.Clock.Registered);
        var until = DateTime.UtcNow.AddSeconds(seconds);
        while (DateTime.UtcNow < until)
        {
            await Task.Delay(Random.Shared.Next(100, 900));
            await site.RegisterAsync();
        }

        await Task.Delay(last);
        var (count, seen) = (site.Clock.Registered - registered, await viewer.SeenAsync());
        return [.. Enumerable.Range(1, (int)count).Select(i => seen.First(s => s.Number >= shown + i).At - site.Clock.At(registered + i))];
    }
}
