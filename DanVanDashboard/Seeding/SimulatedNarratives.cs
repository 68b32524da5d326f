using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>Made-up words in some reports of the running simulated campaign, by which the joined report shows whose words they are. Each says that it is simulated.</summary>
internal static class SimulatedNarratives
{
    // Every so many of the reports of the last quarter that was sent.
    private const int Every = 6;

    private static readonly (NarrativePart Part, string[] Texts)[] s_words =
    [
        (NarrativePart.Results,
        [
            "(Mô phỏng) Các thôn, bản đã giữ nền nếp họp hằng tháng, mô hình đăng ký đầu năm đều có người phụ trách.",
            "(Mô phỏng) Nhân dân góp ngày công làm đường bản, dọn vệ sinh chung mỗi tuần; ba mô hình được xã khác đến học tập.",
            "(Mô phỏng) Tổ dân vận cùng đoàn thể đến từng hộ, số hộ tham gia mô hình tăng so với quý trước.",
        ]),
        (NarrativePart.Limits,
        [
            "(Mô phỏng) Một số mô hình mới dừng ở đăng ký, chưa có kết quả để thẩm định.",
            "(Mô phỏng) Báo cáo của các chi bộ xa trung tâm còn gửi chậm.",
        ]),
        (NarrativePart.Causes, ["(Mô phỏng) Cán bộ phụ trách mới nhận việc sau khi sắp xếp xã, mưa lũ kéo dài ở hai bản."]),
        (NarrativePart.Lessons, ["(Mô phỏng) Nơi nào bí thư chi bộ trực tiếp phụ trách thì mô hình giữ được lâu."]),
        (NarrativePart.Proposals,
        [
            "(Mô phỏng) Đề nghị tỉnh mở lớp tập huấn kỹ năng dân vận cho tổ dân vận thôn, bản.",
            "(Mô phỏng) Đề nghị hướng dẫn rõ hơn hồ sơ đề nghị công nhận cấp tỉnh.",
        ]),
    ];

    /// <summary>Adds them.</summary>
    public static async Task AddAsync(WriteSession w, CancellationToken ct)
    {
        var sent = ReportRules.Sent.Select(Wire.Name).ToList();
        var reports = (await w.Db.Reports.AsNoTracking().Where(r => r.CampaignId == "mo-phong-2026-2030" && r.EnteredBy == "simulator" && sent.Contains(r.Status) && !w.Db.ReportEntries.Any(e => e.ReportId == r.Id)).ToListAsync(ct))
            .Select(r => (Row: r, Period: PeriodKey.TryParse(r.Period, out var period) ? period : (PeriodKey?)null)).Where(r => r.Period is { Kind: PeriodKind.Quarter }).ToList();
        if (reports.Count == 0)
        {
            return;
        }

        // The demonstration's own reporters begin with reports that hold nothing but figures.
        var own = await w.Db.Accounts.Where(a => a.UnitId != null).Select(a => a.UnitId!).ToListAsync(ct);
        var (last, count) = (reports.Max(r => r.Period!.Value.From), 0);
        foreach (var (row, i) in reports.Where(r => r.Period!.Value.From == last && !own.Contains(r.Row.UnitId)).Select(r => r.Row).OrderBy(r => r.Id, StringComparer.Ordinal).Where((_, i) => i % Every == 0).Select((r, i) => (r, i)))
        {
            var number = 0;
            // Results from all of them; what else there is to say comes from one or two.
            foreach (var (part, texts) in s_words.Where((p, at) => p.Part == NarrativePart.Results || (i + at) % 5 == 0))
            {
                w.Db.ReportEntries.Add(new()
                {
                    ReportId = row.Id, Number = ++number, Cell = EntryKeys.Of(part), Content = EntryContent.Text, Text = texts[i % texts.Length], ByUser = "simulator", At = row.SubmittedAt ?? row.CreatedAt,
                });
                count++;
            }
        }

        await w.AuditAsync(Actor.System, "demo.narratives", "reports", string.Create(CultureInfo.InvariantCulture, $"{{\"texts\":{count}}}"), ct);
    }
}
