using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features.Overview;

/// <summary>A number on a page with the address behind it.</summary>
internal sealed record NumberBehindLink(string What, decimal Number, string Href);

/// <summary>A page as the server sends it, before any script.</summary>
internal sealed partial class PrerenderedPage
{
    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private readonly IDocument _document;

    private PrerenderedPage(string path, IDocument document) => (Path, _document) = (path, document);

    public string Path { get; }

    public IDocument Document => _document;

    public static async Task<PrerenderedPage> OpenAsync(ApiClient client, string path)
    {
        var answer = await client.GetAsync(path);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{path}: {(int)answer.Status}");
        return new(path, await new HtmlParser().ParseDocumentAsync(answer.Text, TestContext.Current.CancellationToken));
    }

    /// <summary>The plain number of the one element of that name; <see langword="null"/> where the page has none.</summary>
    public decimal? Number(string testId) => Value(_document.QuerySelector($"[data-testid='{testId}']"));

    /// <summary>Every number of the overview that leads somewhere, but of the localities only the given rows.</summary>
    public IEnumerable<NumberBehindLink> Linked(params string[] localities) =>
        Tiles().Concat(Fields()).Concat(Map()).Concat(Localities(localities)).Concat(Funnel()).Concat(Attention()).Concat(Coverage());

    public IEnumerable<NumberBehindLink> Tiles() => _document.QuerySelectorAll(".kpi-tile").SelectMany(tile =>
    {
        var label = tile.QuerySelector(".kpi-label")!.TextContent;
        var parts = tile.QuerySelectorAll(".kpi-parts a").Select(a => new NumberBehindLink($"tile {label}: {a.TextContent}", LastNumber(a.TextContent), a.GetAttribute("href")!));
        return tile.QuerySelector("a.kpi-link") is { } link ? parts.Prepend(new($"tile {label}", Value(tile.QuerySelector(".kpi-value"))!.Value, link.GetAttribute("href")!)) : parts;
    });

    public IEnumerable<NumberBehindLink> Fields() => Links("field", "[data-testid=fields] a.share-total", a => a.Closest("[data-row]")!.GetAttribute("data-row")!);

    public IEnumerable<NumberBehindLink> Map() => Links("map box", ".map-box a[data-value]", a => a.ParentElement!.TextContent);

    public IEnumerable<NumberBehindLink> Localities(params string[] keys) =>
        keys.SelectMany(key => Links("locality", $"[data-locality='{key}'] td a[data-value]", a => $"{key}, column {a.ParentElement!.Index()}"));

    public IEnumerable<NumberBehindLink> Funnel() => Links("funnel", "[data-testid=funnel] a[data-value]", a => a.Closest("li, span:not(.funnel-numbers):not(.funnel-head)")!.TextContent);

    public IEnumerable<NumberBehindLink> Attention() => _document.QuerySelectorAll("[data-attention]")
        .Select(a => new NumberBehindLink("attention " + a.GetAttribute("data-attention"), Value(a.QuerySelector(".attention-count"))!.Value, a.GetAttribute("href")!));

    public IEnumerable<NumberBehindLink> Coverage() => _document.QuerySelectorAll("a[data-testid=coverage]")
        .Select(a => new NumberBehindLink("coverage " + a.TextContent, FirstNumber(a.TextContent), a.GetAttribute("href")!));

    /// <summary>How many a list says that it holds: models by its heading, bodies by the chosen chip, and what has been sent by its coverage.</summary>
    public decimal? ListTotal() => Path.StartsWith("/mo-hinh", StringComparison.Ordinal) ? Number("models-total")
        : Path.Contains("tinh-trang=", StringComparison.Ordinal) ? Value(_document.QuerySelector("[data-testid=progress-filters] a[aria-current] b"))
        : Number("progress-coverage");

    /// <summary>How many rows a list shows; <see langword="null"/> where it has more than one page, or says why they are not as many.</summary>
    public int? ListRows() => _document.QuerySelector("[data-testid=models-more], [data-testid=models-note]") is null
        ? _document.QuerySelectorAll("tr[data-model], tr[data-body]").Length : null;

    /// <summary>The chosen value of a filter.</summary>
    public string Chosen(string filter) => _document.QuerySelector($"[data-testid='filter-{filter}'] option[selected]")?.GetAttribute("value") ?? string.Empty;

    public string? Text(string selector) => _document.QuerySelector(selector)?.TextContent;

    private IEnumerable<NumberBehindLink> Links(string what, string selector, Func<IElement, string> which) => _document.QuerySelectorAll(selector)
        .Select(a => new NumberBehindLink($"{what} {Blank().Replace(which(a), " ").Trim()}", Value(a)!.Value, a.GetAttribute("href")!));

    private static decimal? Value(IElement? element) => element?.GetAttribute("data-value") is { } value ? decimal.Parse(value, CultureInfo.InvariantCulture) : null;

    private static decimal FirstNumber(string text) => decimal.Parse(Amount().Match(text).Value, s_vietnamese);

    private static decimal LastNumber(string text) => decimal.Parse(Amount().Matches(text)[^1].Value, s_vietnamese);

    [GeneratedRegex(@"\d[\d.]*(?:,\d+)?")]
    private static partial Regex Amount();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
