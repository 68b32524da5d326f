using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Accounts;

/// <summary>What a link that works once opens: a password of one's own choice, or, at the first start, the first administrator.</summary>
internal sealed class UseLink(Store store, Writer writer, Passwords passwords, Stamps stamps, DanVanOptions options, TimeProvider clock)
{
    /// <summary>The account that a link sets a password for, or <see langword="null"/> where it does not work (any more).</summary>
    public async Task<AccountRow?> AccountOfAsync(string? code, CancellationToken ct)
    {
        await using var db = store.Read();
        return await AccountLinks.FindAsync(db, code, clock.GetUtcNow().UtcDateTime, ct) is { UserId: { } id } ? await db.Accounts.FirstOrDefaultAsync(a => a.Id == id && !a.Disabled, ct) : null;
    }

    /// <summary>Whether a link of the first start works: nobody was made administrator meanwhile.</summary>
    public async Task<bool> SetsUpAsync(string? code, CancellationToken ct)
    {
        await using var db = store.Read();
        return await AccountLinks.FindAsync(db, code, clock.GetUtcNow().UtcDateTime, ct) is { Kind: AccountLinks.SetUp } && !await db.Accounts.AnyAsync(a => a.Role == Role.Administrator && !a.Disabled, ct);
    }

    /// <summary>Sets the password; the link is used up, locks end, other sign-ins end.</summary>
    public async Task<Result<AccountRow>> SetPasswordAsync(string? code, string? password, string? again, CancellationToken ct)
    {
        var row = await writer.WriteAsync<Result<AccountRow>>(
            async (w, cancel) =>
            {
                if (await AccountLinks.FindAsync(w.Db, code, w.Now, cancel) is not { UserId: { } id } link || await w.Db.Accounts.AsTracking().FirstOrDefaultAsync(a => a.Id == id && !a.Disabled, cancel) is not { } row)
                {
                    return new Refusal("account.link-dead");
                }

                if (PasswordRules.Refusals(row.UserName, password, again ?? string.Empty) is { Count: > 0 } refusals)
                {
                    return refusals;
                }

                await UsedAsync(w, link, cancel);
                (row.PasswordHash, row.SecurityStamp, row.AccessFailedCount, row.LockoutEnd) = (passwords.Hash(password!), Stamps.New(), 0, null);
                await w.AuditAsync(Of(row), "account.link-used", row.Id, new { link.Kind }, cancel);
                return row;
            },
            ct);
        if (row.Ok)
        {
            stamps.Forget(row.Value.Id);
        }

        return row;
    }

    /// <summary>Makes the first administrator.</summary>
    public Task<Result<AccountRow>> SetUpAsync(string? code, string? userName, string? displayName, string? password, string? again, CancellationToken ct) => writer.WriteAsync<Result<AccountRow>>(
        async (w, cancel) =>
        {
            if (await AccountLinks.FindAsync(w.Db, code, w.Now, cancel) is not { Kind: AccountLinks.SetUp } link || await w.Db.Accounts.AnyAsync(a => a.Role == Role.Administrator && !a.Disabled, cancel))
            {
                return new Refusal("account.link-dead");
            }

            var (name, display) = (AccountDesk.Empty(userName)?.ToLowerInvariant(), AccountDesk.Clean(displayName) ?? AccountDesk.Empty(userName));
            var refusals = PasswordRules.Refusals(name ?? string.Empty, password, again ?? string.Empty);
            if (!AccountRules.IsUserName(name))
            {
                refusals.Insert(0, new("account.user-name-unreadable", "userName"));
            }
            else if (await w.Db.Accounts.AnyAsync(a => a.NormalizedUserName == name!.ToUpperInvariant(), cancel))
            {
                refusals.Insert(0, new("account.name-taken", "userName") { Arguments = [name!] });
            }

            if (display is { Length: > AccountRules.TextLimit })
            {
                refusals.Add(new("account.display-name-missing", "displayName"));
            }

            if (refusals.Count > 0)
            {
                return refusals;
            }

            var row = new AccountRow
            {
                Id = "u-" + Guid.CreateVersion7().ToString("n"), UserName = name!, NormalizedUserName = name!.ToUpperInvariant(), DisplayName = display!, SecurityStamp = Stamps.New(),
                Role = Role.Administrator, UnitId = options.RootUnit, PasswordHash = passwords.Hash(password!),
            };
            w.Db.Accounts.Add(row);
            await UsedAsync(w, link, cancel);
            await w.AuditAsync(Of(row), "account.set-up", row.Id, new { after = AccountDesk.Facts(row) }, cancel);
            return row;
        },
        ct);

    private static Actor Of(AccountRow row) => new(row.Id, row.UserName, row.Role, row.BodyId, row.UnitId, ReadScope.Everything);

    private static Task UsedAsync(WriteSession w, AccountLinkRow link, CancellationToken ct) =>
        w.Db.AccountLinks.Where(l => l.Hash == link.Hash).ExecuteUpdateAsync(s => s.SetProperty(l => l.UsedAt, w.Now), ct);
}
