using System.Globalization;
using System.Text;

namespace DanVanDashboard.Domain.Text;

/// <summary>Text at the door, in search and in order: one way for all rooms, so that what is stored, searched and sorted agrees.</summary>
public static class TextFold
{
    /// <summary>The form for a search that ignores diacritics: lower case, no marks, đ as d. Hoà, Hòa and hoa are the same; so are Bình Thành and Bình Thạnh.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var builder = new StringBuilder(text.Length);
        foreach (var c in WellFormed(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                // Eth looks like Đ and is typed for it.
                builder.Append(c is 'đ' or 'Đ' or 'ð' or 'Ð' ? 'd' : char.ToLowerInvariant(c));
            }
        }

        return builder.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>What is stored of typed or imported text: NFC, no control, bidirectional or other invisible characters, single spaces, trimmed. Idempotent.</summary>
    /// <param name="text">As it came.</param>
    /// <param name="multiline">Whether line ends stay (as <c>\n</c>, each line trimmed); otherwise they are spaces.</param>
    public static string Clean(string text, bool multiline = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var builder = new StringBuilder(text.Length);
        foreach (var rune in WellFormed(text).Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r' or 0x85 or 0x2028 or 0x2029)
            {
                Break(builder, multiline);
            }
            else if (rune.Value == '\t' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator)
            {
                Space(builder);
            }
            else if (IsVisible(rune))
            {
                builder.Append(rune);
            }
        }

        return builder.ToString().Trim(' ', '\n').Normalize(NormalizationForm.FormC);
    }

    /// <summary>A key that sorts by Vietnamese dictionary order when compared ordinally: syllable by syllable, letters a ă â b c d đ e ê …, then tones ngang huyền hỏi ngã sắc nặng. ASCII, so that every store sorts it alike; numbers sort by value. Equal for two spellings that differ only in case, punctuation and the place of the tone mark.</summary>
    public static string SortKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return VietnameseOrder.Key(WellFormed(text));
    }

    /// <summary>The text with its first letter as a capital: "Xã Bình Lư".</summary>
    public static string UpperFirst(string text) => WithFirst(text, char.ToUpperInvariant);

    /// <summary>The text with its first letter small: "xã Bình Lư"; an abbreviation stays: "MTTQ".</summary>
    public static string LowerFirst(string text) => text?.Length > 1 && char.IsUpper(text[1]) ? text : WithFirst(text!, char.ToLowerInvariant);

    private static string WithFirst(string text, Func<char, char> change)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? text : string.Concat([change(text[0])], text.AsSpan(1));
    }

    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate)
        && (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is not (>= 0xFDD0 and <= 0xFDEF);

    private static void Space(StringBuilder builder)
    {
        if (builder.Length > 0 && builder[^1] is not (' ' or '\n'))
        {
            builder.Append(' ');
        }
    }

    private static void Break(StringBuilder builder, bool multiline)
    {
        if (!multiline)
        {
            Space(builder);
            return;
        }

        if (builder.Length > 0 && builder[^1] == ' ')
        {
            builder.Length--;
        }

        builder.Append('\n');
    }

    // Normalize throws on half a surrogate pair, which any client can send.
    private static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i++ + 1])))
            {
                return string.Concat(text.EnumerateRunes().Where(r => r != Rune.ReplacementChar).Select(r => r.ToString()));
            }
        }

        return text;
    }
}
