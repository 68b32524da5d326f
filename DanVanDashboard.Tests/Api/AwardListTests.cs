using System.Globalization;
using System.Net;
using DanVanDashboard.Data;
using DanVanDashboard.Export;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>The list of the award: everyone whom the number counts, also without a model, and no person by name who did not agree.</summary>
public sealed class AwardListTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/api/v1/honours";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_OfTheCommended_HasAsManyAsAreCountedInEveryCut()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        await CommendAsync(approver, "Tập thể thử không mô hình", "AL-1", "collective", Demo.BinhLu, null);
        foreach (var cut in new[] { "period=2026", "period=2026&unit=" + Demo.BinhLu, "period=2026&field=economy", "period=2026&subject=individual", "period=2026-Q4", "period=2026&block=party_committee" })
        {
            var client = await api.AsAsync("bandanvan");
            var counted = (await client.JsonAsync($"/api/v1/summary?campaign={Demo.Campaign}&boundaries=current&{cut}")).GetProperty("totals").GetProperty("commended").GetDecimal();
            var (rows, notes) = await ListAsync("bandanvan", "boundaries=current&" + cut);

            var unnamed = notes.Where(n => n.Contains("lưu hành nội bộ", StringComparison.Ordinal)).Sum(n => int.Parse(n.Split(' ')[0], CultureInfo.InvariantCulture));
            Assert.True(counted == rows.Count + unnamed, $"{cut}: {counted} counted, {rows.Count} named, {unnamed} not");
            Assert.DoesNotContain(notes, n => n.StartsWith("Ngoài ra", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task List_OfAPerson_NamesWhoAgreedUntilConsentIsTakenBack()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var silent = await CommendAsync(approver, "Bà Thử Chưa Hỏi", "AL-2", "individual", Demo.BinhLu, null);
        var agreed = await CommendAsync(approver, "Ông Thử Đồng Ý", "AL-3", "individual", Demo.BinhLu, true);
        Assert.Equal(("null", "true"), (silent.Json.GetProperty("consent").GetRawText(), agreed.Json.GetProperty("consent").GetRawText()));

        var names = (await ListAsync("bandanvan", "boundaries=current&period=2026")).Rows.ConvertAll(r => r[0]);
        Assert.Contains("Ông Thử Đồng Ý", names);
        Assert.DoesNotContain("Bà Thử Chưa Hỏi", names);
        Assert.Contains("Cá nhân (không nêu tên)", names);

        var before = (await approver.SummaryAsync("&period=2026")).GetProperty("totals").GetProperty("commended").GetDecimal();
        Assert.Equal(HttpStatusCode.OK, (await approver.PostAsync($"{Path}/{agreed.Id}/consent", new { consent = false })).Status);
        Assert.Equal(HttpStatusCode.OK, (await approver.PostAsync($"{Path}/{silent.Id}/consent", new { consent = true })).Status);

        names = (await ListAsync("bandanvan", "boundaries=current&period=2026")).Rows.ConvertAll(r => r[0]);
        Assert.DoesNotContain("Ông Thử Đồng Ý", names);
        Assert.Contains("Bà Thử Chưa Hỏi", names);
        Assert.Equal(before, (await approver.SummaryAsync("&period=2026")).GetProperty("totals").GetProperty("commended").GetDecimal());
        await using var db = api.Host.Get<Store>().Read();
        var audit = await db.Audit.Where(a => a.Action == "honour.consent").Select(a => a.Detail).ToListAsync(Ct);
        Assert.True(audit.Count >= 2);
        Assert.DoesNotContain(audit, d => d.Contains("Thử", StringComparison.Ordinal));
        Assert.Null(await api.Host.Get<Verifier>().FirstFindingAsync(Ct));
    }

    [Fact]
    public async Task Consent_OfACollectiveUnsaidOrElsewhere_IsRefused()
    {
        var approver = await api.AsAsync("duyet-binhlu");
        var collective = await CommendAsync(approver, "Tập thể thử", "AL-4", "collective", Demo.BinhLu, true);
        var person = await CommendAsync(approver, "Ông Thử Tư", "AL-5", "individual", Demo.BinhLu, null);

        Assert.Equal("null", collective.Json.GetProperty("consent").GetRawText());
        Assert.Equal("honour.consent-of-person", (await approver.PostAsync($"{Path}/{collective.Id}/consent", new { consent = true })).Code);
        Assert.Equal("honour.consent-missing", (await approver.PostAsync($"{Path}/{person.Id}/consent", new { })).Code);
        Assert.Equal("honour.not-found", (await (await api.AsAsync("xa-khunha")).PostAsync($"{Path}/{person.Id}/consent", new { consent = true })).Code);
        Assert.Equal("decision.not-allowed", (await (await api.AsAsync("xa-binhlu")).PostAsync($"{Path}/{person.Id}/consent", new { consent = true })).Code);
    }

    private static async Task<Answer> CommendAsync(ApiClient client, string name, string number, string subject, string unit, bool? consent)
    {
        var answer = await client.PostAsync(Path, new
        {
            campaign = Demo.Campaign, kind = "commend", name, subject, unitId = unit, field = "economy", on = "2026-10-16", form = "giay_khen", decisionNumber = number, giver = "Ủy ban nhân dân xã Bình Lư", consent,
        });
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return answer;
    }

    private async Task<(List<List<string>> Rows, List<string> Notes)> ListAsync(string user, string cut)
    {
        using var answer = await (await api.AsAsync(user)).Http.GetAsync($"/api/v1/exports/xlsx?campaign={Demo.Campaign}&document=pack&{cut}", Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct));
        using var book = WorkbookReader.Open(file);
        var all = book.Rows("Khen thưởng").Select(r => r.Values.Select(v => v.Text).ToList()).ToList();
        var head = all.FindIndex(r => r[0] == "Tên mô hình");
        return (head < 0 ? [] : all[(head + 1)..], [.. (head < 0 ? all : all[..head]).Select(r => r[0])]);
    }
}
