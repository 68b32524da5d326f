using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;
using Microsoft.Playwright;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>
/// R11: one commune recoloured, from the moment the message reaches the page until the shape has its new colour: the DOM changed
/// and its style worked out. On ours the shape and the tile come in one message, the rest of the page in a later one; for plotly.js the message
/// does nothing but restyle the same map. What comes after, the layout of the whole page and the frame that shows it, stands in
/// the note and is longer on ours, where more of the page changes and animations run. And no long task on ours.
/// </summary>
internal static class R11Recolour
{
    private const double Target = 0.25;

    // The message comes, the shape changes, the page is laid out, a frame paints it. For plotly.js the end of restyle is the change.
    private const string Watch = """
        (() => {
          const times = window.benchTimes = [];
          const long = window.benchLong = [];
          let heard = 0, waiting = false;
          const Line = window.WebSocket;
          window.WebSocket = class extends Line {
            constructor(...all) { super(...all); this.addEventListener('message', () => { heard = performance.now(); }); }
          };
          window.benchChanged = shape => {
            if (waiting) { return; }
            waiting = true;
            const from = heard;
            getComputedStyle(shape ?? document.querySelector('#bench-map .choroplethlayer path, #bench-map .scatterlayer .js-fill')).fill;
            const coloured = performance.now();
            document.body.getBoundingClientRect();
            const laidOut = performance.now();
            requestAnimationFrame(() => {
              const after = new MessageChannel();
              after.port1.onmessage = () => { waiting = false; times.push([coloured - from, laidOut - from, performance.now() - from]); };
              after.port2.postMessage(0);
            });
          };
          new MutationObserver(records => {
            const shape = records.find(r => r.target.matches('[data-testid=map] [data-unit]'))?.target;
            if (shape) { window.benchChanged(shape); }
          }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-value'] });
          new PerformanceObserver(list => { for (const task of list.getEntries()) { long.push([task.startTime, task.duration]); } }).observe({ type: 'longtask' });
        })();
        """;

    public static async Task<IReadOnlyList<Ratio>> RunAsync(Bench bench)
    {
        var site = await bench.SiteAsync();
        var results = new List<Ratio>();
        var tasks = new List<double>();
        var count = 0;
        foreach (var kind in new[] { "choropleth", "polygons" })
        {
            var name = $"one commune recoloured, message → new colour, our SVG / Plotly.restyle ({kind})";
            if (await bench.ChromiumAsync() is not { } chromium)
            {
                results.Add(Ratio.Missing("R11", name, Target, Chromium.Missing));
                continue;
            }

            Bench.Say($"R11 against {kind}");
            var (times, theirTasks, after, theirAfter) = (bench.Size(15, 8), new List<double>(), new List<double[]>(), new List<double[]>());
            var blocks = await Blocks.RunAsync(
                bench.Size(2, 1),
                () => BlockAsync(chromium, site, "/", times, tasks, after),
                () => BlockAsync(chromium, site, $"{PlotlyPage.Path}?kind={kind}", times, theirTasks, theirAfter));
            count += blocks.A.Length;
            results.Add(new("R11", name, blocks.Ratio(Statistic.Median), Target)
            {
                Aa = blocks.Spread(Statistic.Median),
                Note = string.Create(CultureInfo.InvariantCulture, $"ours {Blocks.Of(blocks.A, Statistic.Median):0.0} ms ({After(after)}), plotly.js {Blocks.Of(blocks.B, Statistic.Median):0.0} ms ({After(theirAfter)}; {theirTasks.Count} tasks over 50 ms)"),
            });
        }

        const string Long = "tasks over 50 ms on our page while communes change";
        results.Add(count == 0 ? Ratio.Missing("R11", Long, 0, Chromium.Missing) : new("R11", Long, tasks.Count, 0)
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"over {count} changes; the longest {(tasks.Count > 0 ? tasks.Max() : 0):0} ms"),
        });
        return results;
    }

    private static string After(List<double[]> times) => string.Create(
        CultureInfo.InvariantCulture, $"page laid out after {Blocks.Percentile([.. times.Select(t => t[1])], 0.5):0.0}, painted after {Blocks.Percentile([.. times.Select(t => t[2])], 0.5):0.0}");

    private static async Task<double[]> BlockAsync(Chromium chromium, BenchSite site, string path, int count, List<double> tasks, List<double[]> after)
    {
        await using var context = await chromium.ContextAsync(site, "thuongtruc");
        await context.AddInitScriptAsync(Watch);
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Address + path);
        if (path == "/")
        {
            await Assertions.Expect(page.GetByTestId("live-status")).ToHaveTextAsync("Trực tiếp", new() { Timeout = 30_000 });
        }
        else
        {
            await page.WaitForSelectorAsync("body[data-ready]");
        }

        await ChangesAsync(site, 3);
        await page.EvaluateAsync("() => { window.benchTimes.length = 0; window.benchLong.length = 0; }");
        await ChangesAsync(site, count);
        var times = await ListAsync(page, "benchTimes");
        tasks.AddRange((await ListAsync(page, "benchLong")).Select(t => t[1]));
        after.AddRange(times);
        return times.Count >= count * 8 / 10 ? [.. times.Select(t => t[0])]
            : throw new InvalidOperationException($"{path} showed only {times.Count.ToString(CultureInfo.InvariantCulture)} of {count.ToString(CultureInfo.InvariantCulture)} changes");
    }

    private static async Task ChangesAsync(BenchSite site, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await site.RegisterAsync();
            await Task.Delay(Random.Shared.Next(520, 680));
        }
    }

    private static async Task<List<double[]>> ListAsync(IPage page, string name) =>
        [.. (await page.EvaluateAsync<JsonElement>($"() => window.{name}")).EnumerateArray().Select(t => t.EnumerateArray().Select(v => v.GetDouble()).ToArray())];
}
