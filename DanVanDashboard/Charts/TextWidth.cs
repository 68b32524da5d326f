using System.Globalization;
using System.Text;

namespace DanVanDashboard.Charts;

/// <summary>How wide a text is in Be Vietnam Pro 500, so that labels can be placed before a browser sees them.</summary>
internal static class TextWidth
{
    // Advance widths in thousandths of the font size, measured in a browser. A mark above or below does not widen its letter.
    private static readonly (int Width, string Letters)[] Advances =
    [
        (193, "'"), (230, " "), (266, "l"), (270, "I·"), (275, "i"), (283, "j"), (302, ".,"), (394, "f"), (404, "r"), (431, "t"),
        (444, "()"), (474, "J1"), (512, "zs/"), (575, "kux vnưy"), (594, "h7"), (612, "ce-"), (635, "ELF"), (650, "aogơ2S8"),
        (659, "Pbdpqđ"), (667, "TZ35"), (688, "RY0B69K–"), (719, "4HVUDX"), (745, "NƯA"), (787, "CGĐ"), (827, "OQƠ"), (870, "%Mw"), (894, "m"), (1022, "W—"),
    ];

    private static readonly Dictionary<char, int> ByLetter = Advances.SelectMany(a => a.Letters.Select(c => (c, a.Width))).Where(p => p.c != ' ').ToDictionary(p => p.c, p => p.Width);

    /// <summary>The width at font size 1, with a little air for another font.</summary>
    public static double Of(string text)
    {
        var sum = 0;
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) { continue; }
            sum += c == ' ' ? 230 : ByLetter.GetValueOrDefault(c, 720);
        }
        return sum * 1.04 / 1000;
    }
}
