using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace DanVanDashboard.Bench.Site;

/// <summary>
/// Our own overview with the map and the tiles taken out and left to plotly.js: the same server work, the same HTML otherwise,
/// the same style sheet. Where there is a choice it is the one that helps plotly.js: the data stand in the document, nothing
/// else is to be fetched, no base map, one figure for all tiles, and our own scripts and circuit are left out.
/// </summary>
internal static partial class PlotlyPage
{
    /// <summary>Its address; <c>?kind=choropleth</c> or <c>polygons</c> says how the map is drawn.</summary>
    public const string Path = "/bench-plotly";

    /// <summary>Answers <see cref="Path"/> by what the program answers at <c>/</c>, rewritten.</summary>
    public static async Task Rewrite(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != Path)
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        using var ours = new MemoryStream();
        (context.Response.Body, context.Request.Path) = (ours, "/");
        context.Request.Headers.AcceptEncoding = "identity";
        var kind = context.Request.Query["kind"] == "polygons" ? "polygons" : "choropleth";
        context.Request.QueryString = QueryString.Empty;
        // plotly.js writes styles; our policy would not let it.
        context.Response.OnStarting(() => Task.FromResult(context.Response.Headers.Remove("Content-Security-Policy")));
        await next(context);
        context.Response.Body = body;
        await context.Response.WriteAsync(Of(Encoding.UTF8.GetString(ours.ToArray()), kind));
    }

    private static string Of(string html, string kind)
    {
        var (tilesFrom, tilesTo) = Element(html, html.LastIndexOf("<section", html.IndexOf("data-testid=\"kpi-", StringComparison.Ordinal), StringComparison.Ordinal), "section");
        var tiles = Tile().Matches(html[tilesFrom..tilesTo]).Select(m => new { name = m.Groups["name"].Value, value = double.Parse(m.Groups["value"].Value, CultureInfo.InvariantCulture) }).ToList();
        var (mapFrom, mapTo) = Element(html, html.IndexOf("<svg", html.IndexOf("data-testid=\"map\"", StringComparison.Ordinal), StringComparison.Ordinal), "svg");
        var svg = html[mapFrom..mapTo];
        var box = ViewBox().Match(svg).Groups["box"].Value.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray();
        var units = Shape().Matches(svg).Select(m => m.Value).Select(path => new
        {
            id = WebUtility.HtmlDecode(Attribute(path, "data-unit")), value = double.TryParse(Attribute(path, "data-value"), CultureInfo.InvariantCulture, out var v) ? v : (double?)null,
            rings = Rings(Attribute(path, "d")!),
        }).ToList();
        var data = JsonSerializer.Serialize(new { kind, box, tiles, units });
        var figure = $"<div id=\"bench-map\" style=\"width:100%;aspect-ratio:{box[2].ToString(CultureInfo.InvariantCulture)}/{box[3].ToString(CultureInfo.InvariantCulture)};max-height:560px\"></div>";
        var scripts = $"<script type=\"application/json\" id=\"bench-data\">{data}</script><script src=\"/bench/plotly.min.js\" defer></script><script src=\"/bench/draw.js\" defer></script><script src=\"/bench/signalr.min.js\" defer></script>";
        html = tilesFrom < mapFrom
            ? html[..tilesFrom] + Tiles(html, tilesFrom) + html[tilesTo..mapFrom] + figure + html[mapTo..]
            : html[..mapFrom] + figure + html[mapTo..tilesFrom] + Tiles(html, tilesFrom) + html[tilesTo..];
        html = OwnScript().Replace(html, string.Empty);
        return html.Replace("</head>", scripts + "</head>", StringComparison.Ordinal);
    }

    private static string Tiles(string html, int from) => html[from..(html.IndexOf('>', from) + 1)] + "<div id=\"bench-tiles\" style=\"grid-column:1/-1;height:120px\"></div></section>";

    /// <summary>Where an element begins and where its end tag ends.</summary>
    private static (int From, int To) Element(string html, int from, string name)
    {
        var depth = 0;
        for (var at = from; ;)
        {
            var (open, close) = (html.IndexOf("<" + name, at, StringComparison.Ordinal), html.IndexOf("</" + name, at, StringComparison.Ordinal));
            if (open >= 0 && open < close)
            {
                (depth, at) = (depth + 1, open + 1);
                continue;
            }

            at = close + name.Length + 3;
            if (--depth == 0)
            {
                return (from, at);
            }
        }
    }

    private static string? Attribute(string element, string name) =>
        Regex.Match(element, $" {name}=\"(?<v>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) is { Success: true } found ? found.Groups["v"].Value : null;

    /// <summary>The rings of a path of absolute starts and relative steps, as the program writes them.</summary>
    private static List<List<double[]>> Rings(string path)
    {
        var rings = new List<List<double[]>>();
        foreach (var ring in path.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = Number().Matches(ring).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).ToArray();
            var points = new List<double[]> { new[] { numbers[0], numbers[1] } };
            for (var i = 2; i + 1 < numbers.Length; i += 2)
            {
                points.Add([Math.Round(points[^1][0] + numbers[i], 1), Math.Round(points[^1][1] + numbers[i + 1], 1)]);
            }

            points.Add(points[0]);
            rings.Add(points);
        }

        return rings;
    }

    [GeneratedRegex("data-testid=\"(?<name>kpi-[^\"]*)\"[^>]*data-value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tile();

    [GeneratedRegex("viewBox=\"(?<box>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ViewBox();

    [GeneratedRegex("<path[^>]*data-unit=[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Shape();

    [GeneratedRegex("-?[0-9]+(\\.[0-9]+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("<script[^>]*src=\"[^\"]*(blazor\\.web|build/app)[^>]*></script>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnScript();
}
