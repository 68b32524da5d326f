using System.Globalization;
using DanVanDashboard.Domain.Localities;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Filters;

/// <summary>Cách tính: by which units figures are counted, in the words that stand on every page and file with figures.</summary>
internal static class CountingWords
{
    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>"Tính theo địa giới ngày 01/07/2025", "tại thời điểm", "theo huyện cũ".</summary>
    public static string Of(BoundaryView view, IStringLocalizer<FiltersText> text) => view.Kind switch
    {
        BoundaryViewKind.At => text["counting.at", view.Date!.Value.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)],
        BoundaryViewKind.OldDistrict => text["counting.old-district"],
        _ => text["counting.as-was"],
    };

    /// <summary>How models of divided communes stand, in words that follow others; empty where there are none.</summary>
    public static string Placement(Placement? placement, Func<Cube.CubeTotals, decimal> measure, IStringLocalizer<FiltersText> text) => placement is null ? string.Empty : string.Concat(
        new[] { ("counting.by-village", placement.ByVillage), ("counting.estimated", placement.Estimated), ("counting.apart", placement.Apart) }
            .Where(p => measure(p.Item2) != 0).Select(p => " · " + text[p.Item1, measure(p.Item2).ToString("#,0.##", s_vietnamese)].Value));

    /// <summary>The same in the name of a file that has no room for it inside.</summary>
    public static string InFileName(BoundaryView view) => view.Kind switch
    {
        BoundaryViewKind.At => "dia-gioi-" + view.Date!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        BoundaryViewKind.OldDistrict => "huyen-cu",
        _ => "dia-gioi-tai-thoi-diem",
    };
}
