using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>
/// Score sheets of made-up appraisals, each held against the criteria set that was in force: who passed reached the mark, who failed did not. A pass that the set's
/// months in operation would not have allowed has no sheet, for none could have led to it.
/// </summary>
internal static class SimulatedScores
{
    private const decimal Step = 0.5m;

    /// <summary>Adds those of the campaigns that the software makes by itself.</summary>
    public static async Task AddAsync(WriteSession w, Reference reference, int seed, CancellationToken ct)
    {
        var sheets = 0;
        foreach (var campaign in reference.Campaigns.Where(c => c.Simulated && c.Id is "mo-phong-2026-2030" or "mo-phong-2021-2025"))
        {
            var sets = await SetsAsync(w, campaign, ct);
            var scored = (await w.Db.Scores.AsNoTracking().Where(s => !s.Self).Select(s => s.ModelId).Distinct().ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
            var events = (await w.Db.ModelEvents.AsNoTracking().Where(e => e.CampaignId == campaign.Id).OrderBy(e => e.Sequence).ToListAsync(ct)).ToLookup(e => e.ModelId);
            w.Db.ChangeTracker.AutoDetectChangesEnabled = false;
            foreach (var row in await w.Db.Models.AsNoTracking().Where(m => m.CampaignId == campaign.Id && m.EnteredBy == "simulator").OrderBy(m => m.Id).ToListAsync(ct))
            {
                if (!scored.Contains(row.Id))
                {
                    sheets += Add(w, sets, row, [.. events[row.Id]], seed);
                }
            }

            await w.Db.SaveChangesAsync(ct);
            w.Db.ChangeTracker.AutoDetectChangesEnabled = true;
        }

        await w.AuditAsync(Actor.System, "demo.scores", "models", string.Create(CultureInfo.InvariantCulture, $"{{\"sheets\":{sheets}}}"), ct);
    }

    /// <summary>The sets of a campaign; the sample where it has none.</summary>
    public static async Task<IReadOnlyList<CriteriaSet>> SetsAsync(WriteSession w, Campaign campaign, CancellationToken ct)
    {
        if (!await w.Db.CriteriaSets.AnyAsync(s => s.CampaignId == campaign.Id, ct))
        {
            SampleCriteria.Add(w, campaign.Id, campaign.From!.Value);
            await w.Db.SaveChangesAsync(ct);
        }

        return [.. (await CriteriaSets.AllAsync(w.Db, campaign.Id, ct)).Where(s => s.Row.ReplacedBy is null).Select(s => s.Set)];
    }

    /// <summary>Adds a sheet for each appraisal of a model; how many.</summary>
    /// <param name="w">The transaction.</param>
    /// <param name="sets">The sets of its campaign.</param>
    /// <param name="row">The model.</param>
    /// <param name="events">Its events in the order of their days, with their sequences.</param>
    /// <param name="seed">Makes the same points for the same model.</param>
    public static int Add(WriteSession w, IReadOnlyList<CriteriaSet> sets, ModelRow row, IReadOnlyList<ModelEventRow> events, int seed)
    {
        var (round, added) = (0, 0);
        var started = events.FirstOrDefault(e => e.Kind == ModelEventKind.Start)?.On ?? row.StartedOn ?? events.FirstOrDefault(e => e.Kind == ModelEventKind.Accept)?.On;
        foreach (var e in events.Where(e => e.Kind == ModelEventKind.Appraise))
        {
            round++;
            if (e.Passed is not { } passed || started is not { } since || CriteriaSet.For(sets, row.TargetLevel ?? RecognitionLevel.Commune, row.Subject, e.On) is not { } set
                || (passed && AppraisalRules.Months(since, e.On) < set.MonthsRequired))
            {
                continue;
            }

            var random = new Random(Mixed(seed, row.Id, round));
            var points = Points(set, passed, random);
            var id = string.Create(CultureInfo.InvariantCulture, $"p-{row.Id}-{round}");
            w.Db.Scores.Add(new()
            {
                Id = id, ModelId = row.Id, Round = round, SetId = set.Id, Total = points.Sum(), MaxTotal = set.MaxTotal, On = e.On, ByUser = "simulator", Body = "Tổ thẩm định mô phỏng",
                At = LocalDay.StartUtc(e.On).AddHours(9), Sequence = e.Sequence,
            });
            w.Db.ScorePoints.AddRange(points.Select((p, i) => new ScorePointRow { ScoreId = id, Position = i, Criterion = set.Criteria[i].Key, Points = p }));
            added++;
        }

        return added;
    }

    private static List<decimal> Points(CriteriaSet set, bool passed, Random random)
    {
        var mark = set.PassMark / set.MaxTotal;
        var share = passed ? mark + ((0.97m - mark) * (decimal)random.NextDouble()) : mark - 0.02m - (0.25m * (decimal)random.NextDouble());
        List<decimal> points = [.. set.Criteria.Select(c => Math.Clamp(Math.Round(c.MaxPoints * (share + (0.12m * ((decimal)random.NextDouble() - 0.5m))) / Step) * Step, 0, c.MaxPoints))];
        // By chance the sum may fall on the wrong side of the mark.
        for (var i = 0; passed ? points.Sum() < set.PassMark : points.Sum() >= set.PassMark; i = (i + 1) % points.Count)
        {
            points[i] = passed ? Math.Min(set.Criteria[i].MaxPoints, points[i] + Step) : Math.Max(0, points[i] - Step);
        }

        return points;
    }

    // Stable over processes, which the hash of a string is not.
    private static int Mixed(int seed, string id, int round)
    {
        var hash = unchecked((uint)seed * 31) + (uint)round;
        foreach (var c in id)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (int)(hash & int.MaxValue);
    }
}
