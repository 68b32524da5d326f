using DanVanDashboard.Domain;
using DanVanDashboard.Filters;

namespace DanVanDashboard.Features.Overview;

/// <summary>What the map's colours stand for.</summary>
public enum MapMeasure
{
    /// <summary>Số mô hình đăng ký.</summary>
    Registered,

    /// <summary>Được công nhận.</summary>
    Recognised,

    /// <summary>Đang thực hiện.</summary>
    InProgress,

    /// <summary>Được khen thưởng.</summary>
    Commended,
}

/// <summary>Reads the measure from the query string.</summary>
internal static class MapMeasures
{
    /// <summary>The map's measure; the number of models unless another is named.</summary>
    public static MapMeasure Of(ViewState state) => Wire.Parse<MapMeasure>(state.Measure) ?? MapMeasure.Registered;
}
