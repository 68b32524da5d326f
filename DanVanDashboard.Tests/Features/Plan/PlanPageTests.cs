using Bunit;
using DanVanDashboard.Features.Plan;
using DanVanDashboard.Tests.Features.Models;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features.Plan;

/// <summary>Targets of the whole campaign stand apart from those of bodies.</summary>
public sealed class PlanPageTests
{
    [Fact]
    public async Task Bodies_WithTargets_StandInOneTableAndTheirVersionsBehindTheirNames()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "bandanvan");

        var page = context.Open<PlanPage>("/quan-tri/chi-tieu?nam=2026");

        Assert.Equal(38, page.FindAll("[data-testid=body-targets] tbody tr").Count);
        Assert.Equal(13, page.FindAll("[data-testid=target-history] tbody tr").Count);
        var row = page.Find($"[data-testid=body-targets] [data-body=\"{Demo.BinhLuCommittee}\"]");
        var of = context.Open<PlanPage>(row.QuerySelector("th a")!.GetAttribute("href")!);
        Assert.Equal(row.QuerySelectorAll("td").Select(c => c.GetAttribute("data-value")), of.FindAll("[data-testid=target-history] tbody .figures-value").Select(v => v.TextContent));
    }

    [Fact]
    public async Task Year_WithoutTargetsOfBodies_HasNoTableOfThem()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "bandanvan");

        Assert.Empty(context.Open<PlanPage>($"/quan-tri/chi-tieu?phong-trao={Demo.OldCampaign}&nam=2024").FindAll("[data-testid=body-targets]"));
    }
}
