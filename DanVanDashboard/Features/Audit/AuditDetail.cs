using System.Globalization;
using System.Text.Json;

namespace DanVanDashboard.Features.Audit;

/// <summary>One member of what a row tells.</summary>
/// <param name="Path">Its name; members of members with a dot between.</param>
/// <param name="Before">What it was; <see langword="null"/> where there was nothing.</param>
/// <param name="After">What it became, or simply what is told; <see langword="null"/> where nothing is left.</param>
/// <param name="Changed">Whether the row says both, before and after.</param>
public sealed record AuditFact(string Path, string? Before, string? After, bool Changed);

/// <summary>Reads the JSON of a row: <c>before</c> and <c>after</c> side by side where it holds them, otherwise what it holds.</summary>
public static class AuditDetail
{
    private static readonly string[] s_secret = ["password", "secret", "token", "stamp", "hash", "link", "recovery"];

    /// <summary>The members, those that changed first; members that stayed the same are left out. Text that is no JSON is one member without a name.</summary>
    public static IReadOnlyList<AuditFact> Read(string detail)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(detail);
        }
        catch (JsonException)
        {
            return [new(string.Empty, null, detail, Changed: false)];
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return [new(string.Empty, null, Text(document.RootElement), Changed: false)];
            }

            var (before, after, rest) = (new Dictionary<string, string?>(), new Dictionary<string, string?>(), new Dictionary<string, string?>());
            var both = false;
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Name is "before" or "after")
                {
                    both = true;
                    Flatten(member.Value, string.Empty, member.Name == "before" ? before : after);
                }
                else
                {
                    Flatten(member.Value, member.Name, rest);
                }
            }

            var facts = new List<AuditFact>();
            if (both)
            {
                facts.AddRange(before.Keys.Concat(after.Keys).Distinct(StringComparer.Ordinal).Select(k => new AuditFact(k, before.GetValueOrDefault(k), after.GetValueOrDefault(k), Changed: true))
                    .Where(f => f.Before != f.After));
            }

            facts.AddRange(rest.Where(r => r.Value is not null).Select(r => new AuditFact(r.Key, null, r.Value, Changed: false)));
            return facts.Where(f => !s_secret.Any(s => f.Path.Contains(s, StringComparison.OrdinalIgnoreCase))).ToList();
        }
    }

    private static void Flatten(JsonElement value, string path, Dictionary<string, string?> into)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Flatten(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", into);
                }

                break;
            case JsonValueKind.Array when value.EnumerateArray().Any(e => e.ValueKind is JsonValueKind.Object):
                var index = 0;
                foreach (var element in value.EnumerateArray())
                {
                    Flatten(element, string.Create(CultureInfo.InvariantCulture, $"{path}.{++index}"), into);
                }

                break;
            default:
                into[path] = Text(value);
                break;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => value.GetArrayLength() == 0 ? null : string.Join(", ", value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };
}
