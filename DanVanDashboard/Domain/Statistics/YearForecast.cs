namespace DanVanDashboard.Domain.Statistics;

/// <summary>How far a year that is over had come by a certain day of it.</summary>
/// <param name="Year">The year.</param>
/// <param name="ByThen">What was counted by that day.</param>
/// <param name="Whole">What was counted in the whole year.</param>
public sealed record YearPace(int Year, decimal ByThen, decimal Whole)
{
    /// <summary>The share of the year's total that there was by that day.</summary>
    public decimal Share => Whole > 0 ? ByThen / Whole : 0;

    /// <summary>Of the counts of twelve months: the months that were over, and of the running one as many days as had passed.</summary>
    /// <param name="year">The year.</param>
    /// <param name="months">January first.</param>
    /// <param name="asOf">The day, of whichever year; its own day counts.</param>
    public static YearPace Of(int year, IReadOnlyList<decimal> months, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(months);
        ArgumentOutOfRangeException.ThrowIfNotEqual(months.Count, 12);
        var passed = (decimal)asOf.Day / DateTime.DaysInMonth(asOf.Year, asOf.Month);
        return new(year, months.Take(asOf.Month - 1).Sum() + (months[asOf.Month - 1] * passed), months.Sum());
    }
}

/// <summary>
/// Dự báo cả năm: what a count may come to by the end of the year if the year goes on as earlier ones did. What there is so far is divided by the share of the year's
/// total that earlier years had by the same day. Appraisals and registrations gather in certain months, so going on in a straight line would mislead.
/// </summary>
/// <param name="Low">About one year in forty ends below.</param>
/// <param name="Likely">The value if the year goes as the earlier ones did together.</param>
/// <param name="High">About one year in forty ends above.</param>
/// <param name="Paces">The earlier years, in their order.</param>
public sealed record YearForecast(int Low, int Likely, int High, IReadOnlyList<YearPace> Paces)
{
    /// <summary>Fewest earlier years: from one alone it cannot be told how much years differ.</summary>
    public const int FewestYears = 2;

    /// <summary>Least of an earlier year's total; the share of a smaller one is chance.</summary>
    public const int LeastOfYear = 20;

    /// <summary>Least share of an earlier year by the day: before, the little that there is says nothing about the rest.</summary>
    public const decimal LeastShare = 0.1m;

    /// <summary>Least that must have been counted so far.</summary>
    public const int LeastSoFar = 1;

    // Two standard deviations each way: 95 of 100.
    private const double Deviations = 1.96;

    /// <summary>The forecast; <see langword="null"/> where there is too little to make one.</summary>
    /// <param name="soFar">What is counted in the year by the day.</param>
    /// <param name="earlier">Earlier years by the same day; those of which too little is known are left out.</param>
    /// <remarks>
    /// The interval holds the difference between the earlier years (their smallest and largest share) and chance: the rest of the year as a Poisson count, and the
    /// count so far, from which its rate is taken, as another.
    /// </remarks>
    public static YearForecast? Of(decimal soFar, IEnumerable<YearPace> earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        List<YearPace> paces = [.. earlier.Where(p => p.Whole >= LeastOfYear && p.Share >= LeastShare).OrderBy(p => p.Year)];
        if (paces.Count < FewestYears || soFar < LeastSoFar)
        {
            return null;
        }

        var likely = soFar * paces.Sum(p => p.Whole) / paces.Sum(p => p.ByThen);
        var (fast, slow) = (Rest(soFar, paces.Max(p => p.Share)), Rest(soFar, paces.Min(p => p.Share)));
        return new(
            (int)Math.Floor((double)soFar + Math.Max(0, fast.Left - (Deviations * fast.Deviation))), (int)Math.Round(likely, MidpointRounding.AwayFromZero),
            (int)Math.Ceiling((double)soFar + slow.Left + (Deviations * slow.Deviation)), paces);
    }

    private static (double Left, double Deviation) Rest(decimal soFar, decimal share)
    {
        var more = (double)((1 - share) / share);
        var rest = (double)soFar * more;
        return (rest, Math.Sqrt(rest + ((double)soFar * more * more)));
    }
}
