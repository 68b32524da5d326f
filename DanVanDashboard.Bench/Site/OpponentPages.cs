using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace DanVanDashboard.Bench.Site;

/// <summary>The hub of the bare page: nothing but a number, sent to all.</summary>
internal sealed class BareHub : Hub;

/// <summary>
/// What the program is measured against, served by the same server: a bare SignalR page, a page that polls, and our own page
/// with the map and the tiles left to plotly.js.
/// </summary>
internal sealed class OpponentPages(CommitClock clock, IHubContext<BareHub> hub) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next)
    {
        // On the Writer's thread, at the commit itself: nothing that is sent from the server can leave earlier.
        clock.Counted += number => _ = hub.Clients.All.SendAsync("number", number);
        clock.Changed += change => _ = hub.Clients.All.SendAsync("changed", change.Event.UnitId, change.Event.Sequence);
        return app =>
        {
            app.Map("/bench", Bench);
            app.Use(PlotlyPage.Rewrite);
            next(app);
        };
    }

    private void Bench(IApplicationBuilder app)
    {
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "pages")),
            OnPrepareResponse = PreferCompressed,
        });
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            routes.MapHub<BareHub>("/hub");
            routes.MapGet("/number", () => clock.Registered.ToString(CultureInfo.InvariantCulture));
            routes.MapGet("/clock", () => CommitClock.Now.ToString("R", CultureInfo.InvariantCulture));
        });
    }

    private static void PreferCompressed(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext context) => context.Context.Response.Headers.CacheControl = "no-store";
}
