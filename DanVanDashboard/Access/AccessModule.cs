using System.Security.Claims;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;
using DanVanDashboard.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace DanVanDashboard.Access;

/// <summary>Sign-in, tokens and the actor: everything asks for a signed-in person unless it says otherwise.</summary>
internal static class AccessModule
{
    private const string CookieOrBearer = "cookie-or-bearer";

    public static IServiceCollection AddAccess(this IServiceCollection services, DanVanOptions options)
    {
        services.AddSingleton<Tokens>().AddSingleton<Actors>().AddSingleton<Visits>();
        services.AddSingleton<Passwords>().AddSingleton<SignInLimits>().AddSingleton<Stamps>().AddSingleton<SecondFactor>().AddSingleton<FirstStart>();
        services.AddScoped<SignIn>().AddScoped<CurrentActor>();
        services.AddDataProtection().SetApplicationName("DanVanDashboard").PersistKeysToFileSystem(new(Path.Combine(options.DataDirectory, "keys")));
        services.AddIdentityCore<AccountRow>().AddSignInManager().AddUserStore<AccountStore>().AddClaimsPrincipalFactory<AccountClaims>();
        services.AddSingleton<IPasswordHasher<AccountRow>, PasswordHasher<AccountRow>>();
        services.AddAuthentication(o => o.DefaultScheme = CookieOrBearer)
            .AddPolicyScheme(CookieOrBearer, null, o =>
            {
                o.ForwardDefaultSelector = static c => BearerHandler.TokenOf(c.Request) is null ? IdentityConstants.ApplicationScheme : BearerHandler.Scheme_;
                o.ForwardSignIn = o.ForwardSignOut = IdentityConstants.ApplicationScheme;
            })
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Scheme_, null)
            .AddIdentityCookies(cookies =>
            {
                cookies.ApplicationCookie!.Configure(Cookie);
                cookies.TwoFactorUserIdCookie!.Configure(static o =>
                {
                    o.Cookie.Name = "danvan-buoc-2";
                    o.Cookie.HttpOnly = true;
                    o.Cookie.SameSite = SameSiteMode.Strict;
                    o.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                });
            });
        services.AddAntiforgery(static o =>
        {
            o.Cookie.Name = "danvan-bieu-mau";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    /// <summary>Has open pages ask whether their sign-in still holds. After Blazor's own services: those add a provider that never asks again, and the last one counts.</summary>
    public static IServiceCollection AddCircuitSignIn(this IServiceCollection services) => services.AddScoped<AuthenticationStateProvider, RevalidatingSignIn>();

    public static void MapAccess(this IEndpointRouteBuilder routes) => routes.MapSignIn();

    private static void Cookie(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions o)
    {
        o.Cookie.Name = "danvan";
        o.Cookie.HttpOnly = true;
        o.Cookie.SameSite = SameSiteMode.Lax;
        o.LoginPath = "/dang-nhap";
        o.ReturnUrlParameter = "returnUrl";
        o.AccessDeniedPath = "/khong-co-quyen";
        o.ExpireTimeSpan = TimeSpan.FromHours(12);
        o.SlidingExpiration = true;
        // A program reads the status; only people are sent to the sign-in page.
        o.Events.OnValidatePrincipal = ValidateAsync;
        o.Events.OnRedirectToLogin = c => Redirect(c, StatusCodes.Status401Unauthorized);
        o.Events.OnRedirectToAccessDenied = c => Redirect(c, StatusCodes.Status403Forbidden);
    }

    /// <summary>A sign-in whose stamp is no longer that of the account ends here, with the next request.</summary>
    private static async Task ValidateAsync(Microsoft.AspNetCore.Authentication.Cookies.CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        // While the store is not ready there is nothing to ask; every request but health and assets is answered 503 then.
        if (services.GetRequiredService<CampaignCubes>().Ready && !await services.GetRequiredService<Stamps>().HoldsAsync(context.Principal, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            context.HttpContext.Response.Cookies.Delete("danvan");
        }
    }

    private static Task Redirect(RedirectContext<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions> context, int status)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/api", StringComparison.Ordinal) || path.StartsWithSegments("/hubs", StringComparison.Ordinal) || path.StartsWithSegments("/_blazor", StringComparison.Ordinal)
            || path.StartsWithSegments("/openapi", StringComparison.Ordinal))
        {
            context.Response.StatusCode = status;
            return path.StartsWithSegments("/api", StringComparison.Ordinal) && status == StatusCodes.Status401Unauthorized
                ? context.HttpContext.RequestServices.GetRequiredService<Api.Problems>().Of("request.not-signed-in").ExecuteAsync(context.HttpContext)
                : Task.CompletedTask;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }
}

/// <summary>What a sign-in carries: the account, its role for navigation, and names to show. Rights are never read from here.</summary>
internal sealed class AccountClaims(UserManager<AccountRow> users, IOptions<IdentityOptions> options, ReferenceData reference)
    : UserClaimsPrincipalFactory<AccountRow>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(AccountRow user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(ClaimTypes.Role, Wire.Name(user.Role)));
        identity.AddClaim(new(ShellClaims.DisplayName, user.DisplayName));
        if (reference.Current.Bodies.Find(user.BodyId) is { } body)
        {
            identity.AddClaim(new(ShellClaims.Body, body.NameOn(LocalDay.Of(DateTime.UtcNow))));
        }

        return identity;
    }
}

/// <summary>Ends a circuit whose account was disabled or whose security stamp changed, within half a minute.</summary>
internal sealed class RevalidatingSignIn(ILoggerFactory logs, Stamps stamps)
    : Microsoft.AspNetCore.Components.Server.RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(15);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        await stamps.HoldsAsync(authenticationState.User, cancellationToken);
}

/// <summary>The actor of a page or circuit.</summary>
internal sealed class CurrentActor(Actors actors, AuthenticationStateProvider state, TimeProvider clock)
{
    /// <summary>How old the actor of a page that only reads may be.</summary>
    private static readonly TimeSpan s_recent = TimeSpan.FromSeconds(10);

    private Domain.Access.Actor? _known;
    private DateTimeOffset _at;

    /// <summary>The actor, asked afresh: for everything that a person does.</summary>
    public async Task<Domain.Access.Actor?> GetAsync(CancellationToken ct = default)
    {
        var asked = clock.GetUtcNow();
        _known = await actors.OfAsync((await state.GetAuthenticationStateAsync()).User, ct);
        _at = asked;
        return _known;
    }

    /// <summary>The actor as of the last ten seconds: for a page that repaints itself. What was taken away is gone within them.</summary>
    public ValueTask<Domain.Access.Actor?> RecentAsync() =>
        _known is not null && clock.GetUtcNow() - _at < s_recent ? new(_known) : new(GetAsync());
}
