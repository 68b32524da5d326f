using Bunit;
using DanVanDashboard.Features.Documents;
using DanVanDashboard.Tests.Features.Figures;

namespace DanVanDashboard.Tests.Features.Documents;

[Collection(nameof(FiguresStore))]
public class DocumentsPageTests(FiguresStore store)
{
    [Theory]
    [InlineData("vi", "tháng 3/2014", "dịp 15/10", "cả năm")]
    [InlineData("en", "3/2014", "around 15/10", "all year")]
    public void Page_Directive_ShowsCalendarDutiesAndAllDocuments(string language, string date, string anniversary, string year)
    {
        using var context = new FiguresContext(language, store, "bandanvan");
        var page = context.Render<DocumentsPage>();
        Assert.Contains(date, page.Find("[data-testid=guiding]").TextContent, StringComparison.Ordinal);
        var calendar = page.Find("[data-testid=calendar]").TextContent;
        Assert.All([anniversary, year, "§4", "§6"], text => Assert.Contains(text, calendar, StringComparison.Ordinal));
        Assert.Contains("§7", page.Find("[data-testid=duties]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["S000", "S001", "S002", "S003", "S004"], page.FindAll("[data-source]").Select(r => r.GetAttribute("data-source")));
        Assert.Equal(4, page.FindAll("[data-source] a").Count);
        Assert.DoesNotMatch(@"\b(documents|who|source)\.[a-z_-]{3,}", page.Markup);
        Assert.Empty(page.FindAll("[style], script"));
    }

    [Fact]
    public void Page_ForACommune_LeadsOnlyToTheCampaignsOfItsProvince()
    {
        using var context = new FiguresContext("vi", store, "xa-binhlu");
        var page = context.Render<DocumentsPage>();
        Assert.Equal(5, page.FindAll("[data-source]").Count);
        Assert.Equal("/so-lieu?phong-trao=lai-chau-tham-luan", Assert.Single(page.FindAll("[data-source] a")).GetAttribute("href"));
    }
}
