using System.Net;
using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Tests.Api;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Accounts;

/// <summary>Accounts through the real pipeline: invited, changed, ended; each test makes people of its own.</summary>
[Trait("Category", "Security")]
public sealed class AccountTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Password = "ruộng bậc thang mùa nước đổ";
    private static int s_people;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invite_ByTheBoard_LetsThePersonChooseAPasswordOnce()
    {
        var board = await api.AsAsync("bandanvan");
        var (name, body) = (NewName(), new { userName = "", displayName = "Người mới (thử)", role = "reporter", unitId = Demo.BinhLu, bodyId = Demo.BinhLuCommittee });
        var request = System.Text.Json.JsonSerializer.Serialize(body with { userName = name });

        var first = await board.PostTextAsync("/api/v1/accounts", request, "k-" + name);
        var again = await board.PostTextAsync("/api/v1/accounts", request, "k-" + name);

        Assert.Equal((HttpStatusCode.Created, "invited"), (first.Status, first.Json.GetProperty("state").GetString()));
        var link = first.Json.GetProperty("link").GetString()!;
        Assert.Equal((first.Id, System.Text.Json.JsonValueKind.Null), (again.Id, again.Json.GetProperty("link").ValueKind));
        using var person = new FormClient(api.Host.Address);
        Assert.Equal(HttpStatusCode.OK, (await person.PostAsync(link, "set-password", ("new", "ngan"), ("again", "khac"))).Status);
        Assert.Contains("aria-invalid=\"true\"", person.Page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Found, "/"), await person.PostAsync(link, "set-password", ("new", Password), ("again", Password)));
        Assert.Contains(person.SetCookies, c => c.StartsWith("danvan=", StringComparison.Ordinal) && c.Contains("httponly", StringComparison.OrdinalIgnoreCase) && c.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.OK, (await person.OpenAsync("/")).Status);
        await person.OpenAsync(link);
        Assert.DoesNotContain("set-password", person.Page, StringComparison.Ordinal);
        using var other = new FormClient(api.Host.Address);
        Assert.Equal("/", (await other.SignInAsync(name, Password)).To);
        await NothingSecretIsKeptAsync(link.Split("ma=")[1], Password);
    }

    [Fact]
    public async Task Invite_WhatIsNotAllowed_IsRefused()
    {
        var (board, reporter, admin) = (await api.AsAsync("bandanvan"), await api.AsAsync("xa-binhlu"), await api.AsAsync("quantri"));

        Assert.Equal((HttpStatusCode.Forbidden, "account.role-not-yours"), Refused(await board.PostAsync("/api/v1/accounts", Person("administrator"))));
        Assert.Equal((HttpStatusCode.Forbidden, "account.not-allowed"), Refused(await reporter.PostAsync("/api/v1/accounts", Person("reporter"))));
        Assert.Equal((HttpStatusCode.Forbidden, "account.not-allowed"), (await reporter.GetAsync("/api/v1/accounts") is var list ? (list.Status, list.Code) : default));
        Assert.Equal((HttpStatusCode.NotFound, "account.not-found"), Refused(await board.PostAsync("/api/v1/accounts/u-quantri/disable", new { })));
        Assert.Equal((HttpStatusCode.Conflict, "account.name-taken"), Refused(await admin.PostAsync("/api/v1/accounts", new { userName = "Quantri", displayName = "x", role = "council" })));
        var all = await admin.PostAsync("/api/v1/accounts", new { userName = "A b", displayName = "", email = "x@y", role = "reporter" });
        Assert.Equal(
            ["userName account.user-name-unreadable", "displayName account.display-name-missing", "email account.email-unreadable", "unitId account.scope-missing"],
            all.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()} {e.GetProperty("code").GetString()}"));
        Assert.Equal("account.unit-unknown", (await admin.PostAsync("/api/v1/accounts", new { userName = "ai-do", displayName = "x", role = "reporter", unitId = "x" })).Code);
        Assert.Equal("account.body-unknown", (await admin.PostAsync("/api/v1/accounts", new { userName = "ai-do", displayName = "x", role = "reporter", unitId = Demo.BinhLu, bodyId = Demo.KhunHaCommittee })).Code);
        Assert.All((await board.JsonAsync("/api/v1/accounts")).EnumerateArray(), a => Assert.Contains(a.GetProperty("role").GetString(), new[] { "reporter", "approver" }));
        Assert.Contains((await admin.JsonAsync("/api/v1/accounts?q=quan+tri")).EnumerateArray(), a => a.GetProperty("userName").GetString() == "quantri");
    }

    [Fact]
    public async Task Administrator_TheLastOne_AndOneself_StayAsTheyAre()
    {
        var admin = await api.AsAsync("quantri");
        Assert.Equal((HttpStatusCode.Forbidden, "account.own-account"), Refused(await admin.PostAsync("/api/v1/accounts/u-quantri/disable", new { })));
        Assert.Equal((HttpStatusCode.Forbidden, "account.own-role"), Refused(await admin.PostAsync("/api/v1/accounts/u-quantri", new { role = "board" })));
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync("/api/v1/accounts/u-quantri", new { displayName = "Quản trị hệ thống" })).Status);

        // Invited, but without a password yet: nobody who could sign in would be left.
        var second = Person("administrator");
        var id = (await admin.PostAsync("/api/v1/accounts", second)).Id;
        var other = await api.AsAsync(second.userName);
        Assert.Equal((HttpStatusCode.Conflict, "account.last-administrator"), Refused(await other.PostAsync("/api/v1/accounts/u-quantri/disable", new { })));
        Assert.Equal((HttpStatusCode.Conflict, "account.last-administrator"), Refused(await other.PostAsync("/api/v1/accounts/u-quantri", new { role = "board" })));
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync($"/api/v1/accounts/{id}/disable", new { })).Status);
        Assert.Equal((HttpStatusCode.Conflict, "account.already-disabled"), Refused(await admin.PostAsync($"/api/v1/accounts/{id}/disable", new { })));
        Assert.Equal(HttpStatusCode.Unauthorized, await other.StatusAsync("/api/v1/campaigns"));
    }

    [Fact]
    public async Task Change_OfRoleOrScope_EndsTheSignIns()
    {
        var (admin, person) = (await api.AsAsync("quantri"), Person("reporter"));
        using var browser = await JoinAsync(person);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/mo-hinh")).Status);
        var id = await IdAsync(person.userName);

        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync($"/api/v1/accounts/{id}", new { displayName = "Tên khác (thử)" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/mo-hinh")).Status);
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync($"/api/v1/accounts/{id}", new { role = "approver" })).Status);

        var (status, to) = await browser.OpenAsync("/mo-hinh");
        Assert.Equal(HttpStatusCode.Found, status);
        Assert.StartsWith("/dang-nhap", to, StringComparison.Ordinal);
        Assert.Contains("\"before\":{\"role\":\"reporter\"", await AuditAsync("account.change", id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Password_WrongFiveTimes_LocksAlikeWhetherOrNotTheNameExists(bool exists)
    {
        var person = Person("reporter");
        if (exists)
        {
            using var joined = await JoinAsync(person);
        }

        using var browser = new FormClient(api.Host.Address);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("/dang-nhap?loi=sai&returnUrl=%2F", (await browser.SignInAsync(person.userName, "sai bét rồi")).To);
        }

        Assert.StartsWith("/dang-nhap?loi=khoa&den=", (await browser.SignInAsync(person.userName, "sai bét rồi")).To, StringComparison.Ordinal);
        Assert.StartsWith("/dang-nhap?loi=khoa&den=", (await browser.SignInAsync(person.userName, Password)).To, StringComparison.Ordinal);
        await browser.OpenAsync("/dang-nhap?loi=khoa&den=09:05");
        Assert.Contains("09:05", browser.Page, StringComparison.Ordinal);
        if (exists)
        {
            var admin = await api.AsAsync("quantri");
            Assert.Equal("active", (await admin.PostAsync($"/api/v1/accounts/{await IdAsync(person.userName)}/unlock", new { })).Json.GetProperty("state").GetString());
            Assert.Equal("/", (await browser.SignInAsync(person.userName, Password)).To);
        }

        api.Host.Clock.Now += SignInLimits.Window;
    }

    [Fact]
    public async Task Address_WithTooManyFailures_HasToWait()
    {
        for (var i = 0; i < SignInLimits.FailuresOfAddress; i++)
        {
            api.Host.Get<SignInLimits>().AddressFailed("127.0.0.1");
        }

        using var browser = new FormClient(api.Host.Address);
        Assert.StartsWith("/dang-nhap?loi=nhieu-lan&den=", (await browser.SignInAsync("quantri", DemoAccounts.Password)).To, StringComparison.Ordinal);
        api.Host.Clock.Now += SignInLimits.Window;
        Assert.Equal("/", (await browser.SignInAsync("quantri", DemoAccounts.Password)).To);
    }

    [Fact]
    public async Task SecondStep_TurnedOn_IsAskedForAndTakesEachCodeOnce()
    {
        var person = Person("reporter");
        using var browser = await JoinAsync(person);
        await browser.PostAsync("/tai-khoan", "second-start");
        var secret = FromBase32(browser.ById("second-step-secret"));
        var sealedSecret = browser.Hidden("sealed");
        await browser.PostOpenAsync("/tai-khoan", "second-confirm", ("sealed", sealedSecret), ("code", "000000"));
        Assert.Contains("aria-invalid=\"true\"", browser.Page, StringComparison.Ordinal);
        var code = Totp.Code(secret, Totp.StepOf(api.Host.Clock.Now));
        await browser.PostOpenAsync("/tai-khoan", "second-confirm", ("sealed", browser.Hidden("sealed")), ("code", code));
        var recovery = System.Text.RegularExpressions.Regex.Match(browser.Page, "<li>(?<code>[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</li>", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["code"].Value;
        Assert.NotEmpty(recovery);

        using var next = new FormClient(api.Host.Address);
        Assert.Equal("/dang-nhap/ma?returnUrl=%2Fvan-ban", (await next.SignInAsync(person.userName, Password, "/van-ban")).To);
        Assert.StartsWith("/dang-nhap", (await next.OpenAsync("/van-ban")).To, StringComparison.Ordinal);
        Assert.Contains("loi=ma-sai", (await next.PostAsync("/dang-nhap/ma", null, ("code", code), ("returnUrl", "/van-ban"))).To, StringComparison.Ordinal);
        api.Host.Clock.Now += TimeSpan.FromSeconds(30);
        var later = Totp.Code(secret, Totp.StepOf(api.Host.Clock.Now));
        Assert.Equal("/van-ban", (await next.PostAsync("/dang-nhap/ma", null, ("code", later), ("returnUrl", "/van-ban"))).To);

        using var lost = new FormClient(api.Host.Address);
        await lost.SignInAsync(person.userName, Password);
        Assert.Equal("/", (await lost.PostAsync("/dang-nhap/ma", null, ("code", recovery.ToUpperInvariant()))).To);
        await lost.SignInAsync(person.userName, Password);
        Assert.Contains("loi=ma-sai", (await lost.PostAsync("/dang-nhap/ma", null, ("code", recovery))).To, StringComparison.Ordinal);

        var (admin, id) = (await api.AsAsync("quantri"), await IdAsync(person.userName));
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync($"/api/v1/accounts/{id}/second-step/reset", new { })).Status);
        Assert.Equal((HttpStatusCode.Conflict, "account.second-step-off"), Refused(await admin.PostAsync($"/api/v1/accounts/{id}/second-step/reset", new { })));
        Assert.Equal("/", (await lost.SignInAsync(person.userName, Password)).To);
        await NothingSecretIsKeptAsync(Totp.Base32(secret), recovery);
    }

    [Fact]
    public async Task Password_Changed_EndsOtherSignInsAndKeepsThisOne()
    {
        var person = Person("reporter");
        using var here = await JoinAsync(person);
        using var there = new FormClient(api.Host.Address);
        await there.SignInAsync(person.userName, Password);

        await here.PostAsync("/tai-khoan", "password", ("current", "không phải"), ("new", "1234567890"), ("again", "123"));
        Assert.Equal(3, here.Page.Split("aria-invalid=\"true\"").Length - 1);
        await here.PostAsync("/tai-khoan", "password", ("current", Password), ("new", "mùa lúa chín vàng"), ("again", "mùa lúa chín vàng"));

        Assert.Contains("data-testid=\"said\"", here.Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await here.OpenAsync("/tai-khoan")).Status);
        Assert.Equal(HttpStatusCode.Found, (await there.OpenAsync("/tai-khoan")).Status);
        Assert.Equal("/dang-nhap?loi=da-thoat", (await here.PostAsync("/tai-khoan", "sign-out")).To);
        Assert.Equal(HttpStatusCode.Found, (await here.OpenAsync("/tai-khoan")).Status);
    }

    [Fact]
    public async Task Reset_OfAPassword_WorksOnceAndForATime()
    {
        var (admin, person) = (await api.AsAsync("quantri"), Person("reporter"));
        using var browser = await JoinAsync(person);
        var id = await IdAsync(person.userName);
        var first = (await admin.PostAsync($"/api/v1/accounts/{id}/reset", new { })).Json.GetProperty("link").GetString()!;
        var second = (await admin.PostAsync($"/api/v1/accounts/{id}/reset", new { })).Json.GetProperty("link").GetString()!;

        Assert.Equal(HttpStatusCode.Found, (await browser.OpenAsync("/tai-khoan")).Status);
        await browser.OpenAsync(first);
        Assert.DoesNotContain("name=\"new\"", browser.Page, StringComparison.Ordinal);
        await browser.OpenAsync(second);
        Assert.Contains("name=\"new\"", browser.Page, StringComparison.Ordinal);
        api.Host.Clock.Now += AccountLinks.LifeOf(AccountLinks.Reset);
        await browser.OpenAsync(second);
        Assert.DoesNotContain("name=\"new\"", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_OfOnesOwn_IsShownOnceEndsAndIsRevoked()
    {
        var person = Person("reporter");
        using var browser = await JoinAsync(person);
        await browser.PostAsync("/tai-khoan", "token", ("name", ""), ("day", "hôm qua"));
        Assert.Equal(2, browser.Page.Split("aria-invalid=\"true\"").Length - 1);
        await browser.PostAsync("/tai-khoan", "token", ("name", "Máy tổng hợp"), ("day", DanVanDashboard.Ui.TypedText.Day(DanVanDashboard.Domain.LocalDay.Of(api.Host.Clock.Now).AddDays(2))));
        var token = browser.ById("token");
        await browser.OpenAsync("/tai-khoan");
        Assert.DoesNotContain(token, browser.Page, StringComparison.Ordinal);
        var client = await api.AsAsync(null);
        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/api/v1/campaigns"));
        Assert.Equal((HttpStatusCode.Forbidden, "token.not-allowed"), Refused(await client.PostAsync("/api/v1/tokens", new { name = "nữa", expiresOn = "2026-12-01" })));
        var own = Assert.Single((await client.JsonAsync("/api/v1/tokens")).EnumerateArray());
        Assert.Equal(("Máy tổng hợp", true), (own.GetProperty("name").GetString(), own.GetProperty("lastUsedAt").ValueKind != System.Text.Json.JsonValueKind.Null));
        Assert.Equal(HttpStatusCode.Forbidden, await client.StatusAsync("/api/v1/tokens?all=true"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await api.AsAsync("bandanvan")).PostAsync($"/api/v1/tokens/{own.GetProperty("id").GetString()}/revoke", new { })).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await api.AsAsync("quantri")).PostAsync($"/api/v1/tokens/{own.GetProperty("id").GetString()}/revoke", new { })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync("/api/v1/campaigns"));
        await NothingSecretIsKeptAsync(token);
    }

    [Fact]
    public async Task HandOver_ToSomebodyOfTheSameBody_MovesDraftsAndEndsTheAccount()
    {
        var (admin, from, to, far) = (await api.AsAsync("quantri"), Person("reporter"), Person("reporter"), Person("reporter", Demo.KhunHa, Demo.KhunHaCommittee));
        using var browser = await JoinAsync(from);
        var (fromId, toId, farId) = (await IdAsync(from.userName), (await admin.PostAsync("/api/v1/accounts", to)).Id, (await admin.PostAsync("/api/v1/accounts", far)).Id);
        var report = await (await api.AsAsync(from.userName)).PostAsync("/api/v1/reports", new { campaign = Demo.Campaign, unitId = Demo.BinhLu, bodyId = Demo.BinhLuCommittee, period = "2026-02", figures = new[] { new { metric = "models_registered", value = 3 } } });
        Assert.Equal(HttpStatusCode.Created, report.Status);

        Assert.Equal("account.receiver-unknown", (await admin.PostAsync($"/api/v1/accounts/{fromId}/hand-over", new { })).Code);
        Assert.Equal("account.receiver-elsewhere", (await admin.PostAsync($"/api/v1/accounts/{fromId}/hand-over", new { toId = farId })).Code);
        var done = await admin.PostAsync($"/api/v1/accounts/{fromId}/hand-over", new { toId });

        Assert.Equal((HttpStatusCode.OK, "disabled", 1), (done.Status, done.Json.GetProperty("state").GetString(), done.Json.GetProperty("handedOver").GetProperty("reports").GetInt32()));
        await using var db = api.Host.Get<Store>().Read();
        Assert.Equal(toId, await db.Reports.Where(r => r.Id == report.Id).Select(r => r.EnteredBy).SingleAsync(Ct));
        Assert.Equal(HttpStatusCode.Found, (await browser.OpenAsync("/tai-khoan")).Status);
    }

    [Theory]
    [InlineData("//xau.example")]
    [InlineData("/\\xau.example")]
    [InlineData("https://xau.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task ReturnUrl_OutsideThisSite_IsDropped(string returnUrl)
    {
        using var browser = new FormClient(api.Host.Address);

        Assert.Equal("/", (await browser.SignInAsync("quantri", DemoAccounts.Password, returnUrl)).To);
        await browser.OpenAsync("/dang-nhap");
        Assert.Equal("/", (await browser.PostOpenAsync("/dang-nhap/demo", null, ("user", "quantri"), ("returnUrl", returnUrl))).To);
    }

    [Theory]
    [InlineData("/dang-nhap")]
    [InlineData("/dang-nhap/ma")]
    [InlineData("/dang-nhap/demo")]
    [InlineData("/dang-xuat")]
    [InlineData("/tai-khoan")]
    public async Task Form_WithoutItsToken_IsRefused(string path)
    {
        using var browser = new FormClient(api.Host.Address);
        await browser.DemoAsync("hoinongdan");

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostOpenAsync(path, "sign-out", ("user", "quantri"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/tai-khoan")).Status);
    }

    [Fact]
    public async Task SignIn_WithACookieFromBefore_MakesAnother()
    {
        using var browser = new FormClient(api.Host.Address);
        await browser.DemoAsync("hoinongdan");
        var before = browser.CookieOf("danvan");
        await browser.SignInAsync("quantri", DemoAccounts.Password);

        Assert.NotNull(before);
        Assert.NotEqual(before, browser.CookieOf("danvan"));
        browser.SetCookie("danvan", "CfDJ8-made-up");
        Assert.Equal(HttpStatusCode.Found, (await browser.OpenAsync("/tai-khoan")).Status);
    }

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);

    private static string NewName() => $"thu-{Interlocked.Increment(ref s_people)}";

    private static NewPerson Person(string role, string unit = Demo.BinhLu, string body = Demo.BinhLuCommittee) =>
        role is "reporter" or "approver" ? new(NewName(), "Người thử", role, unit, body) : new(NewName(), "Người thử", role, null, null);

    /// <summary>Invited, with a password, and signed in.</summary>
    private async Task<FormClient> JoinAsync(NewPerson person)
    {
        var invited = await (await api.AsAsync("quantri")).PostAsync("/api/v1/accounts", person);
        Assert.True(invited.Status == HttpStatusCode.Created, invited.Text);
        var browser = new FormClient(api.Host.Address);
        Assert.Equal("/", (await browser.PostAsync(invited.Json.GetProperty("link").GetString()!, "set-password", ("new", Password), ("again", Password))).To);
        return browser;
    }

    private async Task<string> IdAsync(string userName)
    {
        await using var db = api.Host.Get<Store>().Read();
        return await db.Accounts.Where(a => a.UserName == userName).Select(a => a.Id).SingleAsync(Ct);
    }

    private async Task<string> AuditAsync(string action, string subject)
    {
        await using var db = api.Host.Get<Store>().Read();
        return await db.Audit.Where(a => a.Action == action && a.Subject == subject).OrderByDescending(a => a.Number).Select(a => a.Detail).FirstAsync(Ct);
    }

    private async Task NothingSecretIsKeptAsync(params string[] secrets)
    {
        await using var db = api.Host.Get<Store>().Read();
        var texts = (await db.Audit.Select(a => a.Detail).ToListAsync(Ct)).Concat(await db.Idempotency.Select(i => i.Response).ToListAsync(Ct))
            .Concat(await db.AccountLinks.Select(l => l.Hash).ToListAsync(Ct)).Concat(await db.Tokens.Select(t => t.Hash).ToListAsync(Ct))
            .Concat(await db.RecoveryCodes.Select(c => c.Hash).ToListAsync(Ct)).Concat(await db.Accounts.Select(a => a.PasswordHash + a.TwoFactorSecret).ToListAsync(Ct)).ToList();
        Assert.All(secrets, s => Assert.DoesNotContain(texts, t => t.Contains(s, StringComparison.Ordinal)));
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Where(char.IsLetterOrDigit).Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
    }

#pragma warning disable IDE1006, SA1300 // Members as the API names them.
    private sealed record NewPerson(string userName, string displayName, string role, string? unitId, string? bodyId);
#pragma warning restore IDE1006, SA1300
}
