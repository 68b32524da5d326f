using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Reporting;

/// <summary>What one body wrote under a heading.</summary>
/// <param name="BodyId">The body.</param>
/// <param name="Body">Its name at the end of the period.</param>
/// <param name="Text">Its words.</param>
/// <param name="Origin">Where it is from, as a quotation names it.</param>
/// <param name="Href">The report.</param>
internal sealed record NarrativeQuote(string BodyId, string Body, string Text, string Origin, string Href);

/// <summary>A heading with what all bodies wrote under it, in protocol order.</summary>
internal sealed record NarrativePartView(NarrativePart Part, IReadOnlyList<NarrativeQuote> Quotes);

/// <summary>The joined narrative of a period.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Period">The period.</param>
/// <param name="Sent">How many reports were sent.</param>
/// <param name="Texts">How many of them have a narrative.</param>
/// <param name="Parts">The headings.</param>
internal sealed record NarrativeView(Campaign Campaign, PeriodKey Period, int Sent, int Texts, IReadOnlyList<NarrativePartView> Parts);

/// <summary>Joins the narrative parts of the reports that were sent for a period, in the scope of whoever asks.</summary>
internal sealed class NarrativeQueries(Store store, ReferenceData reference, VietnameseWords words)
{
    /// <summary>The joined narrative; <see langword="null"/> for a campaign or period that is none, or not readable.</summary>
    public async Task<NarrativeView?> GetAsync(Actor actor, string campaignId, string periodText, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(campaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, current) || !PeriodKey.TryParse(periodText, out var period))
        {
            return null;
        }

        string[] sent = [.. ReportRules.Sent.Select(Wire.Name)];
        var keys = Enum.GetValues<NarrativePart>().Select(EntryKeys.Of).ToList();
        await using var db = store.Read();
        var reports = (await db.Reports.Where(r => r.CampaignId == campaignId && r.Period == periodText && sent.Contains(r.Status)).ToListAsync(ct))
            .FindAll(r => actor.Scope.Covers(r.UnitId, r.BodyId, r.NonLocal));
        var ids = reports.ConvertAll(r => r.Id);
        var entries = (await db.ReportEntries.Where(e => ids.Contains(e.ReportId) && keys.Contains(e.Cell)).ToListAsync(ct)).ToLookup(e => e.ReportId);
        var bodies = reports.Select(r => (Row: r, Body: current.Bodies.Find(r.BodyId)!, Ledger: ReportBook.Of(r, entries[r.Id].ToList(), [])))
            .OrderBy(x => x.Body.UnitId is null ? 0 : 1).ThenBy(x => x.Body.UnitId is { } u ? current.Places[u] : null, Comparer<Unit?>.Create((a, b) => a is null || b is null ? 0 : Unit.AdministrativeOrder.Compare(a, b)))
            .ThenBy(x => x.Body.Order).ToList();
        var name = words.Period(period);
        var parts = Enum.GetValues<NarrativePart>().Select(part => new NarrativePartView(part, [.. bodies
            .Select(x => (x.Row, Name: x.Body.NameOn(period.To), x.Ledger.Current(EntryKeys.Of(part))?.Says.Text)).Where(x => x.Text is not null)
            .Select(x => new NarrativeQuote(x.Row.BodyId, x.Name, x.Text!, $"{x.Name}, {name}", ReportLinks.Form(x.Row)))])).ToList();
        return new(campaign, period, reports.Count, bodies.Count(x => !x.Ledger.Empty), parts);
    }
}
