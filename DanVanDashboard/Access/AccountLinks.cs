using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Access;

/// <summary>Links that work once and for a time: the code stands in the link only, the store has its hash.</summary>
public static class AccountLinks
{
    /// <summary>Lời mời: sets the first password.</summary>
    public const string Invite = "invite";

    /// <summary>Đặt lại mật khẩu.</summary>
    public const string Reset = "reset";

    /// <summary>Khởi tạo: makes the first administrator.</summary>
    public const string SetUp = "setup";

    /// <summary>How long a link works.</summary>
    public static TimeSpan LifeOf(string kind) => kind switch { Invite => TimeSpan.FromDays(7), Reset => TimeSpan.FromDays(2), _ => TimeSpan.FromDays(1) };

    /// <summary>The path of a link.</summary>
    public static string Path(string kind, string code) => $"/{(kind == SetUp ? "thiet-lap" : "dat-mat-khau")}?ma={code}";

    /// <summary>Makes a link and ends those before it of the same account; gives its code, which is kept nowhere.</summary>
    public static async Task<(string Code, DateTime ExpiresAt)> MakeAsync(WriteSession w, Actor by, string kind, string? userId, CancellationToken ct)
    {
        await EndAsync(w, userId, ct);
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var row = new AccountLinkRow { Hash = HashOf(code), Kind = kind, UserId = userId, MadeBy = by.UserId, MadeAt = w.Now, ExpiresAt = w.Now + LifeOf(kind) };
        w.Db.AccountLinks.Add(row);
        return (code, row.ExpiresAt);
    }

    /// <summary>Ends the links of an account that were not used.</summary>
    public static Task EndAsync(WriteSession w, string? userId, CancellationToken ct) =>
        w.Db.AccountLinks.Where(l => l.UserId == userId && l.UsedAt == null).ExecuteDeleteAsync(ct);

    /// <summary>The link of a code that still works, or <see langword="null"/>.</summary>
    public static async Task<AccountLinkRow?> FindAsync(DanVanDbContext db, string? code, DateTime now, CancellationToken ct)
    {
        if (code is not { Length: > 20 and < 100 })
        {
            return null;
        }

        var hash = HashOf(code);
        return await db.AccountLinks.FirstOrDefaultAsync(l => l.Hash == hash && l.UsedAt == null && l.ExpiresAt > now, ct);
    }

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
