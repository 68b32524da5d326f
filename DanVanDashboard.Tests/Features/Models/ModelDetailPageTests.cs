using Bunit;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Features.Models;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features.Models;

public sealed class ModelDetailPageTests
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Page_ARichModel_ShowsFactsCourseDecisionsAndCorrections(string language)
    {
        await using var store = await TestStore.CopyAsync();
        var id = await RecognisedAsync(store);
        var recognition = await store.ReadAsync(db => Task.FromResult(db.ModelEvents.Single(e => e.ModelId == id && e.Kind == ModelEventKind.Recognise).Id));
        await DoneAsync(store, "bandanvan", id, new() { Kind = "revoke", EventId = recognition, Reason = "Nhầm số quyết định", OnBehalf = true, Body = "Đảng ủy xã Bình Lư" });
        await DoneAsync(store, "bandanvan", id, new() { Kind = "replicate", UnitId = Demo.KhunHa });
        using var context = new PageContext(store, "thuongtruc", language);

        var page = context.Open<ModelDetailPage>($"/mo-hinh/{id}?phong-trao={Demo.Campaign}&ky=2026&loc=registered_new&dia-ban={Uri.EscapeDataString(Demo.BinhLu)}", p => p.Add(x => x.Id, id));

        Assert.Equal("Thắp sáng đường bản (thử)", page.Find("h1").TextContent);
        Assert.Superset(
            new HashSet<string?> { "owner", "subject", "field", "themes", "block", "body", "unit", "address", "village", "person", "registered", "target", "visibility", "campaign", "entered" },
            page.FindAll("[data-fact]").Select(f => f.GetAttribute("data-fact")).ToHashSet());
        Assert.Contains("Người phụ trách thử", page.Find("[data-fact=person]").TextContent, StringComparison.Ordinal);
        var timeline = page.FindAll("[data-testid=timeline] > li").Select(e => e.GetAttribute("data-event")).ToList();
        Assert.Equal(["replicate", "revoke", "recognise", "verify", "accept", "register"], timeline);
        var corrected = Assert.Single(page.FindAll("[data-testid=timeline] > li.is-corrected"));
        Assert.Equal("recognise", corrected.GetAttribute("data-event"));
        Assert.Contains("12-QĐ/ĐU", corrected.TextContent, StringComparison.Ordinal);
        Assert.Contains("Tổ xác minh thử", page.Find("[data-event=verify]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=honours] > li"));
        Assert.Contains("Khun Há", Assert.Single(page.FindAll("[data-testid=replica-tree]")).TextContent, StringComparison.Ordinal);
        Assert.Equal(4, page.FindAll("[data-testid=crumbs] li").Count);
        Assert.DoesNotMatch(@">\s*(fact|event|status|visibility|link|level|stage|subject|block|review|form)\.[a-z_-]{3,}", page.Markup);
    }

    [Fact]
    public async Task Page_OutOfScopeOrNotThere_IsRefusedAlike()
    {
        await using var store = await TestStore.CopyAsync();
        var id = await RecognisedAsync(store);
        using var context = new PageContext(store, "xa-khunha");

        var outside = context.Open<ModelDetailPage>($"/mo-hinh/{id}", p => p.Add(x => x.Id, id)).Find("[data-testid=model-missing]").InnerHtml;
        var nowhere = context.Open<ModelDetailPage>("/mo-hinh/khong-co", p => p.Add(x => x.Id, "khong-co")).Find("[data-testid=model-missing]").InnerHtml;

        Assert.Equal(nowhere, outside);
        Assert.Equal(0, store.Feed.Subscribers);
    }

    [Fact]
    public async Task Page_OfAnOldCommune_SaysWhatItIsToday()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "bandanvan");
        var id = await store.ReadAsync(db => Task.FromResult(db.Models.Where(m => m.CampaignId == Demo.OldCampaign && m.UnitId == "12-1997/03424").Select(m => m.Id).First()));

        var page = context.Open<ModelDetailPage>($"/mo-hinh/{id}", p => p.Add(x => x.Id, id));

        Assert.Equal("nay là xã Bản Bo", page.Find("[data-fact=unit] dd .muted").TextContent);
        Assert.StartsWith("Xã Bản Bo (cũ)", page.Find("[data-fact=unit] dd").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAModelThatADocumentNames_TellsNoStage()
    {
        await using var store = await TestStore.CopyAsync();
        using var context = new PageContext(store, "bandanvan");

        var page = context.Open<ModelDetailPage>("/mo-hinh/M049", p => p.Add(x => x.Id, "M049"));

        Assert.Equal("none", page.Find("[data-testid=model-status]").GetAttribute("data-stage"));
        Assert.NotNull(page.Find("[data-fact=source]"));
        Assert.DoesNotContain("Chờ duyệt", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_SomethingHappens_ShowsItByItselfAndOthersAreNotWoken()
    {
        await using var store = await TestStore.CopyAsync();
        var id = await RecognisedAsync(store);
        await using var context = new PageContext(store, "thuongtruc");
        var page = context.Open<ModelDetailPage>($"/mo-hinh/{id}", p => p.Add(x => x.Id, id));
        Assert.Single(page.FindAll("[data-testid=honours] > li"));

        await DoneAsync(store, "duyet-binhlu", id, new() { Kind = "exemplar" });

        await page.WaitForStateAsync(() => page.FindAll("[data-testid=honours] > li").Count == 2, TimeSpan.FromSeconds(15));
        await context.DisposeComponentsAsync();
        Assert.Equal(0, store.Feed.Subscribers);
    }

    /// <summary>A model of xã Bình Lư, accepted, verified and recognised.</summary>
    private static async Task<string> RecognisedAsync(TestStore store)
    {
        var made = await store.Register.HandleAsync(await store.ActorAsync("xa-binhlu"), ModelsPageTests.Request("Thắp sáng đường bản (thử)"), null, Ct);
        Assert.True(made.Ok);
        var id = await store.ReadAsync(db => Task.FromResult(db.Models.OrderByDescending(m => m.Version).First().Id));
        await DoneAsync(store, "duyet-binhlu", id, new() { Kind = "accept" });
        await DoneAsync(store, "xa-binhlu", id, new() { Kind = "verify", By = "Tổ xác minh thử" });
        await DoneAsync(store, "duyet-binhlu", id, new() { Kind = "recognise", Level = "commune", DecisionNumber = "12-QĐ/ĐU" });
        return id;
    }

    private static async Task DoneAsync(TestStore store, string user, string id, ModelEventRequest request)
    {
        var done = await store.Record.HandleAsync(await store.ActorAsync(user), id, request, null, Ct);
        Assert.True(done.Ok, done.Ok ? null : done.Refusals[0].Code);
    }
}
