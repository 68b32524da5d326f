using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Administration;

/// <summary>What a new campaign takes over besides its taxonomy: only what holds now, never what was entered.</summary>
internal static class CampaignCopies
{
    /// <summary>Asked figures: the last version of each line, from the first year of the new campaign on. Lines of fields that it does not have stay behind.</summary>
    public static async Task<int> AskedAsync(WriteSession w, Actor by, CampaignRow from, CampaignRow to, CancellationToken ct)
    {
        var fields = w.Db.CampaignFields.Local.Where(f => f.CampaignId == to.Id).Select(f => f.Key).ToHashSet();
        if (fields.Count == 0)
        {
            fields = [.. TaxonomyRows.StandardFields(to.Id).Select(f => f.Key)];
        }

        var versions = await w.Db.AskedFigures.AsNoTracking().Where(a => a.CampaignId == from.Id).ToListAsync(ct);
        var lines = versions.GroupBy(a => a.Line).Select(g => g.MaxBy(a => a.Version)!).Where(a => !a.Retired && (a.Field is null || fields.Contains(a.Field))).OrderBy(a => a.Order).ToList();
        foreach (var line in lines)
        {
            line.Id = NewId("A");
            (line.CampaignId, line.Version, line.FromPeriod) = (to.Id, 1, to.From!.Value.Year.ToString(CultureInfo.InvariantCulture));
            (line.SetBy, line.SetAt, line.Reason) = (by.UserId, w.Now, null);
        }

        w.Db.AskedFigures.AddRange(lines);
        return lines.Count;
    }

    /// <summary>Reporting rules that hold.</summary>
    public static async Task<int> RulesAsync(WriteSession w, Actor by, CampaignRow from, CampaignRow to, CancellationToken ct)
    {
        var rules = await w.Db.ObligationRules.AsNoTracking().Where(r => r.CampaignId == from.Id && r.EndedAt == null).ToListAsync(ct);
        foreach (var rule in rules)
        {
            (rule.Id, rule.CampaignId, rule.SetBy, rule.SetAt) = (NewId("R"), to.Id, by.UserId, w.Now);
        }

        w.Db.ObligationRules.AddRange(rules);
        return rules.Count;
    }

    /// <summary>Criteria sets that hold, with their criteria; each begins as a first version.</summary>
    public static async Task<int> CriteriaAsync(WriteSession w, Actor by, CampaignRow from, CampaignRow to, CancellationToken ct)
    {
        var sets = await w.Db.CriteriaSets.AsNoTracking().Where(s => s.CampaignId == from.Id && s.ReplacedBy == null && s.ValidTo == null).ToListAsync(ct);
        foreach (var set in sets)
        {
            var (old, id) = (set.Id, NewId("K"));
            var criteria = await w.Db.Criteria.AsNoTracking().Where(c => c.SetId == old).ToListAsync(ct);
            (set.Id, set.SetKey, set.CampaignId, set.Version, set.ValidFrom) = (id, NewId("k"), to.Id, 1, to.From!.Value);
            (set.SetBy, set.SetAt) = (by.UserId, w.Now);
            criteria.ForEach(c => c.SetId = id);
            w.Db.CriteriaSets.Add(set);
            w.Db.Criteria.AddRange(criteria);
        }

        return sets.Count;
    }

    /// <summary>Clusters with the members that they have now.</summary>
    public static async Task<int> ClustersAsync(WriteSession w, Actor by, CampaignRow from, CampaignRow to, CancellationToken ct)
    {
        var clusters = await w.Db.Clusters.AsNoTracking().Where(c => c.CampaignId == from.Id && c.ValidTo == null).ToListAsync(ct);
        foreach (var cluster in clusters)
        {
            var (old, id) = (cluster.Id, NewId("C"));
            var members = await w.Db.ClusterMembers.AsNoTracking().Where(m => m.ClusterId == old && m.To == null).ToListAsync(ct);
            (cluster.Id, cluster.CampaignId, cluster.ValidFrom, cluster.Version) = (id, to.Id, to.From!.Value, 1);
            members.ForEach(m => (m.Id, m.ClusterId, m.From) = (NewId("c"), id, to.From.Value));
            w.Db.Clusters.Add(cluster);
            w.Db.ClusterMembers.AddRange(members);
        }

        return clusters.Count;
    }

    private static string NewId(string prefix) => prefix + Guid.CreateVersion7().ToString("n");
}
