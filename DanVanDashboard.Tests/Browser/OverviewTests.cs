using System.Globalization;
using DanVanDashboard.Export;
using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

[Collection(ChromiumCollection.Other)]
public sealed class OverviewTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    [Theory]
    [InlineData("/")]
    [InlineData(WholeCampaign)]
    public async Task View_StandingCommittee_ShowsTheApisNumbersAndMapPlusRowIsTheTotal(string path)
    {
        var visitor = await SignInAsync("thuongtruc", path);

        await visitor.TilesAgreeAsync(await visitor.SummaryAsync());
        var shapes = visitor.ById("map").Locator("[data-unit]");
        await Expect(shapes).ToHaveCountAsync(38);
        var values = await shapes.EvaluateAllAsync<string[]>("paths => paths.map(p => p.dataset.value)");
        var map = values.Sum(v => decimal.Parse(v, CultureInfo.InvariantCulture));
        var row = await visitor.NumberAsync("province-bodies");
        Assert.True(path == "/" || (map > 0 && row > 0));
        Assert.Equal(await visitor.NumberAsync("kpi-registered"), map + row);
        var rows = (await visitor.SummaryAsync("&by=unit"))["rows"]!.AsArray();
        Assert.Equal(row, rows.Single(r => r!["key"]!.GetValue<string>() == "province-bodies")!["totals"]!["registered"]!.GetValue<decimal>());
        var binhLu = rows.Single(r => r!["key"]!.GetValue<string>() == BinhLu)!["totals"]!["registered"]!.GetValue<decimal>();
        await ChromiumVisitor.HasNumberAsync(visitor.Shape(BinhLu), binhLu);
    }

    [Fact]
    public async Task DefaultView_SimulatedCampaign_SaysSoOnThePageAndInsideTheMap()
    {
        var visitor = await SignInAsync("thuongtruc");

        await Expect(visitor.ById("simulated")).ToHaveTextAsync("Dữ liệu mô phỏng");
        await Expect(visitor.ById("map").Locator("svg .map-watermark:visible")).ToHaveTextAsync("Dữ liệu mô phỏng");
        await Expect(visitor.ById("map").Locator("svg .map-notice:visible")).ToHaveTextAsync("Ranh giới sơ họa");
        await Expect(visitor.ById("data-time")).ToBeVisibleAsync();
        Assert.True(await visitor.ById("feed-item").CountAsync() > 0);
    }

    [Fact]
    public async Task Export_OfWhatIsFiltered_IsTakenFromTheMenu()
    {
        var visitor = await SignInAsync("thuongtruc", "/?linh-vuc=economy");
        var wanted = (await visitor.SummaryAsync())["totals"]!["registered"]!.GetValue<decimal>();

        await visitor.ById("take").Locator("summary").ClickAsync();
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.ById("take-xlsx").ClickAsync());

        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);
        using var file = new MemoryStream(await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        using var book = WorkbookReader.Open(file);
        Assert.Equal(wanted.ToString(CultureInfo.InvariantCulture), book.Rows("Tổng hợp").First(r => r[0].Text == "Đăng ký")[1].Text);
    }

    [Fact]
    public async Task DefaultView_WholeVisit_StaysOnItsOriginWithoutAnyComplaint()
    {
        var visitor = await VisitAsync();
        var answers = new List<(string Url, string? Policy)>();
        visitor.Page.Response += (_, response) => answers.Add((response.Url, response.Headers.GetValueOrDefault("content-security-policy")));

        await visitor.SignInAsync("thuongtruc");
        await visitor.Shape(BinhLu).HoverAsync(new() { Force = true });
        await visitor.Page.GotoAsync(Host.Address + "/so-lieu");
        await visitor.Page.GotoAsync(Host.Address + "/van-ban");

        var authority = new Uri(Host.Address).Authority;
        Assert.All(visitor.Requests, url => Assert.True(url.StartsWith("data:", StringComparison.Ordinal) || new Uri(url).Authority == authority, url));
        Assert.Contains(visitor.Requests, url => url.StartsWith("ws://", StringComparison.Ordinal));
        Assert.Empty(visitor.Complaints);
        var policy = answers.First(a => a.Url == Host.Address + "/").Policy;
        Assert.NotNull(policy);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RealCampaign_ReportedFigure_StandsUnderTheRegistrysCountAndNotInItsPlace()
    {
        var visitor = await SignInAsync("thuongtruc", "/?phong-trao=long-an-2021-2025");

        await Expect(visitor.ById("simulated")).ToHaveCountAsync(0);
        var tile = visitor.Page.Locator(".kpi-tile").Filter(new() { Has = visitor.ById("kpi-registered") });
        await Expect(tile.Locator(".kpi-reported")).ToContainTextAsync("990");
        var registered = (await visitor.SummaryAsync())["totals"]!["registered"]!.GetValue<decimal>();
        await visitor.HasNumberAsync("kpi-registered", registered);
        Assert.InRange(registered, 1, 100);
    }

    [Fact]
    public async Task Filter_ByField_ChangesAddressAndTilesAndSurvivesReloadAndBack()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);
        var all = await visitor.SummaryAsync();

        await visitor.ById("filter-field").SelectOptionAsync("economy");
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("[?&]linh-vuc=economy(&|$)"));
        await Expect(visitor.ById("filter-field")).ToHaveValueAsync("economy");
        var economy = await visitor.SummaryAsync();
        Assert.True(economy["totals"]!["registered"]!.GetValue<int>() < all["totals"]!["registered"]!.GetValue<int>());
        await visitor.TilesAgreeAsync(economy);

        await visitor.Page.ReloadAsync();
        await visitor.IsLiveAsync();
        await Expect(visitor.ById("filter-field")).ToHaveValueAsync("economy");
        await visitor.TilesAgreeAsync(economy);

        await visitor.Page.GoBackAsync();
        await visitor.TilesAgreeAsync(all);
        await Expect(visitor.ById("filter-field")).ToHaveValueAsync(string.Empty);
        Assert.DoesNotContain("linh-vuc", visitor.Page.Url, StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Filter_ShapeClicked_ShowsThatCommune()
    {
        var visitor = await SignInAsync("thuongtruc", WholeCampaign);
        var loads = visitor.Loads;
        var expected = await ChromiumVisitor.NumberAsync(visitor.Shape(BinhLu));

        await visitor.ClickShapeAsync(BinhLu);

        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("[?&]dia-ban=12-2025(%2F|/)03390(&|$)"));
        await Expect(visitor.ById("filter-unit")).ToHaveValueAsync(BinhLu);
        await visitor.HasNumberAsync("kpi-registered", expected);
        await visitor.TilesAgreeAsync(await visitor.SummaryAsync());
        Assert.Equal(loads, visitor.Loads); // the filter is no new document
    }
}
