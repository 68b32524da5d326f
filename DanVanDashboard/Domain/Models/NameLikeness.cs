using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Domain.Models;

/// <summary>How alike two names are, so that one model is not registered twice along two lines.</summary>
public static class NameLikeness
{
    /// <summary>From here on two names are shown as perhaps the same.</summary>
    public const double Near = 0.7;

    /// <summary>From here on, where owner or village agree too.</summary>
    public const double NearWithOwner = 0.45;

    private static readonly HashSet<string> s_plain = ["mo", "hinh", "dan", "van", "kheo", "to", "doi", "nhom", "xa", "phuong", "thon", "ban", "cua", "va", "trong", "cac", "thu"];

    /// <summary>The words of a folded name that tell it from others, the longest first.</summary>
    public static IReadOnlyList<string> Words(string folded) =>
        folded.Split([' ', '"', '“', '”', '(', ')', ',', '.', '-', ':', ';', '/'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 1 && !s_plain.Contains(w))
            .Distinct(StringComparer.Ordinal).OrderByDescending(w => w.Length).ToList();

    /// <summary>0 for nothing in common, 1 for the same letters; both folded (<see cref="TextFold.Fold"/>). Words that every second name holds count little.</summary>
    public static double Of(string a, string b)
    {
        var (x, y) = (Pairs(a), Pairs(b));
        if (x.Count == 0 || y.Count == 0)
        {
            return 0;
        }

        var common = x.Sum(p => Math.Min(p.Value, y.GetValueOrDefault(p.Key)));
        return 2d * common / (x.Values.Sum() + y.Values.Sum());
    }

    /// <summary>Whether two models are perhaps the same.</summary>
    public static bool Perhaps(double likeness, bool sameOwner, bool sameVillage) => likeness >= Near || (likeness >= NearWithOwner && (sameOwner || sameVillage));

    private static Dictionary<string, int> Pairs(string folded)
    {
        var pairs = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in Words(folded))
        {
            for (var i = 0; i + 1 < word.Length; i++)
            {
                pairs[word.Substring(i, 2)] = pairs.GetValueOrDefault(word.Substring(i, 2)) + 1;
            }
        }

        return pairs;
    }
}
