using System.Globalization;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Domain.Campaigns;

/// <summary>A campaign as somebody wants it.</summary>
/// <param name="NameVi">Vietnamese name.</param>
/// <param name="NameEn">English name; empty: the Vietnamese one.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="ReviewMonth">Month by whose end reviews are due; 0 for none.</param>
/// <param name="RegistrationMonth">Month by whose end registrations are due; 0 for none.</param>
/// <param name="SignReports">Whether reports are signed before they are sent; <see langword="null"/>: as it is, of a new one no.</param>
public sealed record CampaignWish(string NameVi, string NameEn, DateOnly? From, DateOnly? To, int ReviewMonth, int RegistrationMonth, bool? SignReports)
{
    /// <summary>Whether only what was appraised as passed is recognised; <see langword="null"/>: as it is.</summary>
    public bool? AppraisalFirst { get; init; }
}

/// <summary>A field or a theme as somebody wants it.</summary>
/// <param name="Key">Its key; empty for a new one.</param>
/// <param name="NameVi">Vietnamese name.</param>
/// <param name="NameEn">English name; empty: the Vietnamese one.</param>
/// <param name="Standard">Of a field: the standard field it corresponds to; <see langword="null"/>: not comparable.</param>
/// <param name="Retired">Whether it is no longer offered.</param>
public sealed record NamedWish(string Key, string NameVi, string NameEn, string? Standard, bool Retired);

/// <summary>The rules of making and changing campaigns.</summary>
public static class CampaignRules
{
    /// <summary>Longest name.</summary>
    public const int NameLimit = 200;

    /// <summary>Longest name of a field or theme.</summary>
    public const int ShortLimit = 80;

    /// <summary>Every reason why <paramref name="by"/> may not have this campaign. Names of others are asked of the catalogue.</summary>
    public static List<Refusal> ToHave(Actor by, CampaignWish wish)
    {
        if (!by.May(Verb.RunCampaign))
        {
            return [new("campaign.not-allowed")];
        }

        var refusals = new List<Refusal>();
        if (wish.NameVi.Length == 0)
        {
            refusals.Add(new("campaign.name-missing", "nameVi"));
        }

        foreach (var (name, field) in new[] { (wish.NameVi, "nameVi"), (wish.NameEn, "nameEn") })
        {
            if (name.Length > NameLimit)
            {
                refusals.Add(new("campaign.name-too-long", field) { Arguments = [NameLimit.ToString(CultureInfo.InvariantCulture)] });
            }
        }

        if (wish.From is null or { Year: < 1930 or > 2199 })
        {
            refusals.Add(new("campaign.from-missing", "from"));
        }

        if (wish.To is null or { Year: < 1930 or > 2199 })
        {
            refusals.Add(new("campaign.to-missing", "to"));
        }
        else if (wish.To < wish.From)
        {
            refusals.Add(new("campaign.to-before-from", "to"));
        }

        foreach (var (month, field) in new[] { (wish.ReviewMonth, "reviewMonth"), (wish.RegistrationMonth, "registrationMonth") })
        {
            if (month is < 0 or > 12)
            {
                refusals.Add(new("campaign.month-unknown", field));
            }
        }

        return refusals;
    }

    /// <summary>Every reason why a list of fields or themes cannot stand. Members are named <c>list[0].nameVi</c>.</summary>
    /// <param name="by">Who.</param>
    /// <param name="wishes">The list in its order.</param>
    /// <param name="list">Name of the member that holds it.</param>
    /// <param name="oneAtLeast">Whether one must remain on offer.</param>
    public static List<Refusal> ToName(Actor by, IReadOnlyList<NamedWish> wishes, string list, bool oneAtLeast)
    {
        if (!by.May(Verb.RunCampaign))
        {
            return [new("campaign.not-allowed")];
        }

        var refusals = new List<Refusal>();
        if (oneAtLeast && wishes.All(w => w.Retired))
        {
            refusals.Add(new("taxonomy.none-left", list));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < wishes.Count; i++)
        {
            var (wish, at) = (wishes[i], string.Create(CultureInfo.InvariantCulture, $"{list}[{i}]"));
            if (wish.NameVi.Length == 0)
            {
                refusals.Add(new("taxonomy.name-missing", at + ".nameVi"));
            }
            else if (wish.NameVi.Length > ShortLimit || wish.NameEn.Length > ShortLimit)
            {
                refusals.Add(new("taxonomy.name-too-long", at + ".nameVi") { Arguments = [ShortLimit.ToString(CultureInfo.InvariantCulture)] });
            }
            else if (!seen.Add(TextFold.SortKey(wish.NameVi)))
            {
                refusals.Add(new("taxonomy.name-twice", at + ".nameVi") { Arguments = [wish.NameVi] });
            }

            if (wish.Standard is not null && !StandardFields.All.Contains(wish.Standard))
            {
                refusals.Add(new("taxonomy.standard-unknown", at + ".standard") { Arguments = [wish.Standard] });
            }
        }

        return refusals;
    }

    /// <summary>A key made of a name: lower case, no diacritics, <paramref name="between"/> between its words, and none of <paramref name="taken"/>.</summary>
    public static string KeyOf(string name, char between, ICollection<string> taken)
    {
        var folded = TextFold.Fold(name);
        var key = string.Join(between, new string([.. folded.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        key = key.Length == 0 ? "x" : key.Length > 60 ? key[..60].TrimEnd(between) : key;
        var free = key;
        for (var i = 2; taken.Contains(free); i++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{key}{between}{i}");
        }

        return free;
    }
}
