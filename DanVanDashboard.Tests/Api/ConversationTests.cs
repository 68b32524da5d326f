using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

/// <summary>What is said about a model, by whom, and who may.</summary>
public sealed class ConversationTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Return_AtTwoFields_RaisesAPointAtEachThatTheAcceptanceSettles()
    {
        var (reporter, approver) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"));
        var id = (await reporter.RegisterAsync()).Id;

        Assert.Equal("message.field-unknown", (await approver.EventAsync(id, "return", "2026-10-02", ("reason", "x"), ("fields", new JsonArray("tên")))).Code);
        await approver.DoneAsync(id, "return", "2026-10-02", ("reason", "Ghi rõ tên bản và người phụ trách"), ("fields", new JsonArray("village", "person")));

        var said = await OfAsync(reporter, id);
        Assert.Equal((2, "village person"), (said.GetProperty("open").GetInt32(), string.Join(' ', Messages(said).Select(m => m.GetProperty("field").GetString()))));
        Assert.All(Messages(said), m => Assert.Equal("Ghi rõ tên bản và người phụ trách", m.GetProperty("text").GetString()));
        var reply = await reporter.PostAsync(Path(id), new { text = "Đã bổ sung", pointId = Messages(said)[0].GetProperty("id").GetString() });
        Assert.Equal((HttpStatusCode.Created, "village"), (reply.Status, reply.Json.GetProperty("field").GetString()));

        await reporter.DoneAsync(id, "resubmit", "2026-10-03");
        await approver.DoneAsync(id, "accept", "2026-10-04");
        said = await OfAsync(reporter, id);
        Assert.Equal((0, 3), (said.GetProperty("open").GetInt32(), Messages(said).Count));
        Assert.Equal("Người duyệt, Đảng ủy xã Bình Lư", Messages(said)[0].GetProperty("resolvedByName").GetString());
    }

    [Fact]
    public async Task Point_OfTheReporter_IsSettledByEitherSideAndOpenedAgainByAReply()
    {
        var (reporter, approver) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"));
        var id = (await reporter.RegisterAsync()).Id;
        var point = (await reporter.PostAsync(Path(id), new { text = "Xin hướng dẫn mục kết quả", field = "results" })).Id;

        Assert.Equal(HttpStatusCode.OK, (await approver.PostAsync($"{Path(id)}/{point}/settle", new { })).Status);
        Assert.Equal((HttpStatusCode.Conflict, "message.already-settled"), Refused(await reporter.PostAsync($"{Path(id)}/{point}/settle", new { })));
        await approver.PostAsync(Path(id), new { text = "Còn một ý", pointId = point });
        Assert.Equal(1, (await OfAsync(reporter, id)).GetProperty("open").GetInt32());
        Assert.Equal((HttpStatusCode.NotFound, "message.not-found"), Refused(await reporter.PostAsync($"{Path(id)}/g0/settle", new { })));

        var theirs = (await approver.PostAsync(Path(id), new { text = "Xem lại địa chỉ" })).Id;
        Assert.Equal((HttpStatusCode.Forbidden, "message.not-allowed"), Refused(await reporter.PostAsync($"{Path(id)}/{theirs}/settle", new { })));
    }

    [Theory]
    [InlineData("bandanvan", 201, 200)]
    [InlineData("xa-binhlu", 201, 200)]
    [InlineData("duyet-binhlu", 201, 200)]
    [InlineData("thuongtruc", 403, 200)]
    [InlineData("hoidong", 403, 200)]
    [InlineData("quantri", 403, 200)]
    [InlineData("xa-khunha", 404, 404)]
    [InlineData("hoinongdan", 404, 404)]
    public async Task Message_OfARole_IsWrittenAndReadAsTheTableSays(string user, int write, int read)
    {
        var client = await api.AsAsync(user);
        var id = (await (await api.AsAsync("xa-binhlu")).RegisterAsync()).Id;

        Assert.Equal(write, (int)(await client.PostAsync(Path(id), new { text = "Xin chào" })).Status);
        Assert.Equal(read, (int)await client.StatusAsync(Path(id)));
    }

    [Fact]
    public async Task Message_EverythingWrong_IsNamedAtOnce()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var id = (await reporter.RegisterAsync()).Id;

        var answer = await reporter.PostAsync(Path(id), new { text = " ", field = "x", pointId = "g0" });

        Assert.Equal(
            ["text message.text-missing", "field message.field-unknown", "pointId message.not-found"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
        Assert.Equal("model.text-too-long", (await reporter.PostAsync(Path(id), new { text = new string('a', 2001) })).Code);
    }

    private static string Path(string id) => $"/api/v1/models/{id}/messages";

    private static Task<JsonElement> OfAsync(ApiClient client, string id) => client.JsonAsync(Path(id));

    private static List<JsonElement> Messages(JsonElement conversation) => [.. conversation.GetProperty("messages").EnumerateArray()];

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);
}
