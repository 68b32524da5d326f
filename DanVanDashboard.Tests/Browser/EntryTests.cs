using System.Text.Json;
using System.Text.RegularExpressions;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

public sealed class EntryTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    [Fact]
    public async Task Draft_TypedOnAPhone_SurvivesACutLineAndARestartAndIsRegisteredWithASmallerPhoto()
    {
        var visitor = await SignInAsync("xa-binhlu", "/mo-hinh", new() { ViewportSize = new() { Width = 375, Height = 812 } });
        var page = visitor.Page;
        await page.GotoAsync(Host.Address + "/mo-hinh/dang-ky");
        await page.GetByTestId("entry-name").FillAsync("Thắp sáng đường bản Nà Đon");
        await Expect(page.GetByTestId("draft-state")).ToContainTextAsync("đã lưu");
        await Expect(page).ToHaveURLAsync(new Regex("nhap=n"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 375"), "the page scrolls sideways");

        // The power goes while somebody types on; what the server has not got stays on the phone.
        await Host.KillAsync();
        await page.GetByTestId("entry-owner").FillAsync("Chi hội Phụ nữ bản Nà Đon");
        await Expect(page.GetByTestId("draft-state")).ToContainTextAsync("giữ trên máy này", new() { Timeout = 30_000 });
        await Host.StartAgainAsync();
        await Expect(page.GetByTestId("entry-owner")).ToHaveValueAsync("Chi hội Phụ nữ bản Nà Đon", new() { Timeout = 60_000 });
        await Expect(page.GetByTestId("entry-name")).ToHaveValueAsync("Thắp sáng đường bản Nà Đon");
        await Expect(page.GetByTestId("draft-state")).ToContainTextAsync("đã lưu", new() { Timeout = 30_000 });

        await page.Locator("#e-field").SelectOptionAsync("economy");
        await page.Locator("#e-village").FillAsync("bản Nà Đon");
        await Expect(page.GetByTestId("completeness")).ToHaveAttributeAsync("data-value", "3");
        await page.GetByTestId("entry-register").ClickAsync();
        await Expect(page.GetByTestId("entry-done")).ToBeVisibleAsync();

        var photo = Convert.FromBase64String(await page.EvaluateAsync<string>(
            "async () => { const c = document.createElement('canvas'); c.width = 3000; c.height = 1500; const x = c.getContext('2d'); for (let i = 0; i < 400; i++) { x.fillStyle = `hsl(${i} 60% 50%)`; x.fillRect(i * 7, 0, 7, 1500); } return c.toDataURL('image/jpeg', 0.95).split(',')[1]; }"));
        await page.Locator("form[data-upload] input[type=file]").SetInputFilesAsync(new FilePayload { Name = "anh ban.jpg", MimeType = "image/jpeg", Buffer = photo });
        await page.Locator("form[data-upload] input[name=people][value=no]").CheckAsync();
        await page.GetByTestId("upload-send").ClickAsync();
        var file = page.Locator("[data-file]");
        await Expect(file).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Expect(file.Locator("img")).ToBeVisibleAsync();
        var width = await page.EvaluateAsync<int>("async id => { const b = await createImageBitmap(await (await fetch('/api/v1/files/' + id)).blob()); return b.width; }", await file.GetAttributeAsync("data-file"));
        Assert.Equal(1920, width);
        Assert.Equal("[]", (await page.EvaluateAsync<JsonElement>("async () => (await fetch('/api/v1/drafts')).json()")).ToString().Trim());
    }
}
