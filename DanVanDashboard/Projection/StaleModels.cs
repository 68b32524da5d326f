using System.Linq.Expressions;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>Stale models of one place in every cut.</summary>
public sealed record StaleGroup(string UnitId, string? BodyId, bool NonLocal, string? Field, Subject? Subject, OrganisationBlock? Block, int Count);

/// <summary>How many models have not been updated for two periods.</summary>
/// <param name="Rule">Since when, by which periods.</param>
/// <param name="Groups">The models, counted by all that a page is narrowed down by except the theme.</param>
public sealed record StaleCounts(Staleness Rule, IReadOnlyList<StaleGroup> Groups)
{
    /// <summary>All of the campaign.</summary>
    public int Total { get; } = Groups.Sum(g => g.Count);

    /// <summary>Those of some groups.</summary>
    public int Of(Func<StaleGroup, bool> which) => Groups.Where(which).Sum(g => g.Count);
}

/// <summary>Counts models that have not been updated for two periods (chưa cập nhật 02 kỳ).</summary>
public sealed class StaleModels(Store store, CampaignCubes cubes, TimeProvider clock)
{
    /// <summary>How old a count may be while changes go on.</summary>
    public static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(3);

    private readonly Kept<(string Campaign, Staleness Rule), StaleCounts> _shared = new();
    private readonly Kept<string, IReadOnlyList<PeriodKey>> _owed = new();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, (long Stamp, long Applied, DateTimeOffset At)> _stamps = new();

    /// <summary>The rule as a predicate of SQL: an index holds what it asks for.</summary>
    public static Expression<Func<ModelRow, bool>> Where(Staleness rule)
    {
        var from = rule.From;
        return m => m.Running && m.LastOn < from;
    }

    /// <summary>Since when a model of the campaign must have been updated, today.</summary>
    public async Task<Staleness> RuleAsync(Campaign campaign, CancellationToken ct)
    {
        var owed = await _owed.GetAsync(campaign.Id, cubes.LastOther(campaign.Id), () => OwedAsync(campaign.Id)).WaitAsync(ct);
        return Staleness.Of(campaign, owed, LocalDay.Of(clock.GetUtcNow()));
    }

    /// <summary>The counts of a campaign; at most <see cref="AtMostEvery"/> behind the changes.</summary>
    public async Task<StaleCounts> OfAsync(Campaign campaign, CancellationToken ct)
    {
        var rule = await RuleAsync(campaign, ct);
        var (applied, now) = (cubes.Applied, clock.GetUtcNow());
        var stamp = _stamps.AddOrUpdate(
            campaign.Id, _ => (1, applied, now), (_, old) => old.Applied == applied || now - old.At < AtMostEvery ? old : (old.Stamp + 1, applied, now)).Stamp;
        return await _shared.GetAsync((campaign.Id, rule), stamp, () => CountAsync(campaign.Id, rule)).WaitAsync(ct);
    }

    private async Task<StaleCounts> CountAsync(string campaignId, Staleness rule)
    {
        await using var db = store.Read();
        var groups = await db.Models.Where(m => m.CampaignId == campaignId).Where(Where(rule))
            .GroupBy(m => new { m.UnitId, m.BodyId, m.NonLocal, m.Field, m.Subject, m.Block })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        return new(rule, groups.ConvertAll(g => new StaleGroup(g.Key.UnitId, g.Key.BodyId, g.Key.NonLocal, g.Key.Field, g.Key.Subject, g.Key.Block, g.Count)));
    }

    private async Task<IReadOnlyList<PeriodKey>> OwedAsync(string campaignId)
    {
        await using var db = store.Read();
        var periods = await db.Obligations.Where(o => o.CampaignId == campaignId).Select(o => o.Period).Distinct().ToListAsync();
        return [.. periods.Select(p => PeriodKey.TryParse(p, out var key) ? key : (PeriodKey?)null).OfType<PeriodKey>()];
    }
}
