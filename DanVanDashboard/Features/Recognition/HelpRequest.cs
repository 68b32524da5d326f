using DanVanDashboard.Data;
using DanVanDashboard.Domain;

namespace DanVanDashboard.Features.Recognition;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/help-links</c>.</summary>
public sealed record HelpRequest
{
    public string? Campaign { get; init; }
    public string? FromUnitId { get; init; }
    public string? FromBodyId { get; init; }
    public int? FromCount { get; init; }
    public string? ToUnitId { get; init; }
    public string? ToVillage { get; init; }
    public int? ToCount { get; init; }
    public string? Works { get; init; }
    public int? WorksCount { get; init; }
    public decimal? Value { get; init; }
    /// <summary>dong (default), million or billion.</summary>
    public string? ValueUnit { get; init; }
    public string? Exactness { get; init; }
    public string? Document { get; init; }
    public string? Since { get; init; }
    public string? Until { get; init; }
    public string? Note { get; init; }
}

/// <summary>Body of <c>POST /api/v1/help-links/{id}/withdraw</c>.</summary>
public sealed record HelpWithdrawal
{
    public string? Reason { get; init; }
}

/// <summary>A help link as the API shows it; <c>value</c> in đồng.</summary>
public sealed record HelpView(
    string Id, long Sequence, string Campaign, string? FromUnitId, string? FromBodyId, string From, int FromCount, string ToUnitId, string To, string? ToVillage, int ToCount, string Works, int? WorksCount,
    decimal? Value, string Exactness, string? Document, string Since, string? Until, string? Note, bool Withdrawn, string? WithdrawnReason, bool OnBehalf, bool Simulated)
{
    internal static HelpView Of(HelpLinkRow h, string from, string to, bool simulated) => new(
        h.Id, h.Sequence, h.CampaignId, h.FromUnitId, h.FromBodyId, from, h.FromCount, h.ToUnitId, to, h.ToVillage, h.ToCount, h.Works, h.WorksCount, h.Value, Wire.Name(h.Exactness), h.Document, h.Since,
        h.Until.Length > 0 ? h.Until : null, h.Note, h.WithdrawnAt is not null, h.WithdrawnReason, h.OnBehalf, simulated);
}
#pragma warning restore CS1591
