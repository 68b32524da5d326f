using DanVanDashboard.Data;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>What a source states of the same thing as a count of the registry.</summary>
/// <param name="Kind">The count.</param>
/// <param name="Field">The field that it is narrowed down to, or <see langword="null"/> for all fields.</param>
/// <param name="Subject">Collective or individual, or <see langword="null"/> for both.</param>
/// <param name="Level">The level of recognition or award as the source states it.</param>
/// <param name="Value">The number.</param>
/// <param name="Exactness">Exact, over ("trên") or nearly ("gần").</param>
/// <param name="Words">The source's own words, by which the number is found in it.</param>
/// <param name="SourceId">Where it is written.</param>
/// <param name="FigureId">The reported figure.</param>
public sealed record ReportedTotal(
    TileKind Kind, string? Field, Subject? Subject, RecognitionLevel? Level, decimal Value, Exactness Exactness, string? Words, string SourceId, string FigureId);

/// <summary>
/// The reported figures of one campaign and unit that speak of the same thing as a count of the registry. They are shown UNDER that
/// count ("báo cáo 990 · danh sách 15"), never in its place, and are never added: where a source states parts but no whole, there is
/// no whole.
/// </summary>
/// <param name="All">At most one for each kind, field, subject and level, in the order of the catalogue.</param>
public sealed record ReportedTotals(IReadOnlyList<ReportedTotal> All)
{
    /// <summary>No reported figure.</summary>
    public static readonly ReportedTotals None = new([]);

    /// <summary>The figure of exactly this cut, or <see langword="null"/>: a number of one level or subject never answers for all of them.</summary>
    public ReportedTotal? Find(TileKind kind, string? field = null, Subject? subject = null, RecognitionLevel? level = null) =>
        All.FirstOrDefault(t => t.Kind == kind && t.Field == field && t.Subject == subject && t.Level == level);

    /// <summary>All figures of a kind, to be told one by one where there is no whole ("cấp xã: tập thể 547, cá nhân 359; cấp huyện: 50").</summary>
    public IReadOnlyList<ReportedTotal> Of(TileKind kind) => [.. All.Where(t => t.Kind == kind)];
}

/// <summary>Reads <see cref="ReportedTotals"/> from the store.</summary>
public sealed class ReportedTotalsQueries(Store store, MetricBook book)
{
    /// <summary>
    /// What is reported of a unit; <see langword="null"/> is the unit of the campaign itself. The caller has made sure that whoever
    /// asks may read the campaign and the unit.
    /// </summary>
    public async Task<ReportedTotals> OfAsync(Campaign campaign, string? unitId, CancellationToken ct)
    {
        var (id, unit) = (campaign.Id, string.IsNullOrEmpty(unitId) ? campaign.RootUnitId : unitId);
        await using var db = store.Read();
        var rows = await db.StandingObservations.Where(o => o.CampaignId == id && o.UnitId == unit).ToListAsync(ct);
        return Of(rows.Select(ReportedRows.ToObservation));
    }

    /// <summary>The totals among figures of one unit. A cut of which several different numbers are reported has none: they stand beside each other on the page of figures.</summary>
    internal ReportedTotals Of(IEnumerable<Observation> figures) => new(
    [
        .. figures.Where(IsWhole).OrderBy(o => book.Current.OrderOf(o.Metric)).ThenBy(o => o.Id, StringComparer.Ordinal)
            .Select(o => new ReportedTotal(book.Current.Get(o.Metric).Tile!.Value, o.Field, o.Subject, o.RecognisedAt, o.Value, o.Exactness, o.Locator, o.SourceId, o.Id))
            .GroupBy(t => (t.Kind, t.Field, t.Subject, t.Level))
            .Where(g => g.Select(t => (t.Value, t.Exactness)).Distinct().Count() == 1)
            .Select(g => g.First()),
    ]);

    // A change, a share, or the number of one theme, block or kind of award is not the count of the tile.
    private bool IsWhole(Observation o) =>
        book.Current.Get(o.Metric).Tile is not null && o.Time != TimeMeaning.Change && o.Denominator is null && o.FieldKeys.Count < 2
        && o is { TargetLevel: null, Theme: null, Block: null, Giver: null, Form: null, Scope: null };
}
