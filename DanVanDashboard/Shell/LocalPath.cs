using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Shell;

/// <summary>Addresses inside this site.</summary>
internal static class LocalPath
{
    /// <summary>The path of the page on the screen, with its leading slash, without query and fragment.</summary>
    public static string ToLocalPath(this NavigationManager navigation) =>
        "/" + navigation.ToBaseRelativePath(navigation.Uri).Split('?', '#')[0];

    /// <summary>The page on the screen in another language: the same path and filters, with <c>lang</c> set.</summary>
    public static string InLanguage(this NavigationManager navigation, string language) =>
        "/" + navigation.ToBaseRelativePath(navigation.GetUriWithQueryParameter(UiCulture.Query, language).Split('#')[0]);

    /// <summary>
    /// True for an address on this site that is safe to go to after signing in: "/…", but neither "//host" nor "/\host",
    /// which browsers take for another site.
    /// </summary>
    public static bool IsSafe(string? url) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}
