using System.Globalization;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Tests.Filters;

public sealed class AmountWordsTests
{
    private static readonly IStringLocalizer<AmountText> Text =
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<AmountText>>();

    [Theory]
    [InlineData(3_812_000_000, Qualifier.Over, "trên 3,8 tỷ đồng", "over 3,8 billion đồng")]
    [InlineData(3_892_000_000, Qualifier.Over, "trên 3,8 tỷ đồng", "over 3,8 billion đồng")]
    [InlineData(3_812_000_000, Qualifier.Nearly, "gần 3,9 tỷ đồng", "nearly 3,9 billion đồng")]
    [InlineData(3_892_000_000, Qualifier.Exact, "3,9 tỷ đồng", "3,9 billion đồng")]
    [InlineData(893_000_000, Qualifier.Over, "trên 893 triệu đồng", "over 893 million đồng")]
    [InlineData(999_700_000, Qualifier.About, "khoảng 1 tỷ đồng", "about 1 billion đồng")]
    [InlineData(650_000, Qualifier.Exact, "650.000 đồng", "650.000 đồng")]
    [InlineData(1_234_500_000_000, Qualifier.Exact, "1.234,5 tỷ đồng", "1.234,5 billion đồng")]
    public void Of_Money_IsReadable(long value, Qualifier qualifier, string vi, string en)
    {
        var line = Line(MetricKind.Money, new(value, qualifier), "đồng", "đồng");

        Assert.Equal((vi, en), (In("vi", () => AmountWords.Of(line, Text)), In("en", () => AmountWords.Of(line, Text))));
    }

    [Fact]
    public void Of_AQuantity_HasItsUnitOfMeasure()
    {
        var line = Line(MetricKind.Quantity, new(2600, Qualifier.Over), "ngày công", "days of labour");

        Assert.Equal("trên 2.600 ngày công", In("vi", () => AmountWords.Of(line, Text)));
        Assert.Equal("over 2.600 days of labour", In("en", () => AmountWords.Of(line, Text)));
        Assert.Equal("3.812.000.000 đồng", In("vi", () => AmountWords.Exactly(Line(MetricKind.Money, new(3_812_000_000, Qualifier.Exact), "đồng", "đồng"), Text)));
    }

    private static ResourceLine Line(MetricKind kind, Amount amount, string vi, string en) =>
        new(new("m", kind, new("M", "M")) { Measure = new(vi, en), Resource = true }, amount, 1, null);

    private static string In(string language, Func<string> say)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return say();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }
}
