using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>The cards of the overview as large charts.</summary>
[Collection(ChromiumCollection.Other)]
public sealed partial class ChartDialogTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    // What the card shows, as the rows of the dialog's table show it: numbers in their order.
    private static readonly Dictionary<string, string> s_numbersOfCard = new()
    {
        ["time"] = "[...document.querySelectorAll('[data-testid=time] .visually-hidden tbody tr')].map(r => [...r.cells].slice(1).map(c => c.textContent).join(' '))",
        ["fields"] = "[...document.querySelectorAll('[data-testid=fields] .share-total')].map(e => e.textContent)",
        ["localities"] = "[...document.querySelectorAll('[data-testid=localities] :is(tbody, tfoot) tr:not([data-locality=sum]) td:nth-of-type(1)')].map(e => e.textContent.trim())",
        ["funnel"] = "[...document.querySelectorAll('[data-testid=funnel] ol .funnel-count')].map(e => e.textContent)",
    };

    [Theory]
    [InlineData("time", ".barlayer .point")]
    [InlineData("fields", ".barlayer .point")]
    [InlineData("localities", ".barlayer .point")]
    [InlineData("funnel", ".funnellayer .point")]
    public async Task Card_Enlarged_IsDrawnWithTheCardsNumbersAndSavedAsPictures(string card, string drawn)
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);
        var expected = await visitor.Page.EvaluateAsync<string[]>(s_numbersOfCard[card]);
        Assert.DoesNotContain(visitor.Requests, r => r.Contains("plotly", StringComparison.Ordinal));

        var dialog = await OpenAsync(visitor, card);

        await Expect(dialog.Locator($".plotly-plot {drawn}").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await dialog.Locator(".plotly-table summary").ClickAsync();
        // A sum stands last in its row; the card shows the sums, or over time the parts.
        var rows = await dialog.Locator(".plotly-table tbody tr").EvaluateAllAsync<string[][]>("rows => rows.map(r => [...r.cells].slice(1).map(c => c.textContent.trim()))");
        Assert.NotEmpty(expected);
        Assert.Equal(expected, rows.Select(r => card == "time" ? string.Join(' ', r.Take(4)) : r[^1]));
        await Expect(dialog.Locator(".badge-simulated")).ToBeVisibleAsync();

        var title = await dialog.Locator("h2").InnerTextAsync();
        var (svgName, svg) = await SaveAsync(visitor, dialog, "svg");
        Assert.Matches(PictureName(), svgName);
        var text = Encoding.UTF8.GetString(svg);
        System.Xml.Linq.XDocument.Parse(text);
        Assert.Contains(title, text, StringComparison.Ordinal);
        Assert.Contains("Dữ liệu mô phỏng", text, StringComparison.Ordinal);
        var (pngName, png) = await SaveAsync(visitor, dialog, "png");
        Assert.EndsWith(".png", pngName, StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16, 4)), 800, 8000);
        Assert.InRange(png.Length, 10_000, 10_000_000);

        Assert.Empty(visitor.Complaints);
        Assert.All(visitor.Requests.Where(r => !r.StartsWith("data:", StringComparison.Ordinal) && !r.StartsWith("blob:", StringComparison.Ordinal)),
            r => Assert.Equal(new Uri(Host.Address).Authority, new Uri(r).Authority));
    }

    [Fact]
    public async Task Choices_InsideTheDialog_RedrawAndLeaveItOpen()
    {
        var visitor = await SignInAsync("thuongtruc", "/?phong-trao=mo-phong-2021-2025&ky=2024");
        var dialog = await OpenAsync(visitor, "time");
        await Expect(dialog.Locator(".barlayer .point").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(dialog.Locator(".plotly-table tbody tr")).ToHaveCountAsync(12);

        await dialog.GetByText("Đường", new() { Exact = true }).ClickAsync();
        await Expect(dialog.Locator(".scatterlayer .trace").First).ToBeVisibleAsync();
        await dialog.GetByText("Quý", new() { Exact = true }).ClickAsync();
        await Expect(dialog.Locator(".plotly-table tbody tr")).ToHaveCountAsync(4);
        await Expect(visitor.Page).ToHaveURLAsync(Quarterly());

        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog).ToHaveJSPropertyAsync("open", true);
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Localities_AnotherMeasureInsideTheDialog_ShowsItsNumbers()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);
        var dialog = await OpenAsync(visitor, "localities");
        await Expect(dialog.Locator(".barlayer .point").First).ToBeVisibleAsync(new() { Timeout = 30_000 });

        await dialog.Locator(".chart-dialog-controls a").Nth(2).ClickAsync();
        await Expect(dialog.Locator(".chart-dialog-controls a").Nth(2)).ToHaveAttributeAsync("aria-current", "true");

        var recognised = await visitor.Page.Locator($"[data-locality='{BinhLu}'] td:nth-of-type(3)").InnerTextAsync();
        await dialog.Locator(".plotly-table summary").ClickAsync();
        await Expect(dialog.Locator(".plotly-table tbody tr").Filter(new() { HasText = "Bình Lư" }).Locator("td")).ToHaveTextAsync(recognised.Trim());
        Assert.Empty(visitor.Complaints);
    }

    internal static async Task<ILocator> OpenAsync(ChromiumVisitor visitor, string card)
    {
        await visitor.Page.Locator($"[data-larger={card}]").ClickAsync();
        var dialog = visitor.ById("big");
        await Expect(dialog).ToHaveJSPropertyAsync("open", true);
        return dialog;
    }

    private static async Task<(string Name, byte[] Bytes)> SaveAsync(ChromiumVisitor visitor, ILocator dialog, string format)
    {
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => dialog.Locator($"[data-export={format}]").ClickAsync(), new() { Timeout = 30_000 });
        return (download.SuggestedFilename, await File.ReadAllBytesAsync(await download.PathAsync()));
    }

    [GeneratedRegex(@"^[a-z0-9-]+-\d{4}-\d{2}-\d{2}\.svg$")]
    private static partial Regex PictureName();

    [GeneratedRegex("buoc=quarter")]
    private static partial Regex Quarterly();
}

/// <summary>A large chart while the numbers change under it.</summary>
public sealed class LiveChartDialogTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    [Fact]
    public async Task Dialog_ChangeWhileItIsOpen_RedrawsWithTheNewNumberAndStaysOpen()
    {
        var visitor = await SignInAsync("thuongtruc");
        using var api = await Host.ApiAsync("bandanvan");
        var before = await ChromiumVisitor.NumberAsync(visitor.Page.Locator("[data-testid=fields] [data-row=economy] .share-total"));
        var dialog = await ChartDialogTests.OpenAsync(visitor, "fields");
        await Expect(dialog.Locator(".barlayer .point").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await dialog.Locator(".plotly-table summary").ClickAsync();

        await api.RegisterAsync(BinhLu, "Vườn chè của bản", field: "economy");

        var after = (before + 1).ToString("#,0", CultureInfo.GetCultureInfo("vi-VN"));
        await Expect(dialog.Locator(".plotly-table tbody tr").First.Locator("td").Last).ToHaveTextAsync(after);
        await Expect(dialog.Locator(".plotly-plot").GetByText(after, new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(dialog).ToHaveJSPropertyAsync("open", true);
        await Expect(dialog.Locator(".plotly-table")).ToHaveJSPropertyAsync("open", true);
        Assert.Empty(visitor.Complaints);
    }
}
