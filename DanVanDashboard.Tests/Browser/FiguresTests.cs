using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

[Collection(ChromiumCollection.Looks)]
public sealed class FiguresTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    private const string LongAn = "/so-lieu?phong-trao=long-an-2021-2025";
    private const string LaiChau = "/so-lieu?phong-trao=lai-chau-tham-luan";

    [Fact]
    public async Task LongAn_Board_SeesThat990AddsUpByField()
    {
        var visitor = await SignInAsync("bandanvan", LongAn);

        var adds = visitor.ById("adds-up");
        var item = adds.Locator("article, li, p, div").Filter(new() { HasText = "990" }).Filter(new() { HasText = "139" }).Filter(new() { HasText = "599" })
            .Filter(new() { HasText = "168" }).First;
        await Expect(item).ToContainTextAsync("84");
        await Expect(visitor.Page.Locator("h1")).ToHaveCountAsync(1);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task LaiChau_Board_SeesWhatIsToBeChecked()
    {
        var visitor = await SignInAsync("bandanvan", LaiChau);

        var check = visitor.ById("to-check");
        await Expect(check).ToContainTextAsync("744");
        await Expect(check).ToContainTextAsync("704");
        await Expect(check).ToContainTextAsync("1.178");
    }

    [Fact]
    public async Task LaiChau_StandingCommittee_SeesTheFiguresWithoutTheMarks()
    {
        var visitor = await SignInAsync("thuongtruc", LaiChau);

        await Expect(visitor.ById("figures")).ToContainTextAsync("704");
        await Expect(visitor.ById("figures")).ToContainTextAsync("603");
        await Expect(visitor.ById("to-check")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync("744");
    }
}
