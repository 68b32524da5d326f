using System.Net;
using System.Text.RegularExpressions;
using DanVanDashboard.Access;

namespace DanVanDashboard.Tests.Host;

public sealed partial class ShellPagesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<string> GetAsync(string path, string? cookie = null, params (string Key, string Value)[] settings)
    {
        await using var host = await ShellHost.StartAsync("Production", settings);
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        if (cookie is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        }
        using var answer = await client.SendAsync(request, Ct);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    [Theory]
    [InlineData("/thu/van-hoa", null, "vi-VN vi 1.178 59,7")]
    [InlineData("/thu/van-hoa?lang=en", null, "vi-VN en 1.178 59,7")]
    [InlineData("/thu/van-hoa", "ngon-ngu=en", "vi-VN en 1.178 59,7")]
    [InlineData("/thu/van-hoa?lang=vi", "ngon-ngu=en", "vi-VN vi 1.178 59,7")]
    [InlineData("/thu/van-hoa?lang=fr", "ngon-ngu=de", "vi-VN vi 1.178 59,7")]
    public async Task Get_Language_ChangesWordsAndNeverFormats(string path, string? cookie, string expected) =>
        Assert.Equal(expected, await GetAsync(path, cookie));

    [Fact]
    public async Task Get_LanguageInTheQuery_IsKeptInACookie()
    {
        await using var host = await ShellHost.StartAsync();
        using var client = host.Client();

        using var answer = await client.GetAsync("/dang-nhap?lang=en", Ct);

        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("ngon-ngu=en;", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "<html lang=\"vi\">", "<h1>Đăng nhập</h1>")]
    [InlineData("?lang=en", "<html lang=\"en\">", "<h1>Sign in</h1>")]
    public async Task SignIn_Language_IsThatOfTheDocument(string query, string root, string heading)
    {
        var html = await GetAsync("/dang-nhap" + query);

        Assert.Contains(root, html, StringComparison.Ordinal);
        Assert.Contains(heading, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("giao-dien=dark", "data-theme=\"dark\"")]
    [InlineData("giao-dien=light", "data-theme=\"light\"")]
    public async Task SignIn_ChosenTheme_IsInTheFirstByte(string cookie, string expected) =>
        Assert.Contains(expected, await GetAsync("/dang-nhap", cookie), StringComparison.Ordinal);

    [Fact]
    public async Task SignIn_UnknownTheme_IsNotWritten() =>
        Assert.DoesNotContain("data-theme=\"", await GetAsync("/dang-nhap", "giao-dien=%22%3E"), StringComparison.Ordinal);

    [Fact]
    public async Task SignIn_Always_HasAnAntiforgeryTokenAndNoCircuit()
    {
        var html = await GetAsync("/dang-nhap");

        Assert.Contains("name=\"__RequestVerificationToken\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("blazor.web", html, StringComparison.Ordinal);
        Assert.DoesNotContain("live-status", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_Production_OffersNoDemoAccounts() =>
        Assert.DoesNotContain("data-testid=\"demo-", await GetAsync("/dang-nhap"), StringComparison.Ordinal);

    [Fact]
    public async Task SignIn_Demo_OffersEveryAccountAndSaysWhoItIs()
    {
        var html = await GetAsync("/dang-nhap", null, ("DanVan:Demo:Enabled", "true"));

        Assert.Equal(8, DemoAccounts.All.Count);
        Assert.All(DemoAccounts.All, a => Assert.Contains($"data-testid=\"demo-{a.UserName}\"", html, StringComparison.Ordinal));
        Assert.DoesNotContain("demo.", html, StringComparison.Ordinal);
        Assert.Contains("Đảng ủy xã Bình Lư", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sai", "Tên đăng nhập hoặc mật khẩu chưa đúng.")]
    [InlineData("gi-do", "Chưa đăng nhập được. Xin thử lại.")]
    public async Task SignIn_AfterARefusal_SaysWhy(string code, string expected) =>
        Assert.Contains(expected, await GetAsync("/dang-nhap?loi=" + code), StringComparison.Ordinal);

    [Theory]
    [InlineData("/so-lieu?ky=2026", "value=\"/so-lieu?ky=2026\"")]
    [InlineData("//evil.example", "name=\"returnUrl\" value=\"/\"")]
    public async Task SignIn_ReturnUrl_StaysOnThisSite(string url, string expected) =>
        Assert.Contains(expected, await GetAsync("/dang-nhap?returnUrl=" + Uri.EscapeDataString(url)), StringComparison.Ordinal);

    [Fact]
    public async Task Get_UnknownAddress_IsAPageForPeople() =>
        Assert.Contains("Không tìm thấy trang", await GetAsync("/khong-co"), StringComparison.Ordinal);

    [Fact]
    public async Task Get_Failure_IsACalmPageWithAReference()
    {
        var html = await GetAsync("/thu/loi");

        Assert.Contains("Chưa hiển thị được trang này", html, StringComparison.Ordinal);
        Assert.DoesNotContain("for the test", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_UnknownAddressOfTheApi_IsNoPage()
    {
        await using var host = await ShellHost.StartAsync();
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/khong-co");
        request.Headers.TryAddWithoutValidation("Accept", "text/html");

        using var answer = await client.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("/build/fonts/be-vietnam-pro-vietnamese-400-normal.woff2", "public, max-age=2592000")]
    [InlineData("/build/fonts/khong-co.woff2", null)]
    public async Task Get_Fonts_AreKeptByTheBrowser(string path, string? expected)
    {
        await using var host = await ShellHost.StartAsync();
        using var client = host.Client();

        using var answer = await client.GetAsync(path, Ct);

        Assert.Equal(expected, answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Get_EveryAssetOfTheDocument_IsServedToAnyone()
    {
        await using var host = await ShellHost.StartAsync();
        using var client = host.Client();
        var html = await client.GetStringAsync("/dang-nhap", Ct);
        var assets = AssetLink().Matches(html).Select(m => m.Groups["url"].Value).ToList();

        Assert.True(assets.Count >= 5, string.Join(' ', assets));
        foreach (var asset in assets)
        {
            using var answer = await client.GetAsync("/" + asset, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(Ct));
        }
    }

    [GeneratedRegex("(?:href|src)=\"(?<url>(?:build|favicon)[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AssetLink();
}
