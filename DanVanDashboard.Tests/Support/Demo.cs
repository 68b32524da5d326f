namespace DanVanDashboard.Tests.Support;

/// <summary>Ids of the seeded store that tests speak of.</summary>
internal static class Demo
{
    public const string LaiChau = "12-1997/12";
    public const string BinhLu = "12-2025/03390";
    public const string KhunHa = "12-2025/03430";
    public const string Campaign = "mo-phong-2026-2030";
    public const string OldCampaign = "mo-phong-2021-2025";
    public const string FarmersBody = "12-1997.12.hoi-nong-dan";
    public const string BinhLuCommittee = "12-2025.03390.dang-uy";
    public const string KhunHaCommittee = "12-2025.03430.dang-uy";
}
