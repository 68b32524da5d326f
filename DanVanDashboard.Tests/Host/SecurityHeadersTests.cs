using System.Net;
using System.Text.RegularExpressions;

namespace DanVanDashboard.Tests.Host;

[Trait("Category", "Security")]
public sealed class SecurityHeadersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/dang-nhap", HttpStatusCode.OK)]
    [InlineData("/favicon.svg", HttpStatusCode.OK)]
    [InlineData("/khong-co", HttpStatusCode.NotFound)]
    [InlineData("/thu/loi", HttpStatusCode.InternalServerError)]
    public async Task Get_AnyAnswer_CarriesTheStrictPolicy(string path, HttpStatusCode status)
    {
        await using var host = await ShellHost.StartAsync();
        using var client = host.Client();

        using var answer = await client.GetAsync(path, Ct);

        Assert.Equal(status, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self' ws://localhost;", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
    }

    [Theory]
    [InlineData("Production", "https://localhost", true)]
    [InlineData("Production", "http://localhost", false)]
    [InlineData("Development", "https://localhost", false)]
    public async Task Get_StrictTransport_OnlyOverTlsInProduction(string environment, string origin, bool expected)
    {
        await using var host = await ShellHost.StartAsync(environment);
        using var client = host.Client(origin);

        using var answer = await client.GetAsync("/dang-nhap", Ct);

        Assert.Equal(expected, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/dang-nhap?loi=sai")]
    [InlineData("/khong-co-quyen")]
    [InlineData("/loi")]
    public async Task Get_Document_HasNothingInline(string path)
    {
        await using var host = await ShellHost.StartAsync("Production", ("DanVan:Demo:Enabled", "true"));
        using var client = host.Client();

        var html = await client.GetStringAsync(path, Ct);

        Assert.DoesNotMatch(new Regex(@"<script(?![^>]*\ssrc=)", RegexOptions.None, TimeSpan.FromSeconds(1)), html);
        Assert.DoesNotMatch(new Regex(@"<style|\sstyle=|\son[a-z]+=""", RegexOptions.None, TimeSpan.FromSeconds(1)), html);
        Assert.DoesNotMatch(new Regex(@"(?:src|href|action)=""(?:https?:)?//", RegexOptions.None, TimeSpan.FromSeconds(1)), html);
    }
}
