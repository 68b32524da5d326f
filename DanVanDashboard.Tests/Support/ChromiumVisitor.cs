using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Support;

/// <summary>A person at a browser: their page, and all that it asked for and complained of.</summary>
internal sealed class ChromiumVisitor : IAsyncDisposable
{
    private readonly List<string> _requests = [];
    private readonly List<string> _complaints = [];

    private ChromiumVisitor(IBrowserContext context, IPage page, string address) => (Context, Page, Address) = (context, page, address);

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Where the site is for this person: the host's own address, or that of a line to it.</summary>
    public string Address { get; }

    /// <summary>How often a document was loaded.</summary>
    public int Loads { get; private set; }

    /// <summary>Addresses of all requests and sockets.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Errors on the console and errors that no script caught.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    public static async Task<ChromiumVisitor> ComeAsync(IBrowser browser, string address, BrowserNewContextOptions? options)
    {
        options ??= new();
        options.ViewportSize ??= new() { Width = 1440, Height = 900 };
        options.Locale ??= "vi-VN";
        options.TimezoneId ??= "Asia/Ho_Chi_Minh";
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        var visitor = new ChromiumVisitor(context, page, options.BaseURL ?? address);
        page.Request += (_, request) => visitor._requests.Add(request.Url);
        page.WebSocket += (_, socket) => visitor._requests.Add(socket.Url);
        page.PageError += (_, error) => visitor._complaints.Add(error);
        page.Load += (_, _) => visitor.Loads++;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                visitor._complaints.Add($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        return visitor;
    }

    /// <summary>Opens an address of the site.</summary>
    public async Task<IResponse> OpenAsync(string path) => (await Page.GotoAsync(Address + path))!;

    /// <summary>Signs in by the demonstration's button and ends at <paramref name="path"/>, live unless there are no scripts.</summary>
    public async Task SignInAsync(string user, string path = "/", bool live = true)
    {
        await OpenAsync(path);
        await ById("demo-" + user).ClickAsync();
        await Page.WaitForURLAsync(Address + path);
        if (live)
        {
            await IsLiveAsync();
        }
    }

    /// <summary>Waits until the page says that it is live.</summary>
    public Task IsLiveAsync() => Expect(ById("live-status")).ToHaveTextAsync("Trực tiếp", new() { Timeout = 30_000 });

    public ILocator ById(string testId) => Page.GetByTestId(testId);

    public ILocator Shape(string unit) => ById("map").Locator($"[data-unit='{unit}']");

    public Task<decimal> NumberAsync(string testId) => NumberAsync(ById(testId));

    /// <summary>The plain value of a number on the page.</summary>
    public static async Task<decimal> NumberAsync(ILocator element) => decimal.Parse((await element.GetAttributeAsync("data-value"))!, CultureInfo.InvariantCulture);

    /// <summary>Waits until a number has a value.</summary>
    public Task HasNumberAsync(string testId, decimal value) => HasNumberAsync(ById(testId), value);

    public static Task HasNumberAsync(ILocator element, decimal value) =>
        Expect(element).ToHaveAttributeAsync("data-value", value.ToString(CultureInfo.InvariantCulture));

    /// <summary>What the API answers the person who sits here, for the filters that the page shows.</summary>
    public async Task<JsonNode> SummaryAsync(string more = "")
    {
        var boundaries = await ValueAsync("boundaries") switch { "hien-nay" => "current", "huyen-cu" => "old-district", _ => "as-was" };
        var period = await ValueAsync("period") is { } chosen and not "tat-ca" ? chosen : string.Empty;
        var path = $"/api/v1/summary?campaign={await ValueAsync("campaign")}&period={period}&field={await ValueAsync("field")}"
            + $"&theme={await ValueAsync("theme")}&subject={await ValueAsync("subject")}&unit={Uri.EscapeDataString(await ValueAsync("unit"))}&block={await ValueAsync("block")}&boundaries={boundaries}{more}";
        var answer = await Context.APIRequest.GetAsync(Address + path);
        Assert.True(answer.Ok, $"{answer.Status} {path}: {await answer.TextAsync()}");
        return JsonNode.Parse(await answer.TextAsync())!;
    }

    /// <summary>The chosen value of a filter.</summary>
    public Task<string> ValueAsync(string filter) => ById("filter-" + filter).InputValueAsync();

    /// <summary>The tiles show the API's totals.</summary>
    public async Task TilesAgreeAsync(JsonNode summary)
    {
        var totals = summary["totals"]!;
        await HasNumberAsync("kpi-registered", totals["registered"]!.GetValue<decimal>());
        await HasNumberAsync("kpi-in-progress", totals["inProgress"]!.GetValue<decimal>());
        await HasNumberAsync("kpi-recognised", totals["recognised"]!["total"]!.GetValue<decimal>());
        await HasNumberAsync("kpi-commended", totals["commended"]!.GetValue<decimal>());
    }

    /// <summary>Clicks inside a commune's shape, at a point that nothing else covers.</summary>
    public async Task ClickShapeAsync(string unit)
    {
        await Shape(unit).ScrollIntoViewIfNeededAsync();
        var point = await Shape(unit).EvaluateAsync<double[]>("""
            path => {
              const r = path.getBoundingClientRect();
              for (let i = 1; i < 10; i++) {
                for (let j = 1; j < 10; j++) {
                  const x = r.left + r.width * i / 10, y = r.top + r.height * j / 10;
                  if (document.elementFromPoint(x, y) === path) { return [x, y]; }
                }
              }
              throw new Error('no visible point');
            }
            """);
        await Page.Mouse.ClickAsync((float)point[0], (float)point[1]);
    }

    /// <summary>Waits until an expression holds on the page; Playwright's own way needs eval, which the site's policy forbids.</summary>
    public Task UntilAsync(string expression) => Eventually.IsAsync(() => Page.EvaluateAsync<bool>(expression));

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();
}
