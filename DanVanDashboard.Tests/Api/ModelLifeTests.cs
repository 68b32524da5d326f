using System.Net;
using System.Text.Json;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

public sealed class ModelLifeTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Life_FromRegistrationToReplica_MovesExactlyTheRightNumbers()
    {
        var (reporter, approver, board, khunHa) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"), await api.AsAsync("bandanvan"), await api.AsAsync("xa-khunha"));
        var before = await TotalsAsync(board);

        var registered = await reporter.RegisterAsync(Demo.BinhLu, ("village", "bản Nà Đon"), ("personResponsible", "Người thử"), ("targetLevel", "province"));
        Assert.Equal(HttpStatusCode.Created, registered.Status);
        Assert.Equal("pending", registered.Json.GetProperty("status").GetString());
        Assert.Equal(Demo.BinhLuCommittee, registered.Json.GetProperty("bodyId").GetString());
        var id = registered.Id;
        before = await MovedAsync(board, before, "registered registeredNew");

        await approver.DoneAsync(id, "accept", "2026-10-02");
        before = await MovedAsync(board, before, "inProgress");
        await reporter.DoneAsync(id, "start", "2026-10-03");
        before = await MovedAsync(board, before, "");
        await reporter.DoneAsync(id, "verify", "2026-10-08", ("by", "Người xác minh thử"));
        before = await MovedAsync(board, before, "");
        await approver.DoneAsync(id, "recognise", "2026-10-12", ("level", "commune"), ("decisionNumber", "MÔ PHỎNG-1"));
        before = await MovedAsync(board, before, "recognised.total recognised.commune recognitions.commune");
        await board.DoneAsync(id, "recognise", "2026-10-13", ("level", "province"), ("decisionNumber", "MÔ PHỎNG-2"), ("body", "Tỉnh ủy"));
        before = await MovedAsync(board, before, "-recognised.commune recognised.province recognitions.province");
        await board.DoneAsync(id, "exemplar", "2026-10-14");
        before = await MovedAsync(board, before, "exemplar");
        await board.DoneAsync(id, "propose", "2026-10-15");
        before = await MovedAsync(board, before, "");
        await board.DoneAsync(id, "commend", "2026-10-16", ("form", "bang_khen"), ("giver", "Ủy ban nhân dân tỉnh"), ("decisionNumber", "MÔ PHỎNG-3"));
        before = await MovedAsync(board, before, "commended commendations");
        var replica = await khunHa.DoneAsync(id, "replicate", "2026-10-17", ("unitId", Demo.KhunHa));
        before = await MovedAsync(board, before, "replicated registered registeredNew");

        var commendation = await EventAsync(board, id, "commend");
        await board.DoneAsync(id, "revoke", "2026-10-18", ("eventId", commendation.GetProperty("id").GetString()), ("reason", "Ghi nhầm"));
        before = await MovedAsync(board, before, "-commended -commendations");
        await board.DoneAsync(id, "stop", "2026-10-19", ("reason", "Thử"));
        await MovedAsync(board, before, "-inProgress stopped");

        var model = await board.JsonAsync("/api/v1/models/" + id);
        Assert.Equal(("stopped", "province", "Người thử"), (Text(model, "status"), Text(model, "level"), Text(model, "personResponsible")));
        Assert.Equal(12, model.GetProperty("events").GetArrayLength());
        Assert.False((await EventAsync(board, id, "commend")).GetProperty("valid").GetBoolean());
        var copy = await khunHa.JsonAsync("/api/v1/models/" + replica.GetProperty("replicaId").GetString());
        Assert.Equal((id, Demo.KhunHa, "pending"), (Text(copy, "replicaOf"), Text(copy, "unitId"), Text(copy, "status")));
    }

    [Fact]
    public async Task Life_ReturnedAndSentAgain_CanBeAccepted()
    {
        var (reporter, approver) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"));
        var id = (await reporter.RegisterAsync()).Id;

        Assert.Equal("event.reason-missing", (await approver.EventAsync(id, "return", "2026-10-02")).Code);
        await approver.DoneAsync(id, "return", "2026-10-02", ("reason", "Bổ sung địa chỉ"));
        Assert.Equal((HttpStatusCode.Conflict, "event.resubmit-first"), Refused(await approver.EventAsync(id, "accept", "2026-10-03")));
        await reporter.DoneAsync(id, "resubmit", "2026-10-04");
        Assert.Equal((HttpStatusCode.Conflict, "event.before-last"), Refused(await approver.EventAsync(id, "accept", "2026-10-03")));
        await approver.DoneAsync(id, "accept", "2026-10-05");
        Assert.Equal((HttpStatusCode.Conflict, "event.not-pending"), Refused(await approver.EventAsync(id, "accept", "2026-10-06")));
    }

    [Fact]
    public async Task Event_OutOfOrderOrTime_IsRefusedAndChangesNothing()
    {
        var board = await api.AsAsync("bandanvan");
        var id = (await board.RegisterAsync()).Id;
        var before = await TotalsAsync(board);

        Assert.Equal((HttpStatusCode.Conflict, "event.accept-first"), Refused(await board.EventAsync(id, "start")));
        Assert.Equal((HttpStatusCode.BadRequest, "event.before-registration"), Refused(await board.EventAsync(id, "accept", "2026-09-30", ("onBehalf", true), ("body", "Đảng ủy xã Bình Lư"))));
        Assert.Equal((HttpStatusCode.BadRequest, "event.in-future"), Refused(await board.EventAsync(id, "accept", "2026-10-21", ("onBehalf", true), ("body", "Đảng ủy xã Bình Lư"))));
        await board.OnBehalfAsync(id, "accept", "2026-10-05");
        Assert.Equal((HttpStatusCode.Conflict, "event.verify-first"), Refused(await board.EventAsync(id, "recognise", "2026-10-06", ("level", "commune"), ("decisionNumber", "1"), ("body", "Đảng ủy xã Bình Lư"))));
        Assert.Equal((HttpStatusCode.Conflict, "event.before-acceptance"), Refused(await board.EventAsync(id, "start", "2026-10-04")));
        await board.DoneAsync(id, "verify", "2026-10-07", ("by", "Người thử"));
        Assert.Equal((HttpStatusCode.Conflict, "event.verify-first"), Refused(await board.EventAsync(id, "recognise", "2026-10-06", ("level", "commune"), ("decisionNumber", "1"), ("body", "Đảng ủy xã Bình Lư"))));
        Assert.Equal((HttpStatusCode.BadRequest, "event.no-district-level"), Refused(await board.EventAsync(id, "recognise", "2026-10-08", ("level", "district"), ("decisionNumber", "1"))));
        var missing = await (await api.AsAsync("duyet-binhlu")).EventAsync(id, "recognise", "2026-10-08");
        Assert.Equal(["event.level-missing", "event.decision-missing"], missing.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()));
        await board.DoneAsync(id, "recognise", "2026-10-08", ("level", "commune"), ("decisionNumber", "1"), ("body", "Đảng ủy xã Bình Lư"));
        Assert.Equal((HttpStatusCode.Conflict, "event.already-recognised"), Refused(await board.EventAsync(id, "recognise", "2026-10-09", ("level", "commune"), ("decisionNumber", "2"), ("body", "Đảng ủy xã Bình Lư"))));
        Assert.Equal((HttpStatusCode.BadRequest, "event.kind-unknown"), Refused(await board.EventAsync(id, "register")));
        Assert.Equal((HttpStatusCode.BadRequest, "event.kind-unknown"), Refused(await board.EventAsync(id, "lapse")));
        Assert.Equal((HttpStatusCode.NotFound, "model.not-found"), Refused(await board.EventAsync("khong-co", "accept")));

        await MovedAsync(board, before, "inProgress recognised.total recognised.commune recognitions.commune");
    }

    [Fact]
    public async Task Register_OnTheDayOfTheProvince_IsToday()
    {
        var board = await api.AsAsync("bandanvan");

        var model = await board.RegisterAsync(Demo.BinhLu, ("registeredOn", null), ("unknownMember", "x"));

        Assert.Equal("2026-10-20", model.Json.GetProperty("registeredOn").GetString());
        Assert.True(model.Json.GetProperty("onBehalf").GetBoolean());
        Assert.Equal(Demo.BinhLuCommittee, model.Json.GetProperty("bodyId").GetString());
    }

    [Fact]
    public async Task Register_ByANonLocalBody_CountsBesideTheMap()
    {
        var (farmers, board) = (await api.AsAsync("hoinongdan"), await api.AsAsync("bandanvan"));
        var before = await RowAsync(board, "province-bodies");

        var model = await farmers.RegisterAsync(Demo.LaiChau);

        Assert.Equal((HttpStatusCode.Created, Demo.FarmersBody), (model.Status, Text(model.Json, "bodyId")));
        Assert.True(model.Json.GetProperty("nonLocal").GetBoolean());
        Assert.Equal(before + 1, await RowAsync(board, "province-bodies"));
    }

    [Fact]
    public async Task Register_TextWithControlAndBidi_IsStoredCleanInNfc()
    {
        var board = await api.AsAsync("bandanvan");

        var model = (await board.RegisterAsync(Demo.BinhLu, ("name", "  Đường\u202E hoa\u0000 \u200Bba\u0309n\u0007  sạch "), ("owner", "Hội\u2066 A"))).Json;

        Assert.Equal(("Đường hoa bản sạch", "Hội A"), (Text(model, "name"), Text(model, "owner")));
    }

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);

    private static string? Text(JsonElement json, string member) => json.GetProperty(member).GetString();

    private static async Task<decimal> RowAsync(ApiClient client, string key) =>
        (await client.SummaryAsync("&by=unit")).GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("key").GetString() == key).GetProperty("totals").GetProperty("registered").GetDecimal();

    private static async Task<JsonElement> EventAsync(ApiClient client, string model, string kind) =>
        (await client.JsonAsync("/api/v1/models/" + model)).GetProperty("events").EnumerateArray().Single(e => e.GetProperty("kind").GetString() == kind);

    private static async Task<SortedDictionary<string, decimal>> TotalsAsync(ApiClient client)
    {
        var totals = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var member in (await client.SummaryAsync("&period=2026")).GetProperty("totals").EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Number)
            {
                totals[member.Name] = member.Value.GetDecimal();
                continue;
            }

            foreach (var part in member.Value.EnumerateObject())
            {
                totals[$"{member.Name}.{part.Name}"] = part.Value.GetDecimal();
            }
        }

        return totals;
    }

    /// <summary>Asserts that since <paramref name="before"/> the named measures moved by one (or, with a minus, back by one) and no other.</summary>
    private static async Task<SortedDictionary<string, decimal>> MovedAsync(ApiClient client, SortedDictionary<string, decimal> before, string measures)
    {
        var now = await TotalsAsync(client);
        var moved = now.Where(n => n.Value != before[n.Key]).Select(n => $"{n.Key}{n.Value - before[n.Key]:+0;-0}");
        var expected = measures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(m => m[0] == '-' ? m[1..] + "-1" : m + "+1").Order(StringComparer.Ordinal);
        Assert.Equal(expected, moved);
        return now;
    }
}
