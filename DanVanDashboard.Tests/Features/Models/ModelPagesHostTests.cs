using System.Net;
using System.Net.Http.Headers;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features.Models;

/// <summary>The pages over HTTP, as a browser without a script gets them.</summary>
public sealed class ModelPagesHostTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_OverHttp_AnswerInScopeAndRefuseAlike()
    {
        await using var host = await DanVanHost.StartAsync();
        var (board, commune) = (await host.ClientAsync("bandanvan"), await host.ClientAsync("xa-khunha"));
        var id = (await (await host.ClientAsync("xa-binhlu")).RegisterAsync()).Id;

        var list = await HtmlAsync(board, "/mo-hinh?ky=2026&loc=registered");
        Assert.Equal(HttpStatusCode.OK, list.Status);
        Assert.Contains("data-testid=\"models-more\"", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", list.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await HtmlAsync(board, $"/mo-hinh/{id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await HtmlAsync(board, "/tien-do")).Status);

        var (outside, nowhere) = (await HtmlAsync(commune, $"/mo-hinh/{id}"), await HtmlAsync(commune, "/mo-hinh/khong-co"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (outside.Status, nowhere.Status));
        Assert.DoesNotContain("Thắp sáng", outside.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await HtmlAsync(await host.ClientAsync(null), "/mo-hinh")).Status);
    }

    private static async Task<Answer> HtmlAsync(ApiClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var answer = await client.Http.SendAsync(request, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
