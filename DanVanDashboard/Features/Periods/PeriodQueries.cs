using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Periods;

/// <summary>A period of a campaign as the page of periods lists it.</summary>
/// <param name="Period">The period.</param>
/// <param name="DueOn">Hạn gửi of most of its bodies.</param>
/// <param name="GraceDays">Ân hạn of most of them.</param>
/// <param name="LocksOn">Khóa sổ of most of them.</param>
/// <param name="Bodies">How many owe a report.</param>
/// <param name="Sent">How many have sent it.</param>
/// <param name="Extended">How many were given more time.</param>
internal sealed record PeriodLine(PeriodKey Period, DateOnly DueOn, int GraceDays, DateOnly? LocksOn, int Bodies, int Sent, int Extended);

/// <summary>An extension with names.</summary>
internal sealed record ExtensionLine(ExtensionView Extension, string Body, string GivenBy);

/// <summary>Reads what is owed.</summary>
internal sealed class PeriodQueries(Store store, ReferenceData reference, CoverageQueries coverage, TimeProvider clock)
{
    /// <summary>Every period for which some body owes a report, the latest first.</summary>
    public async Task<IReadOnlyList<PeriodLine>> PeriodsAsync(string campaignId, CancellationToken ct)
    {
        await using var db = store.Read();
        var owed = await db.Obligations.Where(o => o.CampaignId == campaignId).ToListAsync(ct);
        var sent = (await db.Reports.Where(r => r.CampaignId == campaignId && (r.Status == "submitted" || r.Status == "approved")).Select(r => new { r.BodyId, r.Period }).ToListAsync(ct))
            .Select(r => (r.BodyId, r.Period)).ToHashSet();
        return owed.GroupBy(o => o.Period).Select(g =>
        {
            var most = g.GroupBy(o => (o.DueOn, o.GraceDays, o.LocksOn)).MaxBy(x => x.Count())!.Key;
            return new PeriodLine(Reading.Period(g.Key)!.Value, most.DueOn, most.GraceDays, most.LocksOn, g.Count(), g.Count(o => sent.Contains((o.BodyId, o.Period))), g.Count(o => o.ExtendedTo is not null));
        }).OrderByDescending(p => p.Period.To).ThenByDescending(p => p.Period.Kind).ToList();
    }

    /// <summary>The rules of a campaign that hold.</summary>
    public async Task<IReadOnlyList<ObligationRuleView>> RulesAsync(string campaignId, CancellationToken ct)
    {
        await using var db = store.Read();
        return (await db.ObligationRules.Where(r => r.CampaignId == campaignId && r.EndedAt == null).OrderBy(r => r.SetAt).ThenBy(r => r.Id).ToListAsync(ct)).ConvertAll(ObligationRuleView.Of);
    }

    /// <summary>What bodies in the scope of whoever asks owe for a period, in protocol order.</summary>
    public async Task<IReadOnlyList<ObligationView>> OwedAsync(Actor actor, string campaignId, PeriodKey period, CancellationToken ct)
    {
        var (today, text) = (LocalDay.Of(clock.GetUtcNow()), period.ToString());
        return (await coverage.OfAsync(campaignId, period, ct)).Where(r => actor.Scope.All || actor.Scope.Bodies.Contains(r.BodyId) || (r.UnitId is { } unit && actor.Scope.Units.Contains(unit)))
            .Select(r => new ObligationView(
                r.BodyId, r.UnitId, text, r.DueOn, r.LastDay, r.ExtendedTo, r.LocksOn, Wire.Name(r.StateOn(today)), r.Status is { } s ? Wire.Name(s) : null, r.SubmittedAt, r.ReportId)).ToList();
    }

    /// <summary>The extensions of a campaign (of one period, where it is named) that whoever asks may see, the newest first.</summary>
    public async Task<IReadOnlyList<ExtensionLine>> ExtensionsAsync(Actor actor, string campaignId, string? period, CancellationToken ct)
    {
        await using var db = store.Read();
        var rows = await db.Extensions.Where(e => e.CampaignId == campaignId && (period == null || e.Period == period)).OrderByDescending(e => e.GivenAt).ThenBy(e => e.Id).ToListAsync(ct);
        var users = rows.Select(r => r.GivenBy).Distinct().ToList();
        var names = await db.Accounts.Where(a => users.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        var (bodies, today) = (reference.Current.Bodies, LocalDay.Of(clock.GetUtcNow()));
        return rows.Select(r => (Row: r, Body: bodies.Find(r.BodyId)!)).Where(r => actor.Scope.Covers(r.Body.UnitId ?? r.Body.ProvinceId, r.Body.Id, r.Body.NonLocal))
            .Select(r => new ExtensionLine(ExtensionView.Of(r.Row), r.Body.NameOn(today), names.GetValueOrDefault(r.Row.GivenBy) ?? r.Row.GivenBy)).ToList();
    }
}
