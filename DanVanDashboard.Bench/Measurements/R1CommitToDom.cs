using System.Globalization;
using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>
/// R1: from the commit to the DOM, our overview against a bare SignalR page. Both come from the same server and are looked at
/// in the same browser, each in a context of its own. Never both at once: on two cores the one would slow the other. A block
/// opens its page, lets it settle, commits registrations one by one, and closes it. Both start at the moment that the first of
/// the Writer's listeners notes, both end where an observer sees the number in the DOM.
/// </summary>
internal static class R1CommitToDom
{
    public static async Task<IReadOnlyList<Ratio>> RunAsync(Bench bench)
    {
        const string Median = "commit → DOM, our overview / a bare SignalR page, p50", Slowest = "commit → DOM, our overview / a bare SignalR page, p99";
        if (await bench.ChromiumAsync() is not { } chromium)
        {
            return [Ratio.Missing("R1", Median, 1.2, Chromium.Missing), Ratio.Missing("R1", Slowest, 1.5, Chromium.Missing)];
        }

        var site = await bench.SiteAsync();
        var (count, parts, skews) = (bench.Size(30, 10), new List<(double Server, double Browser)>(), new List<(double Skew, double Within)>());
        var blocks = await Blocks.RunAsync(
            bench.Size(3, 1),
            () => BlockAsync(site, () => Viewer.OverviewAsync(chromium, site), count, parts, skews),
            () => BlockAsync(site, () => Viewer.BareAsync(chromium, site, "bare.html"), count, null, skews));
        var skew = skews.MaxBy(s => Math.Abs(s.Skew));
        return
        [
            new("R1", Median, blocks.Ratio(Statistic.Median), 1.2)
            {
                Aa = blocks.Spread(Statistic.Median),
                Note = string.Create(CultureInfo.InvariantCulture, $"{Absolute(blocks, Statistic.Median)}; of ours, at the median, {Blocks.Percentile([.. parts.Select(p => p.Server)], 0.5):0.0} ms until the message reaches the page and {Blocks.Percentile([.. parts.Select(p => p.Browser)], 0.5):0.0} ms until it is in the DOM"),
            },
            new("R1", Slowest, blocks.Ratio(Statistic.P99), 1.5)
            {
                Aa = blocks.Spread(Statistic.P99),
                Note = string.Create(CultureInfo.InvariantCulture, $"{Absolute(blocks, Statistic.P99)}; {blocks.A.Length} commits each; clocks of page and server at most {Math.Abs(skew.Skew):0.00} ms apart, known to {skew.Within / 2:0.00} ms"),
            },
        ];
    }

    private static string Absolute(Blocks blocks, Statistic of) =>
        string.Create(CultureInfo.InvariantCulture, $"ours {Blocks.Of(blocks.A, of):0.0} ms, bare {Blocks.Of(blocks.B, of):0.0} ms");

    private static async Task<double[]> BlockAsync(
        BenchSite site, Func<Task<Viewer>> open, int count, List<(double Server, double Browser)>? parts, List<(double Skew, double Within)> skews)
    {
        await using var viewer = await open();
        // The first change may still meet what is only compiled or connected.
        for (var i = 0; i < 6; i++)
        {
            await RegisterAsync(site);
        }

        var (shown, registered) = (await viewer.NumberAsync(), site.Clock.Registered);
        skews.Add(await viewer.SkewAsync());
        for (var i = 0; i < count; i++)
        {
            await RegisterAsync(site);
        }

        var seen = (await viewer.SeenAsync()).Where(s => s.Number > shown).ToLookup(s => s.Number - shown);
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            if (!seen.Contains(i + 1))
            {
                throw new InvalidOperationException($"The page never showed change {(i + 1).ToString(CultureInfo.InvariantCulture)} of {count.ToString(CultureInfo.InvariantCulture)}");
            }

            var (sight, committed) = (seen[i + 1].First(), site.Clock.At(registered + i + 1));
            times[i] = sight.At - committed;
            parts?.Add((sight.Heard - committed, sight.At - sight.Heard));
        }

        return times;
    }

    private static async Task RegisterAsync(BenchSite site)
    {
        await site.RegisterAsync();
        // Apart by more than a number takes to count up, at no fixed step.
        await Task.Delay(Random.Shared.Next(420, 560));
    }
}
