using AngleSharp.Dom;
using Bunit;
using DanVanDashboard.Features.Figures;
using DanVanDashboard.Seeding;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Sections;
using Microsoft.Extensions.DependencyInjection;

namespace DanVanDashboard.Tests.Features.Figures;

[Collection(nameof(FiguresStore))]
public class FiguresPageTests(FiguresStore store)
{
    private static readonly ReportedFacts Facts = ReportedFacts.Load();

    public static TheoryData<string, string> Campaigns =>
        [.. Facts.Campaigns.SelectMany(c => new[] { "vi", "en" }.Select(l => new TheoryDataRow<string, string>(c.Id, l)))];

    [Theory]
    [MemberData(nameof(Campaigns))]
    public void Page_EachCampaign_ShowsEveryFigureModelAndSource(string campaign, string language)
    {
        using var context = new FiguresContext(language, store, "bandanvan");
        var page = Render(context, campaign);
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
        using var context = new FiguresContext("vi", store, "bandanvan");
        var page = Render(context, "lai-chau-tham-luan");
        Assert.Contains("văn bản không ghi ngày", page.Find("#F001").TextContent, StringComparison.Ordinal);
        Assert.Contains("Không phải số liệu báo cáo chính thức", page.Markup, StringComparison.Ordinal);
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
        using var context = new FiguresContext("vi", store, "bandanvan");
        var page = Render(context, "long-an-2021-2025");
        Assert.Equal("949 + 41 = 990 = 139 + 599 + 84 + 168", Assert.Single(page.FindAll(".figures-equation")).TextContent);
        Assert.Equal(
            "Mô hình: Tập thể 949, Cá nhân 41; Kinh tế 139, Văn hóa - xã hội 599, Quốc phòng - an ninh 84, Xây dựng hệ thống chính trị 168",
            page.Find("[data-testid=agreement] .figures-muted").TextContent);
        Assert.Contains("suy ra: năm 2017 có 65 mô hình", Render(context, "tp-lang-son-2017-2020").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_BoTrach_ShowsOneNameUnderTwoFields()
    {
        using var context = new FiguresContext("vi", store, "bandanvan");
        var conflict = Render(context, "bo-trach-2021-2023").Find("[data-testid=conflict]");
        Assert.Equal(["culture_society", "defence_security"], conflict.QuerySelectorAll("[data-field]").Select(f => f.GetAttribute("data-field")));
        Assert.Contains("Khối Dân vận Đảng ủy xã Hòa Trạch", conflict.TextContent, StringComparison.Ordinal);
        Assert.Contains("chưa nêu", conflict.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("thuongtruc")]
    [InlineData("xa-binhlu")]
    public void Page_ForThoseWhoMayNotSeeThem_ShowsNoFindings(string user)
    {
        using var context = new FiguresContext("vi", store, user);
        var page = Render(context, "lai-chau-tham-luan");
        Assert.Empty(page.FindAll("[data-testid=to-check], [data-testid=conflict]"));
        Assert.Equal(7, page.FindAll("[data-figure]").Count);
    }

    [Fact]
    public void Page_ForACommune_OffersTheCampaignsOfItsProvinceAndNoOtherCommune()
    {
        using var context = new FiguresContext("vi", store, "xa-binhlu");
        Assert.Equal([FiguresStore.Open, "lai-chau-tham-luan"], Render(context, "lai-chau-tham-luan").FindAll("[data-testid=filter-campaign] option").Select(o => o.GetAttribute("value")));
        Assert.Contains("Không tìm thấy phong trào này", Render(context, "long-an-2021-2025").Markup, StringComparison.Ordinal);
        Assert.Contains("ngoài phạm vi", Render(context, FiguresStore.Open, store.KhunHa).Markup, StringComparison.Ordinal);
        var page = Render(context, FiguresStore.Open);
        Assert.Equal([FiguresStore.LaiChau, store.BinhLu], page.FindAll("[data-testid=filter-unit] option").Select(o => o.GetAttribute("value")));
        Assert.Equal(["r1", "r1", "r1"], page.FindAll("[data-report]").Select(r => r.GetAttribute("data-report")));
    }

    [Fact]
    public void Page_WithoutACampaign_ShowsTheFirstWithFigures()
    {
        using var context = new FiguresContext("vi", store, "bandanvan");
        context.Get<NavigationManager>().NavigateTo("/so-lieu");
        Assert.Equal("lai-chau-tham-luan", context.Render<FiguresPage>().Find("[data-testid=filter-campaign] option[selected]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("vi", "quý III/2026", "Nông thôn mới", "Đã gửi", "1.179")]
    [InlineData("en", "quarter III/2026", "New countryside", "Submitted", "1.179")]
    public void Page_OpenCampaign_ShowsPeriodicReportsOfTheUnit(string language, string period, string field, string state, string value)
    {
        using var context = new FiguresContext(language, store, "bandanvan");
        var page = Render(context, FiguresStore.Open, store.BinhLu);
        var rows = page.FindAll("[data-report]");
        Assert.Equal(3, rows.Count);
        Assert.All(rows, r => Assert.Contains("Đảng ủy xã Bình Lư", r.TextContent, StringComparison.Ordinal));
        Assert.All([period, state], text => Assert.Contains(text, rows[0].TextContent, StringComparison.Ordinal));
        Assert.Contains("ghi chú", rows[0].TextContent, StringComparison.Ordinal);
        Assert.All(["chi-so-rieng", value], text => Assert.Contains(text, rows[1].TextContent, StringComparison.Ordinal));
        Assert.Contains(field, rows[2].TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("[data-testid=no-sources]"));
        Assert.Empty(page.FindAll("[data-testid=sources], [data-testid=adds-up], [data-testid=periodic-limit]"));
        Assert.DoesNotMatch(@"\b(figures|state|period|subject)\.[a-z_-]{3,}", page.Markup);
    }

    [Fact]
    public void Page_ManyPeriodicFigures_ShowsTheLatestAndSaysSo()
    {
        using var context = new FiguresContext("vi", store, "bandanvan");
        var page = Render(context, FiguresStore.Open);
        var reports = page.FindAll("[data-report]").Select(r => r.GetAttribute("data-report")).ToList();
        Assert.Equal(200, reports.Count);
        Assert.Equal(["r1", "r2", "r3"], reports.Distinct().Order());
        Assert.Equal("r2", reports[^1]);
        Assert.Equal("Hiển thị 200 trong 254 số liệu; chọn địa bàn để xem phần còn lại.", page.Find("[data-testid=periodic-limit]").TextContent);
        Assert.Equal(["r3"], Render(context, FiguresStore.Open, "province-bodies").FindAll("[data-report]").Select(r => r.GetAttribute("data-report")));
    }

    [Fact]
    public void Topbar_SimulatedAndReal_SaysWhichItIs()
    {
        using var context = new FiguresContext("vi", store, "bandanvan");
        var bar = context.Render<SectionOutlet>(p => p.Add(o => o.SectionName, "topbar"));
        Render(context, FiguresStore.Open);
        Assert.Equal(["Dữ liệu mô phỏng"], bar.FindAll("[data-testid=provenance] span").Select(s => s.TextContent));
    }

    [Fact]
    public void Page_UnknownCampaignOrUnit_SaysSoCalmly()
    {
        using var context = new FiguresContext("vi", store, "bandanvan");
        Assert.Contains("Không tìm thấy phong trào này", Render(context, "khong-co").Markup, StringComparison.Ordinal);
        var page = Render(context, "bo-trach-2021-2023", unit: "44-1997/19183");
        Assert.Contains("Chưa có số liệu báo cáo", page.Markup, StringComparison.Ordinal);
        Assert.Equal("M047", Assert.Single(page.FindAll("[data-model]")).Id);
        Assert.Contains("Xã Hòa Trạch", page.Find("[data-testid=filter-unit]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_CampaignChosen_GoesToItsAddress()
    {
        using var context = new FiguresContext("vi", store, "bandanvan");
        var page = Render(context, "lai-chau-tham-luan");
        page.Find("[data-testid=filter-campaign]").Change("long-an-2021-2025");
        Assert.EndsWith("/so-lieu?phong-trao=long-an-2021-2025", context.Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Markup_HasNoInlineStyleOrScript()
    {
        using var context = new FiguresContext("vi", store, "bandanvan");
        var page = Render(context, "bo-trach-2021-2023");
        Assert.Empty(page.FindAll("[style], script, [onclick]"));
    }

    private static IRenderedComponent<FiguresPage> Render(FiguresContext context, string campaign, string? unit = null)
    {
        context.Get<NavigationManager>().NavigateTo(unit is null ? $"/so-lieu?phong-trao={campaign}" : $"/so-lieu?phong-trao={campaign}&dia-ban={unit}");
        return context.Render<FiguresPage>();
    }
}
