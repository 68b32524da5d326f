using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

/// <summary>Self-score, several appraisers, mean and spread, conclusion; and criteria sets in versions.</summary>
public sealed class ScoreTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly int[] s_province = [15, 20, 20, 30, 15];

    [Fact]
    public async Task Round_OfTwoAppraisers_KeepsPointsApartUntilBothGaveThemAndConcludesTheirMean()
    {
        var (reporter, approver, board) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"), await api.AsAsync("bandanvan"));
        var id = await RunningAsync("2026-01-05", ("targetLevel", "province"));
        await reporter.DoneAsync(id, "self-score", "2026-10-05", ("scores", Points(14, 18, 18, 28, 14)));

        Assert.Equal(HttpStatusCode.Created, (await approver.PostAsync(Path(id), new { scores = Points(14, 18, 16, 24, 12), remark = "Khá", on = "2026-10-06" })).Status);
        var seen = await board.JsonAsync(Path(id));
        Assert.Equal((1, 0, JsonValueKind.Null), (Round(seen).GetProperty("given").GetInt32(), Round(seen).GetProperty("sheets").GetArrayLength(), Round(seen).GetProperty("mean").ValueKind));
        Assert.Equal(0, Round(await reporter.JsonAsync(Path(id))).GetProperty("sheets").GetArrayLength());
        Assert.Equal((HttpStatusCode.Conflict, "score.already-given"), Refused(await approver.PostAsync(Path(id), new { scores = Points(1, 1, 1, 1, 1) })));

        Assert.Equal(HttpStatusCode.Created, (await board.PostAsync(Path(id), new { scores = Points(14, 18, 18, 28, 14), on = "2026-10-07" })).Status);
        seen = await board.JsonAsync(Path(id));
        Assert.Equal((2, 88m, 4m, 84m, 92m), (Round(seen).GetProperty("sheets").GetArrayLength(), Number(seen, "mean"), Number(seen, "deviation"), Number(seen, "low"), Number(seen, "high")));
        Assert.Equal(92m, seen.GetProperty("self")[0].GetProperty("total").GetDecimal());

        Assert.Equal("event.reason-missing", (await board.EventAsync(id, "appraise", "2026-10-08", ("passed", false))).Code);
        var concluded = await board.DoneAsync(id, "appraise", "2026-10-08");
        Assert.True(concluded.GetProperty("passed").GetBoolean());
        seen = await reporter.JsonAsync(Path(id));
        Assert.Equal((2, true), (Round(seen).GetProperty("sheets").GetArrayLength(), Round(seen).GetProperty("passed").GetBoolean()));
    }

    [Fact]
    public async Task Conclusion_AgainstTheMarkOrTheMonths_IsRefusedAndTheTruthIsNotPassed()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var weak = await RunningAsync("2026-01-05", ("targetLevel", "commune"));
        Assert.Equal(HttpStatusCode.Created, (await approver.PostAsync(Path(weak), new { scores = Points(5, 5, 5, 5, 5), on = "2026-10-06" })).Status);
        Assert.Equal((HttpStatusCode.Conflict, "event.below-pass-mark"), Refused(await approver.EventAsync(weak, "appraise", "2026-10-07", ("passed", true))));
        Assert.False((await approver.DoneAsync(weak, "appraise", "2026-10-07")).GetProperty("passed").GetBoolean());

        var young = await RunningAsync("2026-09-10", ("targetLevel", "commune"));
        var answer = await approver.EventAsync(young, "appraise", "2026-10-07", ("passed", true), ("scores", Points(s_province)));
        Assert.Equal((HttpStatusCode.Conflict, "event.too-few-months"), Refused(answer));
        Assert.Contains("0", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Points_EverythingWrong_IsNamedByItsCriterion()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var id = await RunningAsync("2026-01-05", ("targetLevel", "commune"));

        Assert.Equal("score.missing", (await approver.PostAsync(Path(id), new { on = "2026-10-06" })).Code);
        var answer = await approver.PostAsync(Path(id), new { scores = new { tc1 = 16, tc2 = -1, tc4 = 10, tc5 = 5, khac = 3 }, on = "2026-10-06" });

        Assert.Equal(
            ["scores score.criterion-unknown", "scores.tc1 score.points-outside", "scores.tc2 score.points-outside", "scores.tc3 score.criterion-missing"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
    }

    [Fact]
    public async Task Events_WithFreePoints_KeepWorking()
    {
        var (reporter, approver) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"));
        var id = await RunningAsync("2026-10-01");

        await reporter.DoneAsync(id, "self-score", "2026-10-05");
        await approver.DoneAsync(id, "appraise", "2026-10-06", ("scores", new JsonObject { ["Hiệu quả"] = 40, ["Lan tỏa"] = 45 }));

        var seen = await reporter.JsonAsync(Path(id));
        Assert.Equal((85m, JsonValueKind.Null), (Number(seen, "mean"), Round(seen).GetProperty("passed").ValueKind));
        Assert.Equal("appraised", (await reporter.JsonAsync("/api/v1/models/" + id)).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("bandanvan", 403)]
    [InlineData("thuongtruc", 403)]
    [InlineData("hoidong", 403)]
    [InlineData("quantri", 403)]
    [InlineData("xa-binhlu", 403)]
    [InlineData("duyet-binhlu", 201)]
    [InlineData("xa-khunha", 404)]
    public async Task Scores_OfARole_AreTakenAsTheTableSays(string user, int status)
    {
        var id = await RunningAsync("2026-01-05", ("targetLevel", "commune"));

        Assert.Equal(status, (int)(await (await api.AsAsync(user)).PostAsync(Path(id), new { scores = Points(10, 10, 10, 10, 10), on = "2026-10-06" })).Status);
    }

    [Fact]
    public async Task Scores_EnteredByTheBoard_NameTheCommunesBody()
    {
        var board = await api.AsAsync("bandanvan");
        var id = await RunningAsync("2026-01-05", ("targetLevel", "commune"));

        var answer = await board.PostAsync(Path(id), new { scores = Points(10, 10, 10, 10, 10), on = "2026-10-06", onBehalf = true, body = "Đảng ủy xã Bình Lư" });

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var sheet = Round(await board.JsonAsync(Path(id))).GetProperty("sheets")[0];
        Assert.Equal((true, "Đảng ủy xã Bình Lư"), (sheet.GetProperty("onBehalf").GetBoolean(), sheet.GetProperty("body").GetString()));
    }

    [Fact]
    public async Task Set_ThatWasUsed_IsChangedByANewVersionAndItsSheetsKeepTheOld()
    {
        var (board, approver) = (await api.AsAsync("bandanvan"), await api.AsAsync("duyet-binhlu"));
        var made = await board.PostAsync("/api/v1/criteria-sets", Set("Bộ tiêu chí cấp huyện cũ (thử)"));
        Assert.Equal((HttpStatusCode.Created, 1), (made.Status, made.Json.GetProperty("version").GetInt32()));
        var same = await board.PostAsync("/api/v1/criteria-sets/" + made.Id, Set("Đổi tên khi chưa dùng"));
        Assert.Equal((made.Id, 1, "Đổi tên khi chưa dùng"), (same.Id, same.Json.GetProperty("version").GetInt32(), same.Json.GetProperty("name").GetString()));

        var sets = (await board.JsonAsync("/api/v1/criteria-sets?campaign=" + Demo.Campaign)).EnumerateArray().ToList();
        var sample = sets.First(s => s.GetProperty("level").GetString() == "commune" && s.GetProperty("subject").GetString() == "individual");
        Assert.Contains("không phải thang điểm chính thức", sample.GetProperty("name").GetString(), StringComparison.Ordinal);
        var id = await RunningAsync("2026-01-05", ("targetLevel", "commune"), ("subject", "individual"));
        await approver.PostAsync(Path(id), new { scores = Points(20, 20, 20, 10), on = "2026-10-06" });

        var changed = await board.PostAsync("/api/v1/criteria-sets/" + sample.GetProperty("id").GetString(), Set("Bộ tiêu chí cá nhân của tỉnh (thử)", "commune", "individual"));

        Assert.Equal((HttpStatusCode.OK, 2, false), (changed.Status, changed.Json.GetProperty("version").GetInt32(), changed.Json.GetProperty("sample").GetBoolean()));
        Assert.Equal("criteria.not-current", (await board.PostAsync("/api/v1/criteria-sets/" + sample.GetProperty("id").GetString(), Set("x", "commune", "individual"))).Code);
        var seen = await approver.JsonAsync(Path(id));
        Assert.Equal((sample.GetProperty("id").GetString(), 70m), (seen.GetProperty("set").GetProperty("id").GetString(), Number(seen, "mean")));
        var fresh = await RunningAsync("2026-01-05", ("targetLevel", "commune"), ("subject", "individual"));
        Assert.Equal(changed.Id, (await approver.JsonAsync(Path(fresh))).GetProperty("set").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Set_EverythingWrong_IsNamedByItsField()
    {
        var board = await api.AsAsync("bandanvan");

        var answer = await board.PostAsync("/api/v1/criteria-sets", new { campaign = Demo.Campaign, level = "x", passMark = 200, monthsRequired = 99, validTo = "hôm nay", criteria = new[] { new { title = "", maxPoints = 0 } } });

        Assert.Equal(
            ["name criteria.name-missing", "criteria.0.title criteria.title-missing", "criteria.0.maxPoints criteria.points-outside", "passMark criteria.pass-mark-outside",
             "monthsRequired criteria.months-outside", "validFrom criteria.valid-from-missing", "level request.value-unknown", "validTo request.date-unreadable"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
        Assert.Equal("criteria.overlaps", (await board.PostAsync("/api/v1/criteria-sets", Set("Trùng", "province", null))).Code);
        Assert.Equal("criteria.has-some", (await board.PostAsync("/api/v1/criteria-sets/sample", new { campaign = Demo.Campaign })).Code);
        Assert.Equal("criteria.not-found", (await board.PostAsync("/api/v1/criteria-sets/khong-co", Set("x"))).Code);
        Assert.Equal("criteria.not-allowed", (await (await api.AsAsync("quantri")).PostAsync("/api/v1/criteria-sets", Set("x"))).Code);
        Assert.Equal("criteria.not-allowed", (await (await api.AsAsync("duyet-binhlu")).PostAsync("/api/v1/criteria-sets", Set("x"))).Code);
    }

    private static string Path(string id) => $"/api/v1/models/{id}/scores";

    private static JsonObject Points(params int[] points)
    {
        var scores = new JsonObject();
        for (var i = 0; i < points.Length; i++)
        {
            scores[$"tc{i + 1}"] = i == 0 ? new JsonObject { ["points"] = points[i], ["remark"] = "đủ" } : points[i];
        }

        return scores;
    }

    private static object Set(string name, string level = "district", string? subject = "collective") => new
    {
        campaign = Demo.Campaign, level, subject, name, passMark = 60, monthsRequired = 1, validFrom = "2026-01-01",
        criteria = new[] { new { title = "Hiệu quả", guidance = "Có số liệu", maxPoints = 60m }, new { title = "Lan tỏa", guidance = "", maxPoints = 40m } },
    };

    private static JsonElement Round(JsonElement scores) => scores.GetProperty("rounds")[0];

    private static decimal Number(JsonElement scores, string member) => Round(scores).GetProperty(member).GetDecimal();

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);

    /// <summary>A model of xã Bình Lư that its approver accepted and that has been running since a day.</summary>
    private async Task<string> RunningAsync(string since, params (string Member, JsonNode? Value)[] otherwise)
    {
        var (reporter, approver) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"));
        var id = (await reporter.RegisterAsync(Demo.BinhLu, [("registeredOn", since), .. otherwise])).Id;
        await approver.DoneAsync(id, "accept", since);
        await reporter.DoneAsync(id, "start", since);
        return id;
    }
}
