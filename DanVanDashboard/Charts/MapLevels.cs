namespace DanVanDashboard.Charts;

/// <summary>
/// How large a map stands on the screen, in steps: the same drawing carries the labels of all of them, CSS shows those of one,
/// and map-zoom.js takes the exact scale, so that names keep their size on the screen while shapes grow.
/// </summary>
internal static class MapLevels
{
    /// <summary>Height of letters on the screen, in pixels of a page whose root font is 16 pixels.</summary>
    public const double Wished = 11;

    /// <summary>Where each level begins, in such pixels per drawing unit. From a phone to eight times a laptop's map.</summary>
    public static readonly double[] Scales = [0.32, 0.38, 0.45, 0.54, 0.65, 0.78, 0.94, 1.15, 1.4, 1.7, 2.1, 2.7, 3.5, 4.6, 6];

    /// <summary>How far a name may shrink before it is left out.</summary>
    public static readonly double[] Shrinks = [1, 0.9, 0.8, 0.72];

    /// <summary>The last level.</summary>
    public static readonly int Last = Scales.Length - 1;

    /// <summary>The last level that a map reaches without being zoomed.</summary>
    public const int LastUnzoomed = 9;

    /// <summary>The level of a scale.</summary>
    public static int Of(double scale) => Math.Max(0, Array.FindLastIndex(Scales, s => s <= scale));

    /// <summary>The wished size of letters at a level, in drawing units.</summary>
    public static double Font(int level) => Wished / Scales[level];
}
