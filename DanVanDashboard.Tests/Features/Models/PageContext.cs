using System.Globalization;
using System.Security.Claims;
using Bunit;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Features.Models;
using DanVanDashboard.Files;
using DanVanDashboard.Features.Plan;
using DanVanDashboard.Features.Progress;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace DanVanDashboard.Tests.Features.Models;

/// <summary>Pages over a real store, for someone who is signed in, in one language, with a circuit.</summary>
internal sealed class PageContext : BunitContext
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public PageContext(TestStore store, string user, string language = "vi")
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Services.AddLogging().AddLocalization().AddModels().AddProgress().AddPlan().AddFiles().AddSingleton<AntiforgeryStateProvider, NoToken>();
        Services.AddSingleton(store.Options).AddSingleton<TimeProvider>(store.Clock).AddSingleton(store.Store).AddSingleton(store.Get<ReferenceData>()).AddSingleton(store.Cubes)
            .AddSingleton(store.Feed).AddSingleton(store.Writer).AddSingleton<CoverageQueries>().AddSingleton<ClusterQueries>().AddSingleton<TargetQueries>().AddSingleton<DeskFeed>().AddSingleton<StaleModels>().AddSingleton<ProblemWords>().AddSingleton(store.Get<Actors>()).AddScoped<CurrentActor>();
        var id = store.ActorAsync(user).GetAwaiter().GetResult().UserId;
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn(id));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    /// <summary>A page at an address.</summary>
    public IRenderedComponent<TPage> Open<TPage>(string address, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render(parameters ?? (_ => { }));
    }

    protected override void Dispose(bool disposing)
    {
        CultureInfo.CurrentUICulture = _before;
        base.Dispose(disposing);
    }

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }

    private sealed class SignedIn(string id) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id)], "test"))));
    }
}
