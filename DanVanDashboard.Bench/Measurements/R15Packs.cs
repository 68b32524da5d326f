using System.Diagnostics;
using System.Globalization;
using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;
using DanVanDashboard.Features.Pack;
using DanVanDashboard.Pack;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>
/// R15: what the live overview notices of ten people who all take a pack along: from the commit to the DOM of a browser on the same machine, while ten clients ask for slides, reports, tables
/// and paper without a pause, against the same with nobody asking. And how long one whole pack takes.
/// </summary>
internal static class R15Packs
{
    private const double Target = 2;
    private const double Seconds = 5;
    private const int People = 10;
    private const string Filters = "campaign=" + StoreOnly.Campaign + "&boundaries=current&period=";
    private static readonly string[] s_files = ["pptx?document=review&", "docx?document=pack&", "xlsx?document=pack&", "pdf?document=pack&"];

    public static async Task<IReadOnlyList<Ratio>> RunAsync(Bench bench)
    {
        if (await bench.ChromiumAsync() is not { } chromium)
        {
            return [Ratio.Missing("R15", "commit → DOM, ten packs asked for at once / none", Target, Chromium.Missing)];
        }

        var site = await bench.SiteAsync();
        var query = Filters + DateTime.UtcNow.Year.ToString(CultureInfo.InvariantCulture);
        var clients = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => site.SignedInClientAsync("bandanvan")));
        await using var viewer = await Viewer.OverviewAsync(chromium, site);
        await BlockAsync(site, viewer, 6);

        var results = new List<Ratio> { await OneAsync(clients[0], site, query) };
        foreach (var (atOnce, name) in new[] { (Math.Max(1, Environment.ProcessorCount / 2), "as the program makes them"), (People, "all at once, for comparison") })
        {
            Bench.Say($"R15, {name}");
            site.Get<PackQueue>().AtOnce(atOnce);
            var packs = 0;
            var blocks = await Blocks.RunAsync(
                bench.Size(3, 1),
                async () =>
                {
                    var (times, made) = await WhilePacksAsync(clients, site, query, () => BlockAsync(site, viewer, bench.Size(25, 8)));
                    packs += made;
                    return times;
                },
                () => BlockAsync(site, viewer, bench.Size(25, 8)));
            var bounded = atOnce < People;
            results.Add(new("R15", $"commit → DOM, ten packs asked for at once ({name}) / none, p50", blocks.Ratio(Statistic.Median), bounded ? Target : 0, AtLeast: !bounded)
            {
                Aa = blocks.Spread(Statistic.Median), P99 = blocks.Ratio(Statistic.P99),
                Note = string.Create(CultureInfo.InvariantCulture, $"{Blocks.Of(blocks.A, Statistic.Median):0.0} ms and {Blocks.Of(blocks.B, Statistic.Median):0.0} ms, p99 {Blocks.Of(blocks.A, Statistic.P99):0} ms and {Blocks.Of(blocks.B, Statistic.P99):0} ms; {packs} files made meanwhile"),
            });
        }

        foreach (var client in clients)
        {
            client.Dispose();
        }

        return results;
    }

    /// <summary>One whole pack: slides with at least twenty charts, and the report, the tables and the paper with every model of the year.</summary>
    private static async Task<Ratio> OneAsync(HttpClient client, BenchSite site, string query)
    {
        foreach (var file in s_files)
        {
            (await client.GetByteArrayAsync($"{site.Address}/api/v1/exports/{file}{query}")).AsSpan();
        }

        var actor = site.Get<Access.Actors>().Of(await site.AccountAsync("bandanvan"));
        var year = query[^4..];
        var watch = Stopwatch.StartNew();
        var made = await site.Get<PackQueries>().GetAsync(actor, new(StoreOnly.Campaign, null, null, year, null, null, null, null, "current", "pack"), CancellationToken.None);
        // Rows of localities again and again, until the slides have the charts that a conference of a large province may have.
        var figures = made.Value with { Units = [.. Enumerable.Repeat(made.Value.Units, 6).SelectMany(u => u)] };
        using var slides = new MemoryStream();
        site.Get<PackDeck>().Write(slides, figures, new());
        site.Get<PackReport>().Write(new MemoryStream(), made.Value, new());
        site.Get<PackBook>().Write(new MemoryStream(), made.Value, new());
        site.Get<PackPaper>().Write(new MemoryStream(), made.Value, new());
        var seconds = watch.Elapsed.TotalSeconds;
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(slides.ToArray()));
        var charts = zip.Entries.Count(e => e.FullName.StartsWith("ppt/charts/", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal));
        return new("R15", $"a pack: slides with {charts} charts, report, tables and paper with {made.Value.Registered.Models.Count.ToString(CultureInfo.InvariantCulture)} models by name", seconds, Seconds) { Unit = "s" };
    }

    private static async Task<(double[] Times, int Made)> WhilePacksAsync(HttpClient[] clients, BenchSite site, string query, Func<Task<double[]>> measure)
    {
        using var stop = new CancellationTokenSource();
        var made = 0;
        var work = clients.Select((client, person) => Task.Run(async () =>
        {
            for (var i = person; !stop.IsCancellationRequested; i++)
            {
                await client.GetByteArrayAsync($"{site.Address}/api/v1/exports/{s_files[i % s_files.Length]}{query}");
                Interlocked.Increment(ref made);
            }
        })).ToArray();
        var times = await measure();
        await stop.CancelAsync();
        await Task.WhenAll(work);
        return (times, made);
    }

    /// <summary>Commits registrations one by one while somebody looks, and says after how long each stood in the DOM, in milliseconds.</summary>
    private static async Task<double[]> BlockAsync(BenchSite site, Viewer viewer, int count)
    {
        var (shown, registered) = (await viewer.NumberAsync(), site.Clock.Registered);
        for (var i = 0; i < count; i++)
        {
            await site.RegisterAsync();
            // Apart by more than a number takes to count up, at no fixed step.
            await Task.Delay(Random.Shared.Next(420, 560));
        }

        // Changes that come close together are shown as one.
        var limit = Stopwatch.StartNew();
        while (await viewer.NumberAsync() < shown + count && limit.Elapsed < TimeSpan.FromSeconds(30))
        {
            await Task.Delay(50);
        }

        var seen = await viewer.SeenAsync();
        return [.. Enumerable.Range(1, count).Select(i => seen.First(s => s.Number >= shown + i).At - site.Clock.At(registered + i))];
    }
}
