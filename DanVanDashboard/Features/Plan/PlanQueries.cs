using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Plan;

/// <summary>A version of a target with the name of who set it; <see langword="null"/> for made-up ones.</summary>
internal sealed record ShownVersion(TargetView Target, string? SetBy);

/// <summary>All that the page of targets shows.</summary>
/// <param name="Campaigns">The campaigns that take targets.</param>
/// <param name="Campaign">The one that is shown.</param>
/// <param name="Years">Its years up to the next one, the latest first.</param>
/// <param name="Year">The year that is shown.</param>
/// <param name="Versions">Every version, those of one target together, the newest first.</param>
/// <param name="Bodies">For whom a target can be set: Party committees of localities and non-local bodies, in protocol order.</param>
/// <param name="MaySet">Whether who looks may set targets.</param>
internal sealed record PlanView(
    IReadOnlyList<Campaign> Campaigns, Campaign Campaign, IReadOnlyList<int> Years, int Year, IReadOnlyList<ShownVersion> Versions,
    IReadOnlyList<(string Id, string Name)> Bodies, bool MaySet)
{
    /// <summary>The target that holds in a cell.</summary>
    public TargetView? Holding(TargetMeasure measure, string? field, string? bodyId) =>
        Versions.Select(v => v.Target).FirstOrDefault(t => t.Current && t.Value is not null && t.Measure == Wire.Name(measure) && t.Field == field && t.BodyId == bodyId);
}

/// <summary>Reads what the page of targets shows.</summary>
internal sealed class PlanQueries(Store store, ReferenceData reference, TargetQueries targets, TimeProvider clock)
{
    /// <summary>The page; <see langword="null"/> where there is no campaign that takes targets.</summary>
    public async Task<PlanView?> GetAsync(Actor actor, string? campaignId, int? year, CancellationToken ct = default)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var campaigns = current.Campaigns.Where(c => c.HasRegister && CampaignScope.Reads(actor, c, current)).ToList();
        if ((campaigns.Find(c => c.Id == campaignId) ?? campaigns.FirstOrDefault()) is not { } campaign)
        {
            return null;
        }

        var (first, last) = (campaign.From?.Year ?? today.Year, Math.Max(campaign.From?.Year ?? today.Year, Math.Min(campaign.To?.Year ?? today.Year + 1, today.Year + 1)));
        var years = Enumerable.Range(first, last - first + 1).Reverse().ToList();
        var shown = year is { } y && years.Contains(y) ? y : years.Contains(today.Year) ? today.Year : years[0];
        var fields = campaign.Fields.Fields.Select(f => f.Key).ToList();
        // In the order of the table above: the whole, then fields in the campaign's own order.
        var versions = (await targets.VersionsAsync(campaign.Id, shown, ct)).OrderBy(v => v.Target.Measure).ThenBy(v => current.Bodies.Find(v.Target.BodyId)?.Order ?? -1)
            .ThenBy(v => v.Target.Field is null ? -1 : fields.IndexOf(v.Target.Field)).ToList();
        var who = versions.Select(v => v.Target.SetBy).Distinct().ToList();
        await using var db = store.Read();
        var names = await db.Accounts.Where(a => who.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        var day = new DateOnly(shown, 12, 31);
        var province = current.Places.ProvinceOf(campaign.RootUnitId).Id;
        var bodies = current.Bodies.All.Where(b => b.ProvinceId == province && b.ValidOn(day) && (b.NonLocal || b.Kind == BodyKind.PartyCommittee)).Select(b => (b.Id, b.NameOn(day))).ToList();
        return new(
            campaigns, campaign, years, shown, [.. versions.Select(v => new ShownVersion(TargetView.Of(v.Target, v.Current, campaign.Simulated), names.GetValueOrDefault(v.Target.SetBy)))],
            bodies, actor.May(Verb.RunCampaign));
    }
}
