using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>How many of the bodies that owe a report have sent it ("59/62 đơn vị").</summary>
public sealed record Coverage(int Reported, int Expected)
{
    /// <summary>Sums two.</summary>
    public static Coverage operator +(Coverage a, Coverage b) => new(a.Reported + b.Reported, a.Expected + b.Expected);
}

/// <summary>State of one body's report of a period.</summary>
/// <param name="BodyId">The body.</param>
/// <param name="UnitId">Its locality; <see langword="null"/> if it is non-local.</param>
/// <param name="Status">State of the report, or <see langword="null"/> where there is none.</param>
/// <param name="DueOn">Hạn gửi, as announced.</param>
/// <param name="SubmittedAt">When it was last sent, UTC.</param>
/// <param name="ReportId">The report, where there is one.</param>
public sealed record BodyReport(string BodyId, string? UnitId, ReportStatus? Status, DateOnly DueOn, DateTime? SubmittedAt = null, string? ReportId = null)
{
    /// <summary>The last day in time: the deadline with grace and extension.</summary>
    public DateOnly LastDay { get; init; } = DueOn;

    /// <summary>The extension, where this body was granted one.</summary>
    public DateOnly? ExtendedTo { get; init; }

    /// <summary>The last day on which the body may change it, where one is set.</summary>
    public DateOnly? LocksOn { get; init; }

    /// <summary>When it was first sent, UTC: what counts against the deadline.</summary>
    public DateTime? FirstSubmittedAt { get; init; } = SubmittedAt;

    /// <summary>Whether it counts as reported.</summary>
    public bool Reported => Status is { } status && ReportRules.IsSent(status);

    /// <summary>How the body stands at the end of <paramref name="today"/>: what a map colours by.</summary>
    public ReportingState StateOn(DateOnly today) => ReportingStates.Of(LastDay, Status, FirstSubmittedAt, today);
}

/// <summary>Reads who has reported.</summary>
public sealed class CoverageQueries(Store store, ReferenceData reference)
{
    /// <summary>The report of every body that owes one for exactly this period, in protocol order.</summary>
    public async Task<IReadOnlyList<BodyReport>> OfAsync(string campaignId, PeriodKey period, CancellationToken ct)
    {
        var text = period.ToString();
        await using var db = store.Read();
        var owed = await db.Obligations.Where(o => o.CampaignId == campaignId && o.Period == text).ToListAsync(ct);
        var reports = await db.Reports.Where(r => r.CampaignId == campaignId && r.Period == text).ToDictionaryAsync(r => r.BodyId, ct);
        var bodies = reference.Current.Bodies;
        return owed.Select(o => (Body: bodies.Find(o.BodyId)!, Owed: PeriodRows.ToObligation(o))).OrderBy(o => o.Body.Order)
            .Select(o => Of(o.Body, o.Owed, reports.GetValueOrDefault(o.Body.Id))).ToList();
    }

    /// <summary>The report of every body that owes one, of all periods that are wanted.</summary>
    public async Task<IReadOnlyList<(PeriodKey Period, BodyReport Report)>> WithinAsync(string campaignId, Func<PeriodKey, bool> wanted, CancellationToken ct)
    {
        await using var db = store.Read();
        var owed = (await db.Obligations.Where(o => o.CampaignId == campaignId).ToListAsync(ct)).ConvertAll(PeriodRows.ToObligation).FindAll(o => wanted(o.Period));
        var reports = (await db.Reports.Where(r => r.CampaignId == campaignId).ToListAsync(ct)).ToDictionary(r => (r.BodyId, r.Period));
        var bodies = reference.Current.Bodies;
        return [.. owed.Select(o => (o.Period, Of(bodies.Find(o.BodyId)!, o, reports.GetValueOrDefault((o.BodyId, o.Period.ToString())))))];
    }

    private static BodyReport Of(Body body, Obligation owed, ReportRow? report) =>
        new(body.Id, body.UnitId, Wire.Parse<ReportStatus>(report?.Status), owed.DueOn, report?.SubmittedAt, report?.Id) { LastDay = owed.LastDay, ExtendedTo = owed.ExtendedTo, LocksOn = owed.LocksOn, FirstSubmittedAt = report?.FirstSubmittedAt ?? report?.SubmittedAt };

    /// <summary>Every period of a campaign for which some body owes a report, by its end.</summary>
    public async Task<IReadOnlyList<PeriodKey>> PeriodsAsync(string campaignId, CancellationToken ct)
    {
        await using var db = store.Read();
        var periods = await db.Obligations.Where(o => o.CampaignId == campaignId).Select(o => o.Period).Distinct().ToListAsync(ct);
        return periods.Select(p => PeriodKey.TryParse(p, out var key) ? key : (PeriodKey?)null).OfType<PeriodKey>().OrderBy(k => k.To).ThenBy(k => k.From).ToList();
    }

    /// <summary>The last period of a campaign whose reports were due, or are being collected, on <paramref name="today"/>; of those that touch <paramref name="within"/>, where it is given.</summary>
    public async Task<PeriodKey?> CurrentPeriodAsync(string campaignId, DateOnly today, CancellationToken ct, PeriodKey? within = null)
    {
        var ended = (await PeriodsAsync(campaignId, ct)).Where(k => k.To < today && (within is not { } w || (k.From <= w.To && k.To >= w.From))).ToList();
        return ended.Count > 0 ? ended[^1] : null;
    }
}
