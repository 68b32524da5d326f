using System.Net;
using System.Reflection;
using DanVanDashboard.Shell;
using DanVanDashboard.Tests.Api;
using DanVanDashboard.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Tests.Accounts;

/// <summary>Each page as each role, by its address: what the navigation hides is refused too.</summary>
[Trait("Category", "Security")]
public sealed class PageRightsTests(ApiHost api) : IClassFixture<ApiHost>
{
    // Role and demo account, in the order of the role's table.
    private static readonly (string Role, string User)[] s_people =
        [("standing_committee", "thuongtruc"), ("board", "bandanvan"), ("approver", "duyet-binhlu"), ("reporter", "xa-binhlu"), ("council", "hoidong"), ("administrator", "quantri")];

    private static readonly (string Route, Type Page)[] s_pages = typeof(App).Assembly.GetTypes()
        .SelectMany(t => t.GetCustomAttributes<RouteAttribute>().Select(r => (r.Template, t))).OrderBy(p => p.Template, StringComparer.Ordinal).ToArray();

    [Fact]
    public async Task Page_AskedForByNobody_LeadsToTheSignIn()
    {
        using var nobody = new FormClient(api.Host.Address);
        var wrong = new List<string>();
        foreach (var (route, page) in s_pages.Where(p => p.Page.GetCustomAttribute<AllowAnonymousAttribute>() is null))
        {
            var (status, to) = await nobody.OpenAsync(Address(route));
            if (status != HttpStatusCode.Found || to?.StartsWith("/dang-nhap?returnUrl=", StringComparison.Ordinal) != true)
            {
                wrong.Add($"{route} ({page.Name}): {(int)status} {to}");
            }
        }

        Assert.True(s_pages.Length > 15);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Page_ForEverybody_IsOneOfTheFewThatSayWhoOneIs() =>
        Assert.Equal(
            ["/dang-nhap", "/dang-nhap/ma", "/dat-mat-khau", "/khong-co-quyen", "/loi", "/loi/{Status:int}", "/thiet-lap"],
            s_pages.Where(p => p.Page.GetCustomAttribute<AllowAnonymousAttribute>() is not null).Select(p => p.Route));

    [Fact]
    public void Page_NotForEverybody_SaysSoItself()
    {
        // The server's fallback holds for requests only: an open page whose sign-in ends goes by its own attribute.
        var silent = s_pages.Where(p => p.Page.GetCustomAttribute<AllowAnonymousAttribute>() is null && p.Page.GetCustomAttribute<AuthorizeAttribute>() is null);
        Assert.Empty(silent.Select(p => p.Route));
    }

    [Fact]
    public async Task Page_OfRoles_IsRefusedToEveryOtherByItsAddress()
    {
        var wrong = new List<string>();
        foreach (var (role, user) in s_people)
        {
            using var person = new FormClient(api.Host.Address);
            await person.DemoAsync(user);
            foreach (var (route, page) in s_pages.Where(p => p.Page.GetCustomAttribute<AuthorizeAttribute>()?.Roles is not null))
            {
                var allowed = page.GetCustomAttribute<AuthorizeAttribute>()!.Roles!.Split(',').Contains(role);
                var (status, to) = await person.OpenAsync(Address(route));
                if (allowed ? status is HttpStatusCode.Forbidden or HttpStatusCode.Found && to?.Contains("khong-co-quyen", StringComparison.Ordinal) == true
                            : to?.StartsWith("/khong-co-quyen", StringComparison.Ordinal) != true && status != HttpStatusCode.Forbidden)
                {
                    wrong.Add($"{user} {route}: {(int)status} {to}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Navigation_ShowsAPage_OnlyToThoseWhomThePageLetsIn()
    {
        var byRoute = s_pages.ToDictionary(p => p.Route, p => p.Page.GetCustomAttribute<AuthorizeAttribute>()?.Roles, StringComparer.Ordinal);
        var items = NavItem.All.Select(i => (i.Href, i.Roles)).Concat(AdminItem.All.Select(i => (i.Href, Roles: (IReadOnlyList<string>?)i.Roles))).ToList();

        Assert.Empty(items.Where(i => byRoute[i.Href] is { } roles && (i.Roles is null || i.Roles.Except(roles.Split(',')).Any())).Select(i => i.Href));
        // What is hidden from some is refused to them.
        Assert.Empty(items.Where(i => i.Roles is not null && (byRoute[i.Href] is not { } roles || roles.Split(',').Except(i.Roles).Any())).Select(i => i.Href));
    }

    // A parameter stands for something that is not there; whether one may look at all is decided before.
    private static string Address(string route) => System.Text.RegularExpressions.Regex.Replace(route, @"\{[^}]*\}", "0", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
