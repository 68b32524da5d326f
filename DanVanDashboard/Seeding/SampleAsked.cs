using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Seeding;

/// <summary>A sample of the figures that a campaign asks for, to begin with and to change; no document prescribes it.</summary>
internal static class SampleAsked
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

    /// <summary>The rows of a campaign, asked from the beginning of a year on.</summary>
    public static IEnumerable<AskedFigureRow> Of(string campaignId, int year, string by, DateTime now) => s_lines.Select((line, order) => new AskedFigureRow
    {
        Id = $"chi-tieu-bao-cao-{campaignId}-{line.Metric}", CampaignId = campaignId, Line = AskedCell.KeyOf(line.Metric, null, null, null), Version = 1, Metric = line.Metric, Split = line.Split,
        MeasureVi = line.Measure, MeasureEn = line.MeasureEn, TimeMeaning = Wire.Name(line.Time), Place = BodyPlace.Any, BodyKinds = string.Empty, Blocks = string.Empty, Bodies = string.Empty,
        PeriodKinds = PeriodRows.Text(PeriodKey.CalendarKinds), Prefill = line.Prefill, FromPeriod = new PeriodKey(PeriodKind.Year, year, 0).ToString(), Order = order, SetBy = by, SetAt = now,
    });
}
