namespace DanVanDashboard.Export.Slides;

/// <summary>Where something stands on a slide of 960 × 540 points.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
public readonly record struct SlideBox(double X, double Y, double Width, double Height);

/// <summary>A line of text.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Size">In points.</param>
/// <param name="Bold">Whether it is bold.</param>
/// <param name="Colour">RRGGBB.</param>
public sealed record SlideLine(string Text, double Size = 16, bool Bold = false, string Colour = DeckLook.Ink);

/// <summary>Where text stands in its place.</summary>
public enum SlideAlign
{
    /// <summary>To the left.</summary>
    Left,

    /// <summary>In the middle.</summary>
    Centre,

    /// <summary>To the right.</summary>
    Right,
}

/// <summary>A column of a table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Width">In points.</param>
/// <param name="Number">Whether it holds numbers, which stand to the right.</param>
public sealed record SlideColumn(string Title, double Width, bool Number = false);

/// <summary>A table that stays one.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, as texts.</param>
public sealed record SlideTable(string Name, IReadOnlyList<SlideColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Whether the last row is a sum.</summary>
    public bool Sum { get; init; }

    /// <summary>Height of a row, in points.</summary>
    public double RowHeight { get; init; } = 24;

    /// <summary>Size of its letters.</summary>
    public double Size { get; init; } = 12;
}

/// <summary>A shape with straight sides.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Alt">What is said in its place.</param>
/// <param name="Fill">RRGGBB.</param>
/// <param name="Ink">Colour of the texts upon it.</param>
/// <param name="Rings">Outlines in units of the drawing; those within others are holes.</param>
/// <param name="Lines">Texts upon it, the first the largest; empty for none.</param>
/// <param name="At">Where they stand.</param>
public sealed record SlideShape(
    string Name, string Alt, string Fill, string Ink, IReadOnlyList<IReadOnlyList<(double X, double Y)>> Rings, IReadOnlyList<SlideLine> Lines, (double X, double Y) At);

/// <summary>Colours of slides.</summary>
public static class DeckLook
{
    /// <summary>Text.</summary>
    public const string Ink = "14212B";

    /// <summary>Text beside it.</summary>
    public const string Muted = "5A6B78";

    /// <summary>The one accent.</summary>
    public const string Accent = "B42318";

    /// <summary>Lines.</summary>
    public const string Line = "C3CDD4";

    /// <summary>A light ground.</summary>
    public const string Ground = "F3F6F8";
}
