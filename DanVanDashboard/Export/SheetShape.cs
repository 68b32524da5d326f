namespace DanVanDashboard.Export;

/// <summary>A column of a sheet with a head.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Width">In characters.</param>
/// <param name="Format">Of what is typed into it.</param>
public sealed record SheetColumn(string Title, double Width = 16, CellFormat Format = CellFormat.Text)
{
    /// <summary>What is said beside the head when one points at it.</summary>
    public string? Note { get; init; }

    /// <summary>Name of the list from which one chooses (<see cref="WorkbookWriter.AddList"/>); others can still be typed, with a warning.</summary>
    public string? List { get; init; }
}

/// <summary>A rule for what is typed into some cells.</summary>
/// <param name="Range">As sheets write it, e.g. <c>B2:B500</c>.</param>
/// <param name="List">Name of a list of the book; <see langword="null"/>: a number not below zero.</param>
/// <param name="Prompt">What is said when a cell is chosen.</param>
/// <param name="Strict">Whether anything else is refused rather than warned of.</param>
public sealed record SheetRule(string Range, string? List, string? Prompt = null, bool Strict = false);

/// <summary>What a sheet is beside its rows.</summary>
public sealed record SheetShape
{
    /// <summary>Columns with heads; empty for a sheet of free rows.</summary>
    public IReadOnlyList<SheetColumn> Columns { get; init; } = [];

    /// <summary>Rows above the heads: a title, the filters.</summary>
    public IReadOnlyList<IReadOnlyList<Cell>> Lead { get; init; } = [];

    /// <summary>Widths of a sheet without <see cref="Columns"/>.</summary>
    public IReadOnlyList<double> Widths { get; init; } = [];

    /// <summary>Whether arrows to filter stand in the heads.</summary>
    public bool Filter { get; init; } = true;

    /// <summary>How many rows below the heads the lists and formats of the columns are ready for.</summary>
    public int RoomFor { get; init; }

    /// <summary>Rules beyond those of the columns.</summary>
    public IReadOnlyList<SheetRule> Rules { get; init; } = [];

    /// <summary>Whether only cells that look <see cref="CellLook.Open"/> can be changed. No password: it keeps from slips, not from intent.</summary>
    public bool Protected { get; init; }

    /// <summary>Whether the sheet is hidden.</summary>
    public bool Hidden { get; init; }

    /// <summary>Text at the foot of each printed page, beside the page's number. With it the sheet has a print area as wide as a page and its heads on every page; <see langword="null"/> leaves printing alone.</summary>
    public string? PrintFoot { get; init; }
}

/// <summary>Addresses of cells.</summary>
public static class CellAddress
{
    /// <summary>Letters of a column, the first being 0.</summary>
    public static string Column(int index)
    {
        var letters = string.Empty;
        for (var i = index + 1; i > 0; i = (i - 1) / 26)
        {
            letters = (char)('A' + ((i - 1) % 26)) + letters;
        }

        return letters;
    }

    /// <summary>Address of a cell: column from 0, row from 1.</summary>
    public static string Of(int column, int row) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Column(column)}{row}");

    /// <summary>Column and row of an address, as <see cref="Of"/> takes them; -1 where it says none.</summary>
    public static (int Column, int Row) Read(ReadOnlySpan<char> address)
    {
        var (column, i) = (0, 0);
        while (i < address.Length && char.IsAsciiLetter(address[i]) && i < 4)
        {
            column = (column * 26) + (char.ToUpperInvariant(address[i++]) - 'A' + 1);
        }

        return (column - 1, int.TryParse(address[i..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var row) ? row : -1);
    }
}
