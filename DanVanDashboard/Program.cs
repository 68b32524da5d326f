using System.Security.Claims;
using DanVanDashboard.Access;
using DanVanDashboard.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

var builder = WebApplication.CreateBuilder(args);
builder.AddShell();
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
{
    o.LoginPath = "/dang-nhap";
    o.ReturnUrlParameter = "returnUrl";
    o.AccessDeniedPath = "/khong-co-quyen";
});
builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
builder.Services.AddSingleton(TimeProvider.System);

var app = builder.Build();
app.UseShell();
app.UseAuthentication();
app.UseAuthorization();
app.MapShell();
app.MapGet("/healthz", () => "ok").AllowAnonymous();
app.MapGet("/readyz", () => "ok").AllowAnonymous();
app.MapPost("/dang-nhap/demo", async (HttpContext context, [Microsoft.AspNetCore.Mvc.FromForm] string user, [Microsoft.AspNetCore.Mvc.FromForm] string? returnUrl) =>
{
    var identity = new ClaimsIdentity([new(ClaimTypes.Name, user)], CookieAuthenticationDefaults.AuthenticationScheme);
    await context.SignInAsync(new ClaimsPrincipal(identity));
    return Results.LocalRedirect(LocalPath.IsSafe(returnUrl) ? returnUrl! : "/");
}).AllowAnonymous();
app.MapPost("/dang-nhap", ([Microsoft.AspNetCore.Mvc.FromForm] string user) => Results.LocalRedirect($"/dang-nhap?loi=sai")).AllowAnonymous().WithOrder(-1);
app.MapPost("/dang-xuat", async (HttpContext context, [Microsoft.AspNetCore.Mvc.FromForm] string? returnUrl) =>
{
    await context.SignOutAsync();
    return Results.LocalRedirect("/dang-nhap");
});
app.Run();
