using System.Globalization;
using DanVanDashboard.Domain.Campaigns;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Filters;

/// <summary>Names of periods.</summary>
internal static class PeriodWords
{
    private static readonly string[] s_roman = ["I", "II", "III", "IV"];

    /// <summary>"quý III/2026", "năm 2026", "tháng 09/2026", "6 tháng đầu năm 2026" …; the text itself if it is no period.</summary>
    public static string Of(string? key, IStringLocalizer<FiltersText> text) => PeriodKey.TryParse(key, out var p) ? Of(p, text) : key ?? string.Empty;

    /// <summary>Name of a period, in the middle of a sentence.</summary>
    public static string Of(PeriodKey p, IStringLocalizer<FiltersText> text) => p.Kind switch
    {
        PeriodKind.Month => text["period.month", p.Number.ToString("00", CultureInfo.InvariantCulture), Year(p.Year)],
        PeriodKind.Quarter => text["period.quarter", s_roman[p.Number - 1], Year(p.Year)],
        PeriodKind.Half => text[p.Number == 1 ? "period.half-1" : "period.half-2", Year(p.Year)],
        PeriodKind.NineMonths => text["period.nine-months", Year(p.Year)],
        PeriodKind.Phase => text["period.phase", Year(p.Year), Year(p.Number)],
        _ => text["period.year", Year(p.Year)],
    };

    /// <summary>Short, under an axis: "T9", "III/2026", "2021–2025", "2026".</summary>
    public static string Short(PeriodKey p, IStringLocalizer<FiltersText> text) => p.Kind switch
    {
        PeriodKind.Month => text["period.month-short", p.Number.ToString(CultureInfo.InvariantCulture)],
        PeriodKind.Quarter => $"{s_roman[p.Number - 1]}/{Year(p.Year)}",
        PeriodKind.Half => text[p.Number == 1 ? "period.half-1-short" : "period.half-2-short", Year(p.Year)],
        PeriodKind.NineMonths => text["period.nine-months-short", Year(p.Year)],
        PeriodKind.Phase => $"{Year(p.Year)}–{Year(p.Number)}",
        _ => Year(p.Year),
    };

    // A year bears no thousands mark.
    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);
}
