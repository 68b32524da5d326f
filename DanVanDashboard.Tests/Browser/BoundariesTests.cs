using System.Text;
using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

public sealed class BoundariesTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    [Fact]
    public async Task Boundaries_MatchedByHandAndImported_ChangeAnOpenMapAndGoBackWhenWithdrawn()
    {
        var watcher = await SignInAsync("thuongtruc");
        var loads = watcher.Loads;
        var board = await SignInAsync("bandanvan", "/dia-ban/ranh-gioi");
        var before = await PathAsync(watcher);

        await board.ById("boundaries-file").SetInputFilesAsync(new FilePayload { Name = "ranh gioi thu.geojson", MimeType = "application/geo+json", Buffer = Encoding.UTF8.GetBytes(await SquaresAsync(board)) });
        // While the page comes alive its form is drawn once more; what was chosen before that stays chosen.
        await Expect(board.ById("boundaries-file")).ToHaveValueAsync(new Regex("ranh gioi"));
        await board.ById("boundaries-upload").ClickAsync();
        await board.Page.Locator("#b-nguon").FillAsync("Hình do phép thử vẽ");
        await board.ById("boundaries-from").FillAsync("hôm nay");
        await board.ById("boundaries-check").ClickAsync();
        await Expect(board.ById("boundaries-from")).ToHaveAttributeAsync("aria-invalid", "true");
        await board.ById("boundaries-from").FillAsync("01/07/2025");
        await board.ById("boundaries-check").ClickAsync();
        await Expect(board.ById("boundaries-unmatched")).ToHaveAttributeAsync("data-value", "1");
        await Expect(board.ById("boundaries-refused")).ToContainTextAsync("Tên lạ");
        await board.ById("boundaries-open").Locator("select").SelectOptionAsync(BinhLu);
        await board.ById("boundaries-again").ClickAsync();
        await board.ById("boundaries-import").ClickAsync();
        await Expect(board.ById("said")).ToContainTextAsync("38/38");

        await Eventually.IsAsync(async () => await PathAsync(watcher) != before);
        await Expect(watcher.ById("map")).ToContainTextAsync("Ranh giới từ 01/07/2025");
        await Expect(watcher.Page.Locator(".overview-map .card-foot")).ToContainTextAsync("nguồn: Hình do phép thử vẽ");

        // Zoomed in, the finer lines are asked for once; they give way when the set is withdrawn.
        var finer = watcher.Page.WaitForResponseAsync(r => r.Url.Contains("/ban-do/net-min", StringComparison.Ordinal));
        for (var i = 0; i < 3; i++) { await watcher.Page.Locator("[data-zoom=in]").ClickAsync(); }
        Assert.Equal(200, (await finer).Status);
        Assert.Contains(BinhLu, await (await finer).TextAsync(), StringComparison.Ordinal);

        await board.ById("withdraw").ClickAsync();
        await board.ById("withdraw-do").ClickAsync();
        await Expect(board.Page.Locator("#e-rut")).Not.ToBeEmptyAsync();
        await board.ById("withdraw-reason").FillAsync("Tệp để thử");
        await board.ById("withdraw-do").ClickAsync();
        await Expect(board.ById("boundary-sets").Locator("tr[data-state=withdrawn]")).ToHaveCountAsync(1);
        await Eventually.IsAsync(async () => await PathAsync(watcher) == before);
        Assert.Equal(loads, watcher.Loads);
        Assert.Empty(watcher.Complaints);
        Assert.Empty(board.Complaints);
    }

    private static async Task<string?> PathAsync(ChromiumVisitor visitor) => await visitor.Shape(BinhLu).GetAttributeAsync("d");

    /// <summary>A square for each commune, of which one bears a code and a name that no commune has.</summary>
    private async Task<string> SquaresAsync(ChromiumVisitor visitor)
    {
        var answer = await visitor.Context.APIRequest.GetAsync(Host.Address + "/api/v1/units?under=" + Uri.EscapeDataString(Demo.LaiChau));
        var communes = System.Text.Json.JsonDocument.Parse(await answer.TextAsync()).RootElement.EnumerateArray().Where(u => u.GetProperty("level").GetString() == "commune").ToList();
        Assert.Equal(38, communes.Count);
        return """{"type":"FeatureCollection","features":[""" + string.Join(",", communes.Select((u, i) =>
        {
            var strange = u.GetProperty("id").GetString() == BinhLu;
            var (x, y) = (103 + (i % 8 * 0.1), 22 + (i / 8 * 0.1));
            string Point(double dx, double dy) => FormattableString.Invariant($"[{x + dx:0.0},{y + dy:0.0}]");
            var ring = string.Join(",", Point(0, 0), Point(0.1, 0), Point(0.1, 0.1), Point(0, 0.1), Point(0, 0));
            return $$"""{"type":"Feature","properties":{"ma":"{{(strange ? "99999" : u.GetProperty("code").GetString())}}","ten":"{{(strange ? "Tên lạ" : u.GetProperty("name").GetString())}}"},"geometry":{"type":"Polygon","coordinates":[[""" + ring + "]]}}";
        })) + "]}";
    }
}
