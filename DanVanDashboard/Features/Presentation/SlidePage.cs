using DanVanDashboard.Domain.Presentation;
using DanVanDashboard.Pack;

namespace DanVanDashboard.Features.Presentation;

/// <summary>One picture of a deck: a slide that needs several becomes several pages.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Title">Its title: the finding, or what somebody wrote.</param>
public sealed record SlidePage(SlideKind Kind, string Title)
{
    /// <summary>A second line.</summary>
    public string? Lead { get; init; }

    /// <summary>What the speaker says.</summary>
    public string? Notes { get; init; }

    /// <summary>Its place in the deck, from 0: which slide of it the page belongs to.</summary>
    public int Slide { get; init; }

    /// <summary>Whether it is shown only when it is called up by name.</summary>
    public bool Aside { get; init; }

    /// <summary>By what it is called up.</summary>
    public string? Call { get; init; }

    /// <summary>Rows of a chart or a table.</summary>
    public IReadOnlyList<PackRow> Rows { get; init; } = [];

    /// <summary>Models by name.</summary>
    public IReadOnlyList<PackModel> Models { get; init; } = [];

    /// <summary>Number of the first of <see cref="Models"/> in the whole list.</summary>
    public int From { get; init; } = 1;

    /// <summary>Lines of text.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>The locality.</summary>
    public PackRow? Unit { get; init; }

    /// <summary>What is told of a model; <see langword="null"/> also where it may not be named any more.</summary>
    public SlideModel? Model { get; init; }

    /// <summary>The bands of <see cref="SlideKind.Leaders"/>: bounds in words and how many stand in each.</summary>
    public IReadOnlyList<(string Band, int Count)> Bands { get; init; } = [];
}
