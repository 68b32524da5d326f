using System.Text.RegularExpressions;
using DanVanDashboard.Access;
using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

public sealed class AccountTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    private const string Password = "ruộng bậc thang mùa nước đổ";

    [Fact]
    public async Task Person_Invited_ChoosesAPasswordTurnsTheSecondStepOnAndSignsInWithACode()
    {
        var admin = (await SignInAsync("quantri")).Page;
        await admin.GotoAsync(Host.Address + "/quan-tri/tai-khoan");
        await admin.GetByTestId("invite-start").ClickAsync();
        await admin.GetByTestId("account-save").ClickAsync();
        await Expect(admin.GetByTestId("account-user-name")).ToHaveAttributeAsync("aria-invalid", "true");
        await admin.GetByTestId("account-user-name").FillAsync("nguoi-moi");
        await admin.GetByTestId("account-display-name").FillAsync("Người mới của xã Bình Lư");
        await admin.GetByTestId("account-role").SelectOptionAsync("reporter");
        await admin.GetByTestId("account-unit").SelectOptionAsync(BinhLu);
        await admin.GetByTestId("account-body").SelectOptionAsync(Demo.BinhLuCommittee);
        await admin.GetByTestId("account-save").ClickAsync();
        var link = await admin.GetByTestId("link").InnerTextAsync();
        await Expect(admin.Locator("tr[data-account=nguoi-moi]")).ToHaveAttributeAsync("data-state", "invited");

        var person = await VisitAsync();
        var page = person.Page;
        await page.GotoAsync(link);
        await page.Locator("#s-moi").FillAsync(Password);
        await page.Locator("#s-lai").FillAsync(Password);
        await page.GetByTestId("set-password").ClickAsync();
        await person.IsLiveAsync();

        var elsewhere = await person.Context.NewPageAsync();
        await elsewhere.GotoAsync(Host.Address + "/");
        await page.GotoAsync(Host.Address + "/tai-khoan");
        await page.GetByTestId("second-step-start").ClickAsync();
        var secret = FromBase32(await page.GetByTestId("second-step-secret").InnerTextAsync());
        await page.Locator("#o-ma").FillAsync(Totp.Code(secret, Totp.StepOf(DateTimeOffset.UtcNow)));
        await page.GetByTestId("second-step-confirm").ClickAsync();
        await Expect(page.GetByTestId("recovery-codes").Locator("li")).ToHaveCountAsync(SecondFactor.RecoveryCodes);

        await page.GetByTestId("sign-out-everywhere").ClickAsync();
        await Expect(page).ToHaveURLAsync(Host.Address + "/dang-nhap?loi=da-thoat");
        // The other page leaves by itself: its circuit asks whether the sign-in still holds.
        await Expect(elsewhere).ToHaveURLAsync(new Regex("/dang-nhap"), new() { Timeout = 40_000 });

        await page.Locator("#user").FillAsync("nguoi-moi");
        await page.Locator("#password").FillAsync(Password);
        await page.GetByTestId("sign-in").ClickAsync();
        // The code after the one that was taken: a phone whose clock is ahead.
        await page.Locator("#code").FillAsync(Totp.Code(secret, Totp.StepOf(DateTimeOffset.UtcNow) + 1));
        await page.GetByTestId("sign-in-code").ClickAsync();
        await person.IsLiveAsync();
        Assert.Empty(person.Complaints);
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Where(char.IsLetterOrDigit).Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
    }
}
