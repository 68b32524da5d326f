namespace DanVanDashboard.Charts;

/// <summary>
/// An analytic chart, said in full: what it shows, where its numbers come from, where its points lead. Two specifications
/// with equal content are equal, so that a chart is drawn again only when something in it has changed.
/// </summary>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Title">What it shows, in words; stands on the exported picture and names the file.</param>
/// <param name="Categories">The steps of time, places or stages, in the order in which they are to stand.</param>
/// <param name="Series">What is shown for each category; for stacked kinds the lowest first.</param>
public sealed record ChartSpec(ChartKind Kind, string Title, ValueList<ChartCategory> Categories, ValueList<ChartLine> Series)
{
    /// <summary>What the categories are ("Tháng", "Xã, phường"): the axis title and the head of the table's first column.</summary>
    public string? CategoryTitle { get; init; }

    /// <summary>What is counted, with its unit ("mô hình", "triệu đồng").</summary>
    public string? ValueTitle { get; init; }

    /// <summary>How many decimals a number may have; ticks are whole numbers with 0.</summary>
    public int Decimals { get; init; }

    /// <summary>Dates worth a line; for <see cref="ChartKind.StackedColumns"/> and <see cref="ChartKind.Lines"/>.</summary>
    public ValueList<TimeMark> Marks { get; init; } = [];

    /// <summary>A value to be reached; not for <see cref="ChartKind.Funnel"/> and <see cref="ChartKind.Heatmap"/>.</summary>
    public ChartTarget? Target { get; init; }

    /// <summary>Source and time of the data; stands under the chart and on the exported picture.</summary>
    public string? Footer { get; init; }

    /// <summary>Whether the data are simulated; the exported picture says so too.</summary>
    public bool Simulated { get; init; }

    /// <summary>Whether there is any figure at all.</summary>
    public bool HasValues => Series.Any(s => s.Values.Any(v => v is not null));
}

/// <summary>How a chart is drawn.</summary>
public enum ChartKind
{
    /// <summary>Columns, the series on top of each other: only for values that add up.</summary>
    StackedColumns,

    /// <summary>A line per series; a missing figure is a gap.</summary>
    Lines,

    /// <summary>A horizontal bar per category, the series one after the other: only for values that add up.</summary>
    Bars,

    /// <summary>Stages from top to bottom, each with its number and no rate.</summary>
    Funnel,

    /// <summary>A row per series and a column per category, the value as a step of the ramp.</summary>
    Heatmap,
}

/// <summary>A step of time, a place, a stage.</summary>
/// <param name="Label">Its name; two may be called the same.</param>
/// <param name="Href">Where it leads, within the site.</param>
public sealed record ChartCategory(string Label, string? Href = null);

/// <summary>A thing that is shown for every category.</summary>
/// <param name="Key">Stable and unique in its chart.</param>
/// <param name="Name">Its name in key, tooltip and table.</param>
/// <param name="ToneClass">The CSS class that gives the colour, "tone-…".</param>
/// <param name="Values">A value per category; <see langword="null"/> is no figure, which is not zero.</param>
public sealed record ChartLine(string Key, string Name, string ToneClass, ValueList<decimal?> Values)
{
    /// <summary>Where the single values lead, one per category; empty or <see langword="null"/> where the category's address holds.</summary>
    public ValueList<string?> Hrefs { get; init; } = [];

    /// <summary>The same hue at 45 %, as for individuals beside collectives.</summary>
    public bool Soft { get; init; }

    /// <summary>Dashed, as for the same period last year; for <see cref="ChartKind.Lines"/>.</summary>
    public bool Dashed { get; init; }
}

/// <summary>A line at a value.</summary>
/// <param name="Value">The value.</param>
/// <param name="Text">Short, beside the line ("Chỉ tiêu 1.200").</param>
public sealed record ChartTarget(decimal Value, string Text);
