using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Documents;

/// <summary>What one body has to do by a document.</summary>
/// <param name="Who">Key of the body.</param>
/// <param name="Lines">Its duties in the order of the document.</param>
public sealed record DutyGroup(string Who, IReadOnlyList<DocumentLine> Lines);

/// <summary>A document that sets a calendar and duties.</summary>
/// <param name="Source">The document.</param>
/// <param name="Calendar">Its lines of the year, in order.</param>
/// <param name="Duties">Its duties by who has them, in the order of the document.</param>
public sealed record GuidingDocument(Source Source, IReadOnlyList<DocumentLine> Calendar, IReadOnlyList<DutyGroup> Duties);

/// <summary>A source document, and the campaign whose figures it states.</summary>
/// <param name="Source">The document.</param>
/// <param name="CampaignId">The campaign, or <see langword="null"/> for a document of none, or of one that is not the reader's.</param>
/// <param name="Undated">Whether its figures cannot be dated either; otherwise the text dates them, only not itself.</param>
public sealed record ListedDocument(Source Source, string? CampaignId, bool Undated);

/// <summary>All that the page of documents shows.</summary>
/// <param name="Guiding">Directives and the like.</param>
/// <param name="All">Every source document.</param>
public sealed record DocumentsView(IReadOnlyList<GuidingDocument> Guiding, IReadOnlyList<ListedDocument> All);

/// <summary>Reads the documents of the campaign.</summary>
/// <param name="store">Where the sources and their figures are.</param>
/// <param name="reference">The campaigns.</param>
/// <param name="lines">Calendar and duties, which are built in: no one enters them.</param>
internal sealed class DocumentsQueries(Store store, ReferenceData reference, IReadOnlyList<DocumentLine> lines)
{
    /// <summary>All documents, open to everyone who is signed in; the way to their figures only to those who read their campaign.</summary>
    public async Task<DocumentsView> GetAsync(Actor actor, CancellationToken ct = default)
    {
        var current = reference.Current;
        await using var db = store.Read();
        var sources = (await db.Sources.ToListAsync(ct)).OrderBy(s => s.Order).ThenBy(s => s.Id, StringComparer.Ordinal).Select(ReportedRows.ToSource).ToList();
        var stated = (await db.StandingObservations.Select(o => new { o.SourceId, o.CampaignId, o.Dated }).Distinct().ToListAsync(ct)).ToLookup(o => o.SourceId);
        var byDocument = lines.OrderBy(l => l.Order).ToLookup(l => l.DocumentId);
        var undated = Wire.Name(Dated.Undated);
        return new(
            [
                .. sources.Where(s => byDocument.Contains(s.Id)).Select(s => new GuidingDocument(
                    s,
                    [.. byDocument[s.Id].Where(l => l.Kind == DocumentLineKind.Calendar)],
                    [.. byDocument[s.Id].Where(l => l.Kind == DocumentLineKind.Duty).GroupBy(l => l.Who).Select(g => new DutyGroup(g.Key, [.. g]))])),
            ],
            [
                .. sources.Select(s => new ListedDocument(
                    s, current.Campaigns.FirstOrDefault(c => stated[s.Id].Any(o => o.CampaignId == c.Id) && CampaignScope.Reads(actor, c, current))?.Id,
                    stated[s.Id].Any(o => o.Dated == undated))),
            ]);
    }
}

/// <summary>Registers what the page of documents needs.</summary>
internal static class DocumentsModule
{
    /// <summary>The queries.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services.AddSingleton(s =>
        new DocumentsQueries(s.GetRequiredService<Store>(), s.GetRequiredService<ReferenceData>(), ReportedFacts.Load().DocumentLines));
}
