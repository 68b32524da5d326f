using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Filters;

/// <summary>Amounts as officials read them: "trên 3,8 tỷ đồng", "893 triệu đồng", "gần 2.600 ngày công".</summary>
internal static class AmountWords
{
    private const decimal Billion = 1_000_000_000;
    private const decimal Million = 1_000_000;
    private static readonly CultureInfo s_numbers = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>A resource with its unit of measure, readable; <see cref="Exactly"/> gives every digit.</summary>
    public static string Of(ResourceLine line, IStringLocalizer<AmountText> text) =>
        Qualified(line.Amount.Qualifier, line.Metric.Kind == MetricKind.Money ? Money(line.Amount, text) : Measured(line, text), text);

    /// <summary>A resource with every digit, for whoever wants to compare.</summary>
    public static string Exactly(ResourceLine line, IStringLocalizer<AmountText> text) => Qualified(line.Amount.Qualifier, Measured(line, text), text);

    /// <summary>A sum of money in billions or millions, rounded so that "trên" and "gần" stay true; without its qualifier.</summary>
    public static string Money(Amount amount, IStringLocalizer<AmountText> text)
    {
        var millions = amount.RoundedTo(Million);
        return Math.Abs(millions) >= Billion ? text["billion", Number(amount.RoundedTo(Billion / 10) / Billion)]
            : Math.Abs(amount.Value) >= Million ? text["million", Number(millions / Million)]
            : text["dong", Number(amount.Value)];
    }

    private static string Measured(ResourceLine line, IStringLocalizer<AmountText> text) =>
        text["measured", Number(line.Amount.Value), line.MeasureIn(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)];

    private static string Qualified(Qualifier qualifier, string quantity, IStringLocalizer<AmountText> text) => text[$"exactness.{Wire.Name(qualifier)}", quantity];

    // Numbers are written the Vietnamese way in both languages.
    private static string Number(decimal value) => value.ToString("#,0.##", s_numbers);
}
