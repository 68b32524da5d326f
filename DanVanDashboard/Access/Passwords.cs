using DanVanDashboard.Data;
using Microsoft.AspNetCore.Identity;

namespace DanVanDashboard.Access;

/// <summary>Passwords as hashes. Checking takes the same time whether or not there is an account or a password to check against.</summary>
public sealed class Passwords
{
    private readonly PasswordHasher<AccountRow> _hasher = new();
    private readonly string _nobodys;

    /// <summary>Makes the hash that stands in for a missing one.</summary>
    public Passwords() => _nobodys = _hasher.HashPassword(null!, Guid.NewGuid().ToString("n"));

    /// <summary>The hash to keep.</summary>
    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <summary>Whether the password is that of the account; <see langword="false"/>, after the same work, without an account.</summary>
    public bool IsOf(AccountRow? account, string? password)
    {
        var right = _hasher.VerifyHashedPassword(null!, account?.PasswordHash ?? _nobodys, password ?? string.Empty) != PasswordVerificationResult.Failed;
        return right && account?.PasswordHash is not null;
    }
}
