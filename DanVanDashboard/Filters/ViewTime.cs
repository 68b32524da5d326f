using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;

namespace DanVanDashboard.Filters;

/// <summary>The days and periods that a view rests on.</summary>
internal static class ViewTime
{
    /// <summary>The periods into which one is cut: a phase or the whole campaign by years, all others by months.</summary>
    public static IReadOnlyList<PeriodKey> SubPeriods(PeriodKey? period, Campaign campaign, DateOnly today)
    {
        if (period is { Kind: not PeriodKind.Phase } key)
        {
            var months = ((key.To.Year - key.From.Year) * 12) + key.To.Month - key.From.Month + 1;
            return Enumerable.Range(0, months).Select(i => PeriodKey.Of(PeriodKind.Month, key.From.AddMonths(i))!.Value).ToList();
        }

        var first = period?.Year ?? campaign.From?.Year ?? today.Year;
        var last = period?.Number ?? campaign.To?.Year ?? today.Year;
        return Enumerable.Range(first, Math.Max(1, last - first + 1)).Select(y => new PeriodKey(PeriodKind.Year, y, 0)).ToList();
    }

    /// <summary>The steps of time in which a period is shown: months, quarters or years that lie wholly in it, where there are at least two of them; otherwise those of <see cref="SubPeriods"/>.</summary>
    public static IReadOnlyList<PeriodKey> Steps(PeriodKey? period, Campaign campaign, DateOnly today, PeriodKind? kind)
    {
        if (kind is not (PeriodKind.Month or PeriodKind.Quarter or PeriodKind.Year) || (period?.From ?? campaign.From) is not { } from)
        {
            return SubPeriods(period, campaign, today);
        }

        var to = period?.To ?? campaign.To ?? today;
        var steps = new List<PeriodKey>();
        for (var step = PeriodKey.Of(kind.Value, from)!.Value; step.From <= to; step = PeriodKey.Of(kind.Value, step.To.AddDays(1))!.Value)
        {
            if (step.From >= from && step.To <= to)
            {
                steps.Add(step);
            }
        }

        return steps.Count < 2 ? SubPeriods(period, campaign, today) : steps;
    }

    /// <summary>The day on whose units a view as it was stands: the period's end, or today if that is earlier.</summary>
    public static DateOnly UnitDay(PeriodKey? period, Campaign campaign, DateOnly today)
    {
        var end = period?.To ?? campaign.To ?? today;
        return end < today ? end : today;
    }

    /// <summary>The root of a map on a day, and the day: a locality that has ended is drawn as it last was, or as what it has become.</summary>
    public static (string Root, DateOnly Day) RootOn(Places places, string rootUnitId, DateOnly day, bool restated)
    {
        var root = places[rootUnitId];
        if (root.ValidOn(day))
        {
            return (rootUnitId, day);
        }

        // A district has no successor; it is drawn as it was on its last day.
        var successor = restated ? places.SuccessorAt(rootUnitId, day) : null;
        return successor is not null && successor.Level == root.Level
            ? (successor.Id, day)
            : (rootUnitId, root.ValidTo is { } end && day >= end ? end.AddDays(-1) : root.ValidFrom);
    }
}
