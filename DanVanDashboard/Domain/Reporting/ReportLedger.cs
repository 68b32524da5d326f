namespace DanVanDashboard.Domain.Reporting;

/// <summary>What becomes of a new value.</summary>
public enum Placing
{
    /// <summary>The cell says so already.</summary>
    Unchanged,

    /// <summary>It is the cell's value from now on.</summary>
    Current,

    /// <summary>It stands beside the value of somebody else, which its author had not seen.</summary>
    Contested,
}

/// <summary>A cell whose value is no longer the one that was signed.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Before">What was signed; <see langword="null"/>: nothing stood there.</param>
/// <param name="After">What stands there now.</param>
public sealed record ChangedEntry(string Cell, ReportEntry? Before, ReportEntry? After);

/// <summary>Every value that the cells and parts of one report ever had, read as what stands in it.</summary>
public sealed class ReportLedger
{
    private readonly Dictionary<string, List<ReportEntry>> _byCell;

    /// <summary>Reads entries in any order.</summary>
    public ReportLedger(IEnumerable<ReportEntry> entries) =>
        _byCell = entries.OrderBy(e => e.Number).GroupBy(e => e.Cell, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);

    /// <summary>The number of the last entry; 0 before the first.</summary>
    public int LastNumber => _byCell.Values.Select(l => l[^1].Number).DefaultIfEmpty().Max();

    /// <summary>Every cell that ever held something.</summary>
    public IEnumerable<string> Cells => _byCell.Keys;

    /// <summary>What stands in a cell; <see langword="null"/> before anybody said something.</summary>
    public ReportEntry? Current(string cell) => Entries(cell).LastOrDefault(e => !e.Contested);

    /// <summary>What stood in a cell after entry <paramref name="number"/> of the report.</summary>
    public ReportEntry? AsOf(string cell, int number) => Entries(cell).LastOrDefault(e => !e.Contested && e.Number <= number);

    /// <summary>The versions that stand beside the value of a cell, undecided: the last of each person.</summary>
    public IReadOnlyList<ReportEntry> Contested(string cell)
    {
        var since = Current(cell)?.Number ?? -1;
        return [.. Entries(cell).Where(e => e.Contested && e.Number > since).GroupBy(e => e.By, StringComparer.Ordinal).Select(g => g.Last()).OrderBy(e => e.Number)];
    }

    /// <summary>The number that whoever changes a cell now must have seen.</summary>
    public int LastOf(string cell) => Entries(cell) is [.., var last] ? last.Number : 0;

    /// <summary>Every value of a cell, the newest first.</summary>
    public IEnumerable<ReportEntry> History(string cell) => Entries(cell).AsEnumerable().Reverse();

    /// <summary>How many cells wait for a decision between versions.</summary>
    public int OpenConflicts => _byCell.Keys.Count(c => Contested(c).Count > 0);

    /// <summary>Everyone who entered what stands in the report now; what was taken over from the registry was entered by nobody.</summary>
    public IReadOnlySet<string> Authors =>
        _byCell.Keys.Select(Current).Where(e => e is not null && e.Says.Content != EntryContent.Silent && e.Origin != EntryOrigin.Registry).Select(e => e!.By).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether nothing stands in it.</summary>
    public bool Empty => _byCell.Keys.All(c => Current(c) is null or { Says.Content: EntryContent.Silent });

    /// <summary>What becomes of a value that <paramref name="by"/> enters.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="wish">The value.</param>
    /// <param name="seen">The number of the last entry of the cell that its author saw; <see langword="null"/>: not asked, as by a program.</param>
    /// <param name="by">Its author.</param>
    public Placing Place(string cell, EntryWish wish, int? seen, string by)
    {
        var contested = Contested(cell);
        var now = Current(cell)?.Says ?? new EntryWish(EntryContent.Silent);
        if (seen is not { } number || number >= LastOf(cell))
        {
            return now == wish && contested.Count == 0 ? Placing.Unchanged : Placing.Current;
        }

        return now == wish || contested.Any(e => e.By == by && e.Says == wish) ? Placing.Unchanged : Placing.Contested;
    }

    /// <summary>The cells that no longer hold what they held after entry <paramref name="number"/>, in the order of their keys.</summary>
    public IReadOnlyList<ChangedEntry> ChangedSince(int number) =>
        [.. _byCell.Keys.Order(StringComparer.Ordinal).Select(c => new ChangedEntry(c, AsOf(c, number), Current(c)))
            .Where(c => (c.Before?.Says ?? new(EntryContent.Silent)) != (c.After?.Says ?? new(EntryContent.Silent)))];

    private List<ReportEntry> Entries(string cell) => _byCell.GetValueOrDefault(cell) ?? [];
}
