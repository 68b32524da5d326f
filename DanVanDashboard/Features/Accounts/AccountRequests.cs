namespace DanVanDashboard.Features.Accounts;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/accounts</c> and of <c>POST /api/v1/accounts/{id}</c>, where what is left out stays.</summary>
public sealed record AccountRequest
{
    public string? UserName { get; init; }
    public string? DisplayName { get; init; }
    public string? Email { get; init; }
    public string? Role { get; init; }
    public string? UnitId { get; init; }
    public string? BodyId { get; init; }
}

/// <summary>Body of the verbs that need nothing said.</summary>
public sealed record AccountNothing;

/// <summary>Body of <c>POST /api/v1/accounts/{id}/hand-over</c>.</summary>
public sealed record HandOverRequest
{
    public string? ToId { get; init; }

    /// <summary>Whether the account handed over stays in use.</summary>
    public bool? Keep { get; init; }
}

/// <summary>Body of <c>POST /api/v1/tokens</c>.</summary>
public sealed record TokenRequest
{
    public string? Name { get; init; }

    /// <summary>Last day on which it works, yyyy-MM-dd.</summary>
    public string? ExpiresOn { get; init; }
}
#pragma warning restore CS1591

/// <summary>An account as it is shown. No secret is ever in it, except the link in the answer that made it.</summary>
public sealed record AccountView
{
#pragma warning disable CS1591 // Named and described in docs/api.md.
    public required string Id { get; init; }
    public required string UserName { get; init; }
    public required string DisplayName { get; init; }
    public string? Email { get; init; }
    public required string Role { get; init; }
    public string? UnitId { get; init; }
    public string? BodyId { get; init; }
    /// <summary><c>active</c>, <c>invited</c> (no password yet), <c>locked</c> (wrong passwords) or <c>disabled</c>.</summary>
    public required string State { get; init; }
    public DateTime? LockedUntil { get; init; }
    public bool SecondStep { get; init; }
    public DateTime? LastSeenAt { get; init; }
    public bool Demo { get; init; }
    /// <summary>Path of a link that works once; in the first answer only.</summary>
    public string? Link { get; init; }
    public DateTime? LinkExpiresAt { get; init; }
    /// <summary>Whether the link went out by mail too.</summary>
    public bool Mailed { get; init; }
    /// <summary>What was handed over, by kind.</summary>
    public IReadOnlyDictionary<string, int>? HandedOver { get; init; }
#pragma warning restore CS1591

    /// <summary>The view of a row at a moment.</summary>
    public static AccountView Of(Data.AccountRow row, DateTime now) => new()
    {
        Id = row.Id, UserName = row.UserName, DisplayName = row.DisplayName, Email = row.Email, Role = Domain.Wire.Name(row.Role), UnitId = row.UnitId, BodyId = row.BodyId,
        State = row.Disabled ? "disabled" : row.PasswordHash is null ? "invited" : row.LockoutEnd > now ? "locked" : "active", LockedUntil = row.LockoutEnd > now ? row.LockoutEnd : null,
        SecondStep = row.TwoFactorSecret is not null, LastSeenAt = row.LastSeenAt, Demo = row.Demo,
    };
}
