using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DanVanDashboard.Tests.Support;

/// <summary>An answer of the API.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The code of a problem.</summary>
    public string? Code => Status < HttpStatusCode.BadRequest ? null : Json.GetProperty("code").GetString();

    public string Id => Json.GetProperty("id").GetString()!;
}

/// <summary>What people do through the API, in the terms of the tests.</summary>
internal sealed class ApiClient(HttpClient http)
{
    public HttpClient Http => http;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await http.GetAsync(path, Ct);
        return answer.StatusCode;
    }

    public async Task<Answer> GetAsync(string path)
    {
        using var answer = await http.GetAsync(path, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    public async Task<JsonElement> JsonAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{path}: {(int)answer.Status} {answer.Text}");
        return answer.Json;
    }

    public Task<Answer> PostAsync(string path, object body, string? key = null) => PostTextAsync(path, body as string ?? JsonSerializer.Serialize(body), key);

    public async Task<Answer> PostTextAsync(string path, string body, string? key = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        using var answer = await http.SendAsync(request, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>A complete registration, with some members set otherwise.</summary>
    public static JsonObject Model(string unit = Demo.BinhLu, params (string Member, JsonNode? Value)[] otherwise)
    {
        var model = new JsonObject
        {
            ["campaign"] = Demo.Campaign, ["unitId"] = unit, ["name"] = "Thắp sáng đường bản (thử)", ["field"] = "economy", ["subject"] = "collective", ["owner"] = "Chi hội thử",
            ["address"] = "bản thử", ["registeredOn"] = "2026-10-01",
        };
        foreach (var (member, value) in otherwise)
        {
            model[member] = value;
        }

        return model;
    }

    public Task<Answer> RegisterAsync(string unit = Demo.BinhLu, params (string Member, JsonNode? Value)[] otherwise) => PostAsync("/api/v1/models", Model(unit, otherwise).ToJsonString());

    public Task<Answer> EventAsync(string model, string kind, string on = "2026-10-10", params (string Member, JsonNode? Value)[] more)
    {
        var body = new JsonObject { ["kind"] = kind, ["on"] = on };
        foreach (var (member, value) in more)
        {
            body[member] = value;
        }

        return PostAsync($"/api/v1/models/{model}/events", body.ToJsonString());
    }

    /// <summary>Records an event that must succeed.</summary>
    public async Task<JsonElement> DoneAsync(string model, string kind, string on = "2026-10-10", params (string Member, JsonNode? Value)[] more)
    {
        var answer = await EventAsync(model, kind, on, more);
        Assert.True(answer.Status == HttpStatusCode.Created, $"{kind}: {(int)answer.Status} {answer.Text}");
        return answer.Json;
    }

    /// <summary>Enters a decision of xã Bình Lư for it, as the board may.</summary>
    public Task<JsonElement> OnBehalfAsync(string model, string kind, string on = "2026-10-10", params (string Member, JsonNode? Value)[] more) =>
        DoneAsync(model, kind, on, [("onBehalf", true), ("body", "Đảng ủy xã Bình Lư"), .. more]);

    public Task<JsonElement> SummaryAsync(string query = "") => JsonAsync($"/api/v1/summary?campaign={Demo.Campaign}{query}");
}
