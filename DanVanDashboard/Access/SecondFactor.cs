using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Access;

/// <summary>What is shown while the second step is being set up.</summary>
/// <param name="Sealed">The secret, encrypted for this account: goes to the browser and comes back, so that nothing is kept before the first code was right.</param>
/// <param name="Secret">For typing into an app, in groups of four.</param>
/// <param name="Address">For the picture.</param>
public sealed record SecondFactorOffer(string Sealed, string Secret, string Address);

/// <summary>Xác thực hai bước: the secret is encrypted with the keys of the data directory, recovery codes are hashes, and no code is taken twice.</summary>
public sealed class SecondFactor(Writer writer, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How many recovery codes are made.</summary>
    public const int RecoveryCodes = 8;

    private readonly IDataProtector _kept = protection.CreateProtector("second-factor");
    private readonly IDataProtector _offered = protection.CreateProtector("second-factor-offer");

    /// <summary>A new secret to set an app up with.</summary>
    public SecondFactorOffer Offer(string userId, string userName)
    {
        var secret = Totp.NewSecret();
        var text = Totp.Base32(secret);
        return Offer(userId, userName, secret, text);
    }

    /// <summary>The same offer again, after a wrong code; <see langword="null"/> if it is not this account's.</summary>
    public SecondFactorOffer? Again(string userId, string userName, string? sealedSecret) =>
        Open(userId, sealedSecret) is { } secret ? Offer(userId, userName, secret, Totp.Base32(secret)) : null;

    /// <summary>Turns the second step on, if the code is right; gives the recovery codes, which are shown once.</summary>
    public Task<Result<List<string>>> TurnOnAsync(Actor by, string? sealedSecret, string? code, CancellationToken ct) => writer.WriteAsync<Result<List<string>>>(
        async (w, cancel) =>
        {
            if (Open(by.UserId, sealedSecret) is not { } secret || Totp.Match(secret, code, clock.GetUtcNow(), 0) is not { } step)
            {
                return new Refusal("account.code-wrong", "code");
            }

            var account = await w.Db.Accounts.AsTracking().FirstAsync(a => a.Id == by.UserId, cancel);
            (account.TwoFactorSecret, account.TwoFactorStep) = (_kept.Protect(Convert.ToBase64String(secret)), step);
            var codes = await NewCodesAsync(w, by.UserId, cancel);
            await w.AuditAsync(by, "account.second-step-on", by.UserId, "{}", cancel);
            return codes;
        },
        ct);

    /// <summary>New recovery codes in place of the old ones.</summary>
    public Task<Result<List<string>>> RenewCodesAsync(Actor by, CancellationToken ct) => writer.WriteAsync<Result<List<string>>>(
        async (w, cancel) =>
        {
            var codes = await NewCodesAsync(w, by.UserId, cancel);
            await w.AuditAsync(by, "account.recovery-codes", by.UserId, "{}", cancel);
            return codes;
        },
        ct);

    /// <summary>Turns the second step of an account off, within a transaction.</summary>
    public static async Task TurnOffAsync(WriteSession w, AccountRow tracked, CancellationToken ct)
    {
        (tracked.TwoFactorSecret, tracked.TwoFactorStep) = (null, 0);
        await w.Db.RecoveryCodes.Where(c => c.UserId == tracked.Id).ExecuteDeleteAsync(ct);
    }

    /// <summary>Takes a code of the app or a recovery code; each of them once.</summary>
    /// <param name="w">The transaction.</param>
    /// <param name="tracked">The account.</param>
    /// <param name="typed">As typed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<bool> TakeAsync(WriteSession w, AccountRow tracked, string? typed, CancellationToken ct)
    {
        if (tracked.TwoFactorSecret is { } kept && Totp.Match(Convert.FromBase64String(_kept.Unprotect(kept)), typed, clock.GetUtcNow(), tracked.TwoFactorStep) is { } step)
        {
            tracked.TwoFactorStep = step;
            return true;
        }

        var hash = HashOf(tracked.Id, typed ?? string.Empty);
        if (await w.Db.RecoveryCodes.AsTracking().FirstOrDefaultAsync(c => c.Hash == hash && c.UserId == tracked.Id && c.UsedAt == null, ct) is not { } code)
        {
            return false;
        }

        code.UsedAt = w.Now;
        var left = await w.Db.RecoveryCodes.CountAsync(c => c.UserId == tracked.Id && c.UsedAt == null, ct) - 1;
        await w.AuditAsync(Actor.System, "account.recovery-code-used", tracked.Id, JsonSerializer.Serialize(new { left }), ct);
        return true;
    }

    private SecondFactorOffer Offer(string userId, string userName, byte[] secret, string text) =>
        new(_offered.Protect($"{userId} {Convert.ToBase64String(secret)}"), string.Join(' ', text.Chunk(4).Select(c => new string(c))), Totp.Address("Dân vận khéo", userName, text));

    private byte[]? Open(string userId, string? sealedSecret)
    {
        try
        {
            var parts = _offered.Unprotect(sealedSecret ?? string.Empty).Split(' ');
            return parts[0] == userId ? Convert.FromBase64String(parts[1]) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static async Task<List<string>> NewCodesAsync(WriteSession w, string userId, CancellationToken ct)
    {
        await w.Db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        // Letters and digits that are not taken for one another.
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12)).Select(c => $"{c[..4]}-{c[4..8]}-{c[8..]}").ToList();
        w.Db.RecoveryCodes.AddRange(codes.Select(c => new RecoveryCodeRow { Hash = HashOf(userId, c), UserId = userId, MadeAt = w.Now }));
        return codes;
    }

    private static string HashOf(string userId, string code)
    {
        var plain = string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId} {plain}")));
    }
}
