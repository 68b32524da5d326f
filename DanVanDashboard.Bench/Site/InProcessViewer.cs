using System.Collections.Concurrent;
using System.Security.Claims;
using DanVanDashboard.Features.Overview;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

#pragma warning disable BL0006 // What a renderer of one's own is made of.
namespace DanVanDashboard.Bench.Site;

/// <summary>
/// Somebody who looks at the overview, without a browser: the real page in a scope of its own such as a circuit has, rendered and
/// compared by a real renderer, subscribed to the real feed. Only what a circuit sends over its line goes nowhere.
/// </summary>
internal sealed class InProcessViewer : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly Painter _painter;

    private InProcessViewer(AsyncServiceScope scope, Painter painter) => (_scope, _painter) = (scope, painter);

    /// <summary>Batches of changes so far.</summary>
    public long Renders => _painter.Renders;

    /// <summary>When the one of that number, counted from 1, was ready to be sent: milliseconds since 1970.</summary>
    public double RenderedAt(long number) => _painter.At(number);

    public static async Task<InProcessViewer> SitAsync(BenchSite site)
    {
        var account = await site.AccountAsync("thuongtruc");
        var scope = site.Scope();
        var services = scope.ServiceProvider;
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.Id), new(ClaimTypes.Name, account.UserName)], "bench"));
        ((IHostEnvironmentAuthenticationStateProvider)services.GetRequiredService<AuthenticationStateProvider>()).SetAuthenticationState(Task.FromResult(new AuthenticationState(principal)));
        ((IHostEnvironmentNavigationManager)services.GetRequiredService<NavigationManager>()).Initialize(site.Address + "/", site.Address + "/");
        var painter = new Painter(services);
        await painter.ShowAsync();
        return new(scope, painter);
    }

    public async ValueTask DisposeAsync()
    {
        await _painter.DisposeAsync();
        await _scope.DisposeAsync();
    }

    private sealed class Painter(IServiceProvider services) : Renderer(services, NullLoggerFactory.Instance)
    {
        private Exception? _failure;
        private readonly ConcurrentDictionary<long, double> _at = new();
        private long _renders;

        public long Renders => _failure is null ? Interlocked.Read(ref _renders) : throw new InvalidOperationException("A viewer's page failed", _failure);

        public double At(long number) => _at[number];

        public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

        protected override RendererInfo RendererInfo { get; } = new("Server", isInteractive: true);

        public Task ShowAsync() => Dispatcher.InvokeAsync(() => RenderRootComponentAsync(AssignRootComponentId(InstantiateComponent(typeof(OverviewPage)))));

        protected override Task UpdateDisplayAsync(in RenderBatch renderBatch)
        {
            _at[_renders + 1] = CommitClock.Now;
            Interlocked.Increment(ref _renders);
            return Task.CompletedTask;
        }

        protected override void HandleException(Exception exception) => _failure = exception;
    }
}
