using System.Globalization;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Filters;

/// <summary>Names of what a campaign distinguishes, in the language of the screen.</summary>
internal static class CampaignWords
{
    private static readonly Dictionary<string, string> s_standard = new()
    {
        [StandardFields.Economy] = "Kinh tế", [StandardFields.CultureSociety] = "Văn hóa - xã hội", [StandardFields.DefenceSecurity] = "Quốc phòng - an ninh",
        [StandardFields.PoliticalSystem] = "Xây dựng hệ thống chính trị",
    };

    /// <summary>The name of a field: the screen's own words for the standard four, the campaign's for others.</summary>
    public static string FieldName(IStringLocalizer<VocabularyText> words, Campaign campaign, string key) =>
        campaign.Fields.Find(key) is not { } own ? StandardFields.All.Contains(key) ? words[$"field.{key}"] : key
        // A standard field that the campaign has given another name bears that; otherwise the screen's own words.
        : StandardFields.All.Contains(key) && (!campaign.HasRegister || own.NameVi == s_standard[key]) ? words[$"field.{key}"]
        : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? own.NameEn : own.NameVi;

    /// <summary>The name of a theme in a campaign: what its list says, otherwise as without one.</summary>
    public static string ThemeName(IStringLocalizer<VocabularyText> words, Campaign? campaign, string key) =>
        campaign?.Themes.FirstOrDefault(t => t.Key == key) is not { } own ? ThemeName(words, key)
        : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? own.NameEn : own.NameVi;

    /// <summary>The name of a theme; one that is not in the shipped list bears its own.</summary>
    public static string ThemeName(IStringLocalizer<VocabularyText> words, string key) => words[$"theme.{key}"] is { ResourceNotFound: false } known ? known : key;
}
