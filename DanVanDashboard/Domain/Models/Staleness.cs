using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Models;

/// <summary>
/// Chưa cập nhật 02 kỳ: a model that is running (accepted, neither stopped nor lapsed) and of which nothing is dated in the last two
/// closed reporting periods, nor since.
/// </summary>
/// <param name="Kind">Grain of the campaign's reporting periods.</param>
/// <param name="From">First day of the earlier of the two periods: a running model whose last event lies before it is stale.</param>
/// <param name="Last">The later of the two periods.</param>
public readonly record struct Staleness(PeriodKind Kind, DateOnly From, PeriodKey Last)
{
    /// <summary>How many closed periods may pass.</summary>
    public const int Periods = 2;

    /// <summary>The rule of a campaign on a day.</summary>
    /// <param name="campaign">The campaign; one that is over is looked at as on the day after its end.</param>
    /// <param name="owed">Periods for which reports are owed in it; the finest grain is the campaign's. Quarters where none is owed.</param>
    /// <param name="today">The day.</param>
    public static Staleness Of(Campaign campaign, IEnumerable<PeriodKey> owed, DateOnly today)
    {
        PeriodKind[] grains = [PeriodKind.Month, PeriodKind.Quarter, PeriodKind.Half, PeriodKind.Year];
        var kinds = owed.Select(p => p.Kind).ToHashSet();
        var kind = Array.Find(grains, kinds.Contains) is var found && kinds.Contains(found) ? found : PeriodKind.Quarter;
        var day = campaign.To is { } to && today > to ? to.AddDays(1) : today;
        var last = PeriodKey.Of(kind, day)!.Value.Previous;
        return new(kind, last.Previous.From, last);
    }

    /// <summary>Whether a model that stands so is stale.</summary>
    public bool Holds(bool running, DateOnly lastOn) => running && lastOn < From;
}
