namespace DanVanDashboard.Export.Office;

/// <summary>How a chart is drawn.</summary>
public enum NativeChartKind
{
    /// <summary>Columns side by side.</summary>
    Columns,

    /// <summary>Columns upon each other.</summary>
    StackedColumns,

    /// <summary>Bars from left to right, the first category at the top.</summary>
    Bars,

    /// <summary>Bars upon each other.</summary>
    StackedBars,

    /// <summary>Lines with marks.</summary>
    Lines,
}

/// <summary>One series of a chart.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Colour">RRGGBB.</param>
/// <param name="Values">One per category; <see langword="null"/> where nothing is known.</param>
public sealed record NativeSeries(string Name, string Colour, IReadOnlyList<decimal?> Values);

/// <summary>A chart that stays one in the file: its numbers can be changed there.</summary>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Name">What it shows: its name in the file and the head of its data.</param>
/// <param name="Alt">Said in its place to whoever does not see it.</param>
/// <param name="Categories">Texts of the axis.</param>
/// <param name="Series">What is drawn.</param>
public sealed record NativeChart(NativeChartKind Kind, string Name, string Alt, IReadOnlyList<string> Categories, IReadOnlyList<NativeSeries> Series)
{
    /// <summary>End of the axis of values, where several charts are to be compared; <see langword="null"/> leaves it to the program.</summary>
    public decimal? Most { get; init; }

    /// <summary>Size of its letters, in points.</summary>
    public int LetterSize { get; init; } = 12;

    /// <summary>A colour for each category, of a chart with one series; <see langword="null"/>: the colour of the series.</summary>
    public IReadOnlyList<string>? Colours { get; init; }
}

/// <summary>How the texts of a chart look, and what lies under it.</summary>
/// <param name="Font">The font; <c>+mn-lt</c> is the theme's.</param>
/// <param name="Ink">RRGGBB; <see langword="null"/>: the theme's colour of text.</param>
/// <param name="Ground">RRGGBB under the chart; <see langword="null"/> for nothing.</param>
public sealed record ChartLook(string Font, string? Ink = "14212B", string? Ground = null);
