using System.Security.Claims;

namespace DanVanDashboard.Shell;

/// <summary>The groups of the navigation, in their order on the screen; the first has no title.</summary>
internal enum NavGroup
{
    Main,
    Reporting,
    Assessment,
    System,
}

/// <summary>One page in the navigation.</summary>
/// <param name="Href">Path of the page; it is also current for every path below it.</param>
/// <param name="Key">Key of its name in ShellText.</param>
/// <param name="Icon">Name of its picture in <see cref="Ui.Icon"/>.</param>
/// <param name="Roles">Who sees it; <see langword="null"/> for everyone who is signed in.</param>
internal sealed record NavItem(string Href, string Key, NavGroup Group, string Icon, IReadOnlyList<string>? Roles = null)
{
    /// <summary>Every page of the navigation, in order. A new page adds its line here.</summary>
    public static IReadOnlyList<NavItem> All { get; } =
    [
        new("/", "nav.overview", NavGroup.Main, "overview"),
        new("/so-sanh", "nav.compare", NavGroup.Main, "compare"),
        new("/dien-bien", "nav.trends", NavGroup.Main, "trends"),
        new("/hop-thu", "nav.inbox", NavGroup.Main, "inbox"),
        new("/mo-hinh", "nav.models", NavGroup.Main, "models"),
        new("/trinh-chieu", "nav.presentation", NavGroup.Main, "presentation", ["board", "standing_committee", "council"]),
        new("/bao-cao", "nav.reports", NavGroup.Reporting, "reports"),
        new("/tien-do", "nav.progress", NavGroup.Reporting, "progress"),
        new("/so-lieu", "nav.figures", NavGroup.Reporting, "figures"),
        new("/van-ban", "nav.documents", NavGroup.Reporting, "documents"),
        new("/xac-nhan-so-lieu", "nav.confirm", NavGroup.Reporting, "check", ["reporter", "approver"]),
        new("/cong-nhan", "nav.recognition", NavGroup.Assessment, "recognition"),
        new("/khen-thuong", "nav.commendation", NavGroup.Assessment, "commendation"),
        new("/dia-ban", "nav.places", NavGroup.System, "places"),
        new("/quan-tri", "nav.administration", NavGroup.System, "administration", ["board", "administrator"]),
        new("/nhat-ky", "nav.audit", NavGroup.System, "audit", ["board", "administrator"]),
    ];

    public bool IsFor(ClaimsPrincipal user) => Roles is null || Roles.Any(user.IsInRole);

    /// <param name="path">Path of the page on the screen, without a query.</param>
    public bool IsCurrent(string path) =>
        string.Equals(path, Href, StringComparison.OrdinalIgnoreCase)
        || (Href != "/" && path.StartsWith(Href + "/", StringComparison.OrdinalIgnoreCase));
}
