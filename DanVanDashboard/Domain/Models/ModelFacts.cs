using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Models;

/// <summary>What a model is counted by: the attributes that place it in every aggregate.</summary>
/// <param name="ModelId">Stable id.</param>
/// <param name="UnitId">The unit as it was at registration: commune, or district or province where the source names no commune.</param>
/// <param name="BodyId">The owning body, or <see langword="null"/> where the source names none.</param>
/// <param name="NonLocal">Whether the owner is a body outside the tree of localities (sở, ngành, MTTQ tỉnh …): such models stand beside the map, in the row "Cơ quan, đơn vị cấp tỉnh".</param>
/// <param name="Field">Key of the campaign's taxonomy, or <see langword="null"/> where unstated ("chưa nêu").</param>
/// <param name="Subject">Collective or individual, or <see langword="null"/> where unstated.</param>
/// <param name="Block">Organisation block of the owner, or <see langword="null"/> where unstated.</param>
/// <param name="Themes">Keys of themes; they overlap, so totals by theme are never added.</param>
public sealed record ModelFacts(
    string ModelId,
    string UnitId,
    string? BodyId,
    bool NonLocal,
    string? Field,
    Subject? Subject,
    OrganisationBlock? Block,
    IReadOnlyList<string> Themes)
{
    /// <summary>Of a model whose unit was divided: the successors to which its village went (<see cref="Localities.Places.WayOf"/>); <see langword="null"/> where no village tells, or nothing was divided.</summary>
    public string? WentTo { get; init; }
}
