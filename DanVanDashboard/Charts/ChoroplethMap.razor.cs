using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace DanVanDashboard.Charts;

/// <summary>What one unit of a map shows.</summary>
/// <param name="Id">The shape it belongs to; without a shape it is not drawn.</param>
/// <param name="Value">Its number; <see langword="null"/> is hatched, as there is no figure, which is not zero.</param>
/// <param name="Label">Name and value in words, for those who do not see the map.</param>
/// <param name="Tip">The lines of its tooltip, parted by line feeds; the first stands out.</param>
/// <param name="Href">Where a click or Enter leads.</param>
/// <param name="Outside">Outside what the viewer may see: drawn as ground, with neither number nor link.</param>
public sealed record MapUnit(string Id, decimal? Value, string Label, string Tip, string? Href = null, bool Outside = false);

/// <summary>
/// A map as server-rendered SVG: one path per unit in the colour of its class, names inside their areas, legend, and a slot
/// for what is no place on the map. Tooltips and arrow keys come from map.js and ask the server nothing.
/// </summary>
public partial class ChoroplethMap : ComponentBase
{
    private Shown? _shown;
    private string _viewBox = "";
    private string _notes = "";
    private List<Item> _items = [];
    private List<Pulse> _pulses = [];
    private List<Entry> _legend = [];
    private bool _changed = true;

    /// <summary>Shapes and labels.</summary>
    [Parameter, EditorRequired]
    public MapDrawing Drawing { get; set; } = default!;

    /// <summary>The values; a shape without one counts as having no data.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<MapUnit> Units { get; set; } = [];

    /// <summary>The classes; made of the values by quantiles when not given.</summary>
    [Parameter]
    public Classification? Scale { get; set; }

    /// <summary>What the map shows, in words.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What the numbers of the legend are, with their unit.</summary>
    [Parameter]
    public string? LegendTitle { get; set; }

    /// <summary>Format of the numbers in the legend, in the culture of the viewer.</summary>
    [Parameter]
    public string ValueFormat { get; set; } = "#,0.##";

    /// <summary>Said of units without a value; a general word when not given.</summary>
    [Parameter]
    public string? NoDataText { get; set; }

    /// <summary>A remark inside the map, as on the kind of its boundaries.</summary>
    [Parameter]
    public string? Notice { get; set; }

    /// <summary>A badge inside the map that goes wherever the picture goes, as for simulated data.</summary>
    [Parameter]
    public string? Watermark { get; set; }

    /// <summary>Units that changed just now, with a number that grows with each change: each new number pulses twice.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, long>? PulseUnit { get; set; }

    /// <summary>What stands beside the map, such as the figures that belong to no area.</summary>
    [Parameter]
    public RenderFragment? Side { get; set; }

    /// <summary>What <see cref="Side"/> depends on. With it, an unchanged side does not make the map render; without it, every render of the parent does.</summary>
    [Parameter]
    public object? SideVersion { get; set; }

    /// <summary>Raised with the id of a unit that has no <see cref="MapUnit.Href"/> when it is chosen.</summary>
    [Parameter]
    public EventCallback<string> OnSelect { get; set; }

    /// <summary>Name of the map for tests in a browser.</summary>
    [Parameter]
    public string TestId { get; set; } = "map";

    /// <summary>The unit that is filtered by; its border stands out.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    /// <summary>How often the map was drawn.</summary>
    internal int Renders { get; private set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var now = new Shown(Drawing, [.. Units], Scale, Label, LegendTitle, ValueFormat, NoDataText, Notice, Watermark,
            [.. (PulseUnit ?? new Dictionary<string, long>()).OrderBy(p => p.Key, StringComparer.Ordinal)], SideVersion, Chosen, CultureInfo.CurrentUICulture.Name);
        _changed = !now.SameAs(_shown) || (Side is not null && SideVersion is null);
        if (!_changed) { return; }
        _shown = now;

        var units = now.Units.ToDictionary(u => u.Id, StringComparer.Ordinal);
        var scale = Scale ?? Classification.Of(Units.Where(u => u is { Value: not null, Outside: false }).Select(u => u.Value!.Value));
        _items = [.. Drawing.Shapes.Select((shape, i) => ItemOf(shape, units.GetValueOrDefault(shape.Id), scale, first: i == 0))];
        _pulses = [.. now.Pulses.Select(p => (Shape: Drawing.Find(p.Key), p.Value)).Where(p => p.Shape is not null).Select(p => new Pulse(p.Shape!, p.Value))];
        _legend = Legend(scale);
        _viewBox = string.Create(CultureInfo.InvariantCulture, $"0 0 {Drawing.Width} {Drawing.Height}");
        _notes = Notes();
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _changed;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender) => Renders++;

