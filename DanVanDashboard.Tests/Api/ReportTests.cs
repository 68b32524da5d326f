using System.Net;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

public sealed class ReportTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Report_FromDraftToApproval_CountsAsReportedWhenSubmitted()
    {
        var (reporter, board) = (await api.AsAsync("xa-khunha"), await api.AsAsync("bandanvan"));
        var before = await ReportedAsync(board);

        var draft = await reporter.PostAsync("/api/v1/reports", Report("2026-Q4"));
        Assert.Equal((HttpStatusCode.Created, "draft"), (draft.Status, draft.Json.GetProperty("status").GetString()));
        Assert.Equal(Demo.KhunHaCommittee, draft.Json.GetProperty("bodyId").GetString());
        Assert.Equal(before, await ReportedAsync(board));
        Assert.Equal((HttpStatusCode.Conflict, "report.already-exists"), Refused(await reporter.PostAsync("/api/v1/reports", Report("2026-Q4"))));

        await SayAsync(reporter, draft.Id, "submit", "submitted");
        Assert.Equal(before + 1, await ReportedAsync(board));
        Assert.Equal((HttpStatusCode.BadRequest, "report.reason-missing"), Refused(await board.PostAsync($"/api/v1/reports/{draft.Id}/return", new { })));
        await SayAsync(board, draft.Id, "return", "returned", "Bổ sung số liệu quý");
        Assert.Equal(before, await ReportedAsync(board));
        Assert.Equal((HttpStatusCode.Conflict, "report.wrong-status"), Refused(await board.PostAsync($"/api/v1/reports/{draft.Id}/approve", new { })));
        await SayAsync(reporter, draft.Id, "submit", "submitted");
        await SayAsync(board, draft.Id, "approve", "approved");
        Assert.Equal(before + 1, await ReportedAsync(board));
        Assert.Equal((HttpStatusCode.Conflict, "report.wrong-status"), Refused(await reporter.PostAsync($"/api/v1/reports/{draft.Id}/submit", new { })));
    }

    [Theory]
    [InlineData("2027-Q1", "report.period-in-future")]
    [InlineData("2025-Q4", "report.outside-campaign")]
    [InlineData("quý I", "report.period-unknown")]
    [InlineData(null, "report.period-unknown")]
    public async Task Create_WrongPeriod_IsRefused(string? period, string code)
    {
        var answer = await (await api.AsAsync("xa-khunha")).PostAsync("/api/v1/reports", Report(period));

        Assert.Equal((HttpStatusCode.BadRequest, code), Refused(answer));
    }

    [Fact]
    public async Task Create_WrongFigures_AreNamedByTheirPlace()
    {
        var body = new { campaign = Demo.Campaign, unitId = Demo.KhunHa, period = "2026-01", figures = new object[] { new { metric = "a", value = 1 }, new { metric = "", field = "x", subject = "y" } } };

        var answer = await (await api.AsAsync("xa-khunha")).PostAsync("/api/v1/reports", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            ["figures[1].metric report.metric-missing", "figures[1].value report.value-missing", "figures[1].field model.field-unknown", "figures[1].subject model.subject-unknown"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
    }

    [Fact]
    public async Task Create_InACampaignFromADocument_IsRefused()
    {
        var answer = await (await api.AsAsync("bandanvan")).PostAsync("/api/v1/reports", new { campaign = "lai-chau-tham-luan", unitId = Demo.LaiChau, bodyId = Demo.FarmersBody, period = "2026-Q1" });

        Assert.Equal((HttpStatusCode.BadRequest, "report.campaign-closed"), Refused(answer));
    }

    private static object Report(string? period) => new
    {
        campaign = Demo.Campaign, unitId = Demo.KhunHa, period,
        figures = new[] { new { metric = "models_registered", field = "economy", subject = "collective", value = 12.5, comment = "theo sổ" } },
    };

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);

    private static async Task SayAsync(ApiClient client, string id, string verb, string status, string? reason = null)
    {
        var answer = await client.PostAsync($"/api/v1/reports/{id}/{verb}", new { reason });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal(status, answer.Json.GetProperty("status").GetString());
        Assert.Equal(12.5m, answer.Json.GetProperty("figures")[0].GetProperty("value").GetDecimal());
    }

    private static async Task<int> ReportedAsync(ApiClient client) => (await client.SummaryAsync("&period=2026-Q4")).GetProperty("coverage").GetProperty("reported").GetInt32();
}
