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
    private const string Models = "mô hình";

    private static readonly (string Metric, AskedSplit Split, TimeMeaning Time, Prefill Prefill, string Measure, string MeasureEn)[] s_lines =
    [
        ("registered", AskedSplit.FieldAndSubject, TimeMeaning.Period, Prefill.Registered, Models, "models"),
        ("in_progress", AskedSplit.FieldAndSubject, TimeMeaning.Stock, Prefill.InProgress, Models, "models"),
        ("recognised", AskedSplit.FieldAndSubject, TimeMeaning.Period, Prefill.Recognised, Models, "models"),
        ("commended", AskedSplit.FieldAndSubject, TimeMeaning.Period, Prefill.Commended, "tập thể, cá nhân", "recipients"),
        ("works_done", AskedSplit.None, TimeMeaning.Period, Prefill.None, "công trình, phần việc", "works"),
        ("money_mobilised", AskedSplit.None, TimeMeaning.Period, Prefill.None, "đồng", "đồng"),
        ("labour_days", AskedSplit.None, TimeMeaning.Period, Prefill.None, "ngày công", "days of labour"),
        ("land_donated", AskedSplit.None, TimeMeaning.Period, Prefill.None, "m²", "m²"),
        ("roads_built", AskedSplit.None, TimeMeaning.Period, Prefill.None, "km", "km"),
        ("houses_built", AskedSplit.None, TimeMeaning.Period, Prefill.None, "nhà", "houses"),
        ("health_cards", AskedSplit.None, TimeMeaning.Period, Prefill.None, "thẻ", "cards"),
        ("people_reached", AskedSplit.None, TimeMeaning.Period, Prefill.None, "lượt người", "participations"),
        ("households_helped", AskedSplit.None, TimeMeaning.Period, Prefill.None, "hộ", "households"),
    ];

    public static async Task AddAsync(WriteSession w, CancellationToken ct)
    {
        var campaigns = await w.Db.Campaigns.AsNoTracking().Where(c => c.Simulated && c.From != null && (c.Id == "mo-phong-2026-2030" || c.Id == "mo-phong-2021-2025")).OrderBy(c => c.Id).ToListAsync(ct);
        foreach (var campaign in campaigns)
        {
            for (var i = 0; i < s_lines.Length; i++)
            {
                w.Db.AskedFigures.Add(Row(campaign, i, w.Now));
            }
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

    private static AskedFigureRow Row(CampaignRow campaign, int order, DateTime now)
    {
        var (metric, split, time, prefill, measure, measureEn) = s_lines[order];
        return new()
        {
            Id = $"chi-tieu-bao-cao-{campaign.Id}-{metric}", CampaignId = campaign.Id, Line = AskedCell.KeyOf(metric, null, null, null), Version = 1, Metric = metric, Split = split,
            MeasureVi = measure, MeasureEn = measureEn, TimeMeaning = Wire.Name(time), Place = BodyPlace.Any, BodyKinds = string.Empty, Blocks = string.Empty, Bodies = string.Empty,
            PeriodKinds = PeriodRows.Text(PeriodKey.CalendarKinds), Prefill = prefill, FromPeriod = new PeriodKey(PeriodKind.Year, campaign.From!.Value.Year, 0).ToString(), Order = order,
            SetBy = "simulator", SetAt = now,
        };
    }

    private static ObligationRuleRow Rule(CampaignRow campaign, string name, BodyPlace place, string kinds, string bodies, DateTime now) => new()
    {
        Id = $"quy-dinh-{campaign.Id}-{name}", CampaignId = campaign.Id, PeriodKinds = PeriodRows.Text([PeriodKind.Quarter]), DaysAfterEnd = 10, GraceDays = 0, Place = place,
        BodyKinds = kinds, Blocks = string.Empty, Bodies = bodies, SetBy = "simulator", SetAt = now,
    };
}
