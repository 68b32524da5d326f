using System.Net;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

[Trait("Category", "Reliability")]
public sealed class IdempotencyTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Post_SameKeyTwentyTimesInParallel_RegistersOnce()
    {
        var client = await api.AsAsync("xa-binhlu");
        var body = ApiClient.Model(Demo.BinhLu, ("name", "Hai mươi lần song song")).ToJsonString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.PostTextAsync("/api/v1/models", body, "k-song-song")));

        Assert.All(answers, a => Assert.Equal(answers[0], a));
        Assert.Equal(HttpStatusCode.Created, answers[0].Status);
        Assert.Equal(1, (await client.JsonAsync($"/api/v1/models?campaign={Demo.Campaign}&q=hai+muoi+lan")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Post_SameKeyOtherBody_Is422AndKeepsNothing()
    {
        var client = await api.AsAsync("xa-binhlu");
        await client.PostTextAsync("/api/v1/models", ApiClient.Model().ToJsonString(), "k-khac");

        var other = await client.PostTextAsync("/api/v1/models", ApiClient.Model(Demo.BinhLu, ("name", "Nội dung khác hẳn")).ToJsonString(), "k-khac");
        var path = await client.PostTextAsync("/api/v1/reports", ApiClient.Model().ToJsonString(), "k-khac");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency.other-request"), (other.Status, other.Code));
        Assert.NotEqual(HttpStatusCode.Created, path.Status);
        Assert.Equal(0, (await client.JsonAsync($"/api/v1/models?campaign={Demo.Campaign}&q=noi+dung+khac")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Post_SameKeyOfAnotherUser_IsAnotherRequest()
    {
        var body = ApiClient.Model().ToJsonString();

        var (first, second) = (await (await api.AsAsync("xa-binhlu")).PostTextAsync("/api/v1/models", body, "k-chung"), await (await api.AsAsync("duyet-binhlu")).PostTextAsync("/api/v1/models", body, "k-chung"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, second.Status));
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Post_RefusedThenMended_IsNotHeldByItsKey()
    {
        var client = await api.AsAsync("bandanvan");
        var id = (await client.RegisterAsync()).Id;
        const string Start = """{"kind":"start","on":"2026-10-10"}""";

        Assert.Equal(HttpStatusCode.Conflict, (await client.PostTextAsync($"/api/v1/models/{id}/events", Start, "k-lai")).Status);
        await client.OnBehalfAsync(id, "accept");
        var done = await client.PostTextAsync($"/api/v1/models/{id}/events", Start, "k-lai");

        Assert.Equal(HttpStatusCode.Created, done.Status);
        Assert.Equal(done, await client.PostTextAsync($"/api/v1/models/{id}/events", Start, "k-lai"));
    }

    [Fact]
    public async Task Post_VeryLongKey_WorksTheSame()
    {
        var (client, body, key) = (await api.AsAsync("xa-binhlu"), ApiClient.Model().ToJsonString(), new string('k', 3000));

        Assert.Equal(await client.PostTextAsync("/api/v1/models", body, key), await client.PostTextAsync("/api/v1/models", body, key));
    }

    [Fact]
    public async Task Post_RepeatedAfterARestart_AnswersTheSameAndTheStoreVerifies()
    {
        using var folder = new TempFolder();
        folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));
        var body = ApiClient.Model(Demo.BinhLu, ("name", "Trước và sau khởi động lại")).ToJsonString();
        Answer first, second;
        await using (var host = await DanVanHost.StartOnAsync(folder))
        {
            first = await (await host.ClientAsync("xa-binhlu")).PostTextAsync("/api/v1/models", body, "k-khoi-dong");
        }

        await using (var host = await DanVanHost.StartOnAsync(folder))
        {
            // The next day the default date would be another one: the first answer still stands.
            host.Clock.Now += TimeSpan.FromDays(1);
            var client = await host.ClientAsync("xa-binhlu");
            second = await client.PostTextAsync("/api/v1/models", body, "k-khoi-dong");
            Assert.Equal(1, (await client.JsonAsync($"/api/v1/models?campaign={Demo.Campaign}&q=truoc+va+sau")).GetProperty("total").GetInt32());
            Assert.Null(await host.Get<Verifier>().FirstFindingAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(first, second);
    }
}
