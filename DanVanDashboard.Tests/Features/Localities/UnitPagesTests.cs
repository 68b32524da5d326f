using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using DanVanDashboard.Tests.Api;
using DanVanDashboard.Tests.Features.Overview;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features.Localities;

/// <summary>The pages of localities as the server sends them. They only read, so one program serves all.</summary>
public sealed class UnitPagesTests(ApiHost api) : IClassFixture<ApiHost>, IAsyncLifetime
{
    private const string OldPhucTrach = "44-1997/19138";
    private const string PhongNha = "44-2025/19138";
    private const string OldHoaTrach = "44-1997/19183";
    private const string NewHoaTrach = "44-2025/19033";
    private const string HoanLao = "44-2025/19111";
    private const string TamDuong = "12-1997/106";
    private ApiClient _board = null!;

    public async ValueTask InitializeAsync() => _board = await api.Host.ClientAsync("bandanvan");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Unit_ThatPassedItsCodeOn_SaysWhoHoldsItAndWhatItBecame()
    {
        var page = await OpenAsync($"/dia-ban/{OldPhucTrach}");

        Assert.Equal("Xã Phúc Trạch", page.QuerySelector("h1")!.TextContent);
        Assert.Equal([$"/dia-ban/{PhongNha}"], Links(page, "holders"));
        Assert.Contains("đến 30/06/2025", page.QuerySelector(".figures-title p")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("[data-testid=ended]"));
        var facts = page.QuerySelector("[data-testid=facts]")!.TextContent;
        // A start that nobody has looked up is never shown as a day.
        Assert.Contains("chưa rõ ngày thành lập", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("1997", facts, StringComparison.Ordinal);
        Assert.Equal([$"/dia-ban/{PhongNha}"], Links(page, "became"));
        Assert.Contains("1680/NQ-UBTVQH15", page.QuerySelector("[data-testid=became]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[data-testid=formed]"));
        Assert.Equal(["/dia-ban", "/dia-ban/44-1997/44", "/dia-ban/44-1997/455"], page.QuerySelectorAll("[data-testid=crumbs] a").Select(a => a.GetAttribute("href")));
        Assert.NotNull(page.QuerySelector("[data-testid=no-boundary]"));
    }

    [Fact]
    public async Task Unit_OfToday_SaysWhatItWasFormedFromAndCountsItsModels()
    {
        var page = await OpenAsync($"/dia-ban/{Demo.BinhLu}");

        Assert.Equal(3, Links(page, "formed").Count());
        Assert.All(Links(page, "formed"), href => Assert.StartsWith("/dia-ban/12-1997/", href, StringComparison.Ordinal));
        Assert.Contains("01/07/2025", page.QuerySelector("[data-testid=facts]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll($"[data-testid=unit-models] [data-campaign='{Demo.Campaign}'] a").Length);
        Assert.Empty(page.QuerySelectorAll("main [style]"));
    }

    [Theory]
    [InlineData(Demo.BinhLu, 3)]
    [InlineData("12-1997/03390", 2)]
    [InlineData(Demo.LaiChau, 4)]
    public async Task Unit_ModelsClicked_LeadToAListOfAsMany(string unit, int atLeast)
    {
        var links = (await OpenAsync($"/dia-ban/{unit}")).QuerySelectorAll("[data-testid=unit-models] a");

        Assert.True(links.Length >= atLeast, $"{links.Length} numbers");
        Assert.Contains(links, a => a.GetAttribute("data-value") != "0");
        foreach (var link in links)
        {
            var list = await PrerenderedPage.OpenAsync(_board, link.GetAttribute("href")!);
            Assert.Equal(decimal.Parse(link.GetAttribute("data-value")!, CultureInfo.InvariantCulture), list.ListTotal());
        }
    }

    [Fact]
    public async Task Unit_ModelsOfACommuneOfSomebodyElse_AreNotShown()
    {
        var reporter = await api.Host.ClientAsync("xa-binhlu");
        Assert.Null((await PrerenderedPage.OpenAsync(reporter, $"/dia-ban/{Demo.KhunHa}")).Document.QuerySelector("[data-testid=unit-models]"));
        Assert.NotNull((await PrerenderedPage.OpenAsync(reporter, $"/dia-ban/{Demo.BinhLu}")).Document.QuerySelector("[data-testid=unit-models]"));
    }

    [Theory]
    [InlineData("30/06/2025", 8, 106)]
    [InlineData("01/07/2025", 38, 0)]
    public async Task Province_OnADay_ShowsItsTree(string day, int below, int leaves)
    {
        var page = await OpenAsync($"/dia-ban/{Demo.LaiChau}?ngay={day}");

        Assert.Equal(below, page.QuerySelectorAll("[data-testid=below] > li").Length);
        Assert.Equal(leaves, page.QuerySelectorAll("[data-testid=below] > li > ul > li").Length);
    }

    [Fact]
    public async Task District_AskedForADayAfterItsEnd_ShowsItsLastDayAndSaysSo()
    {
        var page = await OpenAsync($"/dia-ban/{TamDuong}?ngay=2026-01-01");

        Assert.Contains("30/06/2025", page.QuerySelector("[data-testid=day-moved]")!.TextContent, StringComparison.Ordinal);
        Assert.True(page.QuerySelectorAll("[data-testid=below] > li").Length > 5);
        Assert.Equal("/dia-ban/doi-thay?tinh=12-1997%2F12&huyen=12-1997%2F106", page.QuerySelector("[data-testid=changes-link]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Unit_ThatIsNotThere_IsNotFound()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _board.GetAsync("/dia-ban/12-2025/99999")).Status);
        // The pages beside it keep their addresses.
        Assert.DoesNotContain("unit-life", (await _board.GetAsync("/dia-ban/ranh-gioi")).Text, StringComparison.Ordinal);
        Assert.NotNull((await OpenAsync("/dia-ban/doi-thay")).QuerySelector("[data-testid=flows]"));
    }

    [Fact]
    public async Task Search_ANameThatWasUsedAgain_ShowsBothWithTheirDays()
    {
        var hits = (await OpenAsync("/dia-ban?tim=hoa+trach")).QuerySelectorAll("[data-hit]").ToDictionary(h => h.GetAttribute("data-hit")!, Text);

        Assert.Equal([OldHoaTrach, NewHoaTrach], hits.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith("Xã Hòa Trạch, 19183, đến 30/06/2025", hits[OldHoaTrach], StringComparison.Ordinal);
        Assert.Contains("huyện Bố Trạch", hits[OldHoaTrach], StringComparison.Ordinal);
        Assert.StartsWith("Xã Hòa Trạch, 19033, từ 01/07/2025", hits[NewHoaTrach], StringComparison.Ordinal);
        Assert.Equal([$"/dia-ban/{NewHoaTrach}"], Links(await OpenAsync($"/dia-ban/{OldHoaTrach}"), "namesakes"));
        Assert.Equal([$"/dia-ban/{HoanLao}"], Links(await OpenAsync($"/dia-ban/{OldHoaTrach}"), "became"));
    }

    [Fact]
    public async Task Search_ACode_ShowsAllThatEverHeldIt()
    {
        var hits = (await OpenAsync("/dia-ban?tim=19138")).QuerySelectorAll("[data-hit]").Select(Text).ToList();

        Assert.Equal(2, hits.Count);
        Assert.StartsWith("Xã Phúc Trạch, 19138, đến 30/06/2025", hits[0], StringComparison.Ordinal);
        Assert.StartsWith("Xã Phong Nha, 19138, từ 01/07/2025", hits[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_BeforeTheDistrictsEnded_StandsUnderThem()
    {
        var before = await OpenAsync("/dia-ban?ngay=30/06/2025");
        Assert.Equal(8, before.QuerySelectorAll("[data-testid=localities] .unit-branch").Length);
        Assert.Equal(9, before.QuerySelectorAll("[data-testid=localities] tbody").Length);
        Assert.Equal("/dia-ban/12-1997/106?ngay=2025-06-30", before.QuerySelector($"[data-unit='{TamDuong}'] a")!.GetAttribute("href"));

        var after = await OpenAsync("/dia-ban?ngay=01/07/2025");
        Assert.Empty(after.QuerySelectorAll("[data-testid=localities] .unit-branch"));
        Assert.Equal(39, after.QuerySelectorAll("[data-testid=localities] tbody tr").Length);
    }

    [Fact]
    public async Task List_OfAnotherProvince_IsReadOnly()
    {
        var page = await OpenAsync("/dia-ban?tinh=44-2025/44");
        Assert.Contains("Tỉnh Quảng Trị", page.QuerySelector("#dia-ban")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(79, page.QuerySelectorAll("[data-testid=localities] tbody tr").Length);
        Assert.Empty(page.QuerySelectorAll("[data-testid=localities] button"));
    }

    [Fact]
    public async Task Changes_OfAProvince_DrawEveryLineAndSayTheSameInATable()
    {
        var page = await OpenAsync("/dia-ban/doi-thay");

        var bands = page.QuerySelectorAll("[data-testid=flows] .flow-band");
        Assert.Equal(page.QuerySelectorAll("[data-testid=flow-table] li").Length, bands.Length);
        Assert.All(bands, b => Assert.Matches(@"^.+ \(\d{5}\) → .+ \(\d{5}\): ", b.QuerySelector("title")!.TextContent));
        Assert.Equal(38, page.QuerySelectorAll("[data-testid=flow-table] tbody tr").Length);
        Assert.Equal(106 + 38, page.QuerySelectorAll("[data-testid=flows] text").Length);
        Assert.Empty(page.QuerySelectorAll("main [style]"));
    }

    [Fact]
    public async Task Changes_OfADistrict_CompleteItsNewCommunesWithLandFromOutside()
    {
        var page = await OpenAsync($"/dia-ban/doi-thay?huyen={TamDuong}");

        var froms = page.QuerySelectorAll("[data-testid=flows] .flow-band").Select(b => b.GetAttribute("data-from")!).ToHashSet();
        Assert.Contains("12-1997/03390", froms);
        Assert.True(page.QuerySelectorAll("[data-testid=flow-table] tbody tr").Length < 12);
        Assert.Equal(page.QuerySelectorAll("text.flow-name.is-quiet").Length > 0, page.Body!.TextContent.Contains("Tên nhạt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changes_ByAreasThatNobodyKnows_SaySoAndDrawCommunesAlike()
    {
        var page = await OpenAsync("/dia-ban/doi-thay?theo=dien-tich");
        Assert.Contains("106/106", page.QuerySelector("[data-testid=flow-no-area]")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll(".flow-band"));
    }

    [Fact]
    public async Task Changes_ByModels_AreForThoseWhoSeeThemAll()
    {
        var page = await OpenAsync("/dia-ban/doi-thay?theo=mo-hinh");
        Assert.Contains(page.QuerySelectorAll(".flow-band title"), t => System.Text.RegularExpressions.Regex.IsMatch(t.TextContent, @"[1-9]\d* mô hình"));
        Assert.NotNull(page.QuerySelector(".badge-simulated"));

        var reporter = (await PrerenderedPage.OpenAsync(await api.Host.ClientAsync("xa-binhlu"), "/dia-ban/doi-thay?theo=mo-hinh")).Document;
        Assert.Null(reporter.QuerySelector("option[value='mo-hinh']"));
        Assert.DoesNotContain(reporter.QuerySelectorAll(".flow-band title"), t => t.TextContent.Contains("mô hình", StringComparison.Ordinal));
    }

    private async Task<IDocument> OpenAsync(string path) => (await PrerenderedPage.OpenAsync(_board, path)).Document;

    private static IEnumerable<string?> Links(IDocument page, string testId) => page.QuerySelectorAll($"[data-testid={testId}] a").Select(a => a.GetAttribute("href"));

    private static string Text(IElement element) => System.Text.RegularExpressions.Regex.Replace(element.TextContent, @"\s+", " ").Trim();
}
