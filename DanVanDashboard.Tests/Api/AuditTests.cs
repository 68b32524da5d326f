using System.Net;
using System.Text.Json;
using DanVanDashboard.Export;
using DanVanDashboard.Features.Audit;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

public sealed class AuditTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_AfterATargetWasChanged_SaysBeforeAndAfterAndWho()
    {
        var board = await api.AsAsync("bandanvan");
        await board.PostAsync("/api/v1/targets", Target(61));
        var id = (await board.PostAsync("/api/v1/targets", Target(62))).Id;

        var rows = (await board.JsonAsync($"/api/v1/audit?subject={id}&action=target")).GetProperty("rows");

        var row = Assert.Single(rows.EnumerateArray());
        Assert.Equal(("target.set", "Ban Tuyên giáo và Dân vận Tỉnh ủy"), (row.GetProperty("action").GetString(), row.GetProperty("userName").GetString()));
        Assert.Contains(row.GetProperty("facts").EnumerateArray(), f => f.GetProperty("path").GetString() == "value" && f.GetProperty("before").GetString() == "61" && f.GetProperty("after").GetString() == "62");
    }

    [Fact]
    public async Task Log_FilteredAndPaged_HoldsEveryRowOnce()
    {
        var board = await api.AsAsync("bandanvan");
        for (var i = 0; i < 5; i++)
        {
            await board.PostAsync("/api/v1/targets", Target(70 + i, 2029));
        }

        var seen = new List<long>();
        long? before = null;
        do
        {
            var page = await board.JsonAsync($"/api/v1/audit?user=u-bandanvan&action=target.set&campaign={Demo.Campaign}&limit=2&before={before}");
            seen.AddRange(page.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("number").GetInt64()));
            before = page.GetProperty("next").ValueKind == JsonValueKind.Null ? null : page.GetProperty("next").GetInt64();
        }
        while (before is not null);

        Assert.True(seen.Count >= 5);
        Assert.Equal(seen.Distinct().OrderDescending(), seen);
        Assert.Empty((await board.JsonAsync("/api/v1/audit?to=01/01/2020")).GetProperty("rows").EnumerateArray());
        Assert.Equal((HttpStatusCode.BadRequest, "request.date-unreadable"), await board.GetAsync("/api/v1/audit?from=hom-qua") is var wrong ? (wrong.Status, wrong.Code) : default);
    }

    [Theory]
    [InlineData("thuongtruc")]
    [InlineData("hoidong")]
    [InlineData("xa-binhlu")]
    [InlineData("duyet-binhlu")]
    public async Task Log_ForAnybodyElse_IsRefused(string user)
    {
        var client = await api.AsAsync(user);

        foreach (var path in new[] { "/api/v1/audit", "/api/v1/audit/export" })
        {
            var answer = await client.GetAsync(path);
            Assert.Equal((HttpStatusCode.Forbidden, "audit.not-allowed"), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task Log_DetailOfAccounts_IsForTheAdministrator()
    {
        await api.AsAsync("xa-khunha");

        JsonElement Tokens(JsonElement page) => page.GetProperty("rows").EnumerateArray().First();
        var board = Tokens(await (await api.AsAsync("bandanvan")).JsonAsync("/api/v1/audit?action=account.create-demo"));
        var administrator = Tokens(await (await api.AsAsync("quantri")).JsonAsync("/api/v1/audit?action=account.create-demo"));

        Assert.Equal((true, 0), (board.GetProperty("withheld").GetBoolean(), board.GetProperty("facts").GetArrayLength()));
        Assert.Equal((false, 1), (administrator.GetProperty("withheld").GetBoolean(), administrator.GetProperty("facts").GetArrayLength()));
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task Export_HoldsWhatTheFilterLeaves(string format, string type)
    {
        var board = await api.AsAsync("bandanvan");
        await board.PostAsync("/api/v1/targets", Target(90, 2028));

        using var answer = await board.Http.GetAsync($"/api/v1/audit/export?action=target.set&user=u-bandanvan&format={format}", Ct);

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        if (format == "csv")
        {
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.Contains("Đặt chỉ tiêu", text, StringComparison.Ordinal);
            Assert.DoesNotContain("seed.places", text, StringComparison.Ordinal);
        }
        else
        {
            using var book = WorkbookReader.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct)));
            Assert.True(book.Rows(Assert.Single(book.Sheets)).Count() >= 2);
        }
    }

    [Fact]
    public void Detail_WithBeforeAndAfter_ShowsWhatChangedAndNoSecret()
    {
        var facts = AuditDetail.Read("""{"campaign":"c","before":{"name":"a","same":1,"passwordHash":"x"},"after":{"name":"b","same":1,"passwordHash":"y"}}""");

        Assert.Equal([new("name", "a", "b", true), new("campaign", null, "c", false)], facts);
        Assert.Equal("no json", Assert.Single(AuditDetail.Read("no json")).After);
    }

    private static object Target(int value, int year = 2030) => new { campaign = Demo.Campaign, year, measure = "replicated", value, documentNumber = "02-KH/TU (thử)" };
}
