using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>What the simulated campaigns ask for, and by which rules: a sample that no document prescribes.</summary>
internal static class SimulatedPeriods
{
    public static async Task AddAsync(WriteSession w, CancellationToken ct)
    {
        var campaigns = await w.Db.Campaigns.AsNoTracking().Where(c => c.Simulated && c.From != null && (c.Id == "mo-phong-2026-2030" || c.Id == "mo-phong-2021-2025")).OrderBy(c => c.Id).ToListAsync(ct);
        foreach (var campaign in campaigns)
        {
            w.Db.AskedFigures.AddRange(SampleAsked.Of(campaign.Id, campaign.From!.Value.Year, "simulator", w.Now));
        }

        foreach (var campaign in campaigns.Where(c => c.From!.Value.Year >= 2026))
        {
            // Who owes already, as a rule: the Party committees of communes, and those of the province by name.
            var named = await w.Db.Obligations.Where(o => o.CampaignId == campaign.Id).Join(w.Db.Bodies.Where(b => b.UnitId == null), o => o.BodyId, b => b.Id, (_, b) => new { b.Id, b.Order }).Distinct()
                .OrderBy(b => b.Order).Select(b => b.Id).ToListAsync(ct);
            w.Db.ObligationRules.Add(Rule(campaign, "xa", BodyPlace.Local, PeriodRows.Text([BodyKind.PartyCommittee]), string.Empty, w.Now));
            w.Db.ObligationRules.Add(Rule(campaign, "tinh", BodyPlace.NonLocal, string.Empty, string.Join(' ', named), w.Now));
        }
    }

    private static ObligationRuleRow Rule(CampaignRow campaign, string name, BodyPlace place, string kinds, string bodies, DateTime now) => new()
    {
        Id = $"quy-dinh-{campaign.Id}-{name}", CampaignId = campaign.Id, PeriodKinds = PeriodRows.Text([PeriodKind.Quarter]), DaysAfterEnd = 10, GraceDays = 0, Place = place,
        BodyKinds = kinds, Blocks = string.Empty, Bodies = bodies, SetBy = "simulator", SetAt = now,
    };
}
