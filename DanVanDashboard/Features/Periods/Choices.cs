using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Periods;

/// <summary>The periods that a form of a campaign offers.</summary>
internal static class PeriodChoices
{
    /// <summary>Years and their quarters, from the year before today's to the year after, as far as they lie in the campaign; the earliest first.</summary>
    public static IReadOnlyList<PeriodKey> Of(Campaign campaign, DateOnly today) =>
        [
            .. Enumerable.Range(today.Year - 1, 3)
                .SelectMany(y => Enumerable.Range(1, 4).Select(q => new PeriodKey(PeriodKind.Quarter, y, q)).Prepend(new PeriodKey(PeriodKind.Year, y, 0)))
                .Where(p => campaign.Covers(p.From) && campaign.Covers(p.To)),
        ];
}

/// <summary>The bodies that a form of a campaign names.</summary>
internal static class BodyNames
{
    /// <summary>Those of the campaign's province that exist on a day, in protocol order; of local ones the Party committees, since the others are many and chosen by kind.</summary>
    public static IReadOnlyList<(string Id, string Name)> Of(Reference current, Campaign campaign, DateOnly day)
    {
        var province = current.Places.ProvinceOf(campaign.RootUnitId).Id;
        return [.. current.Bodies.All.Where(b => b.ProvinceId == province && b.ValidOn(day) && (b.NonLocal || b.Kind == Domain.Bodies.BodyKind.PartyCommittee)).Select(b => (b.Id, b.NameOn(day)))];
    }
}
