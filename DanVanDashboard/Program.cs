using System.Security.Claims;
using DanVanDashboard.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

var builder = WebApplication.CreateBuilder(args);
builder.AddShell();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
{
    o.LoginPath = "/dang-nhap";
    o.ReturnUrlParameter = "returnUrl";
    o.AccessDeniedPath = "/khong-co-quyen";
});
builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

var app = builder.Build();
app.UseShell();
app.UseAuthentication();
app.UseAuthorization();
app.MapShell();
app.MapGet("/healthz", () => "ok").AllowAnonymous();
app.MapGet("/readyz", () => "ok").AllowAnonymous();
// The page at /dang-nhap answers GET and POST: an endpoint for its form stands before it.
app.MapPost("/dang-nhap", ([FromForm] string user) => Results.LocalRedirect("/dang-nhap?loi=sai")).AllowAnonymous().WithOrder(-1);
if (app.Environment.IsDevelopment())
{
    // Stands in for the accounts until they exist.
    app.MapPost("/dang-nhap/demo", async (HttpContext context, [FromForm] string user, [FromForm] string? returnUrl) =>
    {
        var person = new ClaimsIdentity([new(ClaimTypes.Name, user)], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(person));
        return Results.LocalRedirect(LocalPath.IsSafe(returnUrl) ? returnUrl! : "/");
    }).AllowAnonymous();
}
app.MapPost("/dang-xuat", async (HttpContext context, [FromForm(Name = "x")] string? _) =>
{
    await context.SignOutAsync();
    return Results.LocalRedirect("/dang-nhap");
});
app.Run();
