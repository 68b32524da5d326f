using DanVanDashboard.Data;
using DanVanDashboard.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>The targets that hold in one year of a campaign.</summary>
/// <param name="Year">The year.</param>
/// <param name="All">In the order of measures, the whole before its parts.</param>
public sealed record YearTargets(int Year, IReadOnlyList<Target> All)
{
    /// <summary>The target of exactly this cut, or <see langword="null"/>: one of a field never answers for the whole, nor the other way round.</summary>
    public Target? Find(TargetMeasure measure, string? field = null, string? bodyId = null) =>
        All.FirstOrDefault(t => t.Measure == measure && t.Field == field && t.BodyId == bodyId);
}

/// <summary>One version of a target.</summary>
/// <param name="Target">What it says; <see langword="null"/> value: it withdraws the target.</param>
/// <param name="Current">Whether it is the last version of its cut.</param>
public sealed record TargetVersion(TargetRow Target, bool Current);

/// <summary>Reads targets. What holds is shared by all viewers until something other than a model changes in the campaign.</summary>
public sealed class TargetQueries(Store store, CampaignCubes cubes)
{
    private readonly Kept<(string Campaign, int Year), YearTargets> _shared = new();

    /// <summary>The targets that hold in a year. The caller has made sure that whoever asks may read the campaign.</summary>
    public Task<YearTargets> OfAsync(string campaignId, int year, CancellationToken ct) =>
        _shared.GetAsync(
            (campaignId, year), cubes.LastOther(campaignId),
            async () => Of(year, await VersionsAsync(campaignId, year, CancellationToken.None))).WaitAsync(ct);

    /// <summary>Every version of every target of a year (<see langword="null"/>: of all years), the newest first in each cut.</summary>
    public async Task<IReadOnlyList<TargetVersion>> VersionsAsync(string campaignId, int? year, CancellationToken ct)
    {
        await using var db = store.Read();
        var rows = await db.Targets.Where(t => t.CampaignId == campaignId && (year == null || t.Year == year)).ToListAsync(ct);
        return rows.GroupBy(r => (r.Year, r.Cell))
            .OrderBy(g => g.Key.Year).ThenBy(g => g.First().Measure).ThenBy(g => g.First().BodyId, StringComparer.Ordinal).ThenBy(g => g.First().Field, StringComparer.Ordinal)
            .SelectMany(g => g.OrderByDescending(r => r.Version).Select((r, i) => new TargetVersion(r, Current: i == 0))).ToList();
    }

    private static YearTargets Of(int year, IReadOnlyList<TargetVersion> versions) => new(
        year,
        [
            .. versions.Where(v => v is { Current: true, Target.Value: not null }).Select(v => v.Target).Select(r => new Target(
                r.Id, r.CampaignId, r.Year, r.Measure, r.BodyId, r.Field, r.Value!.Value, new(r.DocumentNumber, r.DocumentDate, r.Document), r.Version)),
        ]);
}
