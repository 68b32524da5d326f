using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Figures;

/// <summary>A figure that the board entered, with who and when; a withdrawn one with why.</summary>
internal sealed record EntryLine(Observation Figure, string By, DateTime At, string? WithdrawnReason);

/// <summary>What there is to choose from when a figure is entered, and what was entered of the chosen document.</summary>
internal sealed record FigureEntryView(IReadOnlyList<Campaign> Campaigns, IReadOnlyList<Source> Sources, MetricCatalogue Metrics, IReadOnlyList<EntryLine> Entered);

/// <summary>Reads <see cref="FigureEntryView"/>; for the board only.</summary>
internal sealed class FigureEntryQueries(Store store, ReferenceData reference, MetricBook book)
{
    private const int Most = 50;

    /// <summary>The view; <see langword="null"/> for whoever may not enter figures.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="sourceId">The document whose entries are listed; <see langword="null"/> for the latest of all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<FigureEntryView?> GetAsync(Actor actor, string? sourceId, CancellationToken ct)
    {
        if (!actor.May(Verb.EnterFigure))
        {
            return null;
        }

        var current = reference.Current;
        await using var db = store.Read();
        var rows = await db.Observations.Where(o => o.EnteredAt != null && (sourceId == null || o.SourceId == sourceId))
            .OrderByDescending(o => o.EnteredAt).ThenByDescending(o => o.Id).Take(Most)
            .GroupJoin(db.Accounts, o => o.EnteredBy, a => a.Id, (o, a) => new { o, names = a }).SelectMany(x => x.names.DefaultIfEmpty(), (x, a) => new { Row = x.o, Name = a == null ? null : a.DisplayName })
            .ToListAsync(ct);
        var sources = (await db.Sources.ToListAsync(ct)).OrderBy(s => s.Order).Select(ReportedRows.ToSource).ToList();
        return new(
            [.. current.Campaigns.Where(c => CampaignScope.Reads(actor, c, current))],
            sources,
            book.Current,
            rows.ConvertAll(r => new EntryLine(ReportedRows.ToObservation(r.Row), r.Name ?? r.Row.EnteredBy!, r.Row.EnteredAt!.Value, r.Row.WithdrawnReason)));
    }

    /// <summary>Units whose name holds the text, with or without diacritics, of any time; those of the campaign first.</summary>
    public IReadOnlyList<Unit> Units(string? text, Campaign? campaign)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var places = reference.Current.Places;
        return places.ById(text.Trim()) is { } exact
            ? [exact]
            : [.. places.SearchFold(text).OrderByDescending(u => campaign is not null && places.ScopeOf(campaign.RootUnitId).Contains(u.Id)).Take(12)];
    }

    /// <summary>The unit of an id.</summary>
    public Unit? Unit(string? id) => reference.Current.Places.ById(id);

    /// <summary>Where a unit lies, for telling namesakes apart: "tỉnh Lai Châu, đến 30/06/2025".</summary>
    public string Above(Unit unit) => string.Join(", ", reference.Current.Places.AncestorsOf(unit.Id).Select(u => u.FullName));
}
