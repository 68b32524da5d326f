using System.Globalization;

namespace DanVanDashboard.Charts;

/// <summary>Numbers in a chart: percentages for SVG, figures for people.</summary>
internal static class ChartNumber
{
    /// <summary>A share of 0 to 1 as an SVG percentage.</summary>
    public static string Percent(double share) => Math.Round(share * 100, 3).ToString(CultureInfo.InvariantCulture) + "%";

    /// <summary>A number for an SVG attribute or a data attribute.</summary>
    public static string Plain(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A number for people, in their culture.</summary>
    public static string Text(decimal value) => value.ToString("#,0.##", CultureInfo.CurrentCulture);
}
