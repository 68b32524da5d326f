using Microsoft.Playwright;

namespace DanVanDashboard.Bench.Site;

/// <summary>When a freshly opened page has its map and its tiles on the screen.</summary>
internal static class FirstPicture
{
    /// <summary>All of our map's shapes and tiles: the whole document has been read.</summary>
    public const string Ours = "document.querySelectorAll('[data-testid^=kpi-]').length >= 4 && document.querySelectorAll('[data-testid=map] [data-unit]').length > 0 && document.readyState !== 'loading'";

    /// <summary>The same of plotly.js.</summary>
    public const string Plotly = "document.querySelectorAll('#bench-tiles .number').length >= 4 && document.querySelectorAll('#bench-map .choroplethlayer path, #bench-map .scatterlayer .js-fill').length > 0";

    // A frame after the elements are there has painted them; before the style sheet is there, no frame comes at all.
    private const string Watch = """
        (() => {
          const look = () => {
            if (READY) {
              requestAnimationFrame(() => {
                const after = new MessageChannel();
                after.port1.onmessage = () => { window.benchPicture = performance.now(); };
                after.port2.postMessage(0);
              });
            } else {
              requestAnimationFrame(look);
            }
          };
          requestAnimationFrame(look);
        })();
        """;

    /// <summary>Milliseconds from the start of the navigation, in a context without a cache.</summary>
    public static async Task<double> TimeAsync(Chromium chromium, BenchSite site, string path, string ready)
    {
        await using var context = await chromium.ContextAsync(site, "thuongtruc");
        await context.AddInitScriptAsync(Watch.Replace("READY", ready, StringComparison.Ordinal));
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) => complaints.Add(message.Text);
        await page.GotoAsync(site.Address + path, new() { WaitUntil = WaitUntilState.Commit });
        for (var tries = 0; tries < 100; tries++)
        {
            // Asked seldom: each question takes the page's time.
            await Task.Delay(200);
            if (await page.EvaluateAsync<double?>("() => window.benchPicture ?? null") is { } at)
            {
                return at;
            }
        }

        throw new InvalidOperationException($"{path} showed no picture: {await page.EvaluateAsync<string>("() => document.body.dataset.failed ?? document.title")} {string.Join(' ', complaints)}");
    }
}
