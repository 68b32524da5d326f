namespace DanVanDashboard.Export;

/// <summary>How a cell shows its value.</summary>
public enum CellFormat
{
    /// <summary>As it is; a number typed into it stays the text that was typed.</summary>
    Text,

    /// <summary>A whole number with thousands marks, in the reader's own way.</summary>
    Integer,

    /// <summary>A number with up to two decimals.</summary>
    Decimal,

    /// <summary>dd/MM/yyyy.</summary>
    Day,

    /// <summary>dd/MM/yyyy HH:mm.</summary>
    Moment,
}

/// <summary>Weight and place of a cell.</summary>
[Flags]
public enum CellLook
{
    /// <summary>As it is.</summary>
    Plain = 0,

    /// <summary>Bold, on a tinted ground: the heads of columns.</summary>
    Header = 1,

    /// <summary>Bold.</summary>
    Bold = 2,

    /// <summary>Grey.</summary>
    Muted = 4,

    /// <summary>Long text over several lines.</summary>
    Wrap = 8,

    /// <summary>Can be changed although the sheet is protected; shown on a light ground.</summary>
    Open = 16,

    /// <summary>A large title.</summary>
    Title = 32,

    /// <summary>At the end of its cell, like the numbers below it.</summary>
    End = 64,
}

/// <summary>One value of a sheet. Text is never a formula, whatever it begins with.</summary>
public readonly record struct Cell
{
    private Cell(CellFormat format, string? text, decimal? number, CellLook look) => (Format, Value, Amount, Look) = (format, text, number, look);

    /// <summary>An empty cell.</summary>
    public static Cell Empty => default;

    /// <summary>How it is shown.</summary>
    public CellFormat Format { get; }

    /// <summary>Its text; <see langword="null"/> for numbers, days and empty cells.</summary>
    public string? Value { get; }

    /// <summary>Its number; of a day the days since 30/12/1899, as sheets count them.</summary>
    public decimal? Amount { get; }

    /// <summary>How it looks.</summary>
    public CellLook Look { get; init; }

    /// <summary>Text.</summary>
    public static Cell Text(string? text, CellLook look = CellLook.Plain) => new(CellFormat.Text, text, null, look);

    /// <summary>A whole number.</summary>
    public static Cell Integer(long? number, CellLook look = CellLook.Plain) => new(CellFormat.Integer, null, number, look);

    /// <summary>A number.</summary>
    public static Cell Number(decimal? number, CellLook look = CellLook.Plain) => new(CellFormat.Decimal, null, number, look);

    /// <summary>A day. Before 1900, which sheets cannot count, it is text.</summary>
    public static Cell Day(DateOnly? day, CellLook look = CellLook.Plain) => day switch
    {
        null => new(CellFormat.Day, null, null, look),
        { Year: < 1900 } old => Text(old.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture), look),
        { } at => new(CellFormat.Day, null, at.DayNumber - SheetDates.Epoch.DayNumber, look),
    };

    /// <summary>A moment as the clocks there show it.</summary>
    public static Cell Moment(DateTime? local, CellLook look = CellLook.Plain) =>
        new(CellFormat.Moment, null, local is { } at ? Math.Round((decimal)(at - SheetDates.Epoch.ToDateTime(TimeOnly.MinValue)).TotalDays, 6) : null, look);
}

/// <summary>How sheets count days.</summary>
internal static class SheetDates
{
    /// <summary>Day 0; right for every day since 01/03/1900.</summary>
    public static readonly DateOnly Epoch = new(1899, 12, 30);

    /// <summary>Days between the two ways of counting: of a file that counts from 1904.</summary>
    public const int Since1904 = 1462;
}
