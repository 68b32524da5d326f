using System.Globalization;
using Bunit;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Features.Models;
using DanVanDashboard.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace DanVanDashboard.Tests.Features.Models;

public sealed class ModelsPageTests
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Page_EveryMeasure_ShowsTheCubesNumberAndNoMissingText(string language)
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "thuongtruc", language);
        var totals = store.Cubes.Snapshot(Demo.Campaign).Query(new() { Period = new(PeriodKind.Year, 2026, 0) }).Totals;

        foreach (var (measure, number) in new[]
        {
            ("registered", totals.Registered), ("in_progress", totals.InProgress), ("recognised", totals.Recognised.Total), ("exemplar", totals.Exemplar), ("commended", totals.Commended),
            ("replicated", totals.Replicated), ("stopped", totals.Stopped), ("carried_over", totals.CarriedOver),
        })
        {
            var page = context.Open<ModelsPage>($"/mo-hinh?ky=2026&loc={measure}");
            Assert.Equal(number, decimal.Parse(page.Find("[data-testid=models-total]").GetAttribute("data-value")!, CultureInfo.InvariantCulture));
            // Who is honoured without a model is counted, and stands on no list of models.
            var kind = measure switch { "exemplar" => ModelEventKind.Exemplar, "commended" => ModelEventKind.Commend, _ => ModelEventKind.Lapse };
            var without = await store.ReadAsync(db => Task.FromResult(db.Honours.Where(h => h.CampaignId == Demo.Campaign && h.Kind == kind).Select(h => h.RecipientId).Distinct().Count()));
            Assert.Equal(Math.Min(50, (int)number - without), page.FindAll("[data-model]").Count);
            // A missing text would show its key.
            Assert.DoesNotMatch(@">\s*(measure|total|filter|stage|order|column|note|level|event|subject|empty|widen)\.[a-z_-]{3,}", page.Markup);
        }
    }

    [Fact]
    public async Task Page_RecognisedAtALevel_OffersTheLevelsWithTheirNumbers()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "thuongtruc");
        var counts = store.Cubes.Snapshot(Demo.Campaign).Query(new() { Period = new(PeriodKind.Year, 2026, 0) }).Totals.Recognised;

        var page = context.Open<ModelsPage>("/mo-hinh?ky=2026&loc=recognised&cap=province");

        Assert.Equal(Plain(counts.Province), page.Find("[data-testid=models-total]").GetAttribute("data-value"));
        Assert.Equal(Plain(counts.Commune), page.Find("[data-level=commune] b").GetAttribute("data-value"));
        Assert.Equal("true", page.Find("[data-level=province]").GetAttribute("aria-current"));
        Assert.All(page.FindAll("[data-model] .models-stage"), s => Assert.Equal("recognised_province", s.GetAttribute("data-stage")));
    }

    [Fact]
    public async Task Page_OfACommune_LeadsBackWithTheSameFilters()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "thuongtruc");

        var page = context.Open<ModelsPage>($"/mo-hinh?ky=2026&linh-vuc=economy&dia-ban={Demo.BinhLu}&loc=recognised");

        var crumbs = page.FindAll("[data-testid=crumbs] li");
        Assert.Equal(["Tổng quan", "Xã Bình Lư", "Được công nhận, năm 2026"], crumbs.Select(c => c.TextContent.Trim()));
        var (overview, commune) = (crumbs[0].QuerySelector("a")!.GetAttribute("href")!, crumbs[1].QuerySelector("a")!.GetAttribute("href")!);
        Assert.StartsWith("/?", overview, StringComparison.Ordinal);
        Assert.DoesNotContain("dia-ban", overview, StringComparison.Ordinal);
        Assert.Contains("linh-vuc=economy", overview, StringComparison.Ordinal);
        Assert.Contains("dia-ban=12-2025%2F03390", commune, StringComparison.Ordinal);
        var model = page.Find("[data-model] a").GetAttribute("href")!;
        Assert.Contains("loc=recognised", model, StringComparison.Ordinal);
        Assert.Contains("linh-vuc=economy", model, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_More_AddsTheNextRowsAndIsAPlainLinkToo()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "thuongtruc");
        var page = context.Open<ModelsPage>("/mo-hinh?ky=2026");
        var first = page.FindAll("[data-model]").Select(r => r.GetAttribute("data-model")).ToList();
        var href = page.Find("[data-testid=models-more]").GetAttribute("href")!;

        await page.Find("[data-testid=models-more]").ClickAsync();

        var both = page.FindAll("[data-model]").Select(r => r.GetAttribute("data-model")).ToList();
        Assert.Equal(100, both.Count);
        Assert.Equal(first, both.Take(50));
        Assert.Equal(both.Skip(50), context.Open<ModelsPage>(href).FindAll("[data-model]").Select(r => r.GetAttribute("data-model")));
    }

    [Fact]
    public async Task Page_ScrolledFarDownAndUp_HoldsAFewPagesAndTheWholeOrder()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "thuongtruc");
        var page = context.Open<ModelsPage>("/mo-hinh?ky=2026&sap-xep=name");
        var seen = Ids(page);
        while (page.FindAll("[data-testid=models-more]").Count > 0)
        {
            await page.Find("[data-testid=models-more]").ClickAsync();
            seen = [.. seen, .. Ids(page).Except(seen)];
            Assert.InRange(Ids(page).Count, 51, 300);
        }

        Assert.Equal(int.Parse(page.Find("[data-testid=models-total]").GetAttribute("data-value")!, CultureInfo.InvariantCulture), seen.Count);
        Assert.Equal(seen[^Ids(page).Count..], Ids(page));
        while (page.FindAll("[data-testid=models-before]").Count > 0)
        {
            await page.Find("[data-testid=models-before]").ClickAsync();
        }

        Assert.Equal(seen[..Ids(page).Count], Ids(page));
        await page.Find("[data-testid=models-more]").ClickAsync();
        Assert.Equal(seen[50..350], Ids(page));

        static List<string?> Ids(IRenderedComponent<ModelsPage> page) => [.. page.FindAll("[data-model]").Select(r => r.GetAttribute("data-model"))];
    }

    [Fact]
    public async Task Page_NothingFound_OffersToLeaveEachFilterOut()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "thuongtruc");

        var page = context.Open<ModelsPage>($"/mo-hinh?ky=2026&linh-vuc=economy&dia-ban={Demo.BinhLu}&trang-thai=stopped&q=khong%20the%20co");

        Assert.Equal("0", page.Find("[data-testid=models-total]").GetAttribute("data-value"));
        Assert.Equal(["q", "stage", "field", "unit", "period"], page.FindAll("[data-widen]").Select(w => w.GetAttribute("data-widen")));
        Assert.All(page.FindAll("[data-widen]"), w => Assert.StartsWith("/mo-hinh?", w.GetAttribute("href"), StringComparison.Ordinal));
        Assert.DoesNotContain("linh-vuc", page.Find("[data-widen=field]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("ky=tat-ca", page.Find("[data-widen=period]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfACampaignTakenFromADocument_SaysNothingThatItDoesNotTell()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "bandanvan");

        var page = context.Open<ModelsPage>("/mo-hinh?phong-trao=bo-trach-2021-2023&loc=recognised");

        Assert.Equal("17", page.Find("[data-testid=models-total]").GetAttribute("data-value"));
        Assert.Empty(page.FindAll("[data-testid=measures], [data-testid=models-stage]"));
        Assert.DoesNotContain("Chờ duyệt", page.Markup, StringComparison.Ordinal);
        Assert.Contains("văn bản nêu tên", page.Find("[data-testid=models-note]").TextContent, StringComparison.Ordinal);
        Assert.Contains("nay là xã Phong Nha", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ForACommune_ShowsTheProvincesNumberAndItsOwnList()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "xa-binhlu");
        var all = store.Cubes.Snapshot(Demo.Campaign).Query(new() { Period = new(PeriodKind.Year, 2026, 0) }).Totals.Registered;

        var page = context.Open<ModelsPage>($"/mo-hinh?ky=2026&dia-ban={Uri.EscapeDataString(Demo.LaiChau)}");

        Assert.Equal(Plain(all), page.Find("[data-testid=models-total]").GetAttribute("data-value"));
        Assert.Contains("đơn vị mình", page.Find("[data-testid=models-note]").TextContent, StringComparison.Ordinal);
        Assert.All(page.FindAll("[data-model]"), r => Assert.Contains("Bình Lư", r.TextContent, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll("[data-model]"));
        Assert.NotNull(context.Open<ModelsPage>($"/mo-hinh?dia-ban={Demo.KhunHa}").Find("[data-testid=refused]"));
        Assert.NotNull(context.Open<ModelsPage>("/mo-hinh?phong-trao=long-an-2021-2025").Find("[data-testid=refused]"));
    }

    [Fact]
    public async Task Page_InternalModels_AreListedWithTheirMark()
    {
        await using var store = await TestStore.CopyAsync();
        var internals = await store.ReadAsync(db => Task.FromResult(db.Models.Where(m => m.CampaignId == Demo.Campaign && m.Visibility == Visibility.Internal).Select(m => m.Name).ToList()));
        using var context = new PageContext(store, "thuongtruc");

        var page = context.Open<ModelsPage>($"/mo-hinh?q={Uri.EscapeDataString(internals[0])}");

        Assert.NotNull(page.Find("[data-model] [data-internal]"));
    }

    [Fact]
    public async Task Page_SomethingRegistered_NumberFollowsAndTheListWaitsToBeAsked()
    {
        await using var store = await TestStore.CopyAsync();
        await using var context = new PageContext(store, "thuongtruc");
        var page = context.Open<ModelsPage>("/mo-hinh?ky=2026&sap-xep=newest");
        var before = page.Find("[data-testid=models-total]").GetAttribute("data-value");
        var rows = page.FindAll("[data-model]").Select(r => r.GetAttribute("data-model")).ToList();
        Assert.Equal(1, store.Feed.Subscribers);

        var made = await store.Register.HandleAsync(await store.ActorAsync("xa-binhlu"), Request("Thắp sáng đường bản (thử)"), null, Ct);

        Assert.True(made.Ok);
        await page.WaitForStateAsync(() => page.FindAll("[data-testid=models-update]").Count == 1, TimeSpan.FromSeconds(15));
        Assert.Equal(int.Parse(before!, CultureInfo.InvariantCulture) + 1, int.Parse(page.Find("[data-testid=models-total]").GetAttribute("data-value")!, CultureInfo.InvariantCulture));
        Assert.Equal(rows, page.FindAll("[data-model]").Select(r => r.GetAttribute("data-model")));

        await page.Find("[data-testid=models-update]").ClickAsync();

        Assert.Contains("Thắp sáng đường bản (thử)", page.Find("[data-model]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=models-update]"));
        await context.DisposeComponentsAsync();
        Assert.Equal(0, store.Feed.Subscribers);
    }

    [Fact]
    public async Task Page_OfAnotherCommune_IsNotWoken()
    {
        await using var store = await TestStore.CopyAsync();
        await using var context = new PageContext(store, "thuongtruc");
        var interest = context.Services.GetRequiredService<ModelListModels>().InterestOf(await store.ActorAsync("thuongtruc"), new() { View = new() { Campaign = Demo.Campaign, Unit = Demo.BinhLu } })!;

        Assert.True(interest.Covers(new(1, Demo.Campaign, Demo.BinhLu, null, NonLocal: false)));
        Assert.False(interest.Covers(new(1, Demo.Campaign, Demo.KhunHa, null, NonLocal: false)));
        Assert.False(interest.Covers(new(1, Demo.Campaign, Demo.LaiChau, Demo.FarmersBody, NonLocal: true)));
        Assert.False(interest.Covers(new(1, Demo.OldCampaign, Demo.BinhLu, null, NonLocal: false)));
    }

    [Fact]
    public async Task Page_Search_GoesToTheAddressOfTheWords()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "thuongtruc");
        var page = context.Open<ModelsPage>("/mo-hinh?ky=2026&loc=recognised");

        await page.Find("[data-testid=models-search]").ChangeAsync(new ChangeEventArgs { Value = " nong dan " });
        await page.Find("form.models-tools").SubmitAsync();

        var address = context.Services.GetRequiredService<NavigationManager>().Uri;
        Assert.Contains("q=nong%20dan", address, StringComparison.Ordinal);
        Assert.Contains("loc=recognised", address, StringComparison.Ordinal);
    }

    internal static ModelRequest Request(string name) => new()
    {
        Campaign = Demo.Campaign, UnitId = Demo.BinhLu, Name = name, Field = "economy", Subject = "collective", Owner = "Chi hội thử", Address = "bản thử", Village = "bản thử",
        PersonResponsible = "Người phụ trách thử", RegisteredOn = "2026-10-20", Themes = ["digital"], TargetLevel = "commune", Visibility = "internal",
    };

    private static string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
