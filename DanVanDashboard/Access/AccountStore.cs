using DanVanDashboard.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Access;

/// <summary>Identity's view of the accounts. Reads where everyone reads, writes through the one <see cref="Writer"/>.</summary>
internal sealed class AccountStore(Store store, Writer writer)
    : IUserPasswordStore<AccountRow>, IUserSecurityStampStore<AccountRow>
{
    public async Task<IdentityResult> CreateAsync(AccountRow user, CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteAsync((w, _) => { w.Db.Accounts.Add(user); return Task.FromResult(true); }, cancellationToken);
            return IdentityResult.Success;
        }
        catch (DbUpdateException)
        {
            return IdentityResult.Failed(new IdentityError { Code = "DuplicateUserName", Description = user.UserName });
        }
    }

    public async Task<IdentityResult> UpdateAsync(AccountRow user, CancellationToken cancellationToken)
    {
        // Only what Identity owns is written, so that a sign-in never takes back what an administrator changed meanwhile.
        var rows = await writer.WriteAsync(
            (w, ct) => w.Db.Accounts.Where(a => a.Id == user.Id).ExecuteUpdateAsync(
                set => set.SetProperty(a => a.PasswordHash, user.PasswordHash)
                    .SetProperty(a => a.SecurityStamp, user.SecurityStamp),
                ct),
            cancellationToken);
        return rows == 1 ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "Gone", Description = user.UserName });
    }

    public async Task<IdentityResult> DeleteAsync(AccountRow user, CancellationToken cancellationToken)
    {
        await writer.WriteAsync((w, ct) => w.Db.Accounts.Where(a => a.Id == user.Id).ExecuteDeleteAsync(ct), cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<AccountRow?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await db.Accounts.FirstOrDefaultAsync(a => a.Id == userId, cancellationToken);
    }

    public async Task<AccountRow?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await db.Accounts.FirstOrDefaultAsync(a => a.NormalizedUserName == normalizedUserName, cancellationToken);
    }

    public Task<string> GetUserIdAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);

    public Task SetUserNameAsync(AccountRow user, string? userName, CancellationToken cancellationToken) => Set(() => user.UserName = userName!);

    public Task<string?> GetNormalizedUserNameAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedUserName);

    public Task SetNormalizedUserNameAsync(AccountRow user, string? normalizedName, CancellationToken cancellationToken) => Set(() => user.NormalizedUserName = normalizedName!);

    public Task SetPasswordHashAsync(AccountRow user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(AccountRow user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public void Dispose()
    {
        // Nothing is held between calls.
    }

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }
}
