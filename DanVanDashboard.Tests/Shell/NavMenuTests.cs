using System.Globalization;
using System.Security.Claims;
using Bunit;
using DanVanDashboard.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Tests.Shell;

public sealed class NavMenuTests : BunitContext
{
    public NavMenuTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi");
        Services.AddLocalization();
        ComponentFactories.AddStub<InboxBadge>();
    }

    private static ClaimsPrincipal Person(params string[] roles) =>
        new(new ClaimsIdentity(roles.Select(r => new Claim(ClaimTypes.Role, r)), "test"));

    private IRenderedComponent<NavMenu> Show(string path)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(path);
        return Render<NavMenu>(p => p.Add(c => c.User, Person()));
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/?ky=2026", "/")]
    [InlineData("/so-lieu", "/so-lieu")]
    [InlineData("/so-lieu?phong-trao=x", "/so-lieu")]
    [InlineData("/so-lieu/nguon/7", "/so-lieu")]
    public void Show_OnAPage_MarksItAndNoOther(string path, string expected) =>
        Assert.Equal([expected], Show(path).FindAll("[aria-current=page]").Select(a => a.GetAttribute("href")));

    [Fact]
    public void Show_OnAPageThatOnlyBeginsAlike_MarksNone() =>
        Assert.Empty(Show("/so-lieu-khac").FindAll("[aria-current=page]"));

    [Fact]
    public void Show_Always_KeepsTheOrderOfTheList() =>
        Assert.Equal(
            NavItem.All.Where(i => i.IsFor(Person())).OrderBy(i => i.Group).Select(i => i.Href),
            Show("/").FindAll("a.nav-link").Select(a => a.GetAttribute("href")!));

    [Fact]
    public void IsFor_Roles_NeedsOneOfThem()
    {
        var item = new NavItem("/quan-tri", "nav.x", NavGroup.System, "x", ["Administrator", "Board"]);

        Assert.True(item.IsFor(Person("Board")));
        Assert.False(item.IsFor(Person("Reporter")));
        Assert.False(item.IsFor(Person()));
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public void All_EveryItemAndGroup_HasItsWords(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var text = Services.GetRequiredService<IStringLocalizer<ShellText>>();
        var keys = NavItem.All.Select(i => i.Key)
            .Concat(Enum.GetValues<NavGroup>().Where(g => g != NavGroup.Main).Select(g => $"nav.group.{g}"));

        Assert.DoesNotContain(keys, k => text[k].ResourceNotFound);
    }
}
