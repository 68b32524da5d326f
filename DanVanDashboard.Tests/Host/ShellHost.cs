using System.Security.Claims;
using System.Text.Encodings.Web;
using DanVanDashboard.Shell;
using DanVanDashboard.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DanVanDashboard.Tests.Host;

/// <summary>The frame alone over HTTP: its real pipeline, with a stand-in for who is signed in and no store.</summary>
internal sealed class ShellHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ShellHost(WebApplication app) => _app = app;

    public static async Task<ShellHost> StartAsync(string environment = "Production", params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ShellModule).Assembly.GetName().Name,
            ContentRootPath = SourceTree.Site,
            EnvironmentName = environment,
        });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, string? (s) => s.Value));
        builder.AddShell();
        builder.Services.AddSingleton<TimeProvider>(new FixedClock(new DateTimeOffset(2026, 10, 14, 7, 0, 0, TimeSpan.Zero)));
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, Nobody>("test", null);
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseShell();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapShell();
        app.MapGet("/thu/van-hoa", () => $"{System.Globalization.CultureInfo.CurrentCulture.Name} {System.Globalization.CultureInfo.CurrentUICulture.Name} {1178:N0} {59.7:N1}");
        app.MapGet("/thu/loi", string () => throw new InvalidOperationException("for the test"));
        app.MapMethods("/hubs/thu", ["GET", "POST"], () => "through");
        app.MapGet("/api/v1/thu", () => "through");
        await app.StartAsync();
        return new ShellHost(app);
    }

    public HttpClient Client(string origin = "http://localhost") => new(_app.GetTestServer().CreateHandler()) { BaseAddress = new Uri(origin) };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private sealed class Nobody(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());
    }
}
