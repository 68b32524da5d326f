namespace DanVanDashboard.Shell;

/// <summary>
/// The theme that a person chose. It travels in a cookie that the page's script writes, so that the server puts it into
/// the first byte of the document and no other theme flashes up.
/// </summary>
internal static class Theme
{
    public const string Cookie = "giao-dien";

    /// <summary>"light" or "dark", or <see langword="null"/> to follow the system.</summary>
    public static string? Of(HttpContext? context) =>
        context?.Request.Cookies[Cookie] is { } chosen and ("light" or "dark") ? chosen : null;
}
