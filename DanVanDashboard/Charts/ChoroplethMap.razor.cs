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
/// <param name="Category">The key of its state where the map shows states; <see langword="null"/> is hatched.</param>
public sealed record MapUnit(string Id, decimal? Value, string Label, string Tip, string? Href = null, bool Outside = false, string? Category = null);

/// <summary>A line from one unit to another.</summary>
/// <param name="From">The shape where it begins.</param>
/// <param name="To">The shape where it ends.</param>
/// <param name="Count">How many it stands for; more are drawn stronger.</param>
/// <param name="Kind">The key of its stroke in <see cref="ChoroplethMap.ArcKinds"/>.</param>
/// <param name="Tip">The lines of its tooltip, parted by line feeds.</param>
public sealed record MapArc(string From, string To, int Count, string Kind, string Tip);

/// <summary>A stroke of lines, as the legend names it.</summary>
/// <param name="Key">What <see cref="MapArc.Kind"/> refers to.</param>
/// <param name="Text">Its words.</param>
/// <param name="Dashed">Whether it is broken, so that it is told apart without colour.</param>
public sealed record MapArcKind(string Key, string Text, bool Dashed);

/// <summary>
/// A map as server-rendered SVG that fills its card: one path per unit in the colour of its class or state, names inside their
/// areas, and, laid over corners that no shape reaches, the legend and a slot for what is no place on the map. Tooltips and
/// arrow keys come from map.js, zoom from map-zoom.js; neither asks the server anything.
/// </summary>
public partial class ChoroplethMap : ComponentBase
{
    private static readonly string Levels = string.Join(' ', MapLevels.Scales.Select(s => s.ToString(CultureInfo.InvariantCulture)));

    private readonly Seen _seen = new();
    private string _viewBox = "";
    private string _view = "";
    private string _shape = "";
    private string _corners = "";
    private string _notes = "";
    private string? _method;
    private List<Item> _items = [];
    private List<Item> _circles = [];
    private List<Pulse> _pulses = [];
    private List<Entry> _legend = [];
    private List<ArcLine> _arcs = [];
    private bool _changed = true;
    private Func<decimal, string>? _lookOf;

    /// <summary>Shapes and labels.</summary>
    [Parameter, EditorRequired]
    public MapDrawing Drawing { get; set; } = default!;

    /// <summary>The values; a shape without one counts as having no data.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<MapUnit> Units { get; set; } = [];

    /// <summary>The classes; made of the values by quantiles when not given.</summary>
    [Parameter]
    public Classification? Scale { get; set; }

    /// <summary>The states that the map shows in place of numbers, in the order of the legend; <see cref="Scale"/> is not used then.</summary>
    [Parameter]
    public IReadOnlyList<MapCategory>? Categories { get; set; }

    /// <summary>Draws counts as circles of this scale in place of colours; <see cref="Scale"/> is not used then.</summary>
    [Parameter]
    public CircleScale? Sizes { get; set; }

    /// <summary>Where the finer lines of this drawing are fetched from once it is shown so large that they are seen.</summary>
    [Parameter]
    public string? FineHref { get; set; }

    /// <summary>Larger areas that the units make up, such as districts: their borders are drawn stronger.</summary>
    [Parameter]
    public MapDrawing? Above { get; set; }

    /// <summary>What the map shows, in words.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Period and way of counting, said beside <see cref="Label"/> when the map fills the screen and the page is not seen.</summary>
    [Parameter]
    public string? Caption { get; set; }

    /// <summary>What the numbers of the legend are, with their unit.</summary>
    [Parameter]
    public string? LegendTitle { get; set; }

    /// <summary>What stands under the title of the legend, such as links to other ways of classing.</summary>
    [Parameter]
    public RenderFragment? LegendControls { get; set; }

    /// <summary>Format of the numbers in the legend, in the culture of the viewer; by the decimals of the classes when not given.</summary>
    [Parameter]
    public string? ValueFormat { get; set; }

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

    /// <summary>How many lines <see cref="Side"/> has at the most, by which room is found for it.</summary>
    [Parameter]
    public int SideLines { get; set; } = 6;

    /// <summary>
    /// What <see cref="Side"/> and <see cref="LegendControls"/> depend on. With it, they do not make the map render while it stays the same;
    /// without it, every render of the parent does.
    /// </summary>
    [Parameter]
    public object? SideVersion { get; set; }

