using Microsoft.Playwright;

namespace DanVanDashboard.Tests.Support;

/// <summary>axe-core, restored with the front end's tools and shipped with nothing.</summary>
internal static class Axe
{
    private static readonly Lazy<string> s_script = new(() => File.ReadAllText(Path.Combine(SourceTree.Root, "wwwroot-assets", "node_modules", "axe-core", "axe.min.js")));

    /// <summary>What is seriously or critically wrong with the page as it stands, one line each.</summary>
    public static async Task<string[]> SeriousAsync(IPage page)
    {
        // The site's policy lets no script in from outside; the test's tools stand above it.
        if (!await page.EvaluateAsync<bool>("typeof globalThis.axe === 'object'"))
        {
            await page.EvaluateAsync(s_script.Value + ";0");
        }

        return await page.EvaluateAsync<string[]>("""
            async () => {
              // What moves or fades in is looked at when it stands.
              await Promise.race([Promise.all(document.getAnimations().filter(a => Number.isFinite(a.effect?.getComputedTiming().endTime)).map(a => a.finished.catch(() => {}))), new Promise(r => setTimeout(r, 5000))]);
              const { violations } = await axe.run(document, { resultTypes: ['violations'] });
              return violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
                .map(v => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map(n => `${n.target.join(' ')} (${n.any.concat(n.all, n.none)[0]?.message ?? v.help})`).join(' | ')} (${v.nodes.length})`);
            }
            """);
    }
}
