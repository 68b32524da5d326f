using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Boundaries;

/// <summary>Which properties of a feature say its code, name and kind. Files come from many hands; case, accents and underscores do not matter.</summary>
internal static class FeatureNames
{
    private static readonly string[] s_code = ["code", "ma", "maxa", "matinh", "mahuyen", "madvhc", "ward_code", "wardcode", "commune_code", "macode", "id"];
    private static readonly string[] s_name = ["name", "ten", "tenxa", "tenhuyen", "tentinh", "tendvhc", "ward_name", "wardname", "ten_xa", "fullname", "name_vi"];
    private static readonly string[] s_kind = ["kind", "loai", "loaidvhc", "type", "cap"];

    public static string? CodeOf(IReadOnlyDictionary<string, string> properties) => Find(properties, s_code);

    public static string? NameOf(IReadOnlyDictionary<string, string> properties) => Find(properties, s_name);

    public static string? KindOf(IReadOnlyDictionary<string, string> properties) => Find(properties, s_kind);

    private static string? Find(IReadOnlyDictionary<string, string> properties, string[] names)
    {
        foreach (var name in names)
        {
            var wanted = Key(name);
            foreach (var (key, value) in properties)
            {
                if (Key(key) == wanted && TextFold.Clean(value) is { Length: > 0 } clean)
                {
                    return clean;
                }
            }
        }

        return null;
    }

    private static string Key(string text) => string.Concat(TextFold.Fold(text).Where(char.IsLetterOrDigit));
}
