namespace DanVanDashboard.Export;

/// <summary>Why a file cannot be read as a workbook.</summary>
public enum SheetProblem
{
    /// <summary>It is no .xlsx file at all.</summary>
    NotAWorkbook,

    /// <summary>It is the older .xls.</summary>
    OldFormat,

    /// <summary>A password protects it.</summary>
    Encrypted,

    /// <summary>It holds macros.</summary>
    Macros,

    /// <summary>It, or what is packed in it, is larger than allowed.</summary>
    TooLarge,

    /// <summary>Parts are missing or cannot be read.</summary>
    Damaged,
}

/// <summary>A file is no workbook that can be read. Whoever opens files of other people catches it and says why.</summary>
public sealed class SheetException(SheetProblem problem, Exception? inner = null) : IOException($"The workbook cannot be read: {problem}.", inner)
{
    /// <summary>Why.</summary>
    public SheetProblem Problem { get; } = problem;
}

/// <summary>How much is read of a file at the most.</summary>
/// <param name="FileBytes">Of the file itself.</param>
/// <param name="UnpackedBytes">Of what is packed in it: a small file can hold a very large one.</param>
/// <param name="Rows">Rows of a sheet.</param>
/// <param name="Columns">Columns of a row; what stands further right is left out.</param>
public sealed record SheetLimits(long FileBytes = 20_000_000, long UnpackedBytes = 300_000_000, int Rows = 50_000, int Columns = 200);

/// <summary>What a cell holds.</summary>
public enum ValueKind
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day, with a time of day where the sheet has one.</summary>
    Day,

    /// <summary>An error of a formula, such as #REF!.</summary>
    Error,
}

/// <summary>A value that was read.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As text: numbers with a point, days as dd/MM/yyyy.</param>
/// <param name="Day">The day of <see cref="ValueKind.Day"/>.</param>
public readonly record struct SheetValue(ValueKind Kind, string Text, DateOnly? Day = null)
{
    /// <summary>No value.</summary>
    public static readonly SheetValue None = new(ValueKind.Empty, string.Empty);
}

/// <summary>A row that was read.</summary>
/// <param name="Number">Its number in the sheet, from 1.</param>
/// <param name="Values">From the first column on; shorter rows end early.</param>
public sealed record SheetRow(int Number, IReadOnlyList<SheetValue> Values)
{
    /// <summary>The value of a column, empty beyond the end.</summary>
    public SheetValue this[int column] => column >= 0 && column < Values.Count ? Values[column] : SheetValue.None;

    /// <summary>Whether it holds nothing.</summary>
    public bool Empty => Values.All(v => v.Text.Length == 0);
}

/// <summary>Cells taken together as one: columns from 0, rows from 1, both ends included.</summary>
public readonly record struct MergedCells(int FirstColumn, int FirstRow, int LastColumn, int LastRow);
