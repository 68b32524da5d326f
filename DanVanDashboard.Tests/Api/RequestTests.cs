using System.Net;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

/// <summary>What is wrong with a request is said as a problem with a stable code, in the reader's language, with nothing of the inside.</summary>
public sealed class RequestTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("{", "request.body-unreadable")]
    [InlineData("null", "request.body-unreadable")]
    [InlineData("[]", "request.body-unreadable")]
    [InlineData("{\"name\": 5}", "request.body-unreadable")]
    [InlineData("{\"themes\": \"x\"}", "request.body-unreadable")]
    [InlineData("", "model.campaign-unknown")]
    [InlineData("{\"campaign\": \"long-an-2021-2025\", \"unitId\": \"12-2025/03390\"}", "model.unit-unknown")]
    public async Task Register_UnreadableBody_IsAProblem(string body, string code)
    {
        var answer = await (await api.AsAsync("bandanvan")).PostTextAsync("/api/v1/models", body);

        IsProblem(answer, HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Register_OtherContentType_IsRefused() =>
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await (await api.AsAsync("bandanvan")).PostTextAsync("/api/v1/models", "a=b", contentType: "application/x-www-form-urlencoded")).Status);

    [Fact]
    public async Task Register_HugeBody_IsAProblem() =>
        IsProblem(await (await api.AsAsync("bandanvan")).PostTextAsync("/api/v1/models", $"{{\"name\":\"{new string('x', 1_100_000)}\"}}"), HttpStatusCode.BadRequest, "request.body-too-large");

    [Theory]
    [InlineData("registeredOn", "01/10/2026", "request.date-unreadable")]
    [InlineData("registeredOn", "2026-02-30", "request.date-unreadable")]
    [InlineData("registeredOn", "2026-10-21", "model.registered-in-future")]
    [InlineData("registeredOn", "2025-12-31", "model.outside-campaign")]
    [InlineData("startedOn", "hôm qua", "request.date-unreadable")]
    [InlineData("field", "colour", "model.field-unknown")]
    [InlineData("field", "khác", "model.field-unknown")]
    [InlineData("subject", "everyone", "model.subject-unknown")]
    [InlineData("name", " \u200B ", "model.name-missing")]
    [InlineData("owner", "", "model.owner-missing")]
    [InlineData("address", "", "model.address-missing")]
    [InlineData("unitId", "12-9999/1", "model.unit-unknown")]
    [InlineData("unitId", "12-1997/03430", "model.unit-not-then")]
    [InlineData("bodyId", "khong-co", "model.body-unknown")]
    [InlineData("bodyId", "12-2025.03430.dang-uy", "model.body-elsewhere")]
    [InlineData("targetLevel", "galaxy", "request.value-unknown")]
    [InlineData("visibility", "secret", "request.value-unknown")]
    [InlineData("campaign", "khong-co", "model.campaign-unknown")]
    public async Task Register_WrongMember_IsNamed(string member, string value, string code)
    {
        var answer = await (await api.AsAsync("bandanvan")).RegisterAsync(Demo.BinhLu, (member, value));

        IsProblem(answer, HttpStatusCode.BadRequest, code);
        Assert.Contains(answer.Json.GetProperty("errors").EnumerateArray(), e => e.GetProperty("code").GetString() == code && e.GetProperty("field").GetString() == member);
    }

    [Fact]
    public async Task Register_ManyFaults_AreSaidAtOnce()
    {
        var answer = await (await api.AsAsync("bandanvan")).RegisterAsync(Demo.BinhLu, ("name", ""), ("owner", ""), ("field", "x"), ("registeredOn", "2027-01-01"));

        Assert.Equal(
            ["model.name-missing", "model.owner-missing", "model.field-unknown", "model.registered-in-future"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Register_NameTooLong_SaysTheLimit()
    {
        var answer = await (await api.AsAsync("bandanvan")).RegisterAsync(Demo.BinhLu, ("name", new string('a', 301)));

        IsProblem(answer, HttpStatusCode.BadRequest, "model.text-too-long");
        Assert.Contains("300", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vi", "Chưa có tên mô hình. Xin ghi tên mô hình.")]
    [InlineData("en", "The name of the model is missing. Please enter it.")]
    public async Task Problem_Words_AreInTheLanguageOfTheRequest(string language, string words)
    {
        var client = await api.AsAsync("bandanvan");

        var answer = await client.PostAsync("/api/v1/models?lang=" + language, ApiClient.Model(Demo.BinhLu, ("name", "")).ToJsonString());

        Assert.Equal(words, answer.Json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Get_DateThatIsNone_IsAProblem()
    {
        var client = await api.AsAsync("bandanvan");

        IsProblem(await client.GetAsync("/api/v1/units?at=20261020"), HttpStatusCode.BadRequest, "request.date-unreadable");
        IsProblem(await client.GetAsync("/api/v1/units?under=x"), HttpStatusCode.BadRequest, "model.unit-unknown");
        IsProblem(await client.GetAsync("/api/v1/events?after=abc"), HttpStatusCode.BadRequest, "events.cursor-unknown");
        IsProblem(await client.GetAsync("/api/v1/events?unit=x"), HttpStatusCode.BadRequest, "model.unit-unknown");
        IsProblem(await client.GetAsync("/api/v1/models?campaign=x"), HttpStatusCode.BadRequest, "model.campaign-unknown");
        IsProblem(await client.GetAsync("/api/v1/models/x"), HttpStatusCode.NotFound, "model.not-found");
        IsProblem(await client.GetAsync($"/api/v1/models?campaign={Demo.Campaign}&limit=many"), HttpStatusCode.BadRequest, "request.value-unknown");
        IsProblem(await client.GetAsync($"/api/v1/summary?campaign={Demo.Campaign}&sequence=abc"), HttpStatusCode.BadRequest, "summary.sequence-unknown");
    }

    private static void IsProblem(Answer answer, HttpStatusCode status, string code)
    {
        Assert.True(status == answer.Status && code == answer.Code, $"{(int)answer.Status} {answer.Text}");
        Assert.False(string.IsNullOrWhiteSpace(answer.Json.GetProperty("title").GetString()));
        Assert.NotEqual(code, answer.Json.GetProperty("detail").GetString());
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
    }
}
