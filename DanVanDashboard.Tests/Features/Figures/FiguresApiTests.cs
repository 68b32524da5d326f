using System.Text.Json;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Features.Figures;
using DanVanDashboard.Seeding;

namespace DanVanDashboard.Tests.Features.Figures;

public class FiguresApiTests
{
    private static readonly FiguresQueries Queries = new(ReportedFacts.Load(), id => new Bilingual(id, id));

    [Fact]
    public async Task ToResponse_LaiChau_HasTheContractsMembers()
    {
        var json = await Json("lai-chau-tham-luan", maySee: true);
        var figure = json.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("id").GetString() == "F003");
        Assert.Equal(
            """{"id":"F003","source":"S000","sourceKind":"conference_paper","metric":"exemplars","unitId":"12-1997/12","from":null,"to":null,"timeMeaning":"cumulative","subject":"collective","field":null,"recognisedAt":null,"value":141,"exactness":"exact","measure":"điển hình","locator":"141 tập thể","campaign":"lai-chau-tham-luan","denominator":null,"bodyNamed":"Ban Dân vận Tỉnh ủy","dated":"undated"}""",
            JsonSerializer.Serialize(figure, Options));
        Assert.Equal(
            """{"rule":"subject-parts","left":744,"right":704,"difference":40,"figures":["F002","F003","F004"],"models":null}""",
            json.GetProperty("conflicts")[0].GetRawText());
        Assert.Equal((1178, 704), (json.GetProperty("conflicts")[1].GetProperty("left").GetInt32(), json.GetProperty("conflicts")[1].GetProperty("right").GetInt32()));
    }

    [Fact]
    public async Task ToResponse_NamesOnTwoSides_AreTextWithoutDifference()
    {
        var conflict = (await Json("bo-trach-2021-2023", maySee: true)).GetProperty("conflicts")[0];
        Assert.Equal("Xứ họ đạo bình yên, gia đình hòa thuận", conflict.GetProperty("left").GetString());
        Assert.Equal(JsonValueKind.Null, conflict.GetProperty("difference").ValueKind);
        Assert.Equal(["M047", "M056"], conflict.GetProperty("models").EnumerateArray().Select(m => m.GetString()));
    }

    [Fact]
    public async Task ToResponse_ForThoseWhoMayNotSee_HasNoConflicts()
    {
        var json = await Json("lai-chau-tham-luan", maySee: false);
        Assert.Equal(7, json.GetProperty("figures").GetArrayLength());
        Assert.Equal(0, json.GetProperty("conflicts").GetArrayLength());
    }

    [Fact]
    public async Task ToResponse_PartialDates_KeepTheirPrecision()
    {
        var figure = (await Json("long-an-2021-2025", maySee: true)).GetProperty("figures")[0];
        Assert.Equal(("2021-02-22", "2024"), (figure.GetProperty("from").GetString(), figure.GetProperty("to").GetString()));
    }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<JsonElement> Json(string campaign, bool maySee) =>
        JsonSerializer.SerializeToElement(FiguresApi.ToResponse((await Queries.GetAsync(campaign, null, _ => maySee))!), Options);
}