    /// <summary>What is looked at: when it changes, a zoomed map shows the whole again. Another drawing does so by itself.</summary>
    [Parameter]
    public string? ViewKey { get; set; }

    /// <summary>Raised with the id of a unit that has no <see cref="MapUnit.Href"/> when it is chosen.</summary>
    [Parameter]
    public EventCallback<string> OnSelect { get; set; }

    /// <summary>Name of the map for tests in a browser.</summary>
    [Parameter]
    public string TestId { get; set; } = "map";

    /// <summary>The unit that is filtered by; its border stands out.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    /// <summary>Lines between units, above the shapes. Whoever does not see them reads the same from a list that the page puts beside the map.</summary>
    [Parameter]
    public IReadOnlyList<MapArc>? Arcs { get; set; }

    /// <summary>The strokes of <see cref="Arcs"/>, in the order of the legend.</summary>
    [Parameter]
    public IReadOnlyList<MapArcKind> ArcKinds { get; set; } = [];

    /// <summary>What may recolour a unit before the page is made anew.</summary>
    [Parameter]
    public LiveNumbers? Ahead { get; set; }

    /// <summary>How often the map was drawn.</summary>
    internal int Renders { get; private set; }

    private string Title => Caption is null ? Label : $"{Label} · {Caption}";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _changed = _seen.Differs(this) || ((Side is not null || LegendControls is not null) && SideVersion is null);
        if (!_changed) { return; }

