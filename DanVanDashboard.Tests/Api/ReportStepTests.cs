using System.Net;
using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>A report signed, sent, returned, corrected, approved, locked and reopened; and set against the registry.</summary>
public sealed class ReportStepTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Whole = "registered|||";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_SignedSentReturnedCorrectedApprovedLockedReopened_TellsThoseWhoWait()
    {
        var (reporter, approver, board) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"), await api.AsAsync("bandanvan"));
        var id = await DraftAsync(reporter, "2026-01");
        await SaveAsync(reporter, id, Whole, 5);
        Assert.Equal((HttpStatusCode.Forbidden, "report.not-allowed"), Refused(await reporter.PostAsync($"/api/v1/reports/{id}/sign", new { })));
        await SayAsync(approver, id, "sign", "signed");

        await SaveAsync(reporter, id, Whole, 7);
        var changed = (await reporter.JsonAsync($"/api/v1/reports/{id}")).GetProperty("changedSinceSigning").EnumerateArray().Single();
        Assert.Equal((Whole, 5, 7), (changed.GetProperty("cell").GetString(), changed.GetProperty("before").GetProperty("value").GetInt32(), changed.GetProperty("after").GetProperty("value").GetInt32()));
        await SayAsync(approver, id, "sign", "signed");
        Assert.Equal(0, (await reporter.JsonAsync($"/api/v1/reports/{id}")).GetProperty("changedSinceSigning").GetArrayLength());

        await SayAsync(reporter, id, "submit", "submitted");
        Assert.Equal((HttpStatusCode.Conflict, "report.not-open"), Refused(await reporter.PostAsync($"/api/v1/reports/{id}/entries", new { entries = new[] { new { cell = Whole, value = 1 } } })));
        await SayAsync(board, id, "return", "returned", comments: [new { cell = Whole, text = "Đề nghị kiểm tra lại số này" }]);
        var remark = (await reporter.JsonAsync($"/api/v1/reports/{id}")).GetProperty("remarks").EnumerateArray().Single();
        Assert.Equal((Whole, false), (remark.GetProperty("cell").GetString(), remark.GetProperty("answered").GetBoolean()));
        await SaveAsync(reporter, id, Whole, 8);
        await SayAsync(reporter, id, "submit", "submitted");
        Assert.True((await reporter.JsonAsync($"/api/v1/reports/{id}")).GetProperty("remarks")[0].GetProperty("answered").GetBoolean());
        await SayAsync(board, id, "approve", "approved");
        await SayAsync(board, id, "lock", "locked");
        Assert.Equal((HttpStatusCode.Conflict, "report.not-open"), Refused(await reporter.PostAsync($"/api/v1/reports/{id}/document", new { number = "1" })));
        Assert.Equal((HttpStatusCode.BadRequest, "report.reason-missing"), Refused(await board.PostAsync($"/api/v1/reports/{id}/reopen", new { })));
        await SayAsync(board, id, "reopen", "returned", "Sửa theo kết luận kiểm tra");

        var kinds = await KindsAsync(id);
        Assert.Equal(["report.submitted", "report.returned", "report.submitted", "report.approved", "report.locked", "report.reopened"], kinds);
        await using var db = api.Host.Get<Store>().Read();
        var link = $"/bao-cao/{Demo.Campaign}/{Demo.BinhLuCommittee}/2026-01";
        var told = await db.Notices.Where(n => n.Link == link).OrderBy(n => n.At).Select(n => n.UserId + " " + n.Kind).ToListAsync(Ct);
        Assert.Contains("u-bandanvan report.submitted", told);
        Assert.Contains("u-xa-binhlu report.signed", told);
        Assert.Contains("u-xa-binhlu report.returned", told);
        Assert.Contains("u-duyet-binhlu report.approved", told);
        Assert.Contains("u-xa-binhlu report.reopened", told);
    }

    [Fact]
    public async Task Sign_ByWhoEnteredAFigure_IsRefused()
    {
        var (reporter, approver) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"));
        var id = await DraftAsync(reporter, "2026-02");
        Assert.Equal((HttpStatusCode.Conflict, "report.empty"), Refused(await approver.PostAsync($"/api/v1/reports/{id}/sign", new { })));
        await SaveAsync(approver, id, Whole, 5);

        Assert.Equal((HttpStatusCode.Forbidden, "report.own-entry"), Refused(await approver.PostAsync($"/api/v1/reports/{id}/sign", new { })));
    }

    [Fact]
    public async Task SendBack_ByTheLeader_TakesTheSignatureAwayAndStaysInTheCommune()
    {
        var (reporter, approver, board) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"), await api.AsAsync("bandanvan"));
        var id = await DraftAsync(reporter, "2026-06");
        await SaveAsync(reporter, id, Whole, 5);
        await SayAsync(approver, id, "sign", "signed");
        Assert.Equal((HttpStatusCode.Forbidden, "report.not-allowed"), Refused(await reporter.PostAsync($"/api/v1/reports/{id}/send-back", new { reason = "x" })));
        Assert.Equal((HttpStatusCode.Forbidden, "report.not-allowed"), Refused(await board.PostAsync($"/api/v1/reports/{id}/send-back", new { reason = "x" })));
        Assert.Equal((HttpStatusCode.BadRequest, "report.reason-missing"), Refused(await approver.PostAsync($"/api/v1/reports/{id}/send-back", new { })));

        await SayAsync(approver, id, "send-back", "draft", "Bổ sung phần lời", [new { cell = Whole, text = "Kiểm tra lại số này" }]);

        var detail = await reporter.JsonAsync($"/api/v1/reports/{id}");
        Assert.Equal([(true, false, "Bổ sung phần lời"), (true, false, "Kiểm tra lại số này")], Remarks(detail).OrderBy(r => r.Text, StringComparer.Ordinal));
        Assert.Equal(0, detail.GetProperty("changedSinceSigning").GetArrayLength());
        Assert.Empty(await KindsAsync(id));
        await using (var db = api.Host.Get<Store>().Read())
        {
            var told = await db.Notices.Where(n => n.Kind == "report.sent-back").ToListAsync(Ct);
            Assert.Equal("u-xa-binhlu", told.Single().UserId);
            var audit = await db.Audit.SingleAsync(a => a.Action == "report.sent-back" && a.Subject == id, Ct);
            Assert.Contains("\"before\":\"signed\",\"after\":\"draft\"", audit.Detail, StringComparison.Ordinal);
        }

        await SaveAsync(reporter, id, Whole, 6);
        await SayAsync(approver, id, "sign", "signed");
        Assert.All(Remarks(await reporter.JsonAsync($"/api/v1/reports/{id}")), r => Assert.True(r.Answered));
        // What the province asked for is not answered by a signature.
        await SayAsync(reporter, id, "submit", "submitted");
        await SayAsync(board, id, "return", "returned", "Ghi rõ nguồn");
        await SayAsync(approver, id, "send-back", "returned", "Sửa theo đề nghị của tỉnh");
        await SayAsync(approver, id, "sign", "signed");
        Assert.Equal(["Ghi rõ nguồn"], Remarks(await reporter.JsonAsync($"/api/v1/reports/{id}")).Where(r => !r.Answered).Select(r => r.Text));

        static List<(bool Inside, bool Answered, string Text)> Remarks(JsonElement detail) =>
            [.. detail.GetProperty("remarks").EnumerateArray().Select(r => (r.GetProperty("inside").GetBoolean(), r.GetProperty("answered").GetBoolean(), r.GetProperty("text").GetString()!))];
    }

    [Fact]
    public async Task Submit_WhereTheCampaignWantsASignature_NeedsTheOneOfWhatStandsInIt()
    {
        var (reporter, approver, board) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"), await api.AsAsync("bandanvan"));
        var made = await board.PostAsync("/api/v1/campaigns", new { nameVi = "Phong trào ký trước khi gửi (thử)", from = "2026-01-01", to = "2026-12-31", copyFrom = Demo.Campaign, signReports = true });
        Assert.True(made.Json.GetProperty("signReports").GetBoolean());
        var campaign = made.Id;
        var id = (await reporter.PostAsync("/api/v1/reports", new { campaign, unitId = Demo.BinhLu, period = "2026-06" })).Id;
        await SaveAsync(reporter, id, Whole, 5);

        Assert.Equal((HttpStatusCode.Conflict, "report.unsigned"), Refused(await reporter.PostAsync($"/api/v1/reports/{id}/submit", new { })));
        await SayAsync(approver, id, "sign", "signed");
        await SaveAsync(reporter, id, Whole, 7);
        Assert.Equal((HttpStatusCode.Conflict, "report.unsigned"), Refused(await reporter.PostAsync($"/api/v1/reports/{id}/submit", new { })));
        await SayAsync(approver, id, "sign", "signed");
        await SayAsync(reporter, id, "submit", "submitted");

        // A body without an approver, and what the board enters from paper, wait for nobody.
        var association = await api.AsAsync("hoinongdan");
        var other = (await association.PostAsync("/api/v1/reports", new { campaign, unitId = "12-1997/12", bodyId = "12-1997.12.hoi-nong-dan", period = "2026-06" })).Id;
        await SayAsync(association, other, "submit", "submitted");
        var paper = (await board.PostAsync("/api/v1/reports", new { campaign, unitId = Demo.BinhLu, period = "2026-05" })).Id;
        await SayAsync(board, paper, "submit", "submitted");
    }

    [Fact]
    public async Task Submit_InTimeThenReturnedAndSentAfterTheDeadline_IsNotLate()
    {
        var (reporter, board) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("bandanvan"));
        var id = await DraftAsync(reporter, "2026-Q4");
        await SaveAsync(reporter, id, Whole, 5);
        await SayAsync(reporter, id, "submit", "submitted");
        await SayAsync(board, id, "return", "returned", "Bổ sung");
        // As if the first sending had been long before this one.
        var (first, last) = (new DateTime(2027, 1, 9, 3, 0, 0, DateTimeKind.Utc), new DateTime(2027, 1, 20, 3, 0, 0, DateTimeKind.Utc));
        await SayAsync(reporter, id, "submit", "submitted");
        await api.Host.Get<Writer>().WriteAsync((w, ct) => w.Db.Reports.Where(r => r.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.FirstSubmittedAt, first).SetProperty(r => r.SubmittedAt, last), ct), Ct);

        var owed = (await api.Host.Get<CoverageQueries>().OfAsync(Demo.Campaign, new(DanVanDashboard.Domain.Campaigns.PeriodKind.Quarter, 2026, 4), Ct)).Single(r => r.BodyId == Demo.BinhLuCommittee);

        Assert.Equal(new DateOnly(2027, 1, 10), owed.LastDay);
        Assert.Equal(ReportingState.OnTime, owed.StateOn(new(2027, 2, 1)));
        Assert.Equal(ReportingState.Late, (owed with { FirstSubmittedAt = last }).StateOn(new(2027, 2, 1)));
    }

    [Fact]
    public async Task Differences_AgainstTheCube_AreExplainedBySomebodyAndSettledByTheBoard()
    {
        var (reporter, board) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("bandanvan"));
        var id = await DraftAsync(reporter, "2026-05", prefill: true);
        var listed = (await board.SummaryAsync($"&period=2026-05&unit={Demo.BinhLu}")).GetProperty("totals").GetProperty("registered").GetDecimal();
        Assert.Equal(0, (await reporter.JsonAsync($"/api/v1/reports/{id}")).GetProperty("differences").GetArrayLength());
        await SaveAsync(reporter, id, Whole, listed + 2);

        var difference = (await board.JsonAsync($"/api/v1/reports/{id}")).GetProperty("differences").EnumerateArray().Single();
        Assert.Equal((Whole, listed + 2, listed, "open"), (difference.GetProperty("cell").GetString(), difference.GetProperty("reported").GetDecimal(), difference.GetProperty("listed").GetDecimal(), difference.GetProperty("state").GetString()));

        Assert.Equal((HttpStatusCode.Conflict, "report.not-explained"), Refused(await board.PostAsync($"/api/v1/reports/{id}/settle", new { cell = Whole })));
        Assert.Equal((HttpStatusCode.Forbidden, "report.not-allowed"), Refused(await reporter.PostAsync($"/api/v1/reports/{id}/settle", new { cell = Whole })));
        Assert.Equal((HttpStatusCode.BadRequest, "report.reason-missing"), Refused(await reporter.PostAsync($"/api/v1/reports/{id}/explain", new { cell = Whole })));
        Assert.Equal((HttpStatusCode.Conflict, "report.no-difference"), Refused(await reporter.PostAsync($"/api/v1/reports/{id}/explain", new { cell = "registered|economy||", reason = "x" })));
        await reporter.PostAsync($"/api/v1/reports/{id}/explain", new { cell = Whole, reason = "02 mô hình chưa lập hồ sơ" });
        Assert.Equal("settled", (await board.PostAsync($"/api/v1/reports/{id}/settle", new { cell = Whole })).Json.GetProperty("state").GetString());

        var place = $"/api/v1/consolidation?campaign={Demo.Campaign}&period=2026-05";
        await SaveAsync(reporter, id, Whole, listed + 4);
        await SayAsync(reporter, id, "submit", "submitted");
        // Those who add up see it, those whose it is see it, nobody else does.
        Assert.Equal([$"{Demo.BinhLuCommittee} 2026-05 {listed + 4:0} {listed:0} open"], await OpenAsync(board));
        Assert.Single(await OpenAsync(reporter));
        Assert.Empty(await OpenAsync(await api.AsAsync("xa-khunha")));
        Assert.Empty(await OpenAsync(await api.AsAsync("thuongtruc")));
        await SayAsync(board, id, "return", "returned", "Kiểm tra lại");
        Assert.Empty(await OpenAsync(board));

        async Task<List<string>> OpenAsync(ApiClient client) => [.. (await client.JsonAsync(place)).GetProperty("differences").EnumerateArray()
            .Select(d => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{d.GetProperty("bodyId").GetString()} {d.GetProperty("period").GetString()} {d.GetProperty("reported").GetDecimal():0} {d.GetProperty("listed").GetDecimal():0} {d.GetProperty("state").GetString()}"))];

        // Another number asks anew.
        await SaveAsync(reporter, id, Whole, listed + 3);
        Assert.Equal("open", (await board.JsonAsync($"/api/v1/reports/{id}")).GetProperty("differences")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Document_OfAReport_BearsWhatWasTypedAndNothingElse()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var id = await DraftAsync(reporter, "2026-03");

        var set = await reporter.PostAsync($"/api/v1/reports/{id}/document", new { number = " 29 ", day = "05/10/2026", recipients = "- Ban Tuyên giáo và Dân vận Tỉnh ủy\n- Lưu VP", signerName = "Nguyễn Văn A (thử)" });

        Assert.Equal(("29", "2026-10-05"), (set.Json.GetProperty("number").GetString(), set.Json.GetProperty("day").GetString()));
        Assert.Equal(JsonValueKind.Null, set.Json.GetProperty("place").ValueKind);
        var wrong = await reporter.PostAsync($"/api/v1/reports/{id}/document", new { day = "hôm qua", number = new string('1', 201) });
        Assert.Equal(["request.date-unreadable", "report.text-too-long"], wrong.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()!).OrderByDescending(c => c, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Submit_ManyTimesAtOnce_IsSentOnce()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var id = await DraftAsync(reporter, "2026-04");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => reporter.PostAsync($"/api/v1/reports/{id}/submit", new { })));

        Assert.Equal(1, answers.Count(a => a.Status == HttpStatusCode.OK));
        Assert.Equal(7, answers.Count(a => a.Code == "report.wrong-status"));
        Assert.Equal(["report.submitted"], await KindsAsync(id));
    }

    [Fact]
    public async Task Save_AfterThePeriodIsLocked_IsForTheBoardOrAfterAReturn()
    {
        var (reporter, board) = (await api.AsAsync("xa-khunha"), await api.AsAsync("bandanvan"));
        var id = await DraftAsync(reporter, "2026-Q4", Demo.KhunHa);
        await SaveAsync(reporter, id, Whole, 1);
        await api.Host.Get<Writer>().WriteAsync(
            (w, ct) => w.Db.Obligations.Where(o => o.CampaignId == Demo.Campaign && o.BodyId == Demo.KhunHaCommittee && o.Period == "2026-Q4").ExecuteUpdateAsync(s => s.SetProperty(o => o.LocksOn, new DateOnly(2026, 1, 1)), ct), Ct);

        Assert.Equal((HttpStatusCode.Conflict, "report.lock-passed"), Refused(await reporter.PostAsync($"/api/v1/reports/{id}/entries", new { entries = new[] { new { cell = Whole, value = 2 } } })));
        await SaveAsync(board, id, Whole, 2);
        await SayAsync(reporter, id, "submit", "submitted");
        await SayAsync(board, id, "return", "returned", "Bổ sung");
        await SaveAsync(reporter, id, Whole, 3);
    }

    private async Task<List<string>> KindsAsync(string id)
    {
        await using var db = api.Host.Get<Store>().Read();
        return await db.Events.Where(e => e.ReportId == id).OrderBy(e => e.Sequence).Select(e => e.Kind).ToListAsync(Ct);
    }

    private static async Task<string> DraftAsync(ApiClient client, string period, string unit = Demo.BinhLu, bool prefill = false)
    {
        var answer = await client.PostAsync("/api/v1/reports", new { campaign = Demo.Campaign, unitId = unit, period, prefill });
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return answer.Id;
    }

    private static async Task SaveAsync(ApiClient client, string id, string cell, decimal value)
    {
        var answer = await client.PostAsync($"/api/v1/reports/{id}/entries", new { entries = new[] { new { cell, value } } });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    private static async Task SayAsync(ApiClient client, string id, string verb, string status, string? reason = null, object[]? comments = null)
    {
        var answer = await client.PostAsync($"/api/v1/reports/{id}/{verb}", new { reason, comments });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal(status, answer.Json.GetProperty("status").GetString());
    }

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);
}
