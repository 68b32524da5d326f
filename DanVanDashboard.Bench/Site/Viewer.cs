using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace DanVanDashboard.Bench.Site;

/// <summary>When a page showed a number.</summary>
/// <param name="Number">The number.</param>
/// <param name="At">When the observer saw it in the DOM: milliseconds since 1970.</param>
/// <param name="Heard">When the message before it reached the page.</param>
internal readonly record struct Sight(long Number, double At, double Heard);

/// <summary>A page in a browser context of its own that notes each change of one number the moment it is in the DOM.</summary>
internal sealed class Viewer : IAsyncDisposable
{
    // Runs before anything of the page, so that its observer is the first to be called and other listeners come after it.
    private const string Watch = """
        (() => {
          const now = () => performance.timeOrigin + performance.now();
          const seen = window.benchSeen = [];
          let heard = 0;
          const Line = window.WebSocket;
          window.WebSocket = class extends Line {
            constructor(...all) { super(...all); this.addEventListener('message', () => { heard = now(); }); }
          };
          new MutationObserver(records => {
            const at = now();
            for (const { target } of records) {
              if (target.matches('SELECTOR')) { seen.push([Number(target.getAttribute('data-value')), at, heard]); }
            }
          }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-value'] });
        })();
        """;

    private readonly IBrowserContext _context;
    private readonly string _selector;

    private Viewer(IBrowserContext context, IPage page, string selector) => (_context, Page, _selector) = (context, page, selector);

    public IPage Page { get; }

    /// <summary>Our overview, live.</summary>
    public static async Task<Viewer> OverviewAsync(Chromium chromium, BenchSite site)
    {
        var viewer = await OpenAsync(chromium, site, "/", "[data-testid=kpi-registered]", "thuongtruc");
        await Assertions.Expect(viewer.Page.GetByTestId("live-status")).ToHaveTextAsync("Trực tiếp", new() { Timeout = 30_000 });
        return viewer;
    }

    /// <summary>A page of <c>pages/</c> that says in its body when it is ready.</summary>
    public static async Task<Viewer> BareAsync(Chromium chromium, BenchSite site, string page)
    {
        var viewer = await OpenAsync(chromium, site, "/bench/" + page, "#number", null);
        await viewer.Page.WaitForSelectorAsync("body[data-ready]");
        return viewer;
    }

    /// <summary>The number that the page shows.</summary>
    public async Task<long> NumberAsync() => long.Parse((await Page.Locator(_selector).GetAttributeAsync("data-value"))!, CultureInfo.InvariantCulture);

    /// <summary>All changes so far.</summary>
    public async Task<IReadOnlyList<Sight>> SeenAsync() =>
        [.. (await Page.EvaluateAsync<JsonElement>("() => window.benchSeen")).EnumerateArray().Select(s => new Sight((long)s[0].GetDouble(), s[1].GetDouble(), s[2].GetDouble()))];

    /// <summary>By how much the page's clock differs from the server's, asked over the fastest of some requests; and that request's time.</summary>
    public async Task<(double Skew, double Within)> SkewAsync()
    {
        var best = await Page.EvaluateAsync<double[]>("""
            async () => {
              let best = [0, 1e9];
              for (let i = 0; i < 30; i++) {
                const from = performance.now();
                const server = Number(await (await fetch('/bench/clock', { cache: 'no-store' })).text());
                const took = performance.now() - from;
                if (took < best[1]) { best = [performance.timeOrigin + from + took / 2 - server, took]; }
              }
              return best;
            }
            """);
        return (best[0], best[1]);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static async Task<Viewer> OpenAsync(Chromium chromium, BenchSite site, string path, string selector, string? user)
    {
        var context = await chromium.ContextAsync(site, user);
        await context.AddInitScriptAsync(Watch.Replace("SELECTOR", selector, StringComparison.Ordinal));
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Address + path);
        return new(context, page, selector);
    }
}
