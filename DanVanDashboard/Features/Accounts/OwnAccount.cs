using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Accounts;

/// <summary>What a person changes about the own account, in a browser and never by a token: a token must not be able to take the account over.</summary>
internal sealed class OwnAccount(Store store, Writer writer, Passwords passwords, SignIn signIn, Stamps stamps)
{
    /// <summary>The account as it is now.</summary>
    public async Task<AccountRow?> FindAsync(string userId, CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.Accounts.FirstOrDefaultAsync(a => a.Id == userId && !a.Disabled, ct);
    }

    /// <summary>How many recovery codes are left.</summary>
    public async Task<int> CodesLeftAsync(string userId, CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.RecoveryCodes.CountAsync(c => c.UserId == userId && c.UsedAt == null, ct);
    }

    /// <summary>Đổi mật khẩu: every other sign-in of the account ends.</summary>
    public async Task<Result<AccountRow>> ChangePasswordAsync(Actor actor, string? current, string? password, string? again, CancellationToken ct)
    {
        var refusals = await CheckAsync(actor, current, ct);
        refusals.AddRange(PasswordRules.Refusals(actor.UserName, password, again ?? string.Empty));
        if (refusals.Count > 0)
        {
            return refusals;
        }

        return await ChangeAsync(actor, "account.password", async (w, row, cancel) =>
        {
            (row.PasswordHash, row.SecurityStamp) = (passwords.Hash(password!), Stamps.New());
            await AccountLinks.EndAsync(w, row.Id, cancel);
        }, ct);
    }

    /// <summary>Đổi địa chỉ thư; empty takes it away.</summary>
    public async Task<Result<AccountRow>> ChangeEmailAsync(Actor actor, string? email, CancellationToken ct)
    {
        var address = AccountDesk.Clean(email);
        return AccountRules.OfEmail(address).ToList() is { Count: > 0 } refusals ? refusals : await ChangeAsync(actor, "account.email", (_, row, _) => { row.Email = address; return Task.CompletedTask; }, ct);
    }

    /// <summary>Đăng xuất khỏi mọi thiết bị, this one included.</summary>
    public Task<Result<AccountRow>> SignOutEverywhereAsync(Actor actor, CancellationToken ct) =>
        ChangeAsync(actor, "account.sign-out", (_, row, _) => { row.SecurityStamp = Stamps.New(); return Task.CompletedTask; }, ct);

    /// <summary>Tắt xác thực hai bước; the password is asked for.</summary>
    public async Task<Result<AccountRow>> TurnSecondStepOffAsync(Actor actor, string? current, CancellationToken ct) =>
        await CheckAsync(actor, current, ct) is { Count: > 0 } refusals
            ? refusals
            : await ChangeAsync(actor, "account.second-step-turned-off", async (w, row, cancel) =>
            {
                await SecondFactor.TurnOffAsync(w, row, cancel);
                row.SecurityStamp = Stamps.New();
            }, ct);

    /// <summary>Why the present password is not the right one; a wrong one counts as at the sign-in page.</summary>
    public async Task<List<Refusal>> CheckAsync(Actor actor, string? current, CancellationToken ct)
    {
        var account = await FindAsync(actor.UserId, ct);
        var right = passwords.IsOf(account, current);
        if (signIn.LockedUntil(account) is { } until)
        {
            return [Locked(until)];
        }

        if (right)
        {
            return [];
        }

        return await signIn.FailedAsync(actor.UserId, ct) is { } end ? [Locked(end)] : [new("account.password-wrong", "current")];
    }

    private static Refusal Locked(DateTimeOffset until) =>
        new("account.locked-until", "current") { Arguments = [LocalDay.At(until.UtcDateTime).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)] };

    private async Task<Result<AccountRow>> ChangeAsync(Actor actor, string action, Func<WriteSession, AccountRow, CancellationToken, Task> change, CancellationToken ct)
    {
        var row = await writer.WriteAsync<Result<AccountRow>>(
            async (w, cancel) =>
            {
                var row = await w.Db.Accounts.AsTracking().FirstAsync(a => a.Id == actor.UserId, cancel);
                await change(w, row, cancel);
                await w.AuditAsync(actor, action, actor.UserId, new { }, cancel);
                return row;
            },
            ct);
        stamps.Forget(actor.UserId);
        return row;
    }
}
