using DanVanDashboard.Data;
using DanVanDashboard.Features.Inbox;
using DanVanDashboard.Features.Progress;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;

namespace DanVanDashboard.Hosting;

/// <summary>Store, start, health and the commands.</summary>
internal static class HostingModule
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>Logs, limits and the default address, which settings and <c>--urls</c> override.</summary>
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder, bool command)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        // Development does so by itself. Anywhere else a program that was built but not published would answer its own style sheet with 200 and nothing; a published one has no list of such files, and nothing changes.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        builder.Host.ConfigureHostOptions(o => o.ShutdownTimeout = TimeSpan.FromSeconds(3));
        builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(o => { o.SingleLine = true; o.TimestampFormat = "HH:mm:ss "; });
        }
        else
        {
            builder.Logging.AddJsonConsole(o => { o.UseUtcTimestamp = true; o.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ"; });
        }

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        if (command)
        {
            // A command's output is its answer.
            builder.Logging.SetMinimumLevel(LogLevel.Error);
        }

        return builder;
    }

    /// <summary>Runs until stopped; what a person can mend is said in one line, without a stack trace.</summary>
    public static async Task<int> ServeAsync(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<StartUpService>().TakeLock();
            await app.RunAsync();
            return Environment.ExitCode;
        }
        catch (StartRefusedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"The address is in use by another program: {e.Message} Choose another with --urls.");
            return 1;
        }
    }

    public static IServiceCollection AddStore(this IServiceCollection services, DanVanOptions options) => services
        .AddSingleton(options).AddSingleton(TimeProvider.System)
        .AddSingleton<Store>().AddSingleton<Writer>().AddSingleton<ReferenceData>().AddSingleton<BoundaryAtlas>().AddSingleton<LiveFeed>().AddSingleton<CampaignCubes>()
        .AddSingleton<ICommitListener>(s => s.GetRequiredService<CampaignCubes>())
        .AddSingleton<InboxFeed>().AddSingleton<Inboxes>().AddSingleton<ICommitListener>(s => s.GetRequiredService<Inboxes>())
        .AddSingleton<DeskFeed>().AddSingleton<ICommitListener, Desks>()
        // After the cubes: the disk is not to keep a screen waiting.
        .AddSingleton<AuditHeadLog>().AddSingleton<ICommitListener>(s => s.GetRequiredService<AuditHeadLog>())
        .AddSingleton(s => new MetricBook(s.GetRequiredService<Store>(), ReportedFacts.Load().Metrics)).AddTransient(s => s.GetRequiredService<MetricBook>().Current).AddSingleton<ReportedTotalsQueries>()
        .AddSingleton<TargetQueries>().AddSingleton<AskedFigureQueries>().AddSingleton<PopulationQueries>().AddSingleton<ResourceQueries>().AddSingleton<StaleModels>().AddSingleton<RegistryCounts>().AddSingleton<OpenDifferenceQueries>()
        .AddSingleton<Verifier>().AddSingleton<Seeder>().AddSingleton<DueByClock>().AddSingleton<AuditWitness>().AddSingleton<StartUp>().AddSingleton<ControlSocket>();

    /// <summary>What runs beside the requests; not part of a command.</summary>
    public static IServiceCollection AddServing(this IServiceCollection services) => services
        .AddSingleton<StartUpService>().AddHostedService(s => s.GetRequiredService<StartUpService>())
        .AddHostedService<DueByClockService>().AddHostedService<Simulator>().AddHostedService<MailService>();

    /// <summary>Until the store is ready, everything but health and assets answers 503 and asks to come back.</summary>
    public static void UseReadiness(this WebApplication app) => app.Use(static (context, next) =>
    {
        var path = context.Request.Path;
        if (context.RequestServices.GetRequiredService<CampaignCubes>().Ready || path.StartsWithSegments("/healthz", StringComparison.Ordinal)
            || path.StartsWithSegments("/readyz", StringComparison.Ordinal) || path.StartsWithSegments("/build", StringComparison.Ordinal))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "2";
        // A browser comes back by itself.
        context.Response.Headers["Refresh"] = "2";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("Phần mềm đang khởi động, trang sẽ tự mở lại. / Starting; this page opens by itself.", context.RequestAborted);
    });

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", static () => Results.Text("ok")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/readyz", static (CampaignCubes cubes, ControlSocket socket) => cubes.Ready && socket.Listens ? Results.Text("ready") : Results.Text("starting", statusCode: StatusCodes.Status503ServiceUnavailable))
            .AllowAnonymous().ExcludeFromDescription();
    }
}
