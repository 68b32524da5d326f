using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

/// <summary>
/// Reads and writes what stands in a report. An entry is a row that stays; the numbers that hold now stand in <c>report_figures</c> too,
/// where everything that adds reports up finds them. There is no other way to change them.
/// </summary>
public static class ReportBook
{
    /// <summary>All entries of a report. Numbers that came into it before entries were kept are entries with number 0.</summary>
    public static async Task<ReportLedger> LoadAsync(DanVanDbContext db, ReportRow report, CancellationToken ct)
    {
        var entries = await db.ReportEntries.AsNoTracking().Where(e => e.ReportId == report.Id).ToListAsync(ct);
        var figures = await db.ReportFigures.AsNoTracking().Where(f => f.ReportId == report.Id).OrderBy(f => f.Position).ToListAsync(ct);
        return Of(report, entries, figures);
    }

    /// <summary>The same from rows.</summary>
    public static ReportLedger Of(ReportRow report, IReadOnlyCollection<ReportEntryRow> entries, IEnumerable<ReportFigureRow> figures)
    {
        var kept = entries.Select(e => e.Cell).ToHashSet(StringComparer.Ordinal);
        var before = figures.Select(f => new ReportEntry
        {
            Number = 0, Cell = CellOf(f), Says = new(EntryContent.Value, Plain(f.Value), f.Exactness, f.Comment), By = report.EnteredBy, At = report.CreatedAt,
            OnBehalf = report.OnBehalf, Origin = EntryOrigin.Sent,
        }).DistinctBy(e => e.Cell, StringComparer.Ordinal).Where(e => !kept.Contains(e.Cell));
        return new(before.Concat(entries.Select(ToEntry)));
    }

    /// <summary>Writes an entry and keeps the report's numbers in step. Its number follows the last one of the ledger, or of what was written before in this session.</summary>
    public static async Task WriteAsync(WriteSession w, string reportId, ReportEntry entry, CancellationToken ct)
    {
        var says = entry.Says;
        w.Db.ReportEntries.Add(new()
        {
            ReportId = reportId, Number = entry.Number, Cell = entry.Cell, Content = says.Content, Value = says.Value, Exactness = says.Exactness, Comment = says.Comment,
            Text = says.Text, ByUser = entry.By, At = entry.At, OnBehalf = entry.OnBehalf, Origin = entry.Origin, Listed = entry.Listed, Contested = entry.Contested,
        });
        if (entry.Contested || EntryKeys.CellOf(entry.Cell) is not { } cell)
        {
            return;
        }

        var figures = w.Db.ReportFigures.Local.Any(f => f.ReportId == reportId) ? w.Db.ReportFigures.Local.Where(f => f.ReportId == reportId).ToList()
            : await w.Db.ReportFigures.AsTracking().Where(f => f.ReportId == reportId).ToListAsync(ct);
        var row = figures.Find(f => CellOf(f) == entry.Cell);
        if (says.Content != EntryContent.Value)
        {
            if (row is not null)
            {
                w.Db.ReportFigures.Remove(row);
            }

            return;
        }

        if (row is null)
        {
            row = new()
            {
                ReportId = reportId, Position = figures.Select(f => f.Position + 1).DefaultIfEmpty().Max(), Metric = cell.Metric, Field = cell.Field, Subject = cell.Subject, Level = cell.Level,
            };
            w.Db.ReportFigures.Add(row);
        }

        (row.Value, row.Exactness, row.Comment) = (says.Value!.Value, says.Exactness, says.Comment);
    }

    /// <summary>Who owes what to whom: the sections of a report that are handed to bodies.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> DelegationsAsync(DanVanDbContext db, string reportId, CancellationToken ct) =>
        await db.ReportDelegations.AsNoTracking().Where(d => d.ReportId == reportId).ToDictionaryAsync(d => d.Section, d => d.BodyId, StringComparer.Ordinal, ct);

    /// <summary>The cell of a number.</summary>
    public static string CellOf(ReportFigureRow f) => AskedCell.KeyOf(f.Metric, f.Field, f.Subject, f.Level);

    private static ReportEntry ToEntry(ReportEntryRow r) => new()
    {
        Number = r.Number, Cell = r.Cell, Says = new(r.Content, r.Value is { } v ? Plain(v) : null, r.Exactness, r.Comment, r.Text), By = r.ByUser, At = r.At, OnBehalf = r.OnBehalf,
        Origin = r.Origin, Listed = r.Listed is { } l ? Plain(l) : null, Contested = r.Contested,
    };

    // A store gives 744.0 back for 744.
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
