namespace DanVanDashboard.Charts;

/// <summary>A row of bars.</summary>
/// <param name="Key">Stable and unique.</param>
/// <param name="Name">What the row stands for.</param>
/// <param name="ToneClass">The CSS class that gives the colour, "tone-…"; "tone-unstated" for what was not stated.</param>
/// <param name="Full">The part in full colour.</param>
/// <param name="Half">The part in the same hue at 45 %.</param>
/// <param name="Unstated">The hatched part, of which it is not known to which of the two it belongs.</param>
/// <param name="Href">Where the row leads.</param>
/// <param name="Note">A second line, as for a figure reported elsewhere.</param>
/// <param name="Tip">The lines of its tooltip, parted by line feeds.</param>
/// <param name="TotalText">The total as it is to be read, where it is not just the number.</param>
/// <param name="TotalHref">What lies behind the total.</param>
public sealed record ShareRow(
    string Key, string Name, string ToneClass, decimal Full, decimal Half = 0, decimal Unstated = 0,
    string? Href = null, string? Note = null, string? Tip = null, string? TotalText = null,
    string? TotalHref = null)
{
    /// <summary>The sum of the parts.</summary>
    public decimal Total => Full + Half + Unstated;
}

/// <summary>One of the things shown over time.</summary>
/// <param name="Key">Stable and unique.</param>
/// <param name="Name">Its name in the key.</param>
/// <param name="ToneClass">The CSS class that gives the colour, "tone-…".</param>
public sealed record ChartSeries(string Key, string Name, string ToneClass);

/// <summary>One point of time with a value per series; <see langword="null"/> is no figure, which is not zero.</summary>
/// <param name="Label">Short, under the axis.</param>
/// <param name="Values">In the order of the series.</param>
/// <param name="Tip">The lines of the tooltip, parted by line feeds; the label and the values when not given.</param>
/// <param name="Href">Where a click leads.</param>
public sealed record TimeStep(string Label, IReadOnlyList<decimal?> Values, string? Tip = null, string? Href = null);

/// <summary>A dashed line across the chart.</summary>
/// <param name="At">Where: 0 is the left edge of the first step, 9.5 the middle of the tenth.</param>
/// <param name="Text">Short, above the line.</param>
public sealed record TimeMark(double At, string Text);

/// <summary>How values over time are drawn.</summary>
public enum TimeKind
{
    /// <summary>Columns, the series on top of each other: for values that add up.</summary>
    Columns,

    /// <summary>A line per series.</summary>
    Line,
}
