using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Pack;

/// <summary>What a report says in words under a heading.</summary>
/// <param name="Part">The heading.</param>
/// <param name="Text">Its words.</param>
/// <param name="Origin">Whose report of which period it is from.</param>
public sealed record PackQuote(NarrativePart Part, string Text, string Origin);

/// <summary>Reads the words of the reports that were sent for a period, in the scope of whoever asks.</summary>
internal sealed class PackNarratives(Store store, PackWords words)
{
    /// <summary>The words of one body's reports, or of all that the filters cover, in protocol order and by period. Of a part by field or theme no report speaks.</summary>
    public async Task<IReadOnlyList<PackQuote>> GetAsync(Actor actor, CampaignFilter filter, string? body, Reference current, CancellationToken ct)
    {
        if (filter is not { Field: null, Theme: null, Block: null, Subject: null, Period: { } period } || !filter.Campaign.HasRegister)
        {
            return [];
        }

        string[] sent = [.. ReportRules.Sent.Select(Wire.Name)];
        var keys = Enum.GetValues<NarrativePart>().Select(EntryKeys.Of).ToList();
        var own = body ?? filter.Body;
        await using var db = store.Read();
        var reports = (await db.Reports.Where(r => r.CampaignId == filter.Campaign.Id && sent.Contains(r.Status)).ToListAsync(ct))
            .Select(r => (Row: r, Period: PeriodKey.TryParse(r.Period, out var p) ? p : (PeriodKey?)null))
            .Where(r => r.Period is { } p && p.From >= period.From && p.To <= period.To && (own is null ? Within(r.Row) : r.Row.BodyId == own) && actor.Scope.Covers(r.Row.UnitId, r.Row.BodyId, r.Row.NonLocal)).ToList();
        // Where the period itself was reported, its parts are in it.
        var whole = reports.Where(r => r.Period == period).Select(r => r.Row.BodyId).ToHashSet();
        reports.RemoveAll(r => r.Period != period && whole.Contains(r.Row.BodyId));
        var ids = reports.ConvertAll(r => r.Row.Id);
        var entries = (await db.ReportEntries.Where(e => ids.Contains(e.ReportId) && keys.Contains(e.Cell)).ToListAsync(ct)).ToLookup(e => e.ReportId);
        return
        [
            .. reports.Where(r => entries[r.Row.Id].Any()).Select(r => (r.Row, r.Period, Body: current.Bodies.Find(r.Row.BodyId)!, Ledger: ReportBook.Of(r.Row, entries[r.Row.Id].ToList(), [])))
                .OrderBy(r => r.Body.UnitId is null ? 0 : 1)
                .ThenBy(r => r.Body.UnitId is { } u ? current.Places[u] : null, Comparer<Unit?>.Create((a, b) => a is null || b is null ? 0 : Unit.AdministrativeOrder.Compare(a, b)))
                .ThenBy(r => r.Body.Order).ThenBy(r => r.Period!.Value.From)
                .SelectMany(r => Enum.GetValues<NarrativePart>().Select(part => (Part: part, r.Ledger.Current(EntryKeys.Of(part))?.Says.Text, r.Body, r.Period)))
                .Where(q => q.Text is { Length: > 0 })
                .Select(q => new PackQuote(q.Part, q.Text!.Trim(), own is null ? $"{q.Body.NameOn(q.Period!.Value.To)}, {words.Period(q.Period.Value)}" : words.Period(q.Period!.Value))),
        ];

        bool Within(ReportRow r) => filter.Unit switch
        {
            null => true, Cube.CubeKeys.ProvinceBodies => r.NonLocal, { } unit => !r.NonLocal && (r.UnitId == unit || current.Places.IsWithin(r.UnitId, unit)),
        };
    }
}
