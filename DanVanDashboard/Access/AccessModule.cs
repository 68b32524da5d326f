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
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace DanVanDashboard.Access;

/// <summary>Sign-in, tokens and the actor: everything asks for a signed-in person unless it says otherwise.</summary>
internal static class AccessModule
{
    private const string CookieOrBearer = "cookie-or-bearer";

    public static IServiceCollection AddAccess(this IServiceCollection services, DanVanOptions options)
    {
        services.AddSingleton<Tokens>().AddSingleton<Actors>().AddSingleton<Visits>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<AuthenticationStateProvider, RevalidatingSignIn>();
        services.AddDataProtection().SetApplicationName("DanVanDashboard").PersistKeysToFileSystem(new(Path.Combine(options.DataDirectory, "keys")));
        services.AddIdentityCore<AccountRow>(o =>
        {
            o.Lockout.MaxFailedAccessAttempts = 5;
            o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            o.Password.RequiredLength = 10;
            o.Password.RequireNonAlphanumeric = false;
            o.Password.RequireUppercase = false;
        }).AddSignInManager().AddUserStore<AccountStore>().AddClaimsPrincipalFactory<AccountClaims>();
        services.AddSingleton<IPasswordHasher<AccountRow>, PasswordHasher<AccountRow>>();
        services.AddAuthentication(o => o.DefaultScheme = CookieOrBearer)
            .AddPolicyScheme(CookieOrBearer, null, o =>
            {
                o.ForwardDefaultSelector = static c => BearerHandler.TokenOf(c.Request) is null ? IdentityConstants.ApplicationScheme : BearerHandler.Scheme_;
                o.ForwardSignIn = o.ForwardSignOut = IdentityConstants.ApplicationScheme;
            })
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Scheme_, null)
            .AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(Cookie));
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        // Before the page of the same path, which answers GET only in effect.
        routes.MapPost("/dang-nhap", SignInAsync).AllowAnonymous().WithOrder(-1);
        routes.MapPost("/dang-nhap/demo", SignInDemoAsync).AllowAnonymous();
        routes.MapPost("/dang-xuat", static async (SignInManager<AccountRow> signIn, [FromForm] string? returnUrl) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/dang-nhap");
        });
    }

    private static async Task<IResult> SignInAsync(SignInManager<AccountRow> signIn, Visits visits, [FromForm] string? user, [FromForm] string? password, [FromForm] string? returnUrl)
    {
        var account = await signIn.UserManager.FindByNameAsync((user ?? string.Empty).Trim());
        var result = account is not null
            ? account.Disabled ? Microsoft.AspNetCore.Identity.SignInResult.NotAllowed : await signIn.PasswordSignInAsync(account, password ?? string.Empty, isPersistent: false, lockoutOnFailure: true)
            : Microsoft.AspNetCore.Identity.SignInResult.Failed;
        if (result.Succeeded)
        {
            await visits.BeginVisitAsync(account!.Id, signIn: true);
        }

        var back = LocalPath.IsSafe(returnUrl) ? returnUrl! : "/";
        var error = result.Succeeded ? null : result.IsLockedOut ? "khoa" : result.IsNotAllowed ? "ngung" : "sai";
        return Results.LocalRedirect(error is null ? back : $"/dang-nhap?loi={error}&returnUrl={Uri.EscapeDataString(back)}");
    }

    private static async Task<IResult> SignInDemoAsync(
        SignInManager<AccountRow> signIn, Visits visits, DanVanOptions options, [FromForm] string? user, [FromForm] string? returnUrl)
    {
        if (!options.Demo || await signIn.UserManager.FindByNameAsync(user ?? string.Empty) is not { Demo: true, Disabled: false } account)
        {
            return Results.NotFound();
        }

        await signIn.SignInAsync(account, isPersistent: false);
        await visits.BeginVisitAsync(account.Id, signIn: true);
        return Results.LocalRedirect(LocalPath.IsSafe(returnUrl) ? returnUrl! : "/");
    }

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
        o.Events.OnRedirectToLogin = c => Redirect(c, StatusCodes.Status401Unauthorized);
        o.Events.OnRedirectToAccessDenied = c => Redirect(c, StatusCodes.Status403Forbidden);
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
internal sealed class RevalidatingSignIn(ILoggerFactory logs, IServiceScopeFactory scopes)
    : Microsoft.AspNetCore.Components.Server.RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AccountRow>>();
        var options = scope.ServiceProvider.GetRequiredService<IOptions<IdentityOptions>>().Value;
        return await users.GetUserAsync(authenticationState.User) is { Disabled: false } account
            && authenticationState.User.FindFirstValue(options.ClaimsIdentity.SecurityStampClaimType) == await users.GetSecurityStampAsync(account);
    }
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
