using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

[Collection(ChromiumCollection.Other)]
public sealed class SignInTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: false)
{
    [Fact]
    public async Task DemoButton_PageAskedForBefore_ComesBackToIt()
    {
        var visitor = await VisitAsync();

        await visitor.OpenAsync("/van-ban");
        await Expect(visitor.Page).ToHaveURLAsync($"{Host.Address}/dang-nhap?returnUrl=%2Fvan-ban");
        await visitor.ById("demo-bandanvan").ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync($"{Host.Address}/van-ban");
        await Expect(visitor.Page.Locator("main h1")).ToHaveCountAsync(1);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Password_Wrong_IsSaidAndKeptNowhere()
    {
        const string Secret = "Khong-dung-1234";
        var visitor = await VisitAsync();

        await visitor.OpenAsync("/dang-nhap");
        await visitor.Page.Locator("#user").FillAsync("thuongtruc");
        await visitor.Page.Locator("#password").FillAsync(Secret);
        await visitor.ById("sign-in").ClickAsync();

        await Expect(visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToBeVisibleAsync();
        Assert.Equal(string.Empty, await visitor.Page.Locator("#password").InputValueAsync());
        Assert.DoesNotContain(Secret, await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(visitor.Requests, url => url.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, Host.LastWords, StringComparison.Ordinal);
        Assert.DoesNotContain(await visitor.Context.CookiesAsync(), c => c.Name == "danvan");

        await visitor.OpenAsync("/");
        Assert.Contains("/dang-nhap", visitor.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_Right_SignsInWithACookieThatScriptsCannotRead()
    {
        var visitor = await VisitAsync();

        await visitor.OpenAsync("/dang-nhap");
        await visitor.Page.Locator("#user").FillAsync("xa-binhlu");
        await visitor.Page.Locator("#password").FillAsync("DanVan@2026");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await visitor.IsLiveAsync();
        Assert.True(Assert.Single(await visitor.Context.CookiesAsync(), c => c.Name == "danvan").HttpOnly);
        Assert.DoesNotContain("danvan", await visitor.Page.EvaluateAsync<string>("document.cookie"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_FromThePage_EndsTheSession()
    {
        var visitor = await SignInAsync("thuongtruc");

        await visitor.Page.Locator(".user-button").ClickAsync();
        await visitor.ById("sign-out").ClickAsync();

        await Expect(visitor.ById("demo-thuongtruc")).ToBeVisibleAsync();
        await visitor.OpenAsync("/");
        Assert.Contains("/dang-nhap", visitor.Page.Url, StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints);
    }
}
