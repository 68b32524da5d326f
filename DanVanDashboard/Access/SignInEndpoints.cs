using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Access;

/// <summary>The forms of signing in and out. Each answers with an address, so that a reload never sends a password again.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        // Before the page of the same path, which answers GET only in effect.
        routes.MapPost("/dang-nhap", PasswordAsync).AllowAnonymous().WithOrder(-1);
        routes.MapPost("/dang-nhap/ma", CodeAsync).AllowAnonymous().WithOrder(-1);
        routes.MapPost("/dang-nhap/demo", DemoAsync).AllowAnonymous();
        // A field of a form, if only one that nobody fills in, is what makes the token of the form needed.
        routes.MapPost("/dang-xuat", static async (SignInManager<AccountRow> signIn, [FromForm] string? returnUrl) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/dang-nhap");
        });
    }

    private static async Task<IResult> PasswordAsync(HttpContext context, SignIn signIn, [FromForm] string? user, [FromForm] string? password, [FromForm] string? returnUrl) =>
        Answer(await signIn.PasswordAsync(context, user, password, context.RequestAborted), "/dang-nhap", returnUrl);

    private static async Task<IResult> CodeAsync(HttpContext context, SignIn signIn, [FromForm] string? code, [FromForm] string? returnUrl) =>
        Answer(await signIn.CodeAsync(context, code, context.RequestAborted), "/dang-nhap/ma", returnUrl);

    private static async Task<IResult> DemoAsync(HttpContext context, SignIn signIn, Store store, DanVanOptions options, [FromForm] string? user, [FromForm] string? returnUrl)
    {
        if (!options.Demo)
        {
            return Results.NotFound();
        }

        var name = (user ?? string.Empty).ToUpperInvariant();
        await using var db = store.Read();
        if (await db.Accounts.FirstOrDefaultAsync(a => a.NormalizedUserName == name, context.RequestAborted) is not { Demo: true, Disabled: false } account)
        {
            return Results.NotFound();
        }

        await signIn.EnterAsync(account, context.RequestAborted);
        return Results.LocalRedirect(Safe(returnUrl));
    }

    private static IResult Answer(SignInOutcome outcome, string page, string? returnUrl)
    {
        var back = Safe(returnUrl);
        var more = $"returnUrl={Uri.EscapeDataString(back)}";
        return Results.LocalRedirect(outcome.End switch
        {
            SignInEnd.In => back,
            SignInEnd.Code => $"/dang-nhap/ma?{more}",
            SignInEnd.Locked => $"{page}?loi=khoa&den={Time(outcome)}&{more}",
            SignInEnd.TooMany => $"{page}?loi=nhieu-lan&den={Time(outcome)}&{more}",
            SignInEnd.Stopped => $"/dang-nhap?loi=ngung&{more}",
            SignInEnd.TooLate => $"/dang-nhap?loi=het-phien&{more}",
            _ => $"{page}?loi={(page == "/dang-nhap" ? "sai" : "ma-sai")}&{more}",
        });
    }

    private static string Safe(string? url) => LocalPath.IsSafe(url) ? url! : "/";

    // The minute after, so that nobody comes back too early.
    private static string Time(SignInOutcome outcome) =>
        Uri.EscapeDataString(LocalDay.At(outcome.Until!.Value.UtcDateTime.AddSeconds(59)).ToString("HH:mm", CultureInfo.InvariantCulture));
}
