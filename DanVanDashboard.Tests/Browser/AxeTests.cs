using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>
/// axe-core on every page, light on a laptop and dark on a phone: colours depend on the theme and layout on the width, so two looks see each of both.
/// The overview is looked at in all four. What axe does not know is in <see cref="AccessibilityTests"/>.
/// </summary>
[Collection(ChromiumCollection.Looks)]
public sealed partial class AxeTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    private static readonly (ColorScheme Scheme, int Width, int Height)[] s_looks = [(ColorScheme.Light, 1440, 900), (ColorScheme.Dark, 390, 844)];
    private static readonly (ColorScheme Scheme, int Width, int Height)[] s_more = [(ColorScheme.Dark, 1440, 900), (ColorScheme.Light, 390, 844)];

    [Theory]
    [InlineData("thuongtruc", "/")]
    [InlineData("bandanvan", "/?ky=tat-ca&chi-so=reporting")]
    [InlineData("thuongtruc", "/?phong-trao=long-an-2021-2025")]
    [InlineData("thuongtruc", "/?ky=2025-02-31")]
    [InlineData("bandanvan", "/mo-hinh")]
    [InlineData("bandanvan", "/mo-hinh?q=khongcomohinhnaotennhuvay")]
    [InlineData("bandanvan", "/mo-hinh/mo-phong-2026-2030-000001")]
    [InlineData("bandanvan", "/mo-hinh/khong-co")]
    [InlineData("bandanvan", "/tien-do")]
    [InlineData("bandanvan", "/so-lieu")]
    [InlineData("bandanvan", "/van-ban")]
    [InlineData("bandanvan", "/dia-ban")]
    [InlineData("bandanvan", "/dia-ban/ranh-gioi")]
    [InlineData("bandanvan", "/dia-ban/thon-ban")]
    [InlineData("bandanvan", "/so-sanh?hang=co")]
    [InlineData("bandanvan", "/dien-bien")]
    [InlineData("bandanvan", "/dia-ban/ghi-thay-doi")]
    [InlineData("bandanvan", "/dia-ban?ngay=30/06/2025&tim=binh+lu")]
    [InlineData("bandanvan", "/dia-ban/12-2025/03390")]
    [InlineData("bandanvan", "/dia-ban/doi-thay?huyen=12-1997/106")]
    [InlineData("thuongtruc", "/?ky=tat-ca&dia-gioi=huyen-cu")]
    [InlineData("bandanvan", "/dia-ban/hai-ngay?trai=2024-12-31")]
    [InlineData("bandanvan", "/quan-tri")]
    [InlineData("bandanvan", "/quan-tri/tieu-chi")]
    [InlineData("duyet-binhlu", "/hop-thu")]
    [InlineData("bandanvan", "/quan-tri/chi-tieu")]
    [InlineData("bandanvan", "/nhat-ky")]
    [InlineData("xa-binhlu", "/quan-tri")]
    [InlineData("bandanvan", "/khong-co-trang-nay")]
    [InlineData("", "/dang-nhap")]
    [InlineData("", "/dang-nhap?loi=sai")]
    [InlineData("", "/loi")]
    public async Task Page_LightAndDarkSmallAndLarge_HasNothingSeriouslyWrong(string user, string path)
    {
        BrowserNewContextOptions options = new() { ReducedMotion = ReducedMotion.Reduce };
        var visitor = user.Length > 0 ? await SignedInAsync(user, options) : await VisitAsync(options);
        await visitor.OpenAsync(path);
        await Expect(visitor.Page.Locator("h1")).ToHaveCountAsync(1);
        // Blazor takes the title away for a blink when the circuit opens.
        await visitor.UntilAsync("!document.querySelector('[data-testid=live-status]') || document.querySelector('[data-testid=live-status]').dataset.live === 'live'");
        await Expect(visitor.Page).ToHaveTitleAsync(Words());

        await HasNothingWrongAsync(visitor, path == "/" ? [.. s_looks, .. s_more] : s_looks);
    }

    [Theory]
    [InlineData("time")]
    [InlineData("localities")]
    public async Task LargeChart_LightAndDarkSmallAndLarge_HasNothingSeriouslyWrong(string card)
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign, new() { ReducedMotion = ReducedMotion.Reduce });
        var dialog = await ChartDialogTests.OpenAsync(visitor, card);
        await Expect(dialog.Locator(".plotly-plot .main-svg").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await dialog.Locator(".plotly-table summary").ClickAsync();

        await HasNothingWrongAsync(visitor, s_looks);
    }

    private static async Task HasNothingWrongAsync(ChromiumVisitor visitor, (ColorScheme Scheme, int Width, int Height)[] looks)
    {
        var wrong = new List<string>();
        foreach (var (scheme, width, height) in looks)
        {
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await visitor.Page.SetViewportSizeAsync(width, height);
            var found = await Axe.SeriousAsync(visitor.Page);
            if (found.Any(w => w.Contains("document-title", StringComparison.Ordinal)))
            {
                // Blazor takes the title away for a blink when the circuit opens, which may be while axe looks. A page without one fails here.
                await Expect(visitor.Page).ToHaveTitleAsync(Words());
                found = await Axe.SeriousAsync(visitor.Page);
            }

            wrong.AddRange(found.Select(w => $"{scheme} {width}: {w}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [GeneratedRegex(@"\w+ \w+")]
    private static partial Regex Words();
}
