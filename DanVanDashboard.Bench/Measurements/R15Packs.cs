using System.Diagnostics;
using System.Globalization;
using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;
using DanVanDashboard.Features.Pack;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>
/// R15: what the live overview notices of ten people who all take a pack along: from the commit to the rendered change, while ten clients ask for slides, reports, tables
/// and paper without a pause, against the same with nobody asking. And how long one whole pack takes.
/// </summary>
internal static class R15Packs
{
    private const double Target = 2;
    private const double Seconds = 10;
    private const int People = 10;
    private const string Filters = "campaign=" + StoreOnly.Campaign + "&boundaries=current&period=";
    private static readonly string[] s_files = ["pptx?document=review&", "docx?document=pack&", "xlsx?document=pack&", "pdf?document=pack&"];

    public static async Task<IReadOnlyList<Ratio>> RunAsync(Bench bench)
    {
        var site = await bench.SiteAsync();
        var query = Filters + DateTime.UtcNow.Year.ToString(CultureInfo.InvariantCulture);
        var clients = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => site.SignedInClientAsync("bandanvan")));
        await using var viewer = await InProcessViewer.SitAsync(site);
        for (var i = 0; i < 8; i++)
        {
            await ChangeAsync(site, viewer);
        }

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
            results.Add(new("R15", $"commit → rendered change, ten packs asked for at once ({name}) / none, p50", blocks.Ratio(Statistic.Median), bounded ? Target : double.MaxValue)
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
        site.Get<PackDeck>().Write(slides, figures);
        site.Get<PackReport>().Write(new MemoryStream(), made.Value);
        site.Get<PackBook>().Write(new MemoryStream(), made.Value);
        site.Get<PackPaper>().Write(new MemoryStream(), made.Value);
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

    private static async Task<double[]> BlockAsync(BenchSite site, InProcessViewer viewer, int count)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            times[i] = await ChangeAsync(site, viewer);
        }

        return times;
    }

    /// <summary>Commits a registration and waits until the page has rendered it: from the commit to the batch, in milliseconds.</summary>
    private static async Task<double> ChangeAsync(BenchSite site, InProcessViewer viewer)
    {
        await Task.Delay(Random.Shared.Next(420, 560));
        var (before, registered) = (viewer.Renders, site.Clock.Registered);
        await site.RegisterAsync();
        var limit = Stopwatch.StartNew();
        while (viewer.Renders == before || viewer.RenderedAt(before + 1) < site.Clock.At(registered + 1))
        {
            if (viewer.Renders > before && viewer.RenderedAt(before + 1) < site.Clock.At(registered + 1))
            {
                before++;
            }

            await Task.Delay(2);
            if (limit.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new InvalidOperationException($"The page never rendered a change: {viewer.Renders} renders, {before} before, registrations {site.Clock.Registered}, packs {site.Get<PackQueue>().Now}");
            }
        }

        return viewer.RenderedAt(before + 1) - site.Clock.At(registered + 1);
    }
}
