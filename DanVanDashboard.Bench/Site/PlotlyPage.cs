using Microsoft.AspNetCore.Http;

namespace DanVanDashboard.Bench.Site;

/// <summary>Our own overview, with the map and the tiles taken out and left to plotly.js.</summary>
internal static class PlotlyPage
{
    public static Task Rewrite(HttpContext context, RequestDelegate next) => next(context);
}
