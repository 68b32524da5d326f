using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>What a cell may be looked at again for.</summary>
public enum WarningKind
{
    /// <summary>The fields do not add up to the whole.</summary>
    Fields,

    /// <summary>Collective and individual do not add up to the whole.</summary>
    Subjects,

    /// <summary>The crossings of field and subject do not add up to the whole.</summary>
    Crossings,

    /// <summary>A cumulative figure below the last period's.</summary>
    BelowLast,

    /// <summary>Very different from the last period.</summary>
    Jump,

    /// <summary>A selection is larger than what it is selected from.</summary>
    LargerThanWhole,
}

/// <summary>A hint on a cell: never a mistake, and it blocks nothing.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Kind">Why.</param>
/// <param name="Here">The number that stands there.</param>
/// <param name="There">What it is set against.</param>
public sealed record CellWarning(string Cell, WarningKind Kind, decimal Here, decimal There);

/// <summary>A cell with what stands in it and beside it.</summary>
/// <param name="Asked">The cell.</param>
/// <param name="Says">What stands in it.</param>
/// <param name="LastPeriod">The number of the period before.</param>
public sealed record FilledCell(AskedCell Asked, EntryWish? Says, decimal? LastPeriod)
{
    /// <summary>The number that the cell adds to a sum: "không phát sinh" is none at all; silence and rounded numbers have none.</summary>
    public decimal? Exact => Says switch
    {
        { Content: EntryContent.Nothing } => 0,
        { Content: EntryContent.Value, Exactness: Exactness.Exact } s => s.Value,
        _ => null,
    };
}

/// <summary>Rules of consistency within a report, and with the one before. They warn.</summary>
public static class CellWarnings
{
    private const decimal JumpFactor = 3;
    private const decimal JumpLeast = 10;

    /// <summary>All hints, in the order of the cells.</summary>
    public static IReadOnlyList<CellWarning> Of(IReadOnlyList<FilledCell> cells, MetricCatalogue metrics)
    {
        var found = new List<CellWarning>();
        foreach (var line in cells.GroupBy(c => c.Asked.Line.Line, StringComparer.Ordinal))
        {
            found.AddRange(Sums([.. line]));
        }

        found.AddRange(cells.SelectMany(Beside));
        found.AddRange(Selections(cells, metrics));
        var order = cells.Select((c, i) => (c.Asked.Key, i)).ToDictionary(x => x.Key, x => x.i, StringComparer.Ordinal);
        return [.. found.OrderBy(w => order[w.Cell]).ThenBy(w => w.Kind)];
    }

    private static IEnumerable<CellWarning> Sums(List<FilledCell> line)
    {
        if (line.Find(c => c.Asked.IsWhole) is not { Exact: { } whole } total)
        {
            yield break;
        }

        var (field, subject) = (total.Asked.Line.Field, total.Asked.Line.Subject);
        (WarningKind Kind, List<FilledCell> Parts)[] divisions =
        [
            (WarningKind.Fields, line.FindAll(c => c.Asked.Field != field && c.Asked.Subject == subject)),
            (WarningKind.Subjects, line.FindAll(c => c.Asked.Field == field && c.Asked.Subject != subject)),
            (WarningKind.Crossings, line.FindAll(c => c.Asked.Field != field && c.Asked.Subject != subject)),
        ];
        foreach (var (kind, parts) in divisions.Where(d => d.Parts.Count > 0))
        {
            // While parts are missing only a sum that is already too large says something.
            var (sum, complete) = (parts.Sum(p => p.Exact ?? 0), parts.TrueForAll(p => p.Exact is not null));
            if (parts.Exists(p => p.Exact is not null) && (complete ? sum != whole : sum > whole))
            {
                yield return new(total.Asked.Key, kind, whole, sum);
            }
        }
    }

    private static IEnumerable<CellWarning> Beside(FilledCell cell)
    {
        if (cell is not { Says: { Content: EntryContent.Value or EntryContent.Nothing }, LastPeriod: { } last })
        {
            yield break;
        }

        var here = cell.Says.Content == EntryContent.Nothing ? 0 : cell.Says.Value!.Value;
        if (cell.Asked.Line.Time == TimeMeaning.Cumulative && here < last)
        {
            yield return new(cell.Asked.Key, WarningKind.BelowLast, here, last);
        }
        else if (Math.Abs(here - last) >= JumpLeast && (here >= last * JumpFactor || here * JumpFactor <= last))
        {
            yield return new(cell.Asked.Key, WarningKind.Jump, here, last);
        }
    }

    private static IEnumerable<CellWarning> Selections(IReadOnlyList<FilledCell> cells, MetricCatalogue metrics) =>
        from part in cells
        where part.Exact is not null
        from whole in cells
        where whole.Exact is not null && whole.Asked.Line.Metric != part.Asked.Line.Metric && whole.Asked.Field == part.Asked.Field && whole.Asked.Subject == part.Asked.Subject
            && whole.Asked.Line.Level is null && whole.Asked.Line.Time == part.Asked.Line.Time && metrics.Covers(whole.Asked.Line.Metric, part.Asked.Line.Metric) && part.Exact > whole.Exact
        select new CellWarning(part.Asked.Key, WarningKind.LargerThanWhole, part.Exact!.Value, whole.Exact!.Value);
}
