using System.Globalization;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Filters;

/// <summary>Names of what a campaign distinguishes, in the language of the screen.</summary>
internal static class CampaignWords
{
    /// <summary>The name of a field: the screen's own words for the standard four, the campaign's for others.</summary>
    public static string FieldName(IStringLocalizer<VocabularyText> words, Campaign campaign, string key) =>
        StandardFields.All.Contains(key) ? words[$"field.{key}"]
        : campaign.Fields.Find(key) is not { } own ? key
        : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? own.NameEn : own.NameVi;

    /// <summary>The name of a theme; one that is not in the shipped list bears its own.</summary>
    public static string ThemeName(IStringLocalizer<VocabularyText> words, string key) => words[$"theme.{key}"] is { ResourceNotFound: false } known ? known : key;
}
