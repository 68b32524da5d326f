using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Models;

/// <summary>Chưa cập nhật 02 kỳ: a running model of which nothing is dated in the last two quarters that have ended, nor since.</summary>
public static class StaleRule
{
    /// <summary>The first day of those two quarters: a running model whose last event lies before it is stale at the end of <paramref name="day"/>.</summary>
    public static DateOnly Since(DateOnly day) => PeriodKey.Of(PeriodKind.Quarter, day)!.Value.Previous.Previous.From;
}
