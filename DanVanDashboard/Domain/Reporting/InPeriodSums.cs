using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>One number of one metric in a report, as far as it is narrowed down.</summary>
/// <param name="Field">Key of a field; <see langword="null"/> where it is not split by field.</param>
/// <param name="Subject">Collective or individual; <see langword="null"/> where it is not split by it.</param>
/// <param name="Amount">The number.</param>
public readonly record struct ReportedPart(string? Field, Subject? Subject, Amount Amount);

/// <summary>What of the numbers of reports may be added: only what happened in a period, each day once, and never a whole with its own parts.</summary>
public static class InPeriodSums
{
    /// <summary>
    /// The number of one report for a cut (<see langword="null"/>: not narrowed down); <see langword="null"/> if the report gives none.
    /// A whole that is stated is taken as it is; otherwise the parts of one division are added. Where one cut is given twice, the first counts.
    /// </summary>
    public static Amount? Of(IReadOnlyCollection<ReportedPart> parts, string? field, Subject? subject)
    {
        var distinct = parts.DistinctBy(p => (p.Field, p.Subject)).ToList();
        return Sum(p => p.Field == field && p.Subject == subject)
            ?? (subject is null ? Sum(p => p.Field == field && p.Subject is not null) : null)
            ?? (field is null ? Sum(p => p.Field is not null && p.Subject == subject) : null)
            ?? (field is null && subject is null ? Sum(p => p.Field is not null && p.Subject is not null) : null);

        Amount? Sum(Predicate<ReportedPart> which)
        {
            var found = distinct.FindAll(which);
            return found.Count == 0 ? null : Amount.Sum(found.Select(p => p.Amount));
        }
    }

    /// <summary>Of a body's reported periods those that cover no day twice: the longest first, then the earlier. Their numbers add.</summary>
    public static IReadOnlyList<PeriodKey> Disjoint(IEnumerable<PeriodKey> periods)
    {
        var taken = new List<PeriodKey>();
        foreach (var period in periods.Distinct().OrderByDescending(p => p.To.DayNumber - p.From.DayNumber).ThenBy(p => p.From))
        {
            if (taken.TrueForAll(t => t.To < period.From || t.From > period.To))
            {
                taken.Add(period);
            }
        }

        return taken;
    }

    /// <summary>Whether all of <paramref name="period"/> lies in <paramref name="asked"/>; everything lies in no period at all.</summary>
    public static bool Within(PeriodKey period, PeriodKey? asked) => asked is not { } a || (period.From >= a.From && period.To <= a.To);
}