    private Item ItemOf(MapShape shape, MapUnit? unit, Classification scale, bool first)
    {
        unit ??= new MapUnit(shape.Id, null, shape.Name, shape.Name);
        var look = unit switch
        {
            { Outside: true } => "outside",
            { Value: null } => "nodata",
            // A value that the given classes do not cover is drawn in the nearest one rather than not at all.
            { Value: { } value } when scale.Classes.Count > 0 => $"ramp-{(scale.ClassOf(value) ?? scale.Classes.LastOrDefault(c => c.Lower <= value) ?? scale.Classes[0]).Step}",
            _ => "nodata",
        };
        var choose = OnSelect.HasDelegate && !unit.Outside ? EventCallback.Factory.Create<MouseEventArgs>(this, () => OnSelect.InvokeAsync(shape.Id)) : default;
        return new Item(shape, unit.Outside ? unit with { Href = null } : unit, look, unit.Outside ? null : unit.Value?.ToString(CultureInfo.InvariantCulture), first ? 0 : -1, choose);
    }

    private List<Entry> Legend(Classification scale)
    {
        List<Entry> entries = [.. scale.Classes.Select(c => new Entry($"ramp-{c.Step}", c.Text(CultureInfo.CurrentCulture, ValueFormat), c.Count))];
        Add("nodata", NoDataText ?? T["map.no-data"]);
        Add("outside", T["map.outside"]);
        return entries;

        void Add(string look, string text)
        {
            var count = _items.Count(item => item.Class == look);
            if (count > 0) { entries.Add(new Entry(look, text, count)); }
        }
    }

    private string Notes()
    {
        if (Notice is null && Watermark is null) { return ""; }
        var svg = new StringBuilder();
        foreach (var size in MapSize.All)
        {
            var spot = Drawing.Notes[size];
            var (font, x) = (size.NoteFont, spot.X);
            var line = spot.Y;
            svg.Append(CultureInfo.InvariantCulture, $"<g class=\"map-notes {size.Class}\" font-size=\"{font:0.#}\" text-anchor=\"{spot.Anchor}\">");
            if (Watermark is not null)
            {
                var width = (TextWidth.Of(Watermark) * 1.04 * font) + (font * 1.3);
                var left = spot.Anchor == "end" ? x - width : x;
                var top = spot.Down ? spot.Y : spot.Y - (font * 1.8) - (Notice is null ? 0 : font * 1.6);
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"map-badge\" x=\"{left:0.#}\" y=\"{top:0.#}\" width=\"{width:0.#}\" height=\"{font * 1.8:0.#}\" rx=\"{font * 0.9:0.#}\"></rect>");
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"map-watermark\" text-anchor=\"middle\" x=\"{left + (width / 2):0.#}\" y=\"{top + (font * 1.25):0.#}\">{WebUtility.HtmlEncode(Watermark)}</text>");
                line = top + (font * 1.8);
            }
            else if (!spot.Down)
            {
                line = spot.Y - (font * 1.6);
            }
            if (Notice is not null)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"map-notice\" x=\"{x:0.#}\" y=\"{line + (font * 1.25):0.#}\">{WebUtility.HtmlEncode(Notice)}</text>");
            }
            svg.Append("</g>");
        }
        return svg.ToString();
    }

    private sealed record Item(MapShape Shape, MapUnit Unit, string Class, string? Value, int TabIndex, EventCallback<MouseEventArgs> Choose)
    {
        public string Role => Choose.HasDelegate ? "button" : "img";
    }

    private sealed record Entry(string Class, string Text, int Count);

    private sealed record Pulse(MapShape Shape, long Version)
    {
        public string X => Shape.LabelX.ToString(CultureInfo.InvariantCulture);

        public string Y => Shape.LabelY.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Everything that the picture depends on.</summary>
    private sealed record Shown(
        MapDrawing Drawing, MapUnit[] Units, Classification? Scale, string Label, string? LegendTitle, string ValueFormat, string? NoDataText,
        string? Notice, string? Watermark, KeyValuePair<string, long>[] Pulses, object? SideVersion, string? Chosen, string Culture)
    {
        public bool SameAs(Shown? other) => other is not null
            && this with { Units = other.Units, Pulses = other.Pulses } == other
            && Units.AsSpan().SequenceEqual(other.Units)
            && Pulses.SequenceEqual(other.Pulses);
    }
}
