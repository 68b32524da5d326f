using Microsoft.AspNetCore.Http.Features;

namespace DanVanDashboard.Shell;

/// <summary>
/// Refuses what another site's page sends to the live connections. A browser attaches the cookie to a WebSocket whatever
/// page opens it, and no CORS rule applies, so the Origin header is the only defence.
/// </summary>
internal static class OriginCheck
{
    /// <summary>Answers 403 to a foreign WebSocket, and to a foreign unsafe request below /_blazor and /hubs.</summary>
    public static IApplicationBuilder UseOriginCheck(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (Concerns(context) && !IsOwn(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        return next(context);
    });

    private static bool Concerns(HttpContext context)
    {
        var request = context.Request;
        if (IsWebSocket(context))
        {
            return true;
        }
        var isLive = request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
            || request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase);
        return isLive && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
    }

    private static bool IsWebSocket(HttpContext context) =>
        context.Request.Headers.Upgrade.Any(v => string.Equals(v, "websocket", StringComparison.OrdinalIgnoreCase))
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    /// <summary>
    /// The own host and port. A page that was loaded without TLS is not the own one when this request has it; the other
    /// way round is a proxy that ends TLS. Without an Origin only a client that is no browser, with a token, may pass.
    /// </summary>
    private static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0)
        {
            return request.Headers.Authorization is [{ } authorization]
                && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
        }
        if (origin.Count != 1 || !Uri.TryCreate(origin[0], UriKind.Absolute, out var page) || page.Scheme is not ("http" or "https"))
        {
            return false;
        }
        var port = request.Host.Port ?? (page.Scheme == Uri.UriSchemeHttps ? 443 : 80);
        return string.Equals(page.IdnHost, request.Host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase) && page.Port == port
            && !(request.IsHttps && page.Scheme == Uri.UriSchemeHttp);
    }
}
