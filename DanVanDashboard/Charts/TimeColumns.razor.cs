using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Charts;

/// <summary>Values over months, quarters or years: stacked columns or lines, server-rendered, with a table for those who listen.</summary>
public partial class TimeColumns : ComponentBase
{
    private ChartAxis? _axis;
    private List<Bar> _bars = [];
    private List<Line> _lines = [];
    private HashSet<TimeMark> _named = [];
    private bool _changed = true;
    private object? _before;

    /// <summary>The series, the lowest of the stack first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    /// <summary>The points of time from left to right.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TimeStep> Steps { get; set; } = [];

    /// <summary>What the chart shows, in words.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Columns or lines.</summary>
    [Parameter]
    public TimeKind Kind { get; set; }

    /// <summary>Dates worth a line.</summary>
    [Parameter]
    public IReadOnlyList<TimeMark> Marks { get; set; } = [];

    /// <summary>Format of the numbers at the axis and in the table, in the culture of the viewer.</summary>
    [Parameter]
    public string ValueFormat { get; set; } = "#,0.##";

    /// <summary>Said when there is no value at all.</summary>
    [Parameter]
    public string? EmptyText { get; set; }

    /// <summary>Name for tests in a browser.</summary>
    [Parameter]
    public string? TestId { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var now = (string.Join('\u001f', Series), string.Join('\u001f', Steps.Select(s => $"{s.Label}|{string.Join(';', s.Values)}|{s.Tip}|{s.Href}")),
            string.Join('\u001f', Marks), (Label, Kind, ValueFormat, EmptyText, TestId, CultureInfo.CurrentUICulture.Name));
        _changed = !now.Equals(_before);
        if (!_changed) { return; }
        _before = now;
        _bars = [];
        _lines = [];
        _axis = null;
        if (!Steps.SelectMany(step => step.Values).Any(value => value is not null)) { return; }
        if (Kind == TimeKind.Columns) { Stack(); } else { Draw(); }
        Name();
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _changed;

    /// <summary>Gives names to the marks whose names do not run into each other; the others keep their line, and their name for who points at it.</summary>
    private void Name()
    {
        // A letter takes somewhat less than a hundredth of the plot.
        const double Letter = 0.009;
        var taken = new List<(double From, double To)>();
        _named = [];
        // What stands later in the list was put there on purpose, and goes first.
        foreach (var mark in Marks.Reverse())
        {
            var (at, width) = (mark.At / Steps.Count, Short(mark).Length * Letter);
            var (from, to) = mark.At > Steps.Count / 2.0 ? (at - width, at) : (at, at + width);
            if (!taken.Exists(t => from < t.To && to > t.From))
            {
                taken.Add((from, to));
                _named.Add(mark);
            }
        }
    }

    private static string Short(TimeMark mark) => mark.Text.Length <= 24 ? mark.Text : mark.Text[..23].TrimEnd() + "…";

    private void Stack()
    {
        // What lies below zero is stacked downwards, so that a loss never hides in a gain.
        _axis = ChartAxis.For(Steps.SelectMany(s => new[] { s.Values.Sum(v => Math.Max(0, v ?? 0)), s.Values.Sum(v => Math.Min(0, v ?? 0)) }));
        for (var i = 0; i < Steps.Count; i++)
        {
            var (up, down) = (0m, 0m);
            for (var k = 0; k < Math.Min(Series.Count, Steps[i].Values.Count); k++)
            {
                if (Steps[i].Values[k] is not { } value || value == 0) { continue; }
                var (low, high) = value > 0 ? (up, up + value) : (down + value, down);
                if (value > 0) { up = high; } else { down = low; }
                _bars.Add(new Bar((i, Series[k].Key), Series[k].ToneClass, X(i + 0.2), Y(high), X(0.6), ChartNumber.Percent(_axis.Share(high) - _axis.Share(low))));
            }
        }
    }

    private void Draw()
    {
        _axis = ChartAxis.For(Steps.SelectMany(s => s.Values).OfType<decimal>());
        for (var k = 0; k < Series.Count; k++)
        {
            var path = new StringBuilder();
            var pen = 'M';
            for (var i = 0; i < Steps.Count; i++)
            {
                // No figure is a gap, not a zero and not a straight guess.
                if (Steps[i].Values.ElementAtOrDefault(k) is not { } value) { pen = 'M'; continue; }
                path.Append(CultureInfo.InvariantCulture, $"{pen}{(i + 0.5) / Steps.Count * 1000:0.#} {(1 - _axis.Share(value)) * 1000:0.#}");
                pen = 'L';
                _bars.Add(new Bar((i, Series[k].Key), Series[k].ToneClass, X(i + 0.5), Y(value), "", ""));
            }
            _lines.Add(new Line(Series[k].Key, Series[k].ToneClass, path.ToString()));
        }
    }

    private string X(double steps) => ChartNumber.Percent(steps / Math.Max(1, Steps.Count));

    private string Y(decimal value) => ChartNumber.Percent(1 - _axis!.Share(value));

    private string Words(TimeStep step) => Tip(step).Replace("\n", ", ", StringComparison.Ordinal);

    private string Tip(TimeStep step) => step.Tip ?? string.Join('\n', Series.Zip(step.Values)
        .Select(p => $"{p.First.Name}: {(p.Second is { } value ? value.ToString(ValueFormat, CultureInfo.CurrentCulture) : T["chart.none"])}")
        .Prepend(step.Label));

    /// <summary>Leaves out labels that would touch their neighbours: on a wide chart and, more of them, on a phone.</summary>
    private string? SkipClass(int index)
    {
        var widest = Math.Max(1.6, Steps.Max(step => TextWidth.Of(step.Label)) + 0.7) * 11;
        int Every(double room) => Math.Max(1, (int)Math.Ceiling(widest * Steps.Count / room));
        var fromEnd = Steps.Count - 1 - index;
        var wide = Every(560);
        var small = (Every(290) + wide - 1) / wide * wide;
        return fromEnd % wide != 0 ? "skip" : fromEnd % small != 0 ? "skip-small" : null;
    }

    private sealed record Bar((int Step, string Series) Key, string Tone, string X, string Y, string Width, string Height);

    private sealed record Line(string Key, string Tone, string Path);
}
