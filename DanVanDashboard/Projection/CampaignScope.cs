using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Projection;

/// <summary>Which campaigns someone reads: those of the own province all, the others the board, the Standing Committee and the administrator.</summary>
public static class CampaignScope
{
    /// <summary>Whether <paramref name="actor"/> reads <paramref name="campaign"/>.</summary>
    public static bool Reads(Actor actor, Campaign campaign, Reference reference) =>
        actor.May(Sight.OtherProvinces)
        || (actor.UnitId is { } unit && reference.Places.ById(unit) is not null && SameProvince(reference, unit, campaign.RootUnitId))
        || (reference.Bodies.Find(actor.BodyId) is { } body && SameProvince(reference, body.ProvinceId, campaign.RootUnitId));

    private static bool SameProvince(Reference reference, string unit, string root) =>
        reference.Places.ProvinceOf(unit).Id == reference.Places.ProvinceOf(root).Id;
}
