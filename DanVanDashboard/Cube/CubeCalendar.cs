using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Cube;

/// <summary>Numbers the periods of a campaign as dates come up: 0 is the whole campaign, then its phases, then calendar periods. For one writer; readers use <see cref="Published"/>.</summary>
internal sealed class CubeCalendar
{
    public const int WholeCampaign = 0;

    private readonly Dictionary<int, int[]> _byMonth = [];
    private readonly PeriodKey[] _phases;

    public CubeCalendar(IReadOnlyList<PeriodKey> phases)
    {
        _phases = [.. phases.Distinct()];
        foreach (var phase in _phases)
        {
            Published.Add(phase, Count++);
        }
    }

    /// <summary>Number by period. Never changed once a snapshot may hold it: a new period makes a new dictionary.</summary>
    public Dictionary<PeriodKey, int> Published { get; private set; } = [];

    /// <summary>Periods so far, the whole campaign included.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>Grains: each date has at most one period of each.</summary>
    public int Grains => 1 + PeriodKey.CalendarKinds.Count + _phases.Length;

    /// <summary>Months counted from the year 0.</summary>
    public static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month - 1;

    /// <summary>The period of each grain that holds a month, −1 where there is none.</summary>
    public int[] PeriodsOf(int month)
    {
        if (_byMonth.TryGetValue(month, out var periods))
        {
            return periods;
        }

        var day = new DateOnly(month / 12, (month % 12) + 1, 1);
        // What bears no date belongs to the campaign and its phases, and to no calendar period.
        var undated = day == ModelEvent.Undated;
        periods =
        [
            WholeCampaign,
            .. PeriodKey.CalendarKinds.Select(kind => !undated && PeriodKey.Of(kind, day) is { } key ? NumberOf(key) : -1),
            .. _phases.Select(phase => undated || phase.Contains(day) ? NumberOf(phase) : -1),
        ];
        _byMonth.Add(month, periods);
        return periods;
    }

    private int NumberOf(PeriodKey key)
    {
        if (Published.TryGetValue(key, out var number))
        {
            return number;
        }

        Published = new(Published) { [key] = Count };
        return Count++;
    }
}
