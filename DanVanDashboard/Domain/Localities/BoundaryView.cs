using System.Globalization;

namespace DanVanDashboard.Domain.Localities;

/// <summary>Which units a view counts by.</summary>
public enum BoundaryViewKind
{
    /// <summary>Theo địa giới tại thời điểm: every number at the unit for which it was recorded.</summary>
    AsWas,

    /// <summary>Theo địa giới của một ngày: every number restated to the units of one day.</summary>
    At,

    /// <summary>Theo huyện cũ: communes, old and new, under the districts that ended on 30/06/2025.</summary>
    OldDistrict,
}

/// <summary>Địa giới of a view.</summary>
public readonly record struct BoundaryView
{
    private BoundaryView(BoundaryViewKind kind, DateOnly? date) => (Kind, Date) = (kind, date);

    /// <summary>Theo địa giới tại thời điểm.</summary>
    public static BoundaryView AsWas => default;

    /// <summary>Theo huyện cũ.</summary>
    public static BoundaryView OldDistrict => new(BoundaryViewKind.OldDistrict, null);

    /// <summary>What the view counts by.</summary>
    public BoundaryViewKind Kind { get; }

    /// <summary>The day of <see cref="BoundaryViewKind.At"/>, otherwise <see langword="null"/>.</summary>
    public DateOnly? Date { get; }

    /// <summary>Restated to the units of <paramref name="day"/>; "hiện nay" is the view at today.</summary>
    public static BoundaryView At(DateOnly day) => new(BoundaryViewKind.At, day);

    /// <summary>Reads the words of the query string (thoi-diem, hien-nay, huyen-cu) and of the API (as-was, current, old-district), or a day yyyy-MM-dd; <see langword="null"/> if it is none of them.</summary>
    public static BoundaryView? Parse(string? text, DateOnly today) => text switch
    {
        "thoi-diem" or "as-was" => AsWas,
        "hien-nay" or "current" => At(today),
        "huyen-cu" or "old-district" => OldDistrict,
        _ => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? At(day) : null,
    };
}
