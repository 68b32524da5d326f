using System.Net;

namespace DanVanDashboard.Tests.Host;

[Trait("Category", "Security")]
public sealed class OriginCheckTests
{
    private static async Task<HttpStatusCode> SendAsync(HttpRequestMessage request, string origin = "http://localhost:5080")
    {
        await using var host = await ShellHost.StartAsync();
        using var client = host.Client(origin);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Socket(string path, string? origin, string? authorization = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        return With(request, origin, authorization);
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string? origin, string? authorization = null)
    {
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }
        return request;
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://LOCALHOST:5080")]
    public async Task Socket_OwnOrigin_Passes(string origin) =>
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Socket("/hubs/thu", origin)));

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://localhost:5081")]
    [InlineData("http://localhost")]
    [InlineData("http://localhost.evil.example:5080")]
    [InlineData("null")]
    [InlineData("file://")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Socket_ForeignOrNoOrigin_IsRefused(string? origin) =>
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(Socket("/hubs/thu", origin)));

    [Fact]
    public async Task Socket_NoOriginWithToken_Passes() =>
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Socket("/hubs/thu", null, "Bearer abc")));

    [Fact]
    public async Task Socket_ForeignOriginWithToken_IsRefused() =>
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(Socket("/hubs/thu", "http://evil.example", "Bearer abc")));

    [Fact]
    public async Task Socket_PageWithoutTlsToServerWithTls_IsRefused() =>
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(Socket("/hubs/thu", "http://board.example:443"), "https://board.example"));

    [Fact]
    public async Task Socket_PageWithTlsBehindAProxyThatEndsIt_Passes() =>
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Socket("/hubs/thu", "https://board.example"), "http://board.example"));

    [Theory]
    [InlineData("/_blazor/negotiate")]
    [InlineData("/_blazor/disconnect")]
    [InlineData("/hubs/thu")]
    public async Task Post_ForeignOrigin_IsRefused(string path) =>
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(With(new HttpRequestMessage(HttpMethod.Post, path), "http://evil.example")));

    [Fact]
    public async Task Post_OwnOrigin_Passes() =>
        Assert.Equal(HttpStatusCode.OK, await SendAsync(With(new HttpRequestMessage(HttpMethod.Post, "/hubs/thu"), "http://localhost:5080")));

    [Fact]
    public async Task Get_OtherPathWithoutOrigin_IsNoneOfItsBusiness() =>
        Assert.Equal(HttpStatusCode.OK, await SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/thu")));
}
