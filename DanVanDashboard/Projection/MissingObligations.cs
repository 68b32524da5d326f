using DanVanDashboard.Data;
using DanVanDashboard.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>What the rules of a campaign call for and nobody owes yet.</summary>
internal static class MissingObligations
{
    /// <summary>The missing ones of the periods that end between two days; <see langword="null"/> where the campaign has no rule. Where two rules meet in a body and period, the earlier one counts.</summary>
    public static async Task<List<Obligation>?> FindAsync(DanVanDbContext db, Reference current, Campaign campaign, DateOnly from, DateOnly until, CancellationToken ct)
    {
        var rules = (await RulesAsync(db, campaign.Id, ct)).ConvertAll(PeriodRows.ToRule);
        if (rules.Count == 0)
        {
            return null;
        }

        var (bodies, known) = (Bodies(current, campaign), await KnownAsync(db, campaign.Id, ct));
        return [.. rules.SelectMany(r => r.Make(campaign, bodies, from, until)).Where(o => known.Add((o.BodyId, o.Period.ToString())))];
    }

    /// <summary>
    /// The missing ones of the periods that have opened by <paramref name="today"/>. Nobody comes to owe what was over when the rule was
    /// set; a period that is over by now is caught up only where nobody owes it yet, as after a stop.
    /// </summary>
    public static async Task<List<Obligation>> OpenedAsync(DanVanDbContext db, Reference current, Campaign campaign, DateOnly today, CancellationToken ct)
    {
        var rules = await RulesAsync(db, campaign.Id, ct);
        if (rules.Count == 0)
        {
            return [];
        }

        var (bodies, known) = (Bodies(current, campaign), await KnownAsync(db, campaign.Id, ct));
        var owed = known.Select(k => k.Period).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. rules.SelectMany(r => PeriodRows.ToRule(r).Make(campaign, bodies, Domain.LocalDay.Of(r.SetAt), today.AddYears(1)))
                .Where(o => o.Period.From <= today && (o.Period.To >= today || !owed.Contains(o.Period.ToString())) && known.Add((o.BodyId, o.Period.ToString()))),
        ];
    }

    private static Task<List<ObligationRuleRow>> RulesAsync(DanVanDbContext db, string campaign, CancellationToken ct) =>
        db.ObligationRules.AsNoTracking().Where(r => r.CampaignId == campaign && r.EndedAt == null).OrderBy(r => r.SetAt).ThenBy(r => r.Id).ToListAsync(ct);

    private static List<Domain.Bodies.Body> Bodies(Reference current, Campaign campaign)
    {
        var province = current.Places.ProvinceOf(campaign.RootUnitId).Id;
        return [.. current.Bodies.All.Where(b => b.ProvinceId == province)];
    }

    private static async Task<HashSet<(string Body, string Period)>> KnownAsync(DanVanDbContext db, string campaign, CancellationToken ct) =>
        (await db.Obligations.AsNoTracking().Where(o => o.CampaignId == campaign).Select(o => new { o.BodyId, o.Period }).ToListAsync(ct)).Select(o => (o.BodyId, o.Period)).ToHashSet();
}
