using System.Globalization;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Seeding;

/// <summary>The campaigns whose data are made up. Their names say so wherever they stand.</summary>
internal static class SimulatedCampaigns
{
    private static readonly FieldTaxonomy s_standard = new(StandardFields.All.Select(f => new CampaignField(f, NameVi(f), NameEn(f), f)).ToList());

    /// <summary>The running phase, on today's communes.</summary>
    public static Campaign Current(string root) => Of("mo-phong-2026-2030", "Giai đoạn 2026–2030 (dữ liệu mô phỏng)", "Phase 2026–2030 (simulated data)", 2026, 2030, root);

    /// <summary>The phase before, on districts and old communes until 30/06/2025.</summary>
    public static Campaign Old(string root) => Of("mo-phong-2021-2025", "Giai đoạn 2021–2025 (dữ liệu mô phỏng)", "Phase 2021–2025 (simulated data)", 2021, 2025, root);

    /// <summary>A campaign filled by command.</summary>
    public static Campaign Filled(string root, int number, int models, DateOnly today) => Of(
        string.Create(CultureInfo.InvariantCulture, $"mo-phong-{number}"),
        string.Create(CultureInfo.InvariantCulture, $"Mô phỏng số {number}: {models} mô hình (dữ liệu mô phỏng)"),
        string.Create(CultureInfo.InvariantCulture, $"Simulation {number}: {models} models (simulated data)"), today.Year, today.Year, root);

    /// <summary>The standard four.</summary>
    public static FieldTaxonomy Standard => s_standard;

    private static Campaign Of(string id, string vi, string en, int from, int to, string root) =>
        new(id, vi, en, Simulated: true, new(from, 1, 1), new(to, 12, 31), root, "simulated", s_standard, ReviewMonth: 3) { RegistrationMonth = 3 };

    private static string NameVi(string field) => field switch
    {
        StandardFields.Economy => "Kinh tế",
        StandardFields.CultureSociety => "Văn hóa - xã hội",
        StandardFields.DefenceSecurity => "Quốc phòng - an ninh",
        _ => "Xây dựng hệ thống chính trị",
    };

    private static string NameEn(string field) => field switch
    {
        StandardFields.Economy => "Economy",
        StandardFields.CultureSociety => "Culture and society",
        StandardFields.DefenceSecurity => "Defence and security",
        _ => "Building the political system",
    };
}
