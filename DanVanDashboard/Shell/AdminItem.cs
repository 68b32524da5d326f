using System.Security.Claims;

namespace DanVanDashboard.Shell;

/// <summary>One page of the administration.</summary>
/// <param name="Href">Path of the page.</param>
/// <param name="Key">Key of its name in ShellText.</param>
/// <param name="Roles">Who sees it.</param>
internal sealed record AdminItem(string Href, string Key, IReadOnlyList<string> Roles)
{
    /// <summary>Every page of the administration, in order. A new page adds its line here and takes <see cref="AdminLayout"/>.</summary>
    public static IReadOnlyList<AdminItem> All { get; } =
    [
        new("/quan-tri", "admin.index", ["board", "administrator"]),
        new("/quan-tri/phong-trao", "admin.campaigns", ["board", "administrator"]),
        new("/quan-tri/linh-vuc", "admin.taxonomy", ["board", "administrator"]),
        new("/quan-tri/don-vi", "admin.bodies", ["board", "administrator"]),
        new("/quan-tri/cum-thi-dua", "admin.clusters", ["board", "administrator"]),
        new("/quan-tri/chi-tieu", "admin.targets", ["board", "administrator"]),
        new("/quan-tri/ky-bao-cao", "admin.periods", ["board", "administrator"]),
        new("/quan-tri/tieu-chi", "admin.criteria", ["board", "administrator"]),
        new("/quan-tri/mau-trinh-chieu", "admin.deck-template", ["board", "administrator"]),
        new("/quan-tri/tai-khoan", "admin.accounts", ["board", "administrator"]),
        new("/quan-tri/ma-truy-cap", "admin.tokens", ["administrator"]),
    ];

    public bool IsFor(ClaimsPrincipal user) => Roles.Any(user.IsInRole);

    /// <param name="path">Path of the page on the screen, without a query.</param>
    public bool IsCurrent(string path) =>
        string.Equals(path, Href, StringComparison.OrdinalIgnoreCase) || (Href != "/quan-tri" && path.StartsWith(Href + "/", StringComparison.OrdinalIgnoreCase));
}
