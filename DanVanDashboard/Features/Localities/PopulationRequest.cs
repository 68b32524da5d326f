using DanVanDashboard.Data;

namespace DanVanDashboard.Features.Localities;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/populations</c>.</summary>
public sealed record PopulationRequest
{
    public string? UnitId { get; init; }
    /// <summary>people (without it), households or party_cells.</summary>
    public string? Kind { get; init; }
    public int? Year { get; init; }
    public decimal? Value { get; init; }
    public string? Source { get; init; }
}

/// <summary>Body of <c>POST /api/v1/populations/confirm</c>: what was looked at, and nothing else, is confirmed.</summary>
public sealed record PopulationConfirmation
{
    public IReadOnlyList<string>? Ids { get; init; }
}

/// <summary>Body of <c>POST /api/v1/populations/{id}/withdraw</c>.</summary>
public sealed record PopulationWithdrawal
{
    public string? Reason { get; init; }
}

/// <summary>A population as the API shows it.</summary>
public sealed record PopulationView(string Id, string UnitId, int Year, int Value, string Source, bool Confirmed, DateTime EnteredAt, DateTime? ConfirmedAt, bool Withdrawn, string Kind)
{
    internal static PopulationView Of(PopulationRow r) =>
        new(r.Id, r.UnitId, r.Year, r.Value, r.Source, r.ConfirmedAt is not null, r.EnteredAt, r.ConfirmedAt, r.WithdrawnAt is not null, Domain.Wire.Name(r.Kind));
}
#pragma warning restore CS1591