        var units = new Dictionary<string, MapUnit>(Units.Count, StringComparer.Ordinal);
        foreach (var unit in Units) { units[unit.Id] = unit; }
        var scale = Categories is not null || Sizes is not null ? null : Scale ?? Classification.Of(Units.Where(u => u is { Value: not null, Outside: false }).Select(u => u.Value!.Value));
        _lookOf = Sizes is not null ? _ => "land" : scale is { Classes.Count: > 0 } ? value => RampOf(scale, value) : null;
        var looks = Categories?.ToDictionary(c => c.Key, c => LookOf(c.Look), StringComparer.Ordinal);
        _items = [.. Drawing.Shapes.Select((shape, i) => ItemOf(shape, units.GetValueOrDefault(shape.Id), scale, looks, first: i == 0))];
        // The largest first: a small circle on a large one stays in sight.
        _circles = Sizes is null ? [] : [.. _items.Where(i => i.Value is not null).OrderByDescending(i => i.Value)];
        _pulses = [.. (PulseUnit ?? new Dictionary<string, long>()).OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => (Shape: Drawing.Find(p.Key), p.Value)).Where(p => p.Shape is not null).Select(p => new Pulse(p.Shape!, p.Value))];
        _legend = Legend(scale);
        _arcs = ArcLine.Of(Drawing, Arcs ?? [], ArcKinds);
        _method = Sizes is not null ? T["map.circles"] : scale is { Classes.Count: > 1 } ? Words(scale.Method) : null;
        _viewBox = string.Create(CultureInfo.InvariantCulture, $"0 0 {Drawing.Width} {Drawing.Height}");
        _view = string.Create(CultureInfo.InvariantCulture, $"{Drawing.Number} {ViewKey}");
        _shape = (Drawing.Width / Drawing.Height) switch { >= 1.5 => "map-flat", >= 1.15 => "map-wide", _ => "map-square" };
        _corners = Drawing.Corners(KeyHeight(), Side is null ? null : 1.25 + (SideLines * 1.375));
        _notes = Notes();
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _changed;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender) => Renders++;

    private Item ItemOf(MapShape shape, MapUnit? unit, Classification? scale, Dictionary<string, string>? looks, bool first)
    {
        unit ??= new MapUnit(shape.Id, null, shape.Name, shape.Name);
        var look = unit switch
        {
            { Outside: true } => "outside",
            { Category: { } category } when looks is not null => looks.GetValueOrDefault(category, "nodata"),
            { Value: not null } when Sizes is not null => "land",
            // A value that the given classes do not cover is drawn in the nearest one rather than not at all.
            { Value: { } value } when scale is { Classes.Count: > 0 } => RampOf(scale, value),
            _ => "nodata",
        };
        var choose = OnSelect.HasDelegate && !unit.Outside ? EventCallback.Factory.Create<MouseEventArgs>(this, () => OnSelect.InvokeAsync(shape.Id)) : default;
        return new Item(shape, unit.Outside ? unit with { Href = null } : unit, look, unit.Outside ? null : unit.Value, first ? 0 : -1, choose);
    }

    private static string RampOf(Classification scale, decimal value) => RampOf(scale.ClassOf(value) ?? scale.Classes.LastOrDefault(c => c.Lower <= value) ?? scale.Classes[0]);

    private static string RampOf(ValueClass value) => value.Step switch { 1 => "ramp-1", 2 => "ramp-2", 3 => "ramp-3", 4 => "ramp-4", _ => "ramp-5" };

    private static string LookOf(MapLook look) => look switch
    {
        MapLook.Done => "look-done",
        MapLook.Late => "look-late",
        MapLook.Returned => "look-returned",
        MapLook.Missing => "look-missing",
        _ => "look-waiting",
    };

    private string Words(ClassMethod method) => method switch
    {
        ClassMethod.EqualInterval => T["map.method.equal"],
        ClassMethod.NaturalBreaks => T["map.method.natural"],
        _ => T["map.method.quantile"],
    };

    private List<Entry> Legend(Classification? scale)
    {
        List<Entry> entries = Categories is { } categories
            ? [.. categories.Select(c => new Entry(LookOf(c.Look), c.Text, _items.Count(item => !item.Unit.Outside && item.Unit.Category == c.Key)))]
            : [.. (scale?.Classes ?? []).Select(c => new Entry(RampOf(c), c.Text(CultureInfo.CurrentCulture, ValueFormat ?? scale!.Format), c.Count))];
        Add("nodata", NoDataText ?? T["map.no-data"]);
        Add("outside", T["map.outside"]);
        return entries;

        void Add(string look, string text)
        {
            var count = _items.Count(item => item.Class == look);
            if (count > 0) { entries.Add(new Entry(look, text, count)); }
        }
    }

    /// <summary>How high the legend stands in a corner, in rem; a row or two more or less during a day move nothing.</summary>
    private double KeyHeight()
    {
        const double Tools = 3.25, Row = 1.375, Head = 1.625;
        var rows = Categories is not null
            ? _legend.Sum(entry => TextWidth.Of(entry.Text) * 0.75 > MapCorners.PanelWidth - 4 ? 2 : 1)
            : Math.Max(6, _legend.Count);
        var arcs = ArcKinds.Count * Row;
        return Tools + arcs + (LegendTitle is null ? 0 : Head) + (LegendControls is null ? 0 : Head) + (rows * Row);
    }

    private string Notes()
    {
        // A map of real boundaries says whose they are instead of what its page says of schematic ones.
        var notice = Drawing.Origin is { } origin ? (origin.Length > 0 ? T["map.origin", origin].Value : null) : Notice;
        if (notice is null && Watermark is null && Drawing.Frame is null) { return ""; }
        var svg = new StringBuilder();
        foreach (var spot in Drawing.Notes)
        {
            // Sizes in em: CSS gives the letters their size.
            svg.Append(CultureInfo.InvariantCulture, $"<g class=\"map-notes f{spot.From} t{spot.To}\" transform=\"translate({spot.X:0.#} {spot.Y:0.#})\" text-anchor=\"{spot.Anchor}\">");
            var line = spot.Down ? 0 : (notice is null ? 0 : -1.6) - (Drawing.Frame is null ? 0 : MapScaleBar.Height);
            if (Watermark is not null)
            {
                var width = (TextWidth.Of(Watermark) * 1.04) + 1.3;
                var left = spot.Anchor == "end" ? -width : 0;
                var top = spot.Down ? 0 : line - 1.8;
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"map-badge\" x=\"{left:0.##}em\" y=\"{top:0.##}em\" width=\"{width:0.##}em\" height=\"1.8em\" rx=\"0.9em\"></rect>");
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"map-watermark\" text-anchor=\"middle\" x=\"{left + (width / 2):0.##}em\" y=\"{top + 1.25:0.##}em\">{WebUtility.HtmlEncode(Watermark)}</text>");
                line = top + 1.8;
            }
            if (notice is not null)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"map-notice\" y=\"{line + 1.25:0.##}em\">{WebUtility.HtmlEncode(notice)}</text>");
                line += 1.6;
            }
            if (Drawing.Frame is { } frame) { svg.Append(MapScaleBar.Markup(frame, spot, line, T["map.north"])); }
            svg.Append("</g>");
        }
        return svg.ToString();
    }

    /// <summary>The patterns of states and of what is not known, once for the map, with which they grow, and once for its legend.</summary>
    private static string Patterns(string of) =>
        Pattern(of, "hatch", 8, 45, "<path class=\"hatch-line\" d=\"M0 0v8\"/>")
        + Pattern(of, "late", 9, 45, "<circle class=\"mark-late\" cx=\"4.5\" cy=\"4.5\" r=\"1.7\"/>")
        + Pattern(of, "returned", 7, 0, "<path class=\"mark-returned\" d=\"M3.5 0v7\"/>")
        + Pattern(of, "missing", 9, 135, "<path class=\"mark-missing\" d=\"M4.5 0v9\"/>");

    private static string Pattern(string of, string name, int size, int angle, string mark) => string.Create(CultureInfo.InvariantCulture,
        $"<pattern id=\"{of}-{name}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate({angle})\" data-angle=\"{angle}\"><rect class=\"ground-{name}\" width=\"{size}\" height=\"{size}\"/>{mark}</pattern>");

    private sealed record Item(MapShape Shape, MapUnit Unit, string Class, decimal? Value, int TabIndex, EventCallback<MouseEventArgs> Choose)
    {
        /// <summary>The class that gives the name its ink; the name stands beside the link, not in it.</summary>
        public string Ink => Class switch
        {
            "ramp-1" => "map-unit on-ramp-1",
            "ramp-2" => "map-unit on-ramp-2",
            "ramp-3" => "map-unit on-ramp-3",
            "ramp-4" => "map-unit on-ramp-4",
            "ramp-5" => "map-unit on-ramp-5",
            "land" => "map-unit on-land",
            "nodata" => "map-unit on-nodata",
            "outside" => "map-unit on-outside",
            "look-late" => "map-unit on-look on-late",
            "look-returned" => "map-unit on-look on-returned",
            "look-missing" => "map-unit on-look on-missing",
            _ => "map-unit on-look",
        };

        public string Role => Choose.HasDelegate ? "button" : "img";
    }

    private sealed record Entry(string Class, string Text, int Count);

    private sealed record Pulse(MapShape Shape, long Version)
    {
        public string X => Shape.LabelX.ToString(CultureInfo.InvariantCulture);

        public string Y => Shape.LabelY.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What the picture was made of. Asking whether anything differs costs a walk over the units and nothing else.</summary>
    private sealed class Seen
    {
        private object?[] _others = [];
        private MapUnit[] _units = [];
        private MapCategory[] _categories = [];
        private KeyValuePair<string, long>[] _pulses = [];

        public bool Differs(ChoroplethMap map)
        {
            // The lists are compared with copies: a caller may change its own.
            if (Same(map)) { return false; }
            _others = [.. Others(map)];
            _units = [.. map.Units];
            _categories = [.. map.Categories ?? []];
            _pulses = [.. map.PulseUnit ?? new Dictionary<string, long>()];
            return true;
        }

        private static object?[] Others(ChoroplethMap map) =>
        [
            map.Drawing, map.Scale, map.Label, map.LegendTitle, map.ValueFormat, map.NoDataText, map.Notice, map.Watermark, map.SideVersion, map.SideLines,
            map.Chosen, map.ViewKey, map.Ahead, map.Sizes, map.Above, map.FineHref, map.Caption, map.Arcs, map.ArcKinds.Count, map.Categories is null, map.Side is null, map.LegendControls is null, CultureInfo.CurrentUICulture.Name,
        ];

        private bool Same(ChoroplethMap map)
        {
            var (units, categories) = (map.Units, map.Categories);
            if (units.Count != _units.Length || (categories?.Count ?? 0) != _categories.Length || (map.PulseUnit?.Count ?? 0) != _pulses.Length) { return false; }
            if (!Others(map).AsSpan().SequenceEqual(_others)) { return false; }
            for (var i = 0; i < _units.Length; i++)
            {
                if (!ReferenceEquals(units[i], _units[i]) && units[i] != _units[i]) { return false; }
            }
            for (var i = 0; i < _categories.Length; i++)
            {
                if (categories![i] != _categories[i]) { return false; }
            }
            return Array.TrueForAll(_pulses, p => map.PulseUnit!.TryGetValue(p.Key, out var version) && version == p.Value);
        }
    }
}
