using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>Quy định kỳ báo cáo: which bodies owe a report for which grains, and by when. Obligations are made from it; it changes none that exist.</summary>
/// <param name="Id">Id of the rule.</param>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Kinds">For which grains.</param>
/// <param name="DaysAfterEnd">Hạn gửi: so many days after the end of the period.</param>
/// <param name="GraceDays">Ân hạn.</param>
/// <param name="LockDays">Khóa sổ: so many days after the deadline; <see langword="null"/>: when the board locks.</param>
/// <param name="Of">Who owes.</param>
public sealed record ObligationRule(
    string Id, string CampaignId, IReadOnlyList<PeriodKind> Kinds, int DaysAfterEnd, int GraceDays, int? LockDays, BodyChoice Of)
{
    /// <summary>
    /// What the rule makes of a campaign for the periods that end between two days: an obligation of each body that exists on the last
    /// day of the period. In the order of periods, then of bodies as they are given.
    /// </summary>
    public IEnumerable<Obligation> Make(Campaign campaign, IEnumerable<Body> bodies, DateOnly from, DateOnly to)
    {
        var chosen = bodies.Where(Of.Includes).ToList();
        return Periods(campaign, from, to).SelectMany(p => chosen.Where(b => b.ValidOn(p.To)).Select(b => new Obligation(campaign.Id, b.Id, p, Obligation.Due(p, DaysAfterEnd))
        {
            GraceDays = GraceDays, LocksOn = LockDays is { } days ? Obligation.Due(p, DaysAfterEnd).AddDays(days) : null,
        }));
    }

    /// <summary>The periods of the rule that lie wholly in the campaign and end between two days, by their end.</summary>
    public IReadOnlyList<PeriodKey> Periods(Campaign campaign, DateOnly from, DateOnly to) =>
        [.. Enumerable.Range(from.Year, Math.Max(0, to.Year - from.Year + 1)).SelectMany(y => Kinds.SelectMany(k => OfYear(k, y)))
            .Where(p => p.To >= from && p.To <= to && campaign.Covers(p.From) && campaign.Covers(p.To)).Distinct().OrderBy(p => p.To).ThenBy(p => p.Kind)];

    private static IEnumerable<PeriodKey> OfYear(PeriodKind kind, int year) => kind switch
    {
        PeriodKind.Month => Enumerable.Range(1, 12).Select(n => new PeriodKey(kind, year, n)),
        PeriodKind.Quarter => Enumerable.Range(1, 4).Select(n => new PeriodKey(kind, year, n)),
        PeriodKind.Half => Enumerable.Range(1, 2).Select(n => new PeriodKey(kind, year, n)),
        PeriodKind.NineMonths or PeriodKind.Year => [new PeriodKey(kind, year, 0)],
        _ => [],
    };
}

/// <summary>The rules of periods, deadlines and extensions.</summary>
public static class ObligationRules
{
    /// <summary>Longest reason or document.</summary>
    public const int TextLimit = 500;

    /// <summary>Most days of a deadline after the end, of grace, and of a lock after the deadline.</summary>
    public const int DayLimit = 366;

    /// <summary>Every reason why <paramref name="by"/> may not set a rule.</summary>
    public static List<Refusal> ToSetRule(Actor by, Campaign campaign, IReadOnlyList<PeriodKind>? kinds, int? days, int? grace, int? lockDays, BodyChoice? of)
    {
        if (!by.May(Verb.RunCampaign))
        {
            return [new("deadline.not-allowed")];
        }

        var refusals = new List<Refusal>();
        if (!campaign.OpenForEntries)
        {
            refusals.Add(new("deadline.campaign-closed", "campaign"));
        }

        if (kinds is not { Count: > 0 } || kinds.Contains(PeriodKind.Phase))
        {
            refusals.Add(new("asked.kinds-missing", "periodKinds"));
        }

        if (days is not { } d || d is < 0 or > DayLimit)
        {
            refusals.Add(new("deadline.days-unreadable", "daysAfterEnd"));
        }

        refusals.AddRange(GraceRefusals(grace));
        if (lockDays is < 0 or > DayLimit || (lockDays is { } l && grace is { } g && l < g))
        {
            refusals.Add(new("deadline.lock-before-grace", "lockDays"));
        }

        if (of is null)
        {
            refusals.Add(new("asked.bodies-unknown", "by"));
        }

        return refusals;
    }

    /// <summary>Every reason why <paramref name="by"/> may not set the deadline of a period for all its bodies.</summary>
    public static List<Refusal> ToSetDeadline(Actor by, PeriodKey? period, DateOnly? dueOn, int? grace, DateOnly? locksOn)
    {
        if (!by.May(Verb.RunCampaign))
        {
            return [new("deadline.not-allowed")];
        }

        var refusals = new List<Refusal>();
        if (period is not { } key)
        {
            refusals.Add(new("report.period-unknown", "period"));
        }
        else if (dueOn is { } day && (day <= key.From || day > key.To.AddDays(DayLimit)))
        {
            refusals.Add(new("deadline.due-outside", "dueOn"));
        }

        if (dueOn is null)
        {
            refusals.Add(new("deadline.due-missing", "dueOn"));
        }

        refusals.AddRange(GraceRefusals(grace));
        if (locksOn is { } locks && dueOn is { } due && locks < due.AddDays(Math.Max(0, grace ?? 0)))
        {
            refusals.Add(new("deadline.lock-before-grace", "locksOn"));
        }

        return refusals;
    }

    /// <summary>Every reason why <paramref name="by"/> may not give a body more time.</summary>
    /// <param name="by">Who.</param>
    /// <param name="obligation">What the body owes now.</param>
    /// <param name="until">The new last day.</param>
    /// <param name="reason">Why.</param>
    /// <param name="document">By which document, where there is one.</param>
    /// <param name="today">The day in the province.</param>
    public static List<Refusal> ToExtend(Actor by, Obligation obligation, DateOnly? until, string? reason, string? document, DateOnly today)
    {
        if (!by.May(Verb.DecideOnReport))
        {
            return [new("deadline.not-allowed")];
        }

        var refusals = new List<Refusal>();
        if (until is not { } day)
        {
            refusals.Add(new("extension.until-missing", "until"));
        }
        else if (day <= obligation.LastDay || day < today)
        {
            refusals.Add(new("extension.not-later", "until") { Arguments = [obligation.LastDay.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)] });
        }
        else if (day > obligation.DueOn.AddDays(DayLimit))
        {
            refusals.Add(new("extension.too-long", "until"));
        }

        if (string.IsNullOrEmpty(reason))
        {
            refusals.Add(new("extension.reason-missing", "reason"));
        }
        else if (reason.Length > TextLimit)
        {
            refusals.Add(new("extension.text-too-long", "reason"));
        }

        if (document?.Length > TextLimit)
        {
            refusals.Add(new("extension.text-too-long", "document"));
        }

        return refusals;
    }

    private static IEnumerable<Refusal> GraceRefusals(int? grace)
    {
        if (grace is not { } days || days is < 0 or > DayLimit)
        {
            yield return new("deadline.grace-unreadable", "graceDays");
        }
    }
}
