using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Features.Figures;
using DanVanDashboard.Seeding;

namespace DanVanDashboard.Tests.Features.Figures;

public class FigureTextTests
{
    private static readonly ReportedFacts Facts = ReportedFacts.Load();

    [Theory]
    [InlineData("F001", "1.178 mô hình", "1.178 models")]
    [InlineData("F013", "tăng 64 mô hình so với năm 2017", "up by 64 models on 2017")]
    [InlineData("F021", "gần 2 tỷ đồng", "nearly 2 billion đồng")]
    [InlineData("F022", "trên 2.600 ngày công", "over 2.600 days of labour")]
    [InlineData("F023", "trên 893 triệu đồng", "over 893 million đồng")]
    [InlineData("F038", "3.462 thẻ BHYT", "3.462 health insurance cards")]
    [InlineData("F039", "1,2 tỷ đồng", "1,2 billion đồng")]
    [InlineData("F055", "22/28 xã, thị trấn", "22/28 communes and townships")]
    [InlineData("F060", "3,81%", "3,81%")]
    [InlineData("F061", "59,7 triệu đồng/năm", "59,7 million đồng a year")]
    [InlineData("F063", "trên 3,8 tỷ đồng", "over 3,8 billion đồng")]
    [InlineData("F065", "-0,81 (văn bản không nêu là điểm phần trăm hay phần trăm)", "-0,81 (the text does not say whether percentage points or percent)")]
    [InlineData("F066", "89% làng, thôn, bản, tiểu khu", "89% villages")]
    public void Value_AsReported_IsSaidWithExactnessAndMeasure(string id, string vietnamese, string english)
    {
        var figure = Facts.Figures.Single(f => f.Id == id);
        Assert.Equal((vietnamese, english), (In("vi", t => t.Value(figure)), In("en", t => t.Value(figure))));
    }

    [Theory]
    [InlineData("F001", "tại thời điểm viết; văn bản không ghi ngày")]
    [InlineData("F002", "lũy kế; văn bản không ghi ngày")]
    [InlineData("F007", "trong kỳ từ 27/03/2012, không ghi ngày cuối")]
    [InlineData("F010", "tại thời điểm cuối năm 2020 (giai đoạn 2017–2020)")]
    [InlineData("F013", "thay đổi 2017–2020")]
    [InlineData("F018", "lũy kế 2017–2020")]
    [InlineData("F030", "từ 22/02/2021 đến năm 2024; không nêu là lũy kế hay tại một thời điểm")]
    [InlineData("F037", "lũy kế từ 07/09/2009 đến 07/09/2024")]
    [InlineData("F050", "trong kỳ 2021–2023")]
    [InlineData("F055", "tại thời điểm năm 2023")]
    [InlineData("F062", "lũy kế từ 01/06/2022 đến 31/12/2023")]
    [InlineData("F065", "thay đổi đến năm 2023")]
    public void When_AsDated_IsSaidWithItsMeaning(string id, string expected) =>
        Assert.Equal(expected, In("vi", t => t.When(Facts.Figures.Single(f => f.Id == id))));

    [Fact]
    public void When_NothingStated_SaysSo()
    {
        var figure = Facts.Figures[0] with { Time = TimeMeaning.Unstated };
        Assert.Equal("không nêu", In("vi", t => t.When(figure)));
        Assert.Equal("tháng 6/2022", In("vi", t => t.Date(PartialDate.Parse("2022-06"))));
    }

    [Theory]
    [InlineData("1234567", "1.234.567 đồng")]
    [InlineData("1500000", "1,5 triệu đồng")]
    [InlineData("12345678901", "12.345.678.901 đồng")]
    [InlineData("900", "900 đồng")]
    public void Value_Money_IsShortenedOnlyWithoutLoss(string value, string expected)
    {
        var figure = Facts.Figures.Single(f => f.Id == "F039") with { Value = decimal.Parse(value, null) };
        Assert.Equal(expected, In("vi", t => t.Value(figure)));
    }

    [Fact]
    public void Equation_Agreements_ReadAsOneLine()
    {
        var context = new FigureContext(Facts.Metrics, StandardFields.All);
        string[] Lines(string campaign) => In("vi", t => FigureRules.Check(Facts.Figures.Where(f => f.CampaignId == campaign), [], context)
            .Agreements.Select(a => t.Equation(a, id => Facts.Figures.FirstOrDefault(f => f.Id == id))).ToArray());
        Assert.Equal(["83 + 46 = 129 = 44 + 23 + 42 + 20", "27 + 19 = 46", "129 − 64 = 65", "46 trong 129"], Lines("tp-lang-son-2017-2020"));
        Assert.Equal(["949 + 41 = 990 = 139 + 599 + 84 + 168"], Lines("long-an-2021-2025"));
        Assert.Equal(["5 + 59 = 64"], Lines("bo-trach-2021-2023"));
    }

    [Fact]
    public void Measures_OfTheBuiltInFigures_AllHaveWords()
    {
        // An unknown measure stays in the source's words, so English shows what is missing.
        Assert.DoesNotContain(Facts.Figures.Select(f => In("en", t => t.Value(f))), v => v.Contains("mô hình", StringComparison.Ordinal) || v.Contains("xã", StringComparison.Ordinal));
    }

    private static T In<T>(string language, Func<FigureText, T> ask)
    {
        using var context = new FiguresContext(language);
        return ask(context.Get<FigureText>());
    }
}
