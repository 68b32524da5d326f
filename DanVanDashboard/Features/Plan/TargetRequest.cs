using DanVanDashboard.Data;
using DanVanDashboard.Domain;

namespace DanVanDashboard.Features.Plan;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/targets</c>.</summary>
public sealed record TargetRequest
{
    public string? Campaign { get; init; }
    public int? Year { get; init; }
    public string? Measure { get; init; }
    public string? Field { get; init; }
    public string? BodyId { get; init; }
    public decimal? Value { get; init; }
    public string? DocumentNumber { get; init; }
    public string? DocumentDate { get; init; }
    public string? Document { get; init; }
}

/// <summary>Body of <c>POST /api/v1/targets/{id}/withdraw</c>.</summary>
public sealed record TargetWithdrawal
{
    public string? Reason { get; init; }
}

/// <summary>One version of a target as the API shows it; without a value it withdraws the target.</summary>
public sealed record TargetView(
    string Id, long Sequence, string Campaign, int Year, string Measure, string? Field, string? BodyId, int Version, int? Value,
    string? DocumentNumber, DateOnly? DocumentDate, string? Document, string? Reason, DateTime SetAt, bool Current, bool Simulated)
{
    internal static TargetView Of(TargetRow r, bool current, bool simulated) => new(
        r.Id, r.Sequence, r.CampaignId, r.Year, Wire.Name(r.Measure), r.Field, r.BodyId, r.Version, r.Value, r.DocumentNumber, r.DocumentDate, r.Document, r.Reason, r.SetAt,
        current, simulated);
}
#pragma warning restore CS1591
