using DanVanDashboard.Data;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features.Overview;

/// <summary>A campaign that has begun and has no model yet.</summary>
public sealed class EmptyCampaignTests
{
    [Theory]
    [InlineData("")]
    [InlineData("&ky=tat-ca")]
    [InlineData("&chi-so=reporting")]
    [InlineData("&chi-so=per10000")]
    public async Task Overview_OfACampaignWithoutModels_SaysSoAndDivesIntoNoNumber(string more)
    {
        await using var host = await DanVanHost.StartAsync();
        var campaign = SimulatedCampaigns.Filled(Demo.LaiChau, 77, 0, new(2026, 10, 20));
        await host.Get<Writer>().WriteAsync(
            (w, _) =>
            {
                CampaignRows.Add(w, campaign, 77, null, null);
                return Task.FromResult(true);
            },
            TestContext.Current.CancellationToken);
        await host.Get<ReferenceData>().ReloadAsync(TestContext.Current.CancellationToken);
        var client = await host.ClientAsync("thuongtruc");

        var page = await PrerenderedPage.OpenAsync(client, $"/?phong-trao={campaign.Id}{more}");

        Assert.Contains("chưa có mô hình nào", page.Text("[data-testid=empty]"), StringComparison.Ordinal);
        Assert.Equal(0, page.Number("kpi-registered"));
        Assert.Equal(38, page.Document.QuerySelectorAll("[data-testid=map] [data-unit]").Length);
        Assert.Null(page.Text("[data-testid=funnel]"));
        var text = page.Document.QuerySelector("main")!.TextContent;
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", text, StringComparison.Ordinal);
        Assert.All(page.Linked("sum"), n => Assert.Equal(0, n.Number));
    }
}
