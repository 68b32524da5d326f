using System.Globalization;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Filters;

/// <summary>Why a day is worth a stop on the way through time.</summary>
public enum MapDayKind
{
    /// <summary>Somebody asked for it.</summary>
    Asked,

    /// <summary>The last day of a period.</summary>
    PeriodEnd,

    /// <summary>Boundaries that were imported begin.</summary>
    Boundaries,

    /// <summary>The last day before units change.</summary>
    Eve,

    /// <summary>Units change.</summary>
    Units,

    /// <summary>Today.</summary>
    Today,
}

/// <summary>A stop of the date slider.</summary>
/// <param name="Day">The day.</param>
/// <param name="Kind">Why it is one; of several reasons the strongest.</param>
public sealed record MapDay(DateOnly Day, MapDayKind Kind)
{
    /// <summary>How the query string says it: today stays "hiện nay" tomorrow.</summary>
    public string Value => Kind == MapDayKind.Today ? "hien-nay" : Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The days through which a map can be led: changes of units and of boundaries, and ends of periods.</summary>
internal static class MapDates
{
    /// <summary>The stops of a campaign's map, in order; the last is today.</summary>
    public static IReadOnlyList<MapDay> Of(Places places, IEnumerable<DateOnly> boundaries, Campaign campaign, DateOnly today, DateOnly? asked)
    {
        var from = campaign.From ?? today;
        var own = places.ScopeOf(campaign.RootUnitId).Select(id => places[id]).ToList();
        var all = own.Select(u => u.ValidFrom).Concat(own.Select(u => u.ValidTo).OfType<DateOnly>()).Where(c => c <= today).Distinct().Order().ToList();
        // What was before the campaign began interests as far as its units go back: one change.
        var changes = all.Where(c => c > from).ToList();
        if (all.LastOrDefault(c => c <= from) is var last && last != default && own.Exists(u => u.ValidTo == last)) { changes.Add(last); }
        var days = new Dictionary<DateOnly, MapDayKind>();
        foreach (var change in changes)
        {
            Add(change, MapDayKind.Units);
            Add(change.AddDays(-1), MapDayKind.Eve);
        }

        var first = days.Count > 0 ? days.Keys.Min() : from;
        foreach (var day in boundaries.Where(d => d >= first && d <= today)) { Add(day, MapDayKind.Boundaries); }
        // The ends of years; of a campaign of one year so far, those of its quarters.
        var step = today.Year - from.Year < 1 ? PeriodKind.Quarter : PeriodKind.Year;
        for (var period = PeriodKey.Of(step, from)!.Value; period.To < today && (campaign.To is not { } end || period.To <= end); period = PeriodKey.Of(step, period.To.AddDays(1))!.Value)
        {
            Add(period.To, MapDayKind.PeriodEnd);
        }

        Add(today, MapDayKind.Today);
        if (asked is { } wanted) { Add(wanted, MapDayKind.Asked); }
        return [.. days.OrderBy(d => d.Key).Select(d => new MapDay(d.Key, d.Value))];

        void Add(DateOnly day, MapDayKind kind) => days[day] = days.TryGetValue(day, out var known) && known > kind ? known : kind;
    }
}
