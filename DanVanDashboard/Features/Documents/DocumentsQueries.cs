using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Seeding;

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
/// <param name="CampaignId">The campaign, or <see langword="null"/> for a document of no campaign.</param>
/// <param name="Undated">Whether its figures cannot be dated either; otherwise the text dates them, only not itself.</param>
public sealed record ListedDocument(Source Source, string? CampaignId, bool Undated);

/// <summary>All that the page of documents shows.</summary>
/// <param name="Guiding">Directives and the like.</param>
/// <param name="All">Every source document.</param>
public sealed record DocumentsView(IReadOnlyList<GuidingDocument> Guiding, IReadOnlyList<ListedDocument> All);

/// <summary>Reads the documents of the campaign.</summary>
internal sealed class DocumentsQueries(ReportedFacts facts)
{
    /// <summary>All documents, open to everyone who is signed in.</summary>
    public Task<DocumentsView> GetAsync(CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        var lines = facts.DocumentLines.OrderBy(l => l.Order).ToLookup(l => l.DocumentId);
        return Task.FromResult(new DocumentsView(
            [
                .. facts.Sources.Where(s => lines.Contains(s.Id)).Select(s => new GuidingDocument(
                    s,
                    [.. lines[s.Id].Where(l => l.Kind == DocumentLineKind.Calendar)],
                    [.. lines[s.Id].Where(l => l.Kind == DocumentLineKind.Duty).GroupBy(l => l.Who).Select(g => new DutyGroup(g.Key, [.. g]))])),
            ],
            [.. facts.Sources.Select(s => new ListedDocument(
                s, facts.Figures.FirstOrDefault(f => f.SourceId == s.Id)?.CampaignId, facts.Figures.Any(f => f.SourceId == s.Id && f.Dated == Dated.Undated)))]));
    }
}

/// <summary>Registers what the page of documents needs.</summary>
internal static class DocumentsModule
{
    /// <summary>The queries over the built-in facts.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services.AddSingleton(_ => new DocumentsQueries(ReportedFacts.Load()));
}
