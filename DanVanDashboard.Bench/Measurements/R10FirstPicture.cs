using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>
/// R10: from the start of the navigation until map and tiles are painted, our overview against the same page with full
/// plotly.js; a browser context without a cache each time. And what a browser must have before it can paint.
/// </summary>
internal static class R10FirstPicture
{
    private const double Target = 0.33;

    public static async Task<IReadOnlyList<Ratio>> RunAsync(Bench bench)
    {
        var site = await bench.SiteAsync();
        var results = new List<Ratio>();
        foreach (var kind in new[] { "choropleth", "polygons" })
        {
            var name = $"first map and tiles, our overview / the same page by full plotly.js ({kind})";
            results.Add(await bench.ChromiumAsync() is { } chromium ? await CompareAsync(bench, site, chromium, kind, name) : Ratio.Missing("R10", name, Target, Chromium.Missing));
        }

        results.AddRange(await WeighAsync(site));
        return results;
    }

    private static async Task<Ratio> CompareAsync(Bench bench, BenchSite site, Chromium chromium, string kind, string name)
    {
        Bench.Say($"R10 against plotly.js by {kind}");
        var (count, opponent) = (bench.Size(4, 2), $"{PlotlyPage.Path}?kind={kind}");
        Func<Task<double[]>> ours = () => TimesAsync(chromium, site, "/", FirstPicture.Ours, count), theirs = () => TimesAsync(chromium, site, opponent, FirstPicture.Plotly, count);
        await ours();
        await theirs();
        var blocks = await Blocks.RunAsync(bench.Size(3, 1), ours, theirs);
        return new("R10", name, blocks.Ratio(Statistic.Median), Target)
        {
            Aa = blocks.Spread(Statistic.Median),
            Note = string.Create(CultureInfo.InvariantCulture, $"ours {Blocks.Of(blocks.A, Statistic.Median):0} ms, plotly.js {Blocks.Of(blocks.B, Statistic.Median):0} ms; {blocks.A.Length} cold openings each, the server's own time included"),
        };
    }

    private static async Task<double[]> TimesAsync(Chromium chromium, BenchSite site, string path, string ready, int count)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            times[i] = await FirstPicture.TimeAsync(chromium, site, path, ready);
        }

        return times;
    }

    /// <summary>What stands in the way of the first paint, read from the page as it is sent.</summary>
    private static async Task<IReadOnlyList<Ratio>> WeighAsync(BenchSite site)
    {
        using var browser = await site.SignedInClientAsync("thuongtruc");
        var answer = await browser.GetAsync(site.Address + "/");
        var html = await answer.Content.ReadAsByteArrayAsync();
        var text = System.Text.Encoding.UTF8.GetString(html);
        var (sheets, css) = (Tags(text, "link").Where(t => t.Contains("rel=\"stylesheet\"", StringComparison.Ordinal)).ToList(), new List<byte[]>());
        foreach (var sheet in sheets)
        {
            css.Add(await browser.GetByteArrayAsync(site.Address + "/" + Regex.Match(sheet, "href=\"(?<h>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["h"].Value.TrimStart('/')));
        }

        var blocking = Tags(text, "script").Count(t => t.Contains("src=", StringComparison.Ordinal) && !t.Contains(" defer", StringComparison.Ordinal) && !t.Contains(" async", StringComparison.Ordinal) && !t.Contains("type=\"module\"", StringComparison.Ordinal));
        var faces = css.SelectMany(c => Regex.Matches(System.Text.Encoding.UTF8.GetString(c), "@font-face\\s*\\{[^}]*\\}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))).Select(m => m.Value).ToList();
        var rigid = faces.Count(f => !Regex.IsMatch(f, "font-display:\\s*swap", RegexOptions.None, TimeSpan.FromSeconds(1)));
        byte[][] all = [html, .. css];
        var sent = answer.Content.Headers.ContentEncoding.FirstOrDefault() ?? "uncompressed";
        return
        [
            new("R10", "HTML and blocking CSS of the overview, Brotli", all.Sum(b => Packed(b, s => new BrotliStream(s, CompressionLevel.Optimal))) / 1024.0, 150)
            {
                Unit = " KB",
                Note = string.Create(CultureInfo.InvariantCulture, $"gzip {all.Sum(b => Packed(b, s => new GZipStream(s, CompressionLevel.Optimal))) / 1024.0:0.0} KB, plain HTML {html.Length / 1024.0:0} KB and CSS {css.Sum(c => c.Length) / 1024.0:0} KB; the server itself sends the HTML {sent}"),
            },
            new("R10", "scripts that block and fonts that do not swap", blocking + rigid, 0)
            {
                Note = string.Create(CultureInfo.InvariantCulture, $"{Tags(text, "script").Count} scripts, {faces.Count} font faces, {sheets.Count} style sheet"),
            },
        ];
    }

    private static List<string> Tags(string html, string name) => [.. Regex.Matches(html, $"<{name}\\b[^>]*>", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value)];

    private static long Packed(byte[] bytes, Func<Stream, Stream> by)
    {
        using var packed = new MemoryStream();
        using (var packing = by(packed))
        {
            packing.Write(bytes);
        }

        return packed.ToArray().LongLength;
    }
}
