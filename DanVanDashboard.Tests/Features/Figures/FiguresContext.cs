using System.Globalization;
using System.Security.Claims;
using Bunit;
using DanVanDashboard.Access;
using DanVanDashboard.Features.Documents;
using DanVanDashboard.Features.Figures;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace DanVanDashboard.Tests.Features.Figures;

/// <summary>A renderer with the words, in one language, and with a store and someone who is signed in where the test gives them.</summary>
internal sealed class FiguresContext : BunitContext
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public FiguresContext(string language = "vi", FiguresStore? store = null, string? user = null)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddFigures();
        Services.AddDocuments();
        if (store is not null)
        {
            Services.AddSingleton(store.Store).AddSingleton(store.Reference).AddSingleton(new DanVanDashboard.Projection.MetricBook(store.Store, store.Metrics)).AddSingleton(store.Options).AddSingleton(FiguresStore.Clock)
                .AddSingleton(store.Metrics).AddSingleton<DanVanDashboard.Live.LiveFeed>().AddSingleton<DanVanDashboard.Projection.CampaignCubes>().AddSingleton<DanVanDashboard.Projection.AskedFigureQueries>()
                .AddSingleton<DanVanDashboard.Projection.RegistryCounts>().AddSingleton<DanVanDashboard.Projection.OpenDifferenceQueries>()
                .AddSingleton(store.Actors).AddScoped<CurrentActor>().AddSingleton<AuthenticationStateProvider>(new SignedIn("u-" + user));
        }

        SetRendererInfo(new("Server", isInteractive: true));
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    protected override void Dispose(bool disposing)
    {
        CultureInfo.CurrentUICulture = _before;
        base.Dispose(disposing);
    }

    // bUnit's own stand-in needs an assembly of WebAssembly that is not here.
    private sealed class SignedIn(string id) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id)], "test"))));
    }
}
