using DanVanDashboard.Cube;
using DanVanDashboard.Domain;

namespace DanVanDashboard.Filters;

/// <summary>What the map's colours stand for.</summary>
public enum MapMeasure
{
    /// <summary>Số mô hình đăng ký.</summary>
    Registered,

    /// <summary>Được công nhận.</summary>
    Recognised,

    /// <summary>Trên 10.000 dân: registered models per 10,000 people, only with a confirmed population.</summary>
    Per10000,

    /// <summary>Tình trạng báo cáo.</summary>
    Reporting,

    /// <summary>Đang thực hiện.</summary>
    InProgress,

    /// <summary>Được khen thưởng.</summary>
    Commended,

    /// <summary>Tỷ lệ gửi báo cáo: sent of owed, over the reporting periods of what is chosen that are due.</summary>
    SentRate,

    /// <summary>Tỷ lệ đúng hạn: sent in time of owed, over the same.</summary>
    OnTimeRate,
}

/// <summary>Reads the measure from the query string.</summary>
internal static class MapMeasures
{
    /// <summary>The map's measure; the number of models unless another is named.</summary>
    public static MapMeasure Of(ViewState state) => Wire.Parse<MapMeasure>(state.Measure) ?? MapMeasure.Registered;

    /// <summary>Whether it is of reports, not of models.</summary>
    public static bool OfReports(MapMeasure measure) => measure is MapMeasure.Reporting or MapMeasure.SentRate or MapMeasure.OnTimeRate;

    /// <summary>Whether it is a share or a rate, told with one decimal.</summary>
    public static bool IsRate(MapMeasure measure) => measure is MapMeasure.Per10000 or MapMeasure.SentRate or MapMeasure.OnTimeRate;

    /// <summary>The count that the measure rests on.</summary>
    public static decimal Count(CubeTotals t, MapMeasure measure) => measure switch
    {
        MapMeasure.Recognised => t.Recognised.Total,
        MapMeasure.InProgress => t.InProgress,
        MapMeasure.Commended => t.Commended,
        _ => t.Registered,
    };

    /// <summary>Name of that count in the addresses of the lists behind it.</summary>
    public static string Which(MapMeasure measure) => measure switch
    {
        MapMeasure.Recognised => ModelsBehind.Recognised,
        MapMeasure.InProgress => ModelsBehind.InProgress,
        MapMeasure.Commended => ModelsBehind.Commended,
        _ => ModelsBehind.Registered,
    };
}
