using DanVanDashboard.Domain.Access;

namespace DanVanDashboard.Data;

// Accounts, and what the store keeps about itself. One class per table: enumerations are stored by their outside names, days as days, moments as UTC.
#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.

public sealed class AuditRow
{
    public long Number { get; set; }
    public DateTime At { get; set; }
    public required string ByUser { get; set; }
    public required string Action { get; set; }
    public required string Subject { get; set; }
    public required string Detail { get; set; }
    public required string PreviousHash { get; set; }
    public required string Hash { get; set; }
}

public sealed class IdempotencyRow
{
    public required string UserId { get; set; }
    public required string Key { get; set; }
    public required string RequestHash { get; set; }
    public int Status { get; set; }
    public required string Response { get; set; }
    public DateTime At { get; set; }
}

public sealed class AccountRow
{
    public required string Id { get; set; }
    public required string UserName { get; set; }
    public required string NormalizedUserName { get; set; }
    public required string DisplayName { get; set; }
    public string? PasswordHash { get; set; }
    public required string SecurityStamp { get; set; }
    public Role Role { get; set; }
    public string? BodyId { get; set; }
    public string? UnitId { get; set; }
    public bool Demo { get; set; }
    public bool Disabled { get; set; }
    /// <summary>Where notices are sent by mail; none without it.</summary>
    public string? Email { get; set; }
    public int AccessFailedCount { get; set; }
    public DateTime? LockoutEnd { get; set; }
    /// <summary>Secret of the second step, encrypted with the keys of the data directory; none while the second step is off.</summary>
    public string? TwoFactorSecret { get; set; }
    /// <summary>Time step of the last code that was taken, so that none is taken twice.</summary>
    public long TwoFactorStep { get; set; }
    /// <summary>What this person has seen by now: the last change, and when; moves on while a page is open.</summary>
    public long LastSeenSequence { get; set; }
    public DateTime? LastSeenAt { get; set; }
    /// <summary>When the present visit began.</summary>
    public DateTime? VisitBeganAt { get; set; }
    /// <summary>What had been seen when it began: "since your last visit" counts from here for as long as the visit lasts.</summary>
    public long PreviousSeenSequence { get; set; }
    public DateTime? PreviousSeenAt { get; set; }
}

public sealed class TokenRow
{
    public required string Hash { get; set; }
    public required string UserId { get; set; }
    /// <summary>What its owner calls it.</summary>
    public string? Name { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime? ExpiresAt { get; set; }
    /// <summary>When it was last used, to the hour.</summary>
    public DateTime? LastUsedAt { get; set; }
    public DateTime? RevokedAt { get; set; }
}

/// <summary>Counters (sequence, audit number) and settings of the store (seed, anchor date), one row each.</summary>
public sealed class CounterRow
{
    public required string Name { get; set; }
    public long Value { get; set; }
}
#pragma warning restore CS1591
