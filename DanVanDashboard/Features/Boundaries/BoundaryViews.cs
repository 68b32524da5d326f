using DanVanDashboard.Data;

namespace DanVanDashboard.Features.Boundaries;

/// <summary>Why a set is taken back.</summary>
/// <param name="Reason">In words.</param>
public sealed record BoundaryWithdrawal(string? Reason);

#pragma warning disable CS1591 // The wire form of docs/api.md.
/// <summary>A set of <c>GET /api/v1/boundaries</c>.</summary>
public sealed record BoundarySetView(
    string Id, string Name, DateOnly ValidFrom, string Source, string Licence, string FileName, string RootUnitId, int Units, int Points, string ImportedBy, DateTime ImportedAt,
    string? WithdrawnBy, DateTime? WithdrawnAt, string? WithdrawnReason)
{
    internal static BoundarySetView Of(BoundarySetRow row) => new(
        row.Id, row.Name, row.ValidFrom, row.Source, row.Licence, row.FileName, row.RootUnitId, row.Units, row.Points, row.ImportedBy, row.ImportedAt, row.WithdrawnBy, row.WithdrawnAt,
        row.WithdrawnReason);
}
#pragma warning restore CS1591
