using System.Buffers.Binary;
using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>The script of the analytic charts under the site's own policy: on a page of the site, without the server's part.</summary>
[Collection(ChromiumCollection.Looks)]
public sealed partial class ChartScriptTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    // Puts a chart of a kind behind the page, where Blazor does not tidy up.
    private const string Draw = """
        async kind => {
          const { create } = await import('/build/plotly.js');
          document.querySelector('#thu')?.remove();
          document.body.insertAdjacentHTML('beforeend',
            '<figure class="plotly-chart" id="thu" data-plotly><div class="plotly-stage"><div class="plotly-plot"></div></div>'
            + '<button type="button" data-export="png" data-export-target="#thu">PNG</button><button type="button" data-export="svg" data-export-target="#thu">SVG</button></figure>');
          const frame = document.querySelector('#thu');
          window.chart = create(frame.querySelector('.plotly-plot'), frame);
          await window.chart.draw({
            kind, title: 'Đăng ký theo tháng', decimals: 1, categoryTitle: 'Tháng', valueTitle: 'mô hình', footer: 'Nguồn: sổ đăng ký',
            categories: [{ label: 'T1', href: '/so-lieu' }, { label: 'T2 <b>' }, { label: 'T2 <b>' }],
            series: [
              { key: 'e', name: 'Kinh tế', toneClass: 'tone-economy', values: [1178, 59.7, null], hrefs: [] },
              { key: 'c', name: 'Văn hóa - xã hội', toneClass: 'tone-culture_society', values: [70, null, 3], hrefs: [], soft: true },
            ],
            marks: [{ at: 1.5, text: '15/10 sơ kết' }], target: { value: 1200, text: 'Chỉ tiêu 1.200' }, words: { total: 'Cộng', badge: 'Dữ liệu mô phỏng' },
          });
        }
        """;

    [Fact]
    public async Task Page_BeforeAChartIsShown_HasNotLoadedTheScript()
    {
        var visitor = await SignInAsync("thuongtruc");

        Assert.DoesNotContain(visitor.Requests, r => r.Contains("plotly", StringComparison.Ordinal) || r.Contains("chart-export", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stackedColumns", "1.248")]
    [InlineData("lines", "Chỉ tiêu 1.200")]
    [InlineData("bars", "1.248")]
    [InlineData("funnel", "1.178")]
    [InlineData("heatmap", "59,7")]
    public async Task Chart_OfEachKind_IsDrawnUnderTheStrictPolicy(string kind, string text)
    {
        var visitor = await SignInAsync("thuongtruc", "/van-ban");

        await visitor.Page.EvaluateAsync(Draw, kind);

        var plot = visitor.Page.Locator("#thu .plotly-plot");
        await Expect(plot.Locator(".main-svg").First).ToBeVisibleAsync();
        await Expect(plot.GetByText(text, new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(plot.GetByText("T2 <b>").First).ToBeAttachedAsync();
        await plot.HoverAsync();
        Assert.Empty(visitor.Complaints);
        Assert.All(visitor.Requests.Where(r => !r.StartsWith("data:", StringComparison.Ordinal) && !r.StartsWith("blob:", StringComparison.Ordinal)),
            r => Assert.Equal(new Uri(Host.Address).Authority, new Uri(r).Authority));
        Assert.Equal(0, await visitor.Page.Locator("style").CountAsync());
    }

    [Fact]
    public async Task Chart_ThemeChanges_TakesTheNewColours()
    {
        var visitor = await SignInAsync("thuongtruc", "/van-ban");
        await visitor.Page.EvaluateAsync(Draw, "stackedColumns");
        var bar = visitor.Page.Locator("#thu .barlayer .point path").First;
        await Expect(bar).ToHaveCSSAsync("fill", "rgb(199, 119, 0)");

        await visitor.Page.EvaluateAsync("document.documentElement.dataset.theme = 'dark'; document.dispatchEvent(new CustomEvent('dvk:theme'))");

        await Expect(bar).ToHaveCSSAsync("fill", "rgb(240, 166, 58)");
    }

    [Fact]
    public async Task Chart_Dismissed_LeavesNothing()
    {
        var visitor = await SignInAsync("thuongtruc", "/van-ban");
        await visitor.Page.EvaluateAsync(Draw, "lines");

        await visitor.Page.EvaluateAsync("window.chart.dispose()");

        await Expect(visitor.Page.Locator("#thu .main-svg")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Picture_Svg_CarriesTitleSourceAndThatDataAreSimulated()
    {
        var visitor = await SignInAsync("thuongtruc", "/van-ban");
        await visitor.Page.EvaluateAsync(Draw, "stackedColumns");

        var (name, bytes) = await SaveAsync(visitor, "svg");

        var svg = System.Text.Encoding.UTF8.GetString(bytes);
        Assert.Matches(FileName(), name);
        Assert.All(["Đăng ký theo tháng", "Nguồn: sổ đăng ký", "Dữ liệu mô phỏng", "Văn hóa - xã hội", "15/10 sơ kết"], words => Assert.Contains(words, svg, StringComparison.Ordinal));
        System.Xml.Linq.XDocument.Parse(svg);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Picture_Png_HasTwiceTheSize()
    {
        var visitor = await SignInAsync("thuongtruc", "/van-ban");
        await visitor.Page.EvaluateAsync(Draw, "funnel");

        var (name, bytes) = await SaveAsync(visitor, "png");

        Assert.EndsWith(".png", name, StringComparison.Ordinal);
        Assert.Equal(2 * (1120 + 48), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16, 4)));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Picture_OfTheMap_NeedsNoStyleSheet()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);
        var title = await visitor.Page.Locator("#map-title").InnerTextAsync();
        var footer = await visitor.Page.Locator("[data-export=svg]").First.GetAttributeAsync("data-export-footer");

        var (name, bytes) = await SaveAsync(visitor, "svg");

        var svg = System.Text.Encoding.UTF8.GetString(bytes);
        Assert.Matches(@"^[a-z0-9-]+-\d{4}-\d{2}-\d{2}\.svg$", name);
        Assert.Contains(title, svg, StringComparison.Ordinal);
        Assert.Contains("Bình Lư", svg, StringComparison.Ordinal);
        // It may be broken into lines; the first words stand together.
        Assert.Contains(string.Join(' ', footer!.Split(' ')[..3]), svg, StringComparison.Ordinal);
        Assert.Contains("fill=\"rgb(", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("class=", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("var(", svg, StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints);
    }

    private static async Task<(string Name, byte[] Bytes)> SaveAsync(ChromiumVisitor visitor, string format)
    {
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.Locator($"[data-export={format}]").First.ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllBytesAsync(await download.PathAsync()));
    }

    [GeneratedRegex(@"^dang-ky-theo-thang-\d{4}-\d{2}-\d{2}\.svg$")]
    private static partial Regex FileName();
}
