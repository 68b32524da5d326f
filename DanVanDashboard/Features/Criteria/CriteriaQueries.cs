using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Criteria;

/// <summary>Reads criteria sets; whoever reads a campaign reads what its models are scored against.</summary>
internal sealed class CriteriaQueries(Store store, ReferenceData reference)
{
    /// <summary>Every version of every set of a campaign, the newest of each first.</summary>
    public async Task<Result<List<CriteriaSetView>>> OfAsync(Actor actor, string? campaignId, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(campaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [campaignId ?? string.Empty] };
        }

        await using var db = store.Read();
        var stored = await CriteriaSets.AllAsync(db, campaign.Id, ct);
        var ids = stored.ConvertAll(s => s.Row.Id);
        var uses = await db.Scores.Where(s => s.SetId != null && ids.Contains(s.SetId)).GroupBy(s => s.SetId!).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var users = stored.Select(s => s.Row.SetBy).Distinct().ToList();
        var names = await db.Accounts.Where(a => users.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        return stored.ConvertAll(s => CriteriaSetView.Of(s, uses.GetValueOrDefault(s.Row.Id), names.GetValueOrDefault(s.Row.SetBy)));
    }
}
