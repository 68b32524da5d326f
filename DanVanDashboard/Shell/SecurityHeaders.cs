namespace DanVanDashboard.Shell;

/// <summary>
/// What every answer tells the browser to refuse. The policy knows no inline script, no inline style and no other
/// origin; <c>base-uri</c> is the own origin because Blazor needs the base element.
/// </summary>
internal static class SecurityHeaders
{
    /// <summary>Sets the headers before anything else writes; put it after the exception handler, before all others.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        var production = app.ApplicationServices.GetRequiredService<IHostEnvironment>().IsProduction();
        return app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy(context.Request);
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), fullscreen=(self), screen-wake-lock=(self)";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (production && context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000";
            }
            return next(context);
        });
    }

    /// <summary>The socket is named too: older browsers do not count it as 'self'.</summary>
    private static string Policy(HttpRequest request)
    {
        var socket = request.Host.HasValue ? $" {(request.IsHttps ? "wss" : "ws")}://{request.Host.ToUriComponent()}" : "";
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
            + $"connect-src 'self'{socket}; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'; object-src 'none'";
    }
}
