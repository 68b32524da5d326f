using System.Globalization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace DanVanDashboard.Shell;

/// <summary>
/// The languages of the screen. Words follow the chosen language; numbers, dates and sorting stay Vietnamese (vi-VN) in
/// both, because officials quote figures across the two.
/// </summary>
internal static class UiCulture
{
    public const string Default = "vi";
    public const string Query = "lang";
    public const string Cookie = "ngon-ngu";

    private static readonly CultureInfo Formats = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>Code and own name of every language of the screen.</summary>
    public static IReadOnlyList<(string Code, string Name)> Languages { get; } = [("vi", "Tiếng Việt"), ("en", "English")];

    /// <summary>The language in force here and now.</summary>
    public static string Language => Known(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? Default;

    /// <summary>Puts a language in force for the current flow; an unknown one counts as Vietnamese.</summary>
    public static void Apply(string language)
    {
        CultureInfo.CurrentCulture = Formats;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Known(language) ?? Default);
    }

    /// <summary>The language by the query (<c>?lang=en</c>, kept in a cookie), else by the cookie, else Vietnamese.</summary>
    public static IApplicationBuilder UseUiCulture(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var asked = Known(context.Request.Query[Query]);
        Apply(asked ?? Known(context.Request.Cookies[Cookie]) ?? Default);
        if (asked is not null && asked != context.Request.Cookies[Cookie])
        {
            context.Response.Cookies.Append(Cookie, asked, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
            });
        }
        return next(context);
    });

    private static string? Known(string? code) => Languages.FirstOrDefault(l => l.Code == code).Code;
}

/// <summary>
/// Keeps the language of a circuit: its events arrive over a socket whose cookie may meanwhile name another language
/// (another tab), so the language of the page is held here and put in force before each of them.
/// </summary>
internal sealed class CircuitCulture : CircuitHandler
{
    private string? _language;

    /// <summary>Fixes the language; called once by the root component.</summary>
    public void Hold(string language)
    {
        _language = language;
        UiCulture.Apply(language);
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) => activity =>
    {
        if (_language is { } language)
        {
            UiCulture.Apply(language);
        }
        return next(activity);
    };
}
