using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Features.Inbox;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Tests.Features.Inbox;

/// <summary>A notice says its period as people do, in the language of whoever reads it, never as a key.</summary>
public sealed class NoticePeriodTests
{
    [Theory]
    [InlineData("report.opened", "vi", "Kỳ báo cáo quý III/2026 đã mở; hạn gửi 10/10/2026.", "2026-Q3", "10/10/2026")]
    [InlineData("report.soon", "vi", "Báo cáo 6 tháng đầu năm 2026 sắp đến hạn: gửi trước hết ngày 10/07/2026.", "2026-H1", "10/07/2026")]
    [InlineData("report.extended", "vi", "Báo cáo tháng 09/2026 được gia hạn đến 20/10/2026.", "2026-09", "20/10/2026")]
    [InlineData("report.reminder", "vi", "Ban Tuyên giáo và Dân vận Tỉnh ủy đôn đốc: Đảng ủy xã Thử chưa gửi báo cáo quý III/2026.", "2026-Q3", "Đảng ủy xã Thử")]
    [InlineData("report.submitted", "vi", "Đảng ủy xã Thử đã gửi báo cáo năm 2026, chờ duyệt.", "Đảng ủy xã Thử", "2026")]
    public void Words_OfAReportNotice_SayThePeriod(string kind, string culture, string expected, params string[] arguments)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var said = Words().Of(Row(kind, arguments));
            Assert.Equal(expected, said);
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            Assert.DoesNotContain("quý", Words().Of(Row(kind, arguments)), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void Words_OfAnotherNotice_LeaveANumberAlone()
    {

        Assert.Contains("2026", Words().Of(Row("decision.recognise", ["Đảng ủy", "2026", "01"])), StringComparison.Ordinal);
        Assert.DoesNotContain("năm 2026", Words().Of(Row("decision.recognise", ["Đảng ủy", "2026", "01"])), StringComparison.Ordinal);
    }

    private static NoticeWords Words()
    {
        var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        return new(services.GetRequiredService<IStringLocalizer<NoticeText>>(), services.GetRequiredService<IStringLocalizer<FiltersText>>());
    }

    private static NoticeRow Row(string kind, string[] arguments) => new()
    {
        Id = "n1", UserId = "u", Kind = kind, Link = "/", ByUser = "system", Arguments = System.Text.Json.JsonSerializer.Serialize(arguments),
    };
}
