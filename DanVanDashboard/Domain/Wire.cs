using System.Text;

namespace DanVanDashboard.Domain;

/// <summary>The names of enumeration members in files, query strings and the API: <c>CultureSociety</c> is <c>culture_society</c>.</summary>
public static class Wire
{
    /// <summary>The outside name of <paramref name="value"/>.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => Names<T>.ByValue.TryGetValue(value, out var name) ? name : throw new ArgumentOutOfRangeException(nameof(value));

    /// <summary>Reads an outside name, with <c>_</c> or <c>-</c>; <see langword="null"/> if it names nothing.</summary>
    public static T? Parse<T>(string? name)
        where T : struct, Enum => name is not null && Names<T>.ByName.TryGetValue(name.Replace('-', '_'), out var value) ? value : null;

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().Distinct().ToDictionary(v => v, v => Snake(v.ToString()));
        public static readonly Dictionary<string, T> ByName = ByValue.ToDictionary(p => p.Value, p => p.Key, StringComparer.OrdinalIgnoreCase);

        private static string Snake(string text)
        {
            var builder = new StringBuilder();
            foreach (var c in text)
            {
                if (char.IsUpper(c) && builder.Length > 0)
                {
                    builder.Append('_');
                }

                builder.Append(char.ToLowerInvariant(c));
            }

            return builder.ToString();
        }
    }
}
