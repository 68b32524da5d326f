using DanVanDashboard.Features.Overview;
using DanVanDashboard.Live;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;

namespace DanVanDashboard.Tests.Browser;

/// <summary>What viewers cost the server, seen from inside it: the program runs in this process and Chromium looks at it.</summary>
[Collection(ChromiumCollection.Name)]
[Trait("Category", "Browser")]
public sealed class ViewerTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task Close_Tab_LeavesNoSubscription()
    {
        await using var host = await DanVanHost.StartAsync(("environment", "Development"));
        var feed = host.Get<LiveFeed>();
        await using var context = await chromium.Browser.NewContextAsync();
        var page = await SignInAsync(context, host, "thuongtruc");
        await Eventually.IsAsync(() => feed.Subscribers == 1);

        await page.CloseAsync(new() { RunBeforeUnload = false });

        await Eventually.IsAsync(() => feed.Subscribers == 0);
    }

    [Fact]
    public async Task Change_SeenByThree_IsComputedOnce()
    {
        await using var host = await DanVanHost.StartAsync(("environment", "Development"));
        var (models, numbers) = (host.Get<OverviewModels>(), host.Get<OverviewQueries>());
        var pages = new List<IPage>();
        var contexts = new List<IBrowserContext>();
        for (var i = 0; i < 3; i++)
        {
            contexts.Add(await chromium.Browser.NewContextAsync());
            pages.Add(await SignInAsync(contexts[^1], host, "thuongtruc"));
        }

        var before = await pages[0].GetByTestId("kpi-registered").GetAttributeAsync("data-value");
        var (made, computed) = (models.Made, numbers.Computed);
        var board = await host.ClientAsync("bandanvan");
        await board.PostTextAsync(
            "/api/v1/models",
            $$"""{"campaign":"{{Demo.Campaign}}","unitId":"{{BrowserTest.BinhLu}}","name":"Một lần tính","field":"economy","subject":"collective","owner":"Chủ thể thử","address":"xã Bình Lư"}""",
            null);

        var after = (decimal.Parse(before!, System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var page in pages)
        {
            await Assertions.Expect(page.GetByTestId("kpi-registered")).ToHaveAttributeAsync("data-value", after);
        }

        Assert.Equal((made + 1, computed + 1), (models.Made, numbers.Computed));
        foreach (var context in contexts)
        {
            await context.DisposeAsync();
        }
    }

    private static async Task<IPage> SignInAsync(IBrowserContext context, DanVanHost host, string user)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(host.Address, "/dang-nhap").ToString());
        await page.GetByTestId("demo-" + user).ClickAsync();
        await Assertions.Expect(page.GetByTestId("live-status")).ToHaveTextAsync("Trực tiếp", new() { Timeout = 30_000 });
        return page;
    }
}
