using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>Ô tiến độ: where one body's report of one period is, as the table bodies × periods shows it. Exactly one at any time, by rule.</summary>
public enum ReportCell
{
    /// <summary>Chưa mở: the period has not begun.</summary>
    NotOpen,

    /// <summary>Chưa gửi: nothing begun, and the last day has not passed.</summary>
    NotSent,

    /// <summary>Nháp: begun and not sent, and the last day has not passed.</summary>
    Draft,

    /// <summary>Quá hạn: not sent, and the last day has passed.</summary>
    Overdue,

    /// <summary>Đã gửi.</summary>
    Submitted,

    /// <summary>Đề nghị bổ sung.</summary>
    Returned,

    /// <summary>Đã duyệt.</summary>
    Approved,

    /// <summary>Đã khóa sổ.</summary>
    Locked,
}

/// <summary>Reads <see cref="ReportCell"/> off what is stored, and the rates over many.</summary>
public static class ReportCells
{
    /// <summary>The cell at the end of <paramref name="today"/>.</summary>
    public static ReportCell Of(PeriodKey period, DateOnly lastDay, ReportStatus? status, DateOnly today) => status switch
    {
        ReportStatus.Locked => ReportCell.Locked,
        ReportStatus.Approved => ReportCell.Approved,
        ReportStatus.Submitted => ReportCell.Submitted,
        ReportStatus.Returned => ReportCell.Returned,
        _ when today > lastDay => ReportCell.Overdue,
        null => period.From > today ? ReportCell.NotOpen : ReportCell.NotSent,
        _ => ReportCell.Draft,
    };

    /// <summary>Whether a body can be reminded of it: it has begun and is not sent, or was returned.</summary>
    public static bool CanBeReminded(ReportCell cell) => cell is ReportCell.NotSent or ReportCell.Draft or ReportCell.Overdue or ReportCell.Returned;

    /// <summary>Whether it is late: what "đôn đốc tất cả" reaches.</summary>
    public static bool IsLate(ReportCell cell) => cell is ReportCell.Overdue or ReportCell.Returned;
}

/// <summary>How reporting went: of how many that owe, how many have sent, and how many of these in time.</summary>
/// <param name="Owing">Reports that are owed.</param>
/// <param name="Sent">Those that stand as sent.</param>
/// <param name="OnTime">Those of them sent by the last day.</param>
public sealed record ReportingRate(int Owing, int Sent, int OnTime)
{
    /// <summary>None.</summary>
    public static readonly ReportingRate Zero = new(0, 0, 0);

    /// <summary>Tỷ lệ gửi báo cáo, in percent to one decimal; <see langword="null"/> where none is owed.</summary>
    public decimal? SentShare => Share(Sent);

    /// <summary>Tỷ lệ đúng hạn, in percent of what is owed.</summary>
    public decimal? OnTimeShare => Share(OnTime);

    /// <summary>Over states of single reports.</summary>
    public static ReportingRate Of(IEnumerable<ReportingState> states) =>
        states.Aggregate(Zero, (r, s) => new(r.Owing + 1, r.Sent + (ReportingStates.IsSent(s) ? 1 : 0), r.OnTime + (s == ReportingState.OnTime ? 1 : 0)));

    private decimal? Share(int part) => Owing == 0 ? null : Math.Round(100m * part / Owing, 1, MidpointRounding.AwayFromZero);
}

/// <summary>The rules of reminders (đôn đốc).</summary>
public static class ReminderRules
{
    /// <summary>Whether a body may be reminded on a day: not twice on one, unless it is wanted all the same.</summary>
    public static bool May(DateOnly? last, DateOnly today, bool forced) => forced || last != today;
}
