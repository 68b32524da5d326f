using System.Net;
using System.Text.Json;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

public sealed class ReadingTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Campaigns_List_HasTheRealOnesAndTheSimulatedOnesMarked()
    {
        var campaigns = (await (await api.AsAsync("bandanvan")).JsonAsync("/api/v1/campaigns")).EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!);

        Assert.Superset(new HashSet<string> { Demo.Campaign, Demo.OldCampaign, "long-an-2021-2025", "bo-trach-2021-2023", "tp-lang-son-2017-2020", "lai-chau-tham-luan" }, campaigns.Keys.ToHashSet());
        var (current, real) = (campaigns[Demo.Campaign], campaigns["long-an-2021-2025"]);
        Assert.True(current.GetProperty("simulated").GetBoolean());
        Assert.Equal(("2026-01-01", "2030-12-31", Demo.LaiChau), (current.GetProperty("from").GetString(), current.GetProperty("to").GetString(), current.GetProperty("rootUnitId").GetString()));
        Assert.Equal(["economy", "culture_society", "defence_security", "political_system"], current.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("key").GetString()));
        Assert.False(real.GetProperty("simulated").GetBoolean());
    }

    [Theory]
    [InlineData("", 38, 0)]
    [InlineData("&at=2026-10-20", 38, 0)]
    [InlineData("&at=2025-06-30", 106, 8)]
    public async Task Units_OfAProvinceAtADate_AreThoseOfThatDay(string at, int communes, int districts)
    {
        var units = (await (await api.AsAsync("bandanvan")).JsonAsync($"/api/v1/units?under={Demo.LaiChau}{at}")).EnumerateArray().ToList();

        Assert.Equal((communes, districts), (Count("commune"), Count("district")));
        Assert.Equal(units.Count, units.Select(u => u.GetProperty("id").GetString()).Distinct().Count());
        int Count(string level) => units.Count(u => u.GetProperty("level").GetString() == level);
    }

    [Theory]
    [InlineData("44-1997/19186", "thôn Đại Nam 2", "2024-06-30")]
    [InlineData("12-2025/03390", null, "2026-10-20")]
    public async Task Villages_OfACommune_AreThoseThatRealSourcesName(string unit, string? village, string at)
    {
        var client = await api.AsAsync("bandanvan");

        var villages = (await client.JsonAsync($"/api/v1/villages?unit={unit}&at={at}")).EnumerateArray().Select(v => v.GetProperty("name").GetString()).ToList();

        Assert.Equal(village is null ? [] : [village], villages);
    }

    [Fact]
    public async Task Bodies_OfTheProvince_KeepProtocolOrderAndTheNameOfTheDay()
    {
        var client = await api.AsAsync("bandanvan");

        var bodies = (await client.JsonAsync($"/api/v1/bodies?unit={Demo.LaiChau}")).EnumerateArray().ToList();
        var before = (await client.JsonAsync($"/api/v1/bodies?unit={Demo.LaiChau}&at=2025-02-28")).EnumerateArray().ToList();

        Assert.Equal(bodies.Select(b => b.GetProperty("order").GetInt32()).Order(), bodies.Select(b => b.GetProperty("order").GetInt32()));
        Assert.Equal("Ban Tuyên giáo và Dân vận Tỉnh ủy", NameOf(bodies));
        Assert.Equal("Ban Dân vận Tỉnh ủy", NameOf(before));
        Assert.Equal(JsonValueKind.Null, bodies.Single(b => b.GetProperty("id").GetString() == Demo.FarmersBody).GetProperty("unitId").ValueKind);
        static string? NameOf(List<JsonElement> all) => all.Single(b => b.GetProperty("id").GetString()!.EndsWith(".ban-tuyen-giao-dan-van", StringComparison.Ordinal)).GetProperty("name").GetString();
    }

    [Theory]
    [InlineData("unit", true)]
    [InlineData("body", true)]
    [InlineData("field", true)]
    [InlineData("subject", true)]
    [InlineData("block", true)]
    [InlineData("stage", false)]
    [InlineData("theme", false)]
    [InlineData("period", true)]
    public async Task Summary_ByEveryAxis_HasNamedRowsThatAddUpWhereTheyMay(string by, bool adds)
    {
        var client = await api.AsAsync("thuongtruc");

        var summary = await client.SummaryAsync($"&period=2026&by={by}");
        var rows = summary.GetProperty("rows").EnumerateArray().ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.False(string.IsNullOrWhiteSpace(r.GetProperty("name").GetString())));
        Assert.True(summary.GetProperty("simulated").GetBoolean());
        if (adds)
        {
            Assert.Equal(summary.GetProperty("totals").GetProperty("registered").GetDecimal(), rows.Sum(r => r.GetProperty("totals").GetProperty("registered").GetDecimal()));
        }
    }

    [Fact]
    public async Task Summary_ByUnit_HasEveryCommuneAndTheRowBesideTheMapWithCoverage()
    {
        var summary = await (await api.AsAsync("thuongtruc")).SummaryAsync("&period=2026-Q2&by=unit");
        var rows = summary.GetProperty("rows").EnumerateArray().ToList();

        Assert.Equal(39, rows.Count);
        Assert.Equal("province-bodies", rows[^1].GetProperty("key").GetString());
        Assert.Equal("Cơ quan, đơn vị cấp tỉnh", rows[^1].GetProperty("name").GetString());
        Assert.Equal(62, rows.Sum(r => r.GetProperty("coverage").GetProperty("expected").GetInt32()));
        Assert.Equal(24, rows[^1].GetProperty("coverage").GetProperty("expected").GetInt32());
        Assert.Equal(summary.GetProperty("coverage").GetProperty("reported").GetInt32(), rows.Sum(r => r.GetProperty("coverage").GetProperty("reported").GetInt32()));
    }

    [Fact]
    public async Task Summary_OfTheOldPhaseOnTodaysUnits_KeepsItsTotal()
    {
        var client = await api.AsAsync("thuongtruc");
        var path = $"/api/v1/summary?campaign={Demo.OldCampaign}&by=unit";

        var (asWas, now, districts) = (await client.JsonAsync(path), await client.JsonAsync(path + "&boundaries=current"), await client.JsonAsync(path + "&boundaries=old-district"));

        Assert.Equal(("as-was", "2026-10-20", "old-district"), (asWas.GetProperty("boundaries").GetString(), now.GetProperty("boundaries").GetString(), districts.GetProperty("boundaries").GetString()));
        Assert.Equal(Registered(asWas), Registered(now));
        Assert.Equal(39, now.GetProperty("rows").GetArrayLength());
        Assert.True(asWas.GetProperty("rows").GetArrayLength() > 39);
        static decimal Registered(JsonElement summary) => summary.GetProperty("totals").GetProperty("registered").GetDecimal();
    }

    [Fact]
    public async Task Summary_Filters_NarrowToTheSameNumberAsTheList()
    {
        var client = await api.AsAsync("thuongtruc");
        foreach (var filter in new[] { "field=economy", "subject=individual", "block=party_committee", "theme=nong_thon_moi", $"unit={Demo.BinhLu}", "unit=province-bodies", "period=2026-Q1" })
        {
            var summary = (await client.SummaryAsync("&" + filter)).GetProperty("totals").GetProperty("registeredNew").GetDecimal();
            var list = await client.JsonAsync($"/api/v1/models?campaign={Demo.Campaign}&limit=1&{filter}");
            Assert.True(summary == list.GetProperty("total").GetInt32(), $"{filter}: {summary} in the summary, {list.GetProperty("total")} in the list");
        }
    }

    [Theory]
    [InlineData("campaign=khong-co", "summary.campaign-unknown")]
    [InlineData("campaign=mo-phong-2026-2030&period=2026-13", "summary.period-unknown")]
    [InlineData("campaign=mo-phong-2026-2030&period=2020-2024", "summary.period-not-comparable")]
    [InlineData("campaign=mo-phong-2026-2030&by=colour", "summary.by-unknown")]
    [InlineData("campaign=mo-phong-2026-2030&boundaries=tomorrow", "summary.boundaries-unknown")]
    [InlineData("campaign=mo-phong-2026-2030&field=colour", "model.field-unknown")]
    [InlineData("campaign=mo-phong-2026-2030&block=colour", "summary.block-unknown")]
    [InlineData("campaign=mo-phong-2026-2030&subject=colour", "model.subject-unknown")]
    [InlineData("campaign=mo-phong-2026-2030&unit=99", "model.unit-unknown")]
    public async Task Summary_UnknownFilter_IsAProblemThatNamesIt(string query, string code)
    {
        var answer = await (await api.AsAsync("thuongtruc")).GetAsync("/api/v1/summary?" + query);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
        Assert.DoesNotContain("{0}", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_Paging_GivesEveryModelOnceInVietnameseOrder()
    {
        var client = await api.AsAsync("thuongtruc");
        var (ids, keys, after, total) = (new List<string>(), new List<string>(), (string?)null, 0);
        do
        {
            var page = await client.JsonAsync($"/api/v1/models?campaign={Demo.Campaign}&limit=400&after={Uri.EscapeDataString(after ?? string.Empty)}");
            total = page.GetProperty("total").GetInt32();
            ids.AddRange(page.GetProperty("models").EnumerateArray().Select(m => m.GetProperty("id").GetString()!));
            keys.AddRange(page.GetProperty("models").EnumerateArray().Select(m => TextFold.SortKey(m.GetProperty("name").GetString()!)));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal(total, ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public async Task Models_Search_IgnoresDiacriticsAndReadsDAsĐ()
    {
        var client = await api.AsAsync("thuongtruc");

        var (plain, accented) = (await TotalAsync("thap sang duong"), await TotalAsync("Thắp sáng đường"));

        Assert.True(plain > 0);
        Assert.Equal(plain, accented);
        async Task<int> TotalAsync(string q) => (await client.JsonAsync($"/api/v1/models?campaign={Demo.Campaign}&limit=1&q={Uri.EscapeDataString(q)}")).GetProperty("total").GetInt32();
    }

    [Fact]
    public async Task OpenApi_Document_NamesEveryEndpoint()
    {
        var paths = (await (await api.AsAsync("quantri")).JsonAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(p => p.Name).ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                "/api/v1/campaigns", "/api/v1/units", "/api/v1/bodies", "/api/v1/summary", "/api/v1/models", "/api/v1/models/{id}", "/api/v1/models/{id}/events", "/api/v1/reports",
                "/api/v1/reports/{id}/submit", "/api/v1/reports/{id}/return", "/api/v1/reports/{id}/approve", "/api/v1/events",
            },
            paths);
    }

    [Fact]
    public async Task Events_FromTheStart_ArePagesThatChain()
    {
        var client = await api.AsAsync("thuongtruc");
        var (cursor, count, previous) = (string.Empty, 0, (string?)null);
        while (true)
        {
            var page = await client.JsonAsync("/api/v1/events?after=" + cursor);
            foreach (var e in page.GetProperty("events").EnumerateArray())
            {
                Assert.True(previous is null || previous == e.GetProperty("previous").GetString());
                previous = e.GetProperty("sequence").GetString();
                count++;
            }

            cursor = page.GetProperty("cursor").GetString()!;
            if (!page.GetProperty("more").GetBoolean())
            {
                break;
            }
        }

        Assert.True(count > 5000, $"{count} events");
        Assert.Equal(0, (await client.JsonAsync("/api/v1/events?after=" + cursor)).GetProperty("events").GetArrayLength());
    }
}
