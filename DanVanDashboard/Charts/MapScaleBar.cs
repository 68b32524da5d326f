using System.Globalization;
using System.Net;
using System.Text;

namespace DanVanDashboard.Charts;

/// <summary>The scale bar of a map with real boundaries, and its north arrow: beside the notes, one bar for each size of map; map-zoom.js lengthens it with the zoom.</summary>
internal static class MapScaleBar
{
    /// <summary>The longest bar, in heights of a letter: with arrow and words it is not wider than the notes.</summary>
    public const double Longest = 5.5;

    /// <summary>What it adds to the height of the notes, in heights of a letter.</summary>
    public const double Height = 1.75;

    /// <summary>The longest round number of kilometres (1, 2 or 5 and noughts) that is at most so many drawing units long.</summary>
    public static double Kilometres(double kmPerUnit, double mostUnits)
    {
        var most = kmPerUnit * mostUnits;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return (most / power) switch { >= 5 => 5, >= 2 => 2, _ => 1 } * power;
    }

    /// <summary>The bars of the levels that a spot covers.</summary>
    /// <param name="frame">The frame of the map.</param>
    /// <param name="spot">Where the notes stand.</param>
    /// <param name="top">Its upper edge there, in heights of a letter.</param>
    /// <param name="north">The letter of the arrow.</param>
    public static string Markup(MapFrame frame, NoteSpot spot, double top, string north)
    {
        var svg = new StringBuilder();
        var last = Math.Min(spot.To, MapLevels.LastUnzoomed);
        for (var level = spot.From; level <= last; level++)
        {
            var (from, km) = (level, At(level));
            while (level < last && At(level + 1) == km) { level++; }
            Bar(svg, frame, km, spot.Anchor == "end" ? -1 : 1, top, (from, level == last ? spot.To : level), north);
        }
        return svg.ToString();

        double At(int level) => Kilometres(frame.KmPerUnit, Longest * MapLevels.Font(level));
    }

    private static void Bar(StringBuilder svg, MapFrame frame, double km, int side, double top, (int From, int To) levels, string north)
    {
        var length = km / frame.KmPerUnit;
        // The arrow stands at the edge, the bar after it, the words at its end; towards the left where the notes stand at the right.
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"map-scale f{levels.From} t{levels.To}\" y=\"{top:0.##}em\" overflow=\"visible\" data-side=\"{side}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{(side < 0 ? -1 : 0)}em\" y=\"0.5em\" width=\"1em\" height=\"1em\" viewBox=\"0 0 10 10\" overflow=\"visible\"><path class=\"map-north\" d=\"M5 0L9 10L5 7.6L1 10z\"></path></svg>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"map-scale-text\" x=\"{side * 1.15:0.##}em\" y=\"1.4em\">{WebUtility.HtmlEncode(north)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{side * 2.5:0.#}em\" overflow=\"visible\"><rect class=\"scale-line\" x=\"{(side < 0 ? -length : 0):0.##}\" y=\"1.2em\" width=\"{length:0.##}\" height=\"0.16em\"></rect>");
        svg.Append("<rect class=\"scale-line\" x=\"-0.06em\" y=\"0.8em\" width=\"0.12em\" height=\"0.56em\"></rect>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"scale-end\" x=\"{side * length:0.##}\" overflow=\"visible\"><rect class=\"scale-line\" x=\"-0.06em\" y=\"0.8em\" width=\"0.12em\" height=\"0.56em\"></rect>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"map-scale-text\" x=\"{side * 0.4:0.#}em\" y=\"1.4em\">{Words(km)}</text></svg></svg></svg>");
    }

    // Below a kilometre only on a map zoomed far in.
    private static string Words(double km) => km >= 1 ? km.ToString("0", CultureInfo.InvariantCulture) + " km" : (km * 1000).ToString("0", CultureInfo.InvariantCulture) + " m";
}
