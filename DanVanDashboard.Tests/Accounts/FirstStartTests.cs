using System.Net;
using DanVanDashboard.Access;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Accounts;

[Trait("Category", "Security")]
public sealed class FirstStartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Production_WithoutAnAdministrator_IsOpenedByALinkThatWorksOnce()
    {
        using var folder = new TempFolder();
        folder.CopyFrom(await StoreTemplate.FolderAsync(demo: false));
        await using var host = await DanVanHost.StartOnAsync(folder, null, ("DanVan:Demo:Enabled", "false"));
        using var browser = new FormClient(host.Address);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.DemoAsync("quantri")).Status);
        await browser.OpenAsync("/thiet-lap");
        Assert.DoesNotContain("name=\"new\"", browser.Page, StringComparison.Ordinal);
        var earlier = await host.Get<FirstStart>().OfferAsync("http://x", Ct);
        var link = (await host.Get<FirstStart>().OfferAsync("http://x", Ct))!;
        await browser.OpenAsync(earlier!);
        Assert.DoesNotContain("name=\"new\"", browser.Page, StringComparison.Ordinal);

        await browser.PostAsync(link, "set-up", ("user", "Quản trị"), ("display", "Người đầu tiên"), ("new", "ngắn"), ("again", "khác"));
        Assert.Equal(3, browser.Page.Split("aria-invalid=\"true\"").Length - 1);
        Assert.Contains("Người đầu tiên", WebUtility.HtmlDecode(browser.Page), StringComparison.Ordinal);
        Assert.Equal("/quan-tri", (await browser.PostAsync(link, "set-up", ("user", "quan-tri"), ("display", "Người đầu tiên"), ("new", "đồi chè xanh mướt"), ("again", "đồi chè xanh mướt"))).To);

        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/quan-tri/tai-khoan")).Status);
        Assert.Contains("quan-tri", browser.Page, StringComparison.Ordinal);
        Assert.Null(await host.Get<FirstStart>().OfferAsync("http://x", Ct));
        await browser.OpenAsync(link);
        Assert.DoesNotContain("name=\"new\"", browser.Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/")).Status);
    }
}
