using AngleSharp.Dom;
using Bunit;
using DanVanDashboard.Features.Figures;
using DanVanDashboard.Seeding;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace DanVanDashboard.Tests.Features.Figures;

public class FiguresPageTests
{
    private static readonly ReportedFacts Facts = ReportedFacts.Load();

    public static TheoryData<string, string> Campaigns =>
        [.. Facts.Campaigns.SelectMany(c => new[] { "vi", "en" }.Select(l => new TheoryDataRow<string, string>(c.Id, l)))];

    [Theory]
    [MemberData(nameof(Campaigns))]
    public void Page_EachCampaign_ShowsEveryFigureModelAndSource(string campaign, string language)
    {
        using var context = new FiguresContext(language);
        var page = Render(context, campaign, maySee: true);
        var figures = Facts.Figures.Where(f => f.CampaignId == campaign).ToList();
        Assert.Equal(figures.Select(f => f.Id).Order(), page.FindAll("[data-figure]").Select(r => r.Id).Order());
        Assert.All(figures, f => Assert.Contains(f.Locator, page.Find($"#{f.Id} q").TextContent, StringComparison.Ordinal));
        Assert.Equal(Facts.Models.Count(m => m.CampaignId == campaign), page.FindAll("[data-model]").Count);
        Assert.Single(page.FindAll("[data-testid=sources] > li"));
        // A missing text would show its key.
        Assert.DoesNotMatch(@"\b(figures|value|when|range|date|rule|measure|field|subject|block|theme|level|source)\.[a-z_-]{3,}", page.Markup);
    }

    [Fact]
    public void Page_LaiChau_SaysWhatItIsAndWhatToCheck()
    {
        using var context = new FiguresContext();
        var page = Render(context, "lai-chau-tham-luan", maySee: true);
        Assert.Equal(["theo tham luận", "văn bản không ghi ngày"], page.FindAll("[data-testid=provenance] span").Select(s => s.TextContent));
        var conflicts = page.FindAll("[data-testid=conflict]");
        Assert.Equal(2, conflicts.Count);
        Assert.Contains("141 + 603 = 744", conflicts[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("chênh lệch 40", conflicts[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("1.178", conflicts[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("hai khái niệm khác nhau", conflicts[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("sai", page.Find("[data-testid=to-check]").TextContent.Split(' '));
    }

    [Fact]
    public void Page_LongAn_SaysWhatAddsUp()
    {
        using var context = new FiguresContext();
        var page = Render(context, "long-an-2021-2025", maySee: true);
        Assert.Equal("949 + 41 = 990 = 139 + 599 + 84 + 168", Assert.Single(page.FindAll(".figures-equation")).TextContent);
        Assert.Equal(
            "Mô hình: Tập thể 949, Cá nhân 41; Kinh tế 139, Văn hóa - xã hội 599, Quốc phòng - an ninh 84, Xây dựng hệ thống chính trị 168",
            page.Find("[data-testid=agreement] .figures-muted").TextContent);
        Assert.Contains("suy ra: năm 2017 có 65 mô hình", Render(context, "tp-lang-son-2017-2020", maySee: true).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_BoTrach_ShowsOneNameUnderTwoFields()
    {
        using var context = new FiguresContext();
        var conflict = Render(context, "bo-trach-2021-2023", maySee: true).Find("[data-testid=conflict]");
        Assert.Equal(["culture_society", "defence_security"], conflict.QuerySelectorAll("[data-field]").Select(f => f.GetAttribute("data-field")));
        Assert.Contains("Khối Dân vận Đảng ủy xã Hòa Trạch", conflict.TextContent, StringComparison.Ordinal);
        Assert.Contains("chưa nêu", conflict.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_WithoutGateOrRight_ShowsNoFindings()
    {
        using var context = new FiguresContext();
        foreach (var page in new[] { Render(context, "lai-chau-tham-luan", maySee: false), Render(context, "lai-chau-tham-luan", maySee: null) })
        {
            Assert.Empty(page.FindAll("[data-testid=to-check], [data-testid=conflict]"));
            Assert.Equal(7, page.FindAll("[data-figure]").Count);
        }
    }

    [Fact]
    public void Page_UnknownCampaignOrUnit_SaysSoCalmly()
    {
        using var context = new FiguresContext();
        Assert.Contains("Không tìm thấy phong trào này", Render(context, "khong-co", maySee: true).Markup, StringComparison.Ordinal);
        var page = Render(context, "bo-trach-2021-2023", maySee: true, unit: "44-1997/19183");
        Assert.Contains("Chưa có số liệu báo cáo", page.Markup, StringComparison.Ordinal);
        Assert.Equal("M047", Assert.Single(page.FindAll("[data-model]")).Id);
        Assert.Contains("xã Hòa Trạch", page.Find("[data-testid=filter-unit]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_CampaignChosen_GoesToItsAddress()
    {
        using var context = new FiguresContext();
        var page = Render(context, "lai-chau-tham-luan", maySee: true);
        page.Find("[data-testid=filter-campaign]").Change("long-an-2021-2025");
        Assert.EndsWith("/so-lieu?phong-trao=long-an-2021-2025", context.Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Markup_HasNoInlineStyleOrScript()
    {
        using var context = new FiguresContext();
        var page = Render(context, "bo-trach-2021-2023", maySee: true);
        Assert.Empty(page.FindAll("[style], script, [onclick]"));
    }

    private static IRenderedComponent<FiguresPage> Render(FiguresContext context, string campaign, bool? maySee, string? unit = null)
    {
        context.Get<NavigationManager>().NavigateTo(unit is null ? $"/so-lieu?phong-trao={campaign}" : $"/so-lieu?phong-trao={campaign}&dia-ban={unit}");
        return context.Render<FiguresPage>(p =>
        {
            if (maySee is { } see)
            {
                p.AddCascadingValue(new FindingsGate(_ => see));
            }
        });
    }
}
