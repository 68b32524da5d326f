using System.Text;
using DanVanDashboard.Tests.Support;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>The report that is changed before it is taken along, and pictures of charts.</summary>
[Collection(ChromiumCollection.Looks)]
public sealed class TakeAlongTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    [Fact]
    public async Task Report_TypedThenReloaded_IsStillThereAndStandsInTheFile()
    {
        var visitor = await SignInAsync("thuongtruc", "/xuat?ky=2026&tai-lieu=review");
        await visitor.ById("edit-directions").FillAsync("Nhân rộng mô hình tốt (thử).");
        await visitor.ById("edit-number").FillAsync("29-BC/TU");

        await visitor.Page.ReloadAsync();
        await Expect(visitor.ById("edit-directions")).ToHaveValueAsync("Nhân rộng mô hình tốt (thử).");
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.ById("edit-download").ClickAsync(), new() { Timeout = 60_000 });

        Assert.EndsWith(".docx", download.SuggestedFilename, StringComparison.Ordinal);
        using var paper = WordprocessingDocument.Open(await download.PathAsync(), false);
        var text = paper.MainDocumentPart!.Document.Body!.InnerText;
        Assert.Contains("Nhân rộng mô hình tốt (thử).", text, StringComparison.Ordinal);
        Assert.Contains("Số 29-BC/TU", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DỰ THẢO", text, StringComparison.Ordinal);

        // The page is still there with what was typed, until it is taken back.
        await Expect(visitor.ById("edit-number")).ToHaveValueAsync("29-BC/TU");
        await visitor.ById("edit-reset").ClickAsync();
        await visitor.Page.ReloadAsync();
        await Expect(visitor.ById("edit-number")).ToHaveValueAsync("");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task File_WhileItIsMade_SaysHowFarItIsAndWhyItWasRefused()
    {
        var visitor = await SignInAsync("thuongtruc", "/?ky=2026");
        await visitor.ById("take").Locator("summary").ClickAsync();

        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.ById("take-pptx").ClickAsync(), new() { Timeout = 60_000 });

        Assert.EndsWith(".pptx", download.SuggestedFilename, StringComparison.Ordinal);
        using (var deck = PresentationDocument.Open(await download.PathAsync(), false))
        {
            Assert.True(deck.PresentationPart!.SlideParts.Count() > 5);
        }

        var line = visitor.ById("tray-line");
        await Expect(line).ToHaveAttributeAsync("data-state", "done");
        await Expect(line).ToContainTextAsync("Đã lưu về máy");
        await Expect(line).ToContainTextAsync(download.SuggestedFilename);

        // The same link, for a period that there is not: the reason stands where the progress did, and it can be asked again or closed.
        await visitor.ById("take-csv").EvaluateAsync("a => a.href = a.href.replace(/period=[^&]+/, 'period=2026-Q9')");
        await visitor.ById("take-csv").ClickAsync();
        var refused = visitor.Page.Locator("[data-testid=tray-line][data-state=refused]");
        await Expect(refused).ToContainTextAsync("2026-Q9");
        await refused.Locator("[data-again]").ClickAsync();
        await Expect(refused).ToHaveCountAsync(1);
        await refused.Locator("[data-close]").ClickAsync();
        await Expect(refused).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("/dien-bien?ky=tat-ca", "anh-thoi-gian")]
    [InlineData("/so-sanh?ky=tat-ca", "anh-tan")]
    [InlineData("/tien-do", "anh-ty-le")]
    public async Task Picture_OfAChart_SaysWhatItIsWhereItIsFromAndThatItIsSimulated(string path, string chart)
    {
        var visitor = await SignInAsync("thuongtruc", path);
        var button = visitor.ById(chart + "-svg");
        var title = await button.GetAttributeAsync("data-export-title");

        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => button.ClickAsync(), new() { Timeout = 30_000 });
        var svg = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));

        Assert.Contains(title!.Split(' ')[0], svg, StringComparison.Ordinal);
        Assert.Contains("Nguồn:", svg, StringComparison.Ordinal);
        Assert.Contains("Dữ liệu mô phỏng", svg, StringComparison.Ordinal);
        // Axis and marks, not an empty frame.
        Assert.True(svg.Split("<path").Length + svg.Split("<circle").Length + svg.Split("<rect").Length + svg.Split("<line").Length > 12, svg);
    }
}
