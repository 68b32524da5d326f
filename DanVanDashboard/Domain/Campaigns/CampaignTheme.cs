namespace DanVanDashboard.Domain.Campaigns;

/// <summary>Chủ đề of a campaign: cuts across its fields.</summary>
/// <param name="Key">Stable key, which models bear.</param>
/// <param name="NameVi">Vietnamese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Retired">Whether it is no longer offered; models that bear it keep it.</param>
/// <param name="MergedInto">The theme that took its models over, or <see langword="null"/>.</param>
public sealed record CampaignTheme(string Key, string NameVi, string NameEn, bool Retired, string? MergedInto)
{
    /// <summary>Whether it is offered to new models.</summary>
    public bool Offered => !Retired && MergedInto is null;
}

/// <summary>The themes that a campaign begins with: those that the source documents name.</summary>
public static class StandardThemes
{
    /// <summary>In the order in which they are offered.</summary>
    public static readonly IReadOnlyList<CampaignTheme> All =
    [
        new("new_rural_area", "Xây dựng nông thôn mới", "New rural area", Retired: false, null),
        new("government_mobilisation", "Chính quyền dân vận khéo", "Skilful mobilisation by government", Retired: false, null),
        new("learning_from_uncle_ho", "Học tập và làm theo Bác", "Learning from Uncle Hồ", Retired: false, null),
        new("health_insurance", "BHYT", "Health insurance", Retired: false, null),
        new("environment", "Môi trường", "Environment", Retired: false, null),
        new("digital", "Chuyển đổi số", "Digital transformation", Retired: false, null),
        new("project_06", "Đề án 06", "Project 06", Retired: false, null),
        new("ethnic_minorities", "Đồng bào dân tộc", "Ethnic minorities", Retired: false, null),
        new("religion", "Tôn giáo", "Religion", Retired: false, null),
    ];
}
