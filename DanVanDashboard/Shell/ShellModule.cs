using System.Text.Encodings.Web;
using System.Text.Unicode;
using DanVanDashboard.Access;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.WebEncoders;

namespace DanVanDashboard.Shell;

/// <summary>The frame of the site: document, layout, navigation, languages, headers, error pages.</summary>
internal static class ShellModule
{
    private const string Fonts = "/build/fonts";

    /// <summary>Blazor Server, words, and what sign-in shows. Authentication and antiforgery keys come from Access.</summary>
    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddLocalization();
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents().AddInteractiveServerComponents(o => o.DetailedErrors = builder.Environment.IsDevelopment())
            // The page's script counts the server as gone after 15 s of silence (connection.js).
            .AddHubOptions(o => o.KeepAliveInterval = TimeSpan.FromSeconds(5));
        services.AddScoped<CircuitCulture>();
        services.AddScoped<CircuitHandler>(s => s.GetRequiredService<CircuitCulture>());
        services.AddSingleton(s => DemoSignIn.From(s.GetRequiredService<IConfiguration>(), s.GetRequiredService<IHostEnvironment>()));
        // Vietnamese letters stay letters in the HTML, which saves a third of its bytes.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return builder;
    }

    /// <summary>The part of the pipeline that stands before authentication.</summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/loi", createScopeForErrors: true);
        }
        app.UseSecurityHeaders();
        app.UseOriginCheck();
        app.UseUiCulture();
        app.UseStatusCodePagesWithReExecute("/loi/{0}");
        app.Use(static (context, next) =>
        {
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
            {
                // The page that says what went wrong is only shown: a form that was refused is not posted to it.
                context.Request.Method = HttpMethods.Get;
            }

            // Words are for people; a program reads the status.
            if (!WantsPage(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }
            return next(context);
        });
        app.Use(static (context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(Fonts, StringComparison.Ordinal))
            {
                // The style sheet names fonts without a fingerprint; they change as good as never.
                context.Response.OnStarting(static state =>
                {
                    var response = ((HttpContext)state).Response;
                    if (response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                    {
                        response.Headers.CacheControl = "public, max-age=2592000";
                    }
                    return Task.CompletedTask;
                }, context);
            }
            return next(context);
        });
        return app;
    }

    /// <summary>The part after authentication and authorisation: antiforgery, assets for everyone, and the pages.</summary>
    public static WebApplication MapShell(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>()
            // Our own policy (SecurityHeaders) forbids framing; Blazor's would be a second header.
            .AddInteractiveServerRenderMode(static o => o.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    private static bool WantsPage(HttpRequest request) =>
        request.Headers.Accept.Any(static a => a?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true)
        && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
