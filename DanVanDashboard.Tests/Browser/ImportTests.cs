using DanVanDashboard.Tests.Features.Models.Import;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

public sealed class ImportTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    [Fact]
    public async Task Register_UploadedCheckedAndImported_StandsInTheListAndCanBeTakenBack()
    {
        var page = (await SignInAsync("xa-binhlu")).Page;
        await page.GotoAsync(Host.Address + "/mo-hinh");
        await page.GetByTestId("import-link").ClickAsync();
        await page.WaitForURLAsync("**/mo-hinh/nhap-tu-tep**");
        await page.GetByTestId("import-file").SetInputFilesAsync(new FilePayload
        {
            Name = "danh sach thu.xlsx", MimeType = DanVanDashboard.Export.WorkbookWriter.ContentType, Buffer = RegisterFile.Of(Enumerable.Range(1, 60).Select(i => RegisterFile.Row(i))).ToArray(),
        });
        // While the page comes alive its form is drawn once more; what was chosen before that stays chosen.
        await Expect(page.GetByTestId("import-file")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("thu"));
        await page.GetByTestId("import-upload").ClickAsync();
        await Expect(page.Locator("[data-column=name] select")).ToHaveValueAsync("0");

        await page.GetByTestId("import-check").ClickAsync();
        await Expect(page.GetByTestId("import-good")).ToHaveAttributeAsync("data-value", "60");
        await page.GetByTestId("import-do").ClickAsync();

        await page.GetByTestId("import-said").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByTestId("models-total")).ToHaveAttributeAsync("data-value", "60");
        // The rest of the list comes by itself as one scrolls.
        await Expect(page.Locator("[data-model]")).ToHaveCountAsync(50);
        await page.GetByTestId("models-shown").ScrollIntoViewIfNeededAsync();
        await Expect(page.Locator("[data-model]")).ToHaveCountAsync(60);

        await page.GotoAsync(Host.Address + "/mo-hinh/nhap-tu-tep");
        await page.GetByTestId("import-undo").ClickAsync();
        await page.GetByTestId("import-reason").FillAsync("nhập nhầm (thử)");
        await page.GetByTestId("import-undo-do").ClickAsync();
        await Expect(page.GetByTestId("import-said")).ToContainTextAsync("60");
        await Expect(page.GetByTestId("import-undo")).ToHaveCountAsync(0);
    }
}
