using DanVanDashboard.Data;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Seeding;

/// <summary>
/// The sample set that the software ships. No official national scale with numbers was found, so it bears in its own name that it is none; the
/// board copies it, changes it, or writes its own.
/// </summary>
internal static class SampleCriteria
{
    /// <summary>Its name, in which it says what it is.</summary>
    public const string Name = "Bộ tiêu chí mẫu, không phải thang điểm chính thức";

    private static readonly (string Title, string Guidance, decimal Points)[] s_collective =
    [
        ("Địa chỉ cụ thể, người thật, việc thật", "Có thôn, bản, tổ dân phố; có người phụ trách; đã xác minh tại chỗ.", 15),
        ("Xuất phát từ nhu cầu của Nhân dân", "Nhân dân được bàn, được tham gia, đồng thuận.", 20),
        ("Cách làm sáng tạo, dễ làm theo", "Nêu rõ điểm mới so với cách làm trước.", 20),
        ("Kết quả đo đếm được", "Có số liệu về người, hộ, công, tiền, diện tích, công trình và minh chứng.", 30),
        ("Khả năng duy trì và nhân rộng", "Có phân công, nguồn lực để duy trì; nơi khác có thể làm theo.", 15),
    ];

    private static readonly (string Title, string Guidance, decimal Points)[] s_individual =
    [
        ("Người thật, việc thật, được cộng đồng xác nhận", "Nơi cư trú, việc làm cụ thể, đã xác minh tại chỗ.", 25),
        ("Gương mẫu, vận động được người khác cùng làm", "Số người, số hộ làm theo.", 30),
        ("Kết quả đo đếm được", "Có số liệu và minh chứng.", 30),
        ("Khả năng duy trì, lan tỏa", "Việc làm tiếp tục được; nơi khác học được.", 15),
    ];

    /// <summary>The sample of a campaign: for collectives and individuals of a commune, and a stricter one of the province.</summary>
    public static void Add(WriteSession w, string campaignId, DateOnly from)
    {
        Set("xa-tap-the", RecognitionLevel.Commune, Subject.Collective, 70, 3, s_collective);
        Set("xa-ca-nhan", RecognitionLevel.Commune, Subject.Individual, 70, 3, s_individual);
        Set("tinh", RecognitionLevel.Province, null, 80, 6, s_collective);

        void Set(string key, RecognitionLevel level, Subject? subject, decimal mark, int months, (string Title, string Guidance, decimal Points)[] criteria)
        {
            var id = $"mau-{campaignId}-{key}";
            w.Db.CriteriaSets.Add(new()
            {
                Id = id, SetKey = id, Version = 1, CampaignId = campaignId, Level = level, Subject = subject, Name = Name, Sample = true, PassMark = mark, MonthsRequired = months,
                ValidFrom = from, SetBy = "simulator", SetAt = w.Now,
            });
            w.Db.Criteria.AddRange(criteria.Select((c, i) => new CriterionRow
            {
                SetId = id, Position = i, Key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"tc{i + 1}"), Title = c.Title, Guidance = c.Guidance, MaxPoints = c.Points,
            }));
        }
    }
}
