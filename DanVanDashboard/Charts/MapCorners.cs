using System.Globalization;

namespace DanVanDashboard.Charts;

/// <summary>
/// Where the legend and what stands beside a map are laid over the empty corners of its drawing, for the shapes of a card that
/// occur. The answer is a list of CSS classes, one set per kind of card (map.css), so that nothing has to be measured in a browser.
/// </summary>
internal static class MapCorners
{
    /// <summary>Width of the legend and of the slot when they stand in a corner, in rem.</summary>
    public const double PanelWidth = 11.5;

    private const double Gap = 0.5;

    private static readonly string[] Corners = ["bl", "tr", "br", "tl"];

    /// <summary>How far the map draws back from a side, as a share of a panel: not at all, half, wholly.</summary>
    private static readonly double[] Insets = [0, 0.5, 1];

    /// <summary>The least height of a map beside which there is room, in rem (map.css).</summary>
    private const double LeastHeight = 24;

    /// <summary>The kinds of card that map.css tells apart: narrower or wider, lower or higher, in rem.</summary>
    private static readonly (double[] Widths, double[] Aspects)[] Kinds =
    [
        ([37.5, 42, 46, 50], [1.5, 1.65, 1.8, 2.1]),
        ([50, 54, 58, 62], [1.5, 1.65, 1.8, 2]),
        ([62, 70, 85, 120], [1.5, 1.65, 1.8, 2]),
        ([50, 62, 85, 120], [2, 2.3, 2.7]),
        ([37.5, 42, 50], [1.15, 1.3, 1.5]),
        ([50, 62, 80, 120], [1.15, 1.3, 1.5]),
        ([37.5, 46, 60, 100], [0.75, 0.9, 1.0, 1.15]),
    ];

    /// <summary>The classes of a drawing with a legend and a slot of given heights in rem; the slot may be missing.</summary>
    public static string Classes(MapDrawing drawing, double key, double? slot)
    {
        var classes = new List<string>();
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            if (Best(drawing, Kinds[kind], key, slot) is not { } best) { continue; }
            classes.Add(string.Create(CultureInfo.InvariantCulture, $"o{kind} k{kind}{best.Key} l{kind}{best.Left * 2:0} r{kind}{best.Right * 2:0}"));
            if (slot is not null) { classes.Add($"s{kind}{best.Slot}"); }
        }
        return string.Join(' ', classes);
    }

    private static Place? Best(MapDrawing drawing, (double[] Widths, double[] Aspects) kind, double key, double? slot)
    {
        var stages = kind.Widths.SelectMany(w => kind.Aspects.Where(a => a == kind.Aspects[0] || w / a >= LeastHeight).Select(a => new Stage(drawing, w, Math.Max(LeastHeight, w / a)))).ToList();
        Place? best = null;
        var least = double.PositiveInfinity;
        foreach (var place in Places(slot is not null))
        {
            var cost = 0.0;
            foreach (var stage in stages)
            {
                var scale = stage.ScaleOf(place, key, slot);
                cost += scale is null ? double.PositiveInfinity : 1 - (scale.Value / stage.Most);
            }
            // As large as can be; then as far in the middle as can be; then the order of the corners.
            cost = Math.Round(cost / stages.Count, 3) + (Math.Abs(place.Left - place.Right) * 0.004) + ((place.Left + place.Right) * 0.001);
            if (cost < least) { (best, least) = (place, cost); }
        }
        return best;
    }

    private static IEnumerable<Place> Places(bool slot)
    {
        foreach (var key in Corners)
        {
            foreach (var other in slot ? Corners.Where(c => c != key) : [""])
            {
                foreach (var left in key[1] == 'l' || other.EndsWith('l') ? Insets : [0])
                {
                    foreach (var right in key[1] == 'r' || other.EndsWith('r') ? Insets : [0]) { yield return new Place(key, other, left, right); }
                }
            }
        }
    }

    private sealed record Place(string Key, string Slot, double Left, double Right);

    /// <summary>A card of a size in rem, with the drawing in it as large as it goes.</summary>
    private sealed record Stage(MapDrawing Drawing, double Width, double Height)
    {
        public double Most => Math.Min(Width / Drawing.Width, Height / Drawing.Height);

        /// <summary>The scale of the drawing in rem per drawing unit, or <see langword="null"/> where something would be covered.</summary>
        public double? ScaleOf(Place place, double key, double? slot)
        {
            // The panels need not fit above each other where the other one stands at the other side.
            if (key > Height || slot > Height || (slot is not null && place.Key[1] == place.Slot[1] && key + slot.Value + Gap > Height)) { return null; }
            var (left, right) = (place.Left * (PanelWidth + Gap), place.Right * (PanelWidth + Gap));
            var room = Width - left - right;
            var scale = Math.Min(room / Drawing.Width, Height / Drawing.Height);
            if (scale <= 0) { return null; }
            var (x, y) = (left + ((room - (scale * Drawing.Width)) / 2), (Height - (scale * Drawing.Height)) / 2);
            return Free(place.Key, key) && (slot is null || Free(place.Slot, slot.Value)) ? scale : null;

            bool Free(string corner, double height)
            {
                var from = ((corner[1] == 'l' ? 0 : Width - PanelWidth - Gap) - x) / scale;
                var to = from + ((PanelWidth + Gap) / scale);
                var note = Drawing.NoteBox(MapLevels.Of(scale * 16));
                var above = corner[0] == 't';
                var edge = ((above ? height + Gap : Height - height - Gap) - y) / scale;
                var touchesNote = note.MaxX > from && note.MinX < to && (above ? note.MinY < edge : note.MaxY > edge);
                return !touchesNote && (above ? Drawing.Profile.Top(from, to) >= edge : Drawing.Profile.Bottom(from, to) <= edge);
            }
        }
    }
}
