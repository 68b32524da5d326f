using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Administration;

/// <summary>What the first page of the administration counts. Zero where there is nothing to do.</summary>
internal sealed record AdministrationCounts(
    int Campaigns, int Open, int EndedOpen, int NotComparable, int Themes, int LooseThemes, int Bodies, int CommunesWithout, int Clusters, int Accounts, int Disabled, int Unstaffed, int Targets, bool TargetsMissing, int Rules, int Criteria,
    long AuditRows, AuditHead? Witness);

/// <summary>A campaign in the list, with how much is in it.</summary>
internal sealed record ShownCampaign(Campaign Campaign, long Version, int Order, int Models, string RootName);

/// <summary>A field or theme in its list, with how many models bear it.</summary>
internal sealed record Borne(string Key, int Models);

/// <summary>Reads what the pages of campaigns, fields and themes show.</summary>
internal sealed class AdministrationQueries(Store store, ReferenceData reference, DanVanOptions options, AuditHeadLog heads, TimeProvider clock)
{
    /// <summary>The numbers of the first page.</summary>
    public async Task<AdministrationCounts> CountsAsync(CancellationToken ct)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var campaigns = current.Campaigns.Where(c => c.HasRegister).ToList();
        var communes = current.Places.Under(options.RootUnit, today, UnitLevel.Commune);
        await using var db = store.Read();
        var running = campaigns.Where(c => c.OpenForEntries && c.Covers(today)).Select(c => c.Id).ToList();
        var loose = 0;
        foreach (var campaign in campaigns.Where(c => c.Themes.Count > 0))
        {
            loose += (await LooseThemesAsync(db, campaign, ct)).Count;
        }

        return new(
            campaigns.Count, campaigns.Count(c => c.OpenForEntries), campaigns.Count(c => c.OpenForEntries && c.To < today), campaigns.Sum(c => c.Fields.Offered.Count(f => f.Standard is null)),
            campaigns.SelectMany(c => c.Themes).Count(t => t.Offered), loose, current.Bodies.All.Count(b => b.ValidOn(today)), communes.Count(u => !current.Bodies.Of(u.Id).Any(b => b.ValidOn(today))),
            await db.Clusters.CountAsync(ct), await db.Accounts.CountAsync(ct), await db.Accounts.CountAsync(a => a.Disabled, ct), await UnstaffedAsync(db, current, communes, ct),
            await db.Targets.CountAsync(t => t.Year == today.Year && running.Contains(t.CampaignId), ct),
            running.Count > 0 && !await db.Targets.AnyAsync(t => t.Year == today.Year && running.Contains(t.CampaignId), ct),
            await db.ObligationRules.CountAsync(r => r.EndedAt == null, ct), await db.CriteriaSets.CountAsync(s => s.ReplacedBy == null && s.ValidTo == null, ct),
            await db.Audit.MaxAsync(a => (long?)a.Number, ct) ?? 0, heads.Read().Last);
    }

    /// <summary>The campaigns that are kept as registers, in the order in which they are offered.</summary>
    public async Task<IReadOnlyList<ShownCampaign>> CampaignsAsync(Actor actor, CancellationToken ct)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        await using var db = store.Read();
        var rows = await db.Campaigns.ToDictionaryAsync(c => c.Id, ct);
        var models = await db.Models.GroupBy(m => m.CampaignId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. current.Campaigns.Where(c => c.HasRegister && CampaignScope.Reads(actor, c, current) && rows.ContainsKey(c.Id))
            .Select(c => new ShownCampaign(c, rows[c.Id].Version, rows[c.Id].Order, models.GetValueOrDefault(c.Id), RootName(current, c, today)))];
    }

    /// <summary>The province of the instance and what lies in it: where a campaign can have its root.</summary>
    public IReadOnlyList<(string Id, string Name)> Roots()
    {
        var (places, today) = (reference.Current.Places, LocalDay.Of(clock.GetUtcNow()));
        return [.. places.Under(options.RootUnit, today).Prepend(places[options.RootUnit]).Select(u => (u.Id, u.FullNameAtStart))];
    }

    /// <summary>How many models of a campaign bear each field, each theme of its list, and each theme that stands on no list.</summary>
    public async Task<(IReadOnlyDictionary<string, int> Fields, IReadOnlyDictionary<string, int> Themes, IReadOnlyList<Borne> Loose)> BorneAsync(Campaign campaign, CancellationToken ct)
    {
        await using var db = store.Read();
        var fields = await db.Models.Where(m => m.CampaignId == campaign.Id && m.Field != null).GroupBy(m => m.Field!).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var themes = await db.Models.Where(m => m.CampaignId == campaign.Id).Join(db.ModelThemes, m => m.Id, t => t.ModelId, (_, t) => t.Theme).GroupBy(t => t)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var listed = campaign.Themes.Select(t => t.Key).ToHashSet();
        return (fields, themes, [.. themes.Where(t => !listed.Contains(t.Key)).OrderByDescending(t => t.Value).Select(t => new Borne(t.Key, t.Value))]);
    }

    /// <summary>Communes in which nobody reports, or nobody but the reporter could approve.</summary>
    private static async Task<int> UnstaffedAsync(DanVanDbContext db, Reference current, IReadOnlyList<Unit> communes, CancellationToken ct)
    {
        var people = await db.Accounts.Where(a => !a.Disabled && (a.Role == Role.Reporter || a.Role == Role.Approver)).Select(a => new { a.Role, a.UnitId, a.BodyId }).ToListAsync(ct);
        var staffed = people.Select(p => (p.Role, Unit: p.UnitId ?? (p.BodyId is { } body ? current.Bodies.Find(body)?.UnitId : null))).ToHashSet();
        return communes.Count(u => !staffed.Contains((Role.Reporter, u.Id)) || !staffed.Contains((Role.Approver, u.Id)));
    }

    private static async Task<List<string>> LooseThemesAsync(DanVanDbContext db, Campaign campaign, CancellationToken ct)
    {
        var listed = campaign.Themes.Select(t => t.Key).ToList();
        return await db.Models.Where(m => m.CampaignId == campaign.Id).Join(db.ModelThemes, m => m.Id, t => t.ModelId, (_, t) => t.Theme).Distinct().Where(t => !listed.Contains(t)).ToListAsync(ct);
    }

    private static string RootName(Reference current, Campaign campaign, DateOnly today) =>
        current.Places.ById(campaign.RootUnitId) is { } unit ? (unit.ValidOn(today) ? unit : current.Places.SuccessorAt(unit.Id, today) ?? unit).FullNameAtStart : campaign.RootUnitId;
}
