using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>Made-up targets of the simulated campaigns, and made-up resources in their reports. They live in campaigns that say that they are simulated.</summary>
internal static class SimulatedPlan
{
    // Share of a year's whole per field, in percent; what is left over goes to the first.
    private static readonly int[] s_shares = [34, 38, 15, 13];

    // Metric, how often it is reported in percent, smallest number, range, step: per body and quarter.
    private static readonly (string Metric, int Often, int From, int Range, decimal Step)[] s_resources =
    [
        ("works_done", 92, 1, 9, 1), ("money_mobilised", 95, 12, 480, 1_000_000), ("fund_for_the_poor", 55, 3, 70, 1_000_000), ("labour_days", 96, 40, 900, 1),
        ("land_donated", 62, 6, 190, 10), ("roads_built", 58, 2, 28, 0.1m), ("houses_built", 34, 1, 5, 1), ("health_cards", 41, 5, 90, 1),
        ("health_cards_money", 30, 6, 60, 1_000_000), ("people_reached", 88, 60, 1900, 1), ("households_helped", 70, 4, 110, 1),
    ];

    private static readonly string[] s_comments =
        ["Số liệu mô phỏng, gồm cả phần Nhân dân đóng góp.", "Số liệu mô phỏng, chưa gồm các đơn vị trường học.", "Số liệu mô phỏng, đã đối chiếu với MTTQ cùng cấp."];

    public static async Task AddAsync(WriteSession w, int seed, CancellationToken ct)
    {
        var campaigns = await w.Db.Campaigns.AsNoTracking().Where(c => c.Simulated && c.AnchorDate != null && (c.Id == "mo-phong-2026-2030" || c.Id == "mo-phong-2021-2025")).OrderBy(c => c.Id).ToListAsync(ct);
        var targets = campaigns.Sum(c => AddTargets(w, c));
        var figures = await AddFiguresAsync(w, seed, ct);
        await w.AuditAsync(Actor.System, "demo.plan", "targets", string.Create(CultureInfo.InvariantCulture, $"{{\"targets\":{targets},\"figures\":{figures}}}"), ct);
    }

    /// <summary>Resources of one report, the same for the same <paramref name="random"/>.</summary>
    public static IEnumerable<ReportFigureRow> FiguresOf(string reportId, Random random)
    {
        var position = 0;
        foreach (var (metric, often, from, range, step) in s_resources)
        {
            if (random.Next(100) >= often)
            {
                continue;
            }

            // Few large numbers, many small ones; a round number is where people write "trên" or "gần".
            var value = from + (int)(range * random.NextDouble() * random.NextDouble());
            var qualified = random.Next(100);
            yield return new()
            {
                ReportId = reportId, Position = position++, Metric = metric, Value = (qualified < 16 && value >= 20 ? value / 10 * 10 : value) * step,
                Exactness = value < 20 ? Exactness.Exact : qualified < 11 ? Exactness.Over : qualified < 16 ? Exactness.Nearly : Exactness.Exact,
                Comment = random.Next(100) < 4 ? s_comments[random.Next(s_comments.Length)] : null,
            };
        }
    }

    private static int AddTargets(WriteSession w, CampaignRow campaign)
    {
        var count = 0;
        for (var year = campaign.From!.Value.Year; year <= Math.Min(campaign.To!.Value.Year, campaign.AnchorDate!.Value.Year); year++)
        {
            var registered = year >= 2026 ? 1300 : 400 + (10 * (year - 2021));
            Whole(TargetMeasure.Registered, registered);
            Whole(TargetMeasure.Recognised, registered * 32 / 100);
            Add(TargetMeasure.Exemplar, null, registered * 6 / 100);
            Add(TargetMeasure.Commended, null, registered * 2 / 100);
            Add(TargetMeasure.Replicated, null, registered * 4 / 100);

            void Whole(TargetMeasure measure, int value)
            {
                Add(measure, null, value);
                var parts = s_shares.Select(s => value * s / 100).ToArray();
                parts[0] += value - parts.Sum();
                for (var i = 0; i < parts.Length; i++)
                {
                    Add(measure, StandardFields.All[i], parts[i]);
                }
            }

            void Add(TargetMeasure measure, string? field, int value)
            {
                var y = year.ToString(CultureInfo.InvariantCulture);
                w.Db.Targets.Add(new()
                {
                    Id = $"chi-tieu-{campaign.Id}-{y}-{Wire.Name(measure)}{(field is null ? string.Empty : "-" + field)}", CampaignId = campaign.Id, Year = year, Measure = measure, Field = field,
                    Cell = TargetRules.Cell(measure, null, field), Version = 1, Value = value, DocumentNumber = "MÔ PHỎNG-KH-" + y, DocumentDate = new(year, 1, 5),
                    Document = "Kế hoạch thi đua năm " + y + " (mô phỏng)", SetBy = "simulator", SetAt = w.Now,
                });
                count++;
            }
        }

        return count;
    }

    private static async Task<int> AddFiguresAsync(WriteSession w, int seed, CancellationToken ct)
    {
        var reports = await w.Db.Reports.AsNoTracking().Where(r => r.EnteredBy == "simulator" && !w.Db.ReportFigures.Any(f => f.ReportId == r.Id)).Select(r => r.Id).ToListAsync(ct);
        var random = new Random(seed + 11);
        var rows = reports.Order(StringComparer.Ordinal).SelectMany(id => FiguresOf(id, random)).ToList();
        w.Db.ChangeTracker.AutoDetectChangesEnabled = false;
        w.Db.ReportFigures.AddRange(rows);
        w.Db.ChangeTracker.AutoDetectChangesEnabled = true;
        return rows.Count;
    }
}
