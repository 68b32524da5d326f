using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace DanVanDashboard.Domain.Text;

/// <summary>The key behind <see cref="TextFold.SortKey"/>. A stored key must not change with the collation data of a machine, so the alphabet is written here.</summary>
/// <remarks>
/// A syllable is its letters and then one digit for its tone; digits sort below letters, so that "án" comes before "ang".
/// ă is <c>a~</c> and â is <c>a~~</c>: the tilde sorts above all letters, so that every "az…" comes before "ă…".
/// A number is <c>#</c>, its length, and its digits. Anything that is neither separates syllables.
/// </remarks>
internal static class VietnameseOrder
{
    /// <summary>Each row: a letter without and with the tones huyền, hỏi, ngã, sắc, nặng.</summary>
    private static readonly (string Key, string Tones)[] Rows =
    [
        ("a", "aàảãáạ"), ("a~", "ăằẳẵắặ"), ("a~~", "âầẩẫấậ"), ("d~", "đ"), ("e", "eèẻẽéẹ"), ("e~", "êềểễếệ"),
        ("i", "iìỉĩíị"), ("o", "oòỏõóọ"), ("o~", "ôồổỗốộ"), ("o~~", "ơờởỡớợ"), ("u", "uùủũúụ"), ("u~", "ưừửữứự"), ("y", "yỳỷỹýỵ"),
    ];

    private static readonly FrozenDictionary<char, (string Key, int Tone)> Letters = Rows
        .SelectMany(r => r.Tones.Select((c, tone) => (Letter: c, Value: (r.Key, tone))))
        .ToFrozenDictionary(p => p.Letter, p => p.Value);

    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length * 2);
        var tone = 0;
        var inSyllable = false;
        var lower = text.Normalize(NormalizationForm.FormC).ToLowerInvariant();
        for (var i = 0; i < lower.Length; i++)
        {
            var c = lower[i];
            if (Letters.TryGetValue(c, out var letter))
            {
                key.Append(letter.Key);
                tone = Math.Max(tone, letter.Tone);
                inSyllable = true;
            }
            else if (char.IsLetter(c) || char.IsSurrogate(c))
            {
                Other(key, c);
                inSyllable = true;
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                End(key, ref tone, ref inSyllable);
                if (char.IsAsciiDigit(c))
                {
                    i = Number(key, lower, i);
                }
            }
        }

        End(key, ref tone, ref inSyllable);
        return key.ToString();
    }

    private static void End(StringBuilder key, ref int tone, ref bool inSyllable)
    {
        if (inSyllable)
        {
            key.Append((char)('0' + tone));
        }

        (tone, inSyllable) = (0, false);
    }

    // Letters of other alphabets: by their base letter where they have one, else after z.
    private static void Other(StringBuilder key, char c)
    {
        var plain = char.IsSurrogate(c) ? c : c.ToString().Normalize(NormalizationForm.FormD)[0];
        if (char.IsAsciiLetterLower(plain))
        {
            key.Append(plain);
        }
        else
        {
            key.Append('{').Append(((int)plain).ToString("x4", CultureInfo.InvariantCulture));
        }
    }

    private static int Number(StringBuilder key, string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        var digits = text.AsSpan(at, end - at).TrimStart('0');
        key.Append('#').Append((char)('A' + Math.Min(digits.Length, 25))).Append(digits);
        return end - 1;
    }
}
