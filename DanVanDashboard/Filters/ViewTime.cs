using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Access;
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

    /// <summary>The root and the day of the map of a question: the day of its units where it is restated to one, else the period's end.</summary>
    public static (string Root, DateOnly Day) RootOf(CampaignFilter filter, Places places, DateOnly today)
    {
        var restated = filter.Boundaries.Kind == BoundaryViewKind.At;
        return RootOn(places, filter.Campaign.RootUnitId, restated ? filter.Boundaries.Date!.Value : UnitDay(filter.Period, filter.Campaign, today), restated);
    }

    /// <summary>
    /// Of how many communes of a later, larger province the figures of an earlier one can speak; <see langword="null"/> where it is all of them, where they are counted otherwise, or where one unit is asked for.
    /// </summary>
    public static PartCovered? PartOf(CampaignFilter filter, Places places, DateOnly today)
    {
        if (filter is not { Unit: null, Boundaries.Kind: BoundaryViewKind.At })
        {
            return null;
        }

        var (root, day) = RootOf(filter, places, today);
        return root != filter.Campaign.RootUnitId && places.Covered(root, filter.Campaign.RootUnitId, day) is { IsPart: true } part ? part : null;
    }

    /// <summary>
    /// The rows of an answer by unit that <paramref name="actor"/> may see, in administrative order, the non-local bodies last: every commune of the day, also with nothing in it, and whatever else bears numbers.
    /// </summary>
    public static IEnumerable<string> RowsByUnit(Actor actor, CampaignFilter filter, Places places, CubeResult result, DateOnly today)
    {
        var day = filter.Boundaries.Date ?? UnitDay(filter.Period, filter.Campaign, today);
        var under = filter.Unit is null or CubeKeys.ProvinceBodies ? filter.Campaign.RootUnitId : filter.Unit;
        var root = places.SuccessorAt(under, day)?.Id ?? under;
        var expected = filter.Unit == CubeKeys.ProvinceBodies || filter.Boundaries.Kind == BoundaryViewKind.OldDistrict ? [] : places.Under(root, day, UnitLevel.Commune).Select(u => u.Id);
        var keys = expected.Concat(result.Rows.Select(r => r.Key).Where(k => k != CubeKeys.ProvinceBodies)).Distinct().Select(id => places[id]).Order(Unit.AdministrativeOrder).Select(u => u.Id);
        return (filter.Unit is null or CubeKeys.ProvinceBodies ? keys.Append(CubeKeys.ProvinceBodies) : keys).Where(k => actor.Scope.All || actor.Scope.Units.Contains(k));
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
