namespace DanVanDashboard.Domain;

/// <summary>Days and clock times of the province: Asia/Ho_Chi_Minh, which has had no other offset than +07:00 since 1975.</summary>
public static class LocalDay
{
    private static readonly TimeSpan s_offset = TimeSpan.FromHours(7);

    /// <summary>The day in the province at a moment.</summary>
    public static DateOnly Of(DateTime utc) => DateOnly.FromDateTime(utc + s_offset);

    /// <summary>The day in the province at a moment.</summary>
    public static DateOnly Of(DateTimeOffset moment) => Of(moment.UtcDateTime);

    /// <summary>The moment as the clocks of the province show it.</summary>
    public static DateTimeOffset At(DateTime utc) => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).ToOffset(s_offset);

    /// <summary>The first moment of a day, UTC.</summary>
    public static DateTime StartUtc(DateOnly day) => DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - s_offset, DateTimeKind.Utc);
}
