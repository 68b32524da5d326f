using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // Rows of links and codes that work once.
/// <summary>A link that works once: an invitation, a reset, or the first start.</summary>
public sealed class AccountLinkRow
{
    /// <summary>SHA-256 of the code in the link; the code itself is kept nowhere.</summary>
    public required string Hash { get; set; }
    public required string Kind { get; set; }
    /// <summary>Whose password it sets; <see langword="null"/> for the first start, where there is no account yet.</summary>
    public string? UserId { get; set; }
    public required string MadeBy { get; set; }
    public DateTime MadeAt { get; set; }
    public DateTime ExpiresAt { get; set; }
    public DateTime? UsedAt { get; set; }
}

/// <summary>Mã dự phòng of the second step: hashed, each good for once.</summary>
public sealed class RecoveryCodeRow
{
    public required string Hash { get; set; }
    public required string UserId { get; set; }
    public DateTime MadeAt { get; set; }
    public DateTime? UsedAt { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<AccountLinkRow> AccountLinks => Set<AccountLinkRow>();

    public DbSet<RecoveryCodeRow> RecoveryCodes => Set<RecoveryCodeRow>();
}
#pragma warning restore CS1591

/// <summary>How the tables around an account are described.</summary>
internal static class AccountTables
{
    internal static void AddAccounts(this ModelBuilder builder)
    {
        builder.Table<AccountLinkRow>("account_links", r => r.Hash);
        builder.Belongs<AccountLinkRow, AccountRow>(nameof(AccountLinkRow.UserId));
        builder.Table<RecoveryCodeRow>("recovery_codes", r => r.Hash);
        builder.Belongs<RecoveryCodeRow, AccountRow>(nameof(RecoveryCodeRow.UserId));
    }
}

/// <summary>
/// What a person has begun and not sent, and what becomes of it when the account is handed over. Whoever keeps drafts registers one:
/// <c>services.AddSingleton(new HandedOver("reports", (w, by, from, to, ct) =&gt; …))</c>.
/// </summary>
/// <param name="Kind">What it is, for the audit log and the answer.</param>
/// <param name="MoveAsync">Moves everything of the first user to the second, within the transaction and in the name of who does it; gives how much it was.</param>
public sealed record HandedOver(string Kind, Func<WriteSession, Actor, string, string, CancellationToken, Task<int>> MoveAsync);
