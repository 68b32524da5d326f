using System.Security.Claims;
using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Access;

/// <summary>What came of a try to sign in.</summary>
internal enum SignInEnd
{
    /// <summary>Signed in.</summary>
    In,

    /// <summary>The password was right; a code of the second step is asked for.</summary>
    Code,

    /// <summary>Name, password or code are not right.</summary>
    Wrong,

    /// <summary>Too many wrong tries for this name.</summary>
    Locked,

    /// <summary>Too many wrong tries from this address.</summary>
    TooMany,

    /// <summary>The account is no longer in use; said only to who knows its password.</summary>
    Stopped,

    /// <summary>Between the two steps too much time went by.</summary>
    TooLate,
}

/// <summary>The end of a try, and until when the next has to wait.</summary>
internal sealed record SignInOutcome(SignInEnd End, DateTimeOffset? Until = null);

/// <summary>
/// Đăng nhập, in one step or two. A name that exists and one that does not are answered alike and in the same time; five wrong passwords or
/// codes lock an account for five minutes.
/// </summary>
internal sealed class SignIn(
    SignInManager<AccountRow> manager, Store store, Writer writer, Passwords passwords, SignInLimits limits, SecondFactor second, Visits visits, TimeProvider clock)
{
    private static readonly TimeSpan s_locked = SignInLimits.Window;

    /// <summary>The first step.</summary>
    public async Task<SignInOutcome> PasswordAsync(HttpContext context, string? name, string? password, CancellationToken ct)
    {
        var (address, normalized) = (AddressOf(context), (name ?? string.Empty).Trim().ToUpperInvariant());
        if (limits.AddressWaitsUntil(address) is { } waits)
        {
            return new(SignInEnd.TooMany, waits);
        }

        var account = await FindAsync(a => a.NormalizedUserName == normalized, ct);
        var right = passwords.IsOf(account, password);
        if (LockedUntil(account) is { } until)
        {
            return new(SignInEnd.Locked, until);
        }

        if (account is null || !right)
        {
            limits.AddressFailed(address);
            if (account is not null)
            {
                return await FailedAsync(account.Id, ct) is { } end ? new(SignInEnd.Locked, end) : new(SignInEnd.Wrong);
            }

            if (limits.NameWaitsUntil(normalized) is null)
            {
                limits.NameFailed(normalized);
            }

            return limits.NameWaitsUntil(normalized) is { } wait ? new(SignInEnd.Locked, wait) : new(SignInEnd.Wrong);
        }

        if (account.Disabled)
        {
            return new(SignInEnd.Stopped);
        }

        if (account.TwoFactorSecret is null)
        {
            await EnterAsync(account, ct);
            return new(SignInEnd.In);
        }

        var half = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.Id), new(Stamps.Claim, account.SecurityStamp)], IdentityConstants.TwoFactorUserIdScheme);
        await context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(half));
        return new(SignInEnd.Code);
    }

    /// <summary>Whether the first step was taken in this browser, not long ago.</summary>
    public static async Task<bool> IsHalfwayAsync(HttpContext context) => (await context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Succeeded;

    /// <summary>The second step.</summary>
    public async Task<SignInOutcome> CodeAsync(HttpContext context, string? code, CancellationToken ct)
    {
        var half = await context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        var id = half.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        if (id is null || await FindAsync(a => a.Id == id, ct) is not { Disabled: false } account || half.Principal!.FindFirstValue(Stamps.Claim) != account.SecurityStamp)
        {
            return new(SignInEnd.TooLate);
        }

        if (LockedUntil(account) is { } until)
        {
            return new(SignInEnd.Locked, until);
        }

        var taken = await writer.WriteAsync(
            async (w, cancel) => await w.Db.Accounts.AsTracking().FirstOrDefaultAsync(a => a.Id == id, cancel) is { } row && await second.TakeAsync(w, row, code, cancel), ct);
        if (!taken)
        {
            limits.AddressFailed(AddressOf(context));
            return await FailedAsync(id, ct) is { } end ? new(SignInEnd.Locked, end) : new(SignInEnd.Wrong);
        }

        await context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await EnterAsync(account, ct);
        return new(SignInEnd.In);
    }

    /// <summary>Signs in without asking: after a link of one's own, or by a button of the demonstration.</summary>
    public async Task EnterAsync(AccountRow account, CancellationToken ct)
    {
        if (account.AccessFailedCount != 0 || account.LockoutEnd is not null)
        {
            await writer.WriteAsync(
                (w, cancel) => w.Db.Accounts.Where(a => a.Id == account.Id)
                    .ExecuteUpdateAsync(s => s.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, (DateTime?)null), cancel),
                ct);
        }

        await manager.SignInAsync(account, isPersistent: false);
        await visits.BeginVisitAsync(account.Id, signIn: true, ct);
    }

    /// <summary>Counts a wrong password given outside the sign-in page; until when the account is locked, or <see langword="null"/>.</summary>
    public Task<DateTimeOffset?> FailedAsync(string userId, CancellationToken ct) => writer.WriteAsync<DateTimeOffset?>(
        async (w, cancel) =>
        {
            if (await w.Db.Accounts.AsTracking().FirstOrDefaultAsync(a => a.Id == userId, cancel) is not { } row)
            {
                return null;
            }

            // After the end of a lock one starts anew.
            row.AccessFailedCount = row.LockoutEnd is null || row.LockoutEnd > w.Now ? row.AccessFailedCount + 1 : 1;
            row.LockoutEnd = row.LockoutEnd > w.Now ? row.LockoutEnd : null;
            if (row.AccessFailedCount < SignInLimits.FailuresOfName)
            {
                return null;
            }

            (row.AccessFailedCount, row.LockoutEnd) = (0, w.Now + s_locked);
            await w.AuditAsync(Actor.System, "account.locked", userId, JsonSerializer.Serialize(new { until = row.LockoutEnd }), cancel);
            return new DateTimeOffset(row.LockoutEnd.Value, TimeSpan.Zero);
        },
        ct);

    /// <summary>Until when an account is locked; <see langword="null"/> if it is not.</summary>
    public DateTimeOffset? LockedUntil(AccountRow? account) =>
        account?.LockoutEnd is { } end && end > clock.GetUtcNow().UtcDateTime ? new DateTimeOffset(end, TimeSpan.Zero) : null;

    private async Task<AccountRow?> FindAsync(System.Linq.Expressions.Expression<Func<AccountRow, bool>> which, CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.Accounts.FirstOrDefaultAsync(which, ct);
    }

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? string.Empty;
}
