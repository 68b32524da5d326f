using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Models.Sheets;

/// <summary>The words that stand in a register's sheet for what the store keeps as keys.</summary>
internal sealed class ModelWords(IStringLocalizer<RegisterText> text, IStringLocalizer<VocabularyText> words)
{
    /// <summary>Themes of the shipped list.</summary>
    public static readonly IReadOnlyList<string> Themes =
    [
        "new_rural_area", "government_mobilisation", "learning_from_uncle_ho", "health_insurance", "environment", "digital", "project_06", "ethnic_minorities", "religion",
    ];

    public IStringLocalizer<RegisterText> Text => text;

    public string Field(Campaign campaign, string key) => CampaignWords.FieldName(words, campaign, key);

    public string Theme(string key) => CampaignWords.ThemeName(words, key);

    public string Subject(Subject subject) => words[$"subject.{Wire.Name(subject)}"];

    public string Block(OrganisationBlock block) => words[$"block.{Wire.Name(block)}"];

    public string Level(RecognitionLevel level) => words[$"level.{Wire.Name(level)}"];

    public string Form(AwardForm form) => words[$"form.{Wire.Name(form)}"];

    public string Stage(Stage stage) => words[$"stage.{Wire.Name(stage)}"];

    public string Visibility(Visibility visibility) => text[$"visibility.{Wire.Name(visibility)}"];

    public string Flag(bool flag) => text[flag ? "yes" : "no"];
}
