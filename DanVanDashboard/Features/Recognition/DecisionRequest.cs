namespace DanVanDashboard.Features.Recognition;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/decisions</c> and of its preview.</summary>
public sealed record DecisionRequest
{
    public string? Campaign { get; init; }
    public string? Kind { get; init; }
    public string? Number { get; init; }
    public string? On { get; init; }
    public string? Body { get; init; }
    public string? Level { get; init; }
    public string? Form { get; init; }
    public string? SignedBy { get; init; }
    public string? Note { get; init; }
    public bool? SameNumber { get; init; }
    public IReadOnlyList<string>? Models { get; init; }
    public IReadOnlyList<RecipientRequest>? Recipients { get; init; }
}

/// <summary>A person or a collective without a model, in a decision.</summary>
public sealed record RecipientRequest
{
    public string? Name { get; init; }
    public string? Subject { get; init; }
    public string? UnitId { get; init; }
    public string? BodyId { get; init; }
    public string? Field { get; init; }
    public string? Block { get; init; }
    public IReadOnlyList<string>? Themes { get; init; }
    public bool? SomebodyElse { get; init; }
    public bool? Consent { get; init; }
}

/// <summary>Body of <c>POST /api/v1/decisions/{id}/withdraw</c> and of its preview.</summary>
public sealed record WithdrawalRequest
{
    public string? Number { get; init; }
    public string? On { get; init; }
    public string? Body { get; init; }
    public string? SignedBy { get; init; }
    public string? Reason { get; init; }
    public bool? SameNumber { get; init; }
    /// <summary>Only these models; without it, and without <see cref="Honours"/>, the whole decision.</summary>
    public IReadOnlyList<string>? Models { get; init; }
    public IReadOnlyList<string>? Honours { get; init; }
}

/// <summary>Body of <c>POST /api/v1/honours/{id}/consent</c>.</summary>
public sealed record HonourConsent
{
    public bool? Consent { get; init; }
}

/// <summary>Body of <c>POST /api/v1/honours</c>: one honour without a model.</summary>
public sealed record HonourRequest
{
    public string? Campaign { get; init; }
    public string? Kind { get; init; }
    public string? Name { get; init; }
    public string? Subject { get; init; }
    public string? UnitId { get; init; }
    public string? BodyId { get; init; }
    public string? Field { get; init; }
    public string? Block { get; init; }
    public IReadOnlyList<string>? Themes { get; init; }
    public string? On { get; init; }
    public string? DecisionNumber { get; init; }
    public string? Body { get; init; }
    public string? Giver { get; init; }
    public string? Level { get; init; }
    public string? Form { get; init; }
    public bool? SameNumber { get; init; }
    public bool? SomebodyElse { get; init; }
    public bool? Consent { get; init; }
}

/// <summary>Body of <c>POST /api/v1/honours/{id}/revoke</c>.</summary>
public sealed record HonourRevocation
{
    public string? Reason { get; init; }
}
#pragma warning restore CS1591
