using System.Globalization;
using System.Security.Claims;
using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;
using DanVanDashboard.Features.Overview;
using DanVanDashboard.Live;
using Microsoft.Playwright;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>R5: how often numbers and page are computed per change, with one viewer and with many.</summary>
internal static class R5Computations
{
    public static async Task<IReadOnlyList<Ratio>> RunAsync(Bench bench)
    {
        var site = await bench.SiteAsync();
        var results = new List<Ratio>();
        foreach (var viewers in new[] { 1, bench.Size(500, 50) })
        {
            Bench.Say($"R5 with {viewers.ToString(CultureInfo.InvariantCulture)} in-process viewers");
            var seats = new List<InProcessViewer>();
            for (var i = 0; i < viewers; i++)
            {
                seats.Add(await InProcessViewer.SitAsync(site));
            }

            results.AddRange(await CountAsync(bench, site, viewers, $"{viewers.ToString(CultureInfo.InvariantCulture)} rendered page{(viewers == 1 ? "" : "s")}, in process", () => seats.Sum(s => s.Renders)));
            foreach (var seat in seats)
            {
                await seat.DisposeAsync();
            }
        }

        results.AddRange(await CircuitsAsync(bench, site, bench.Size(12, 4)));
        return results;
    }

    private static async Task<IReadOnlyList<Ratio>> CircuitsAsync(Bench bench, BenchSite site, int viewers)
    {
        var what = $"{viewers.ToString(CultureInfo.InvariantCulture)} circuits in Chromium";
        if (await bench.ChromiumAsync() is not { } chromium)
        {
            return [Ratio.Missing("R5", $"computations per change, {what}", 1, Chromium.Missing)];
        }

        Bench.Say($"R5 with {what}");
        await using var context = await chromium.ContextAsync(site, "thuongtruc");
        var before = site.Get<LiveFeed>().Subscribers;
        var pages = new List<IPage>();
        for (var i = 0; i < viewers; i++)
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync(site.Address + "/");
            pages.Add(page);
        }

        await UntilAsync(() => site.Get<LiveFeed>().Subscribers - before >= viewers, "not every circuit came to listen");
        return await CountAsync(bench, site, viewers, what, null);
    }

    private static async Task<IReadOnlyList<Ratio>> CountAsync(Bench bench, BenchSite site, int viewers, string what, Func<long>? renders)
    {
        var (queries, models, changes) = (site.Get<OverviewQueries>(), site.Get<OverviewModels>(), bench.Size(20, 5));
        // One change first, so that nobody still looks at an older page.
        await ChangeAsync(site, renders, viewers);
        var (computed, made, rendered) = (queries.Computed, models.Made, renders?.Invoke() ?? 0);
        for (var i = 0; i < changes; i++)
        {
            await ChangeAsync(site, renders, viewers);
        }

        var note = renders is null
            ? $"{changes.ToString(CultureInfo.InvariantCulture)} changes, one by one"
            : $"{changes.ToString(CultureInfo.InvariantCulture)} changes, one by one; {((double)(renders() - rendered) / changes).ToString("0.#", CultureInfo.InvariantCulture)} renders per change";
        return
        [
            new("R5", $"numbers computed per change, {what}", (double)(queries.Computed - computed) / changes, 1) { Note = note },
            new("R5", $"pages put together per change, {what}", (double)(models.Made - made) / changes, 1),
        ];
    }

    private static async Task ChangeAsync(BenchSite site, Func<long>? renders, int viewers)
    {
        var before = renders?.Invoke() ?? 0;
        await site.RegisterAsync();
        if (renders is not null)
        {
            await UntilAsync(() => renders() - before >= viewers, "not every viewer rendered a change");
        }

        // A change is painted in more than one picture; and the subscriptions' interval passes, so that the next finds all of them waiting.
        await Task.Delay(renders is null ? 600 : 250);
        for (var seen = -1L; renders is not null && seen != renders();)
        {
            seen = renders();
            await Task.Delay(250);
        }
    }

    private static async Task UntilAsync(Func<bool> condition, string otherwise)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new TimeoutException(otherwise);
            }

            await Task.Delay(5);
        }
    }
}
