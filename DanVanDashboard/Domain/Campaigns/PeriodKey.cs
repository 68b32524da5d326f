using System.Globalization;

namespace DanVanDashboard.Domain.Campaigns;

/// <summary>Grain of a period (kỳ).</summary>
public enum PeriodKind
{
    /// <summary>Tháng.</summary>
    Month,

    /// <summary>Quý.</summary>
    Quarter,

    /// <summary>6 tháng (nửa năm).</summary>
    Half,

    /// <summary>9 tháng: January to September.</summary>
    NineMonths,

    /// <summary>Năm.</summary>
    Year,

    /// <summary>Giai đoạn: whole years.</summary>
    Phase,
}

/// <summary>Kỳ: a calendar period, written 2026-09, 2026-Q3, 2026-H1, 2026-9M, 2026 or 2021-2025.</summary>
/// <param name="Kind">The grain.</param>
/// <param name="Year">The (first) year.</param>
/// <param name="Number">Month 1–12, quarter 1–4, half 1–2; the last year of a phase; otherwise 0.</param>
public readonly record struct PeriodKey(PeriodKind Kind, int Year, int Number)
{
    /// <summary>All grains of which a date has exactly one period, finest first; nine months only has dates up to September.</summary>
    public static readonly IReadOnlyList<PeriodKind> CalendarKinds =
        [PeriodKind.Month, PeriodKind.Quarter, PeriodKind.Half, PeriodKind.NineMonths, PeriodKind.Year];

    /// <summary>First day.</summary>
    public DateOnly From => Kind switch
    {
        PeriodKind.Month => new(Year, Number, 1),
        PeriodKind.Quarter => new(Year, (Number * 3) - 2, 1),
        PeriodKind.Half => new(Year, Number == 1 ? 1 : 7, 1),
        _ => new(Year, 1, 1),
    };

    /// <summary>Last day, inclusive.</summary>
    public DateOnly To => Kind switch
    {
        PeriodKind.Month => From.AddMonths(1).AddDays(-1),
        PeriodKind.Quarter => From.AddMonths(3).AddDays(-1),
        PeriodKind.Half => From.AddMonths(6).AddDays(-1),
        PeriodKind.NineMonths => new(Year, 9, 30),
        PeriodKind.Phase => new(Number, 12, 31),
        _ => new(Year, 12, 31),
    };

    /// <summary>Whether <paramref name="day"/> lies in the period.</summary>
    public bool Contains(DateOnly day) => day >= From && day <= To;

    /// <summary>The period of the same grain just before; for nine months the year before's.</summary>
    public PeriodKey Previous => Kind switch
    {
        PeriodKind.Month => Of(PeriodKind.Month, From.AddDays(-1))!.Value,
        PeriodKind.Quarter => Of(PeriodKind.Quarter, From.AddDays(-1))!.Value,
        PeriodKind.Half => Of(PeriodKind.Half, From.AddDays(-1))!.Value,
        PeriodKind.Phase => new(PeriodKind.Phase, Year - (Number - Year + 1), Year - 1),
        _ => this with { Year = Year - 1 },
    };

    /// <summary>Cùng kỳ: the same period of the year before; a phase has none but its predecessor.</summary>
    public PeriodKey SameLastYear => Kind == PeriodKind.Phase ? Previous : this with { Year = Year - 1 };

    /// <summary>The period of grain <paramref name="kind"/> that holds <paramref name="day"/>; <see langword="null"/> for a phase, or nine months after September.</summary>
    public static PeriodKey? Of(PeriodKind kind, DateOnly day) => kind switch
    {
        PeriodKind.Month => new(kind, day.Year, day.Month),
        PeriodKind.Quarter => new(kind, day.Year, (day.Month + 2) / 3),
        PeriodKind.Half => new(kind, day.Year, day.Month <= 6 ? 1 : 2),
        PeriodKind.NineMonths => day.Month <= 9 ? new(kind, day.Year, 0) : null,
        PeriodKind.Year => new(kind, day.Year, 0),
        _ => null,
    };

    /// <summary>Reads the form of the query string; years from 1930 to 2199.</summary>
    public static bool TryParse(string? text, out PeriodKey key)
    {
        key = default;
        if (text is null || text.Length is < 4 or > 9 || !TryYear(text.AsSpan(0, 4), out var year))
        {
            return false;
        }

        var rest = text.AsSpan(4);
        PeriodKey? parsed = rest switch
        {
            "" => new(PeriodKind.Year, year, 0),
            "-9M" => new(PeriodKind.NineMonths, year, 0),
            ['-', 'Q', >= '1' and <= '4'] => new(PeriodKind.Quarter, year, rest[2] - '0'),
            ['-', 'H', '1' or '2'] => new(PeriodKind.Half, year, rest[2] - '0'),
            ['-', >= '0' and <= '1', >= '0' and <= '9'] when int.Parse(rest[1..], CultureInfo.InvariantCulture) is >= 1 and <= 12 and var month
                => new(PeriodKind.Month, year, month),
            ['-', _, _, _, _] when TryYear(rest[1..], out var last) && last >= year => new(PeriodKind.Phase, year, last),
            _ => null,
        };
        key = parsed ?? default;
        return parsed is not null;
    }

    /// <summary>The form of the query string, which <see cref="TryParse"/> reads back.</summary>
    public override string ToString() => Kind switch
    {
        PeriodKind.Month => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}"),
        PeriodKind.Quarter => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-Q{Number}"),
        PeriodKind.Half => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-H{Number}"),
        PeriodKind.NineMonths => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-9M"),
        PeriodKind.Phase => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:0000}"),
        _ => Year.ToString("0000", CultureInfo.InvariantCulture),
    };

    private static bool TryYear(ReadOnlySpan<char> text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 1930 and <= 2199;
}
