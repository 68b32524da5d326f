using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>
/// By what a commune of the running simulated campaign is measured: made-up clusters of neighbours and made-up targets of its Party
/// committee. Names and documents say that they are simulated; they stand in no real plan.
/// </summary>
internal static class SimulatedPeers
{
    private const int PerCluster = 7;

    /// <summary>Adds them.</summary>
    public static async Task AddAsync(WriteSession w, Reference reference, int seed, CancellationToken ct)
    {
        var campaign = await w.Db.Campaigns.AsNoTracking().FirstOrDefaultAsync(c => c.Simulated && c.Id == "mo-phong-2026-2030" && c.AnchorDate != null, ct);
        if (campaign is null || await w.Db.Clusters.AnyAsync(c => c.CampaignId == campaign.Id, ct))
        {
            return;
        }

        var (from, year) = (campaign.From!.Value, campaign.AnchorDate!.Value.Year);
        var communes = reference.Places.Under(campaign.RootUnitId, campaign.AnchorDate.Value, UnitLevel.Commune).ToList();
        AddClusters(w, campaign.Id, communes, from);
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var counts = await w.Db.Models.AsNoTracking().Where(m => m.CampaignId == campaign.Id && !m.NonLocal && m.RegisteredOn >= first && m.RegisteredOn <= last)
            .GroupBy(m => m.UnitId).Select(g => new { UnitId = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.UnitId, g => g.Count, ct);
        var targets = AddTargets(w, reference, campaign.Id, year, communes, counts, new Random(seed + 17));
        await w.AuditAsync(Actor.System, "demo.peers", "targets", string.Create(CultureInfo.InvariantCulture, $"{{\"targets\":{targets},\"communes\":{communes.Count}}}"), ct);
    }

    // In administrative order neighbours mostly follow one another.
    private static void AddClusters(WriteSession w, string campaign, List<Unit> communes, DateOnly from)
    {
        foreach (var (members, i) in communes.Chunk(PerCluster).Select((c, i) => (c, i)))
        {
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            var id = $"cum-{campaign}-{number}";
            w.Db.Clusters.Add(new() { Id = id, CampaignId = campaign, Name = $"Cụm thi đua số {number} (mô phỏng)", Order = i, ValidFrom = from, Version = 1 });
            w.Db.ClusterMembers.AddRange(members.Select((u, n) => new ClusterMemberRow { Id = string.Create(CultureInfo.InvariantCulture, $"{id}-{n + 1}"), ClusterId = id, UnitId = u.Id, From = from }));
        }
    }

    private static int AddTargets(WriteSession w, Reference reference, string campaign, int year, List<Unit> communes, Dictionary<string, int> counts, Random random)
    {
        var (added, y) = (0, year.ToString(CultureInfo.InvariantCulture));
        foreach (var unit in communes)
        {
            // Most come near to what is asked of them, some go beyond it, a few stay behind.
            var registered = Math.Max(5, counts.GetValueOrDefault(unit.Id) * 100 / random.Next(78, 116));
            if (reference.Bodies.PartyCommitteeOf(unit.Id) is { } body)
            {
                Add(TargetMeasure.Registered, body.Id, registered);
                Add(TargetMeasure.Recognised, body.Id, Math.Max(1, registered * 32 / 100));
            }
        }

        return added;

        void Add(TargetMeasure measure, string body, int value)
        {
            w.Db.Targets.Add(new()
            {
                Id = $"chi-tieu-{campaign}-{y}-{Wire.Name(measure)}-{body.Replace('/', '.')}", CampaignId = campaign, Year = year, Measure = measure, BodyId = body, Cell = TargetRules.Cell(measure, body, null), Version = 1,
                Value = value, DocumentNumber = "MÔ PHỎNG-KH-" + y, DocumentDate = new(year, 1, 5), Document = "Kế hoạch thi đua năm " + y + " (mô phỏng)", SetBy = "simulator", SetAt = w.Now,
            });
            added++;
        }
    }
}
