using System.Globalization;
using System.Text.RegularExpressions;

namespace DanVanDashboard.Export;

/// <summary>What a number of a sheet means: sheets keep days as numbers and say by the look that they are days.</summary>
internal static partial class SheetNumbers
{
    /// <summary>Whether a built-in format is one of days; times of day alone are not.</summary>
    public static bool IsDay(int format) => format is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58);

    /// <summary>Whether a written format is one of days: outside quotes and brackets it names the year or the day.</summary>
    public static bool IsDay(string format)
    {
        var bare = Literals().Replace(format.Split(';')[0], string.Empty);
        return !bare.Contains("General", StringComparison.OrdinalIgnoreCase) && bare.AsSpan().IndexOfAny("yYdD") >= 0;
    }

    /// <summary>The value of a number.</summary>
    public static SheetValue Of(string text, bool day, bool from1904)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return new(ValueKind.Text, text);
        }

        var days = Math.Floor(number) + (from1904 ? SheetDates.Since1904 : 0);
        if (day && days is >= 1 and < 2_958_466)
        {
            return Day(SheetDates.Epoch.AddDays((int)days));
        }

        // A whole number is written without an exponent; 0.1 + 0.2 as people read it.
        return new(ValueKind.Number, Math.Abs(number) < 1e15 && number == Math.Floor(number) ? number.ToString("0", CultureInfo.InvariantCulture) : number.ToString("G15", CultureInfo.InvariantCulture));
    }

    /// <summary>A day.</summary>
    public static SheetValue Day(DateOnly day) => new(ValueKind.Day, day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), day);

    /// <summary>Characters that XML cannot bear, written as _x000D_.</summary>
    public static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escaped().Replace(text, static m => ((char)int.Parse(m.Groups["hex"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    [GeneratedRegex("""\[[^\]]*\]|"[^"]*"|\\.|_.|\*.""", RegexOptions.CultureInvariant)]
    private static partial Regex Literals();

    [GeneratedRegex("_x(?<hex>[0-9A-Fa-f]{4})_", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();
}
