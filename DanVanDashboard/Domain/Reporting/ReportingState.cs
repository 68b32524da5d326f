using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>Tiến độ: how one body stands with the report that it owes for a period, seen from one day. Exactly one at any time.</summary>
public enum ReportingState
{
    /// <summary>Chưa đến hạn: nothing sent, and the last day has not passed.</summary>
    NotDue,

    /// <summary>Quá hạn, chưa gửi.</summary>
    Overdue,

    /// <summary>Đề nghị bổ sung: sent, returned, and not sent again. It is awaited, not overdue.</summary>
    Returned,

    /// <summary>Gửi sau hạn.</summary>
    Late,

    /// <summary>Gửi đúng hạn.</summary>
    OnTime,
}

/// <summary>Reads <see cref="ReportingState"/> off what is stored.</summary>
public static class ReportingStates
{
    /// <summary>The state at the end of <paramref name="today"/>; the due day itself is in time.</summary>
    /// <param name="dueOn">Last day of the <see cref="Obligation"/>.</param>
    /// <param name="status">State of the report; <see langword="null"/> where there is none. A draft has not been sent.</param>
    /// <param name="submittedAt">When it was sent, UTC; the day is the province's. A report that stands as sent without a moment counts as in time.</param>
    /// <param name="today">The day in the province.</param>
    public static ReportingState Of(DateOnly dueOn, ReportStatus? status, DateTime? submittedAt, DateOnly today) => status switch
    {
        ReportStatus.Returned => ReportingState.Returned,
        ReportStatus.Submitted or ReportStatus.Approved => submittedAt is { } at && LocalDay.Of(at) > dueOn ? ReportingState.Late : ReportingState.OnTime,
        _ => today > dueOn ? ReportingState.Overdue : ReportingState.NotDue,
    };

    /// <summary>Whether the report stands as sent: what coverage counts ("57/62 đơn vị").</summary>
    public static bool IsSent(ReportingState state) => state is ReportingState.OnTime or ReportingState.Late;
}
