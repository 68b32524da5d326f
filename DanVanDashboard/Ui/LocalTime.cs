namespace DanVanDashboard.Ui;

/// <summary>The time that people here read on their clocks.</summary>
internal static class LocalTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    /// <summary>The same instant in Vietnamese time.</summary>
    public static DateTimeOffset ToLocal(this DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);
}
