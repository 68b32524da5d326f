using System.Globalization;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>How exactly a source states a date.</summary>
public enum DatePrecision
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Only the year.</summary>
    Year,

    /// <summary>Month and year.</summary>
    Month,

    /// <summary>The whole day.</summary>
    Day,
}

/// <summary>A date as a source states it: a whole day, a month, only a year, or nothing. What is missing is never invented.</summary>
public readonly record struct PartialDate
{
    private PartialDate(int year, int month, int day) => (Year, Month, Day) = (year, month, day);

    /// <summary>Nothing stated.</summary>
    public static PartialDate None => default;

    /// <summary>0 where nothing is stated.</summary>
    public int Year { get; }

    /// <summary>0 where not stated.</summary>
    public int Month { get; }

    /// <summary>0 where not stated.</summary>
    public int Day { get; }

    /// <summary>How much is stated.</summary>
    public DatePrecision Precision => (Year, Month, Day) switch
    {
        (0, _, _) => DatePrecision.None,
        (_, 0, _) => DatePrecision.Year,
        (_, _, 0) => DatePrecision.Month,
        _ => DatePrecision.Day,
    };

    /// <summary>Whether anything is stated.</summary>
    public bool IsStated => Year != 0;

    /// <summary>The earliest day that it can mean.</summary>
    public DateOnly? First => Precision switch
    {
        DatePrecision.None => null,
        DatePrecision.Year => new(Year, 1, 1),
        DatePrecision.Month => new(Year, Month, 1),
        _ => new(Year, Month, Day),
    };

    /// <summary>The latest day that it can mean.</summary>
    public DateOnly? Last => Precision switch
    {
        DatePrecision.None => null,
        DatePrecision.Year => new(Year, 12, 31),
        DatePrecision.Month => new DateOnly(Year, Month, 1).AddMonths(1).AddDays(-1),
        _ => new(Year, Month, Day),
    };

    /// <summary>A whole day.</summary>
    public static PartialDate Of(DateOnly day) => new(day.Year, day.Month, day.Day);

    /// <summary>Only a year.</summary>
    public static PartialDate OfYear(int year) => new(year, 0, 0);

    /// <summary>Reads "2021-02-22", "2022-06", "2024" or "" (nothing stated).</summary>
    public static bool TryParse(string? text, out PartialDate date)
    {
        date = default;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var t = text.Trim();
        if (DateOnly.TryParseExact(t, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year > 0)
        {
            date = Of(day);
            return true;
        }

        if (DateOnly.TryParseExact(t, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            date = new(month.Year, month.Month, 0);
            return true;
        }

        if (t.Length == 4 && int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0)
        {
            date = OfYear(year);
            return true;
        }

        return false;
    }

    /// <summary>Reads a text of our own files, where another form is a bug.</summary>
    public static PartialDate Parse(string? text) => TryParse(text, out var date) ? date : throw new FormatException($"No date: '{text}'.");

    /// <summary>The form that <see cref="TryParse"/> reads back, with the precision kept.</summary>
    public override string ToString() => Precision switch
    {
        DatePrecision.None => "",
        DatePrecision.Year => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}"),
        DatePrecision.Month => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}"),
    };
}
