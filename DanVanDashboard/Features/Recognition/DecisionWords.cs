using System.Globalization;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Decisions in words.</summary>
internal static class DecisionWords
{
    /// <summary>"Công nhận · Cấp cơ sở, xã".</summary>
    public static string Kind(DecisionView d, IStringLocalizer<VocabularyText> words) => string.Join(" · ", new[]
    {
        words[$"decision.{d.Kind}"].Value, d.Form is { } form ? words[$"form.{form}"].Value : null, d.Level is { } level ? words[$"level.{level}"].Value : null,
    }.OfType<string>());

    /// <summary>"12 mô hình, 02 người nhận khác".</summary>
    public static string Holds(DecisionView d, IStringLocalizer<RecognitionText> text) => string.Join(", ", new[]
    {
        d.Models > 0 ? text["holds.models", Count(d.Models)].Value : null, d.Recipients > 0 ? text["holds.recipients", Count(d.Recipients)].Value : null,
    }.OfType<string>());

    /// <summary>Whether it stands in whole, in part, or no more.</summary>
    public static string State(DecisionView d, IStringLocalizer<RecognitionText> text) =>
        d.Kind == "withdraw" ? text["state.withdrawal"] : d.Standing == d.Models + d.Recipients ? text["state.standing"] : d.Standing == 0 ? text["state.withdrawn"] : text["state.partly", Count(d.Models + d.Recipients - d.Standing)];

    /// <summary>A small count with two digits, as documents write it.</summary>
    public static string Count(int value) => value.ToString("00", CultureInfo.InvariantCulture);
}
