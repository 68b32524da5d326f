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
/// <remarks>
/// Measured from <see cref="Obligation.LastDay"/>, not from the deadline: grace (ân hạn) gives everyone further days in which a report is
/// neither overdue nor late, an extension (gia hạn) gives one body a later day. So a body that was overdue is not, as soon as it is given
/// more time, and is again once that has passed; the clock writes both as events.
/// </remarks>
public static class ReportingStates
{
    /// <summary>The state at the end of <paramref name="today"/>; the last day itself is in time.</summary>
    /// <param name="lastDay"><see cref="Obligation.LastDay"/> of the obligation.</param>
    /// <param name="status">State of the report; <see langword="null"/> where there is none. A draft has not been sent.</param>
    /// <param name="firstSentAt">
    /// When it was first sent, UTC; the day is the province's. A report that was sent in time, returned and sent again after the deadline is not late. One that stands as sent without a moment counts as in time.
    /// </param>
    /// <param name="today">The day in the province.</param>
    public static ReportingState Of(DateOnly lastDay, ReportStatus? status, DateTime? firstSentAt, DateOnly today) => status switch
    {
        ReportStatus.Returned => ReportingState.Returned,
        // Signed again after a return, and not yet sent again.
        ReportStatus.Signed when firstSentAt is not null => ReportingState.Returned,
        { } sent when ReportRules.IsSent(sent) => firstSentAt is { } at && LocalDay.Of(at) > lastDay ? ReportingState.Late : ReportingState.OnTime,
        _ => today > lastDay ? ReportingState.Overdue : ReportingState.NotDue,
    };

    /// <summary>Whether the report stands as sent: what coverage counts ("57/62 đơn vị").</summary>
    public static bool IsSent(ReportingState state) => state is ReportingState.OnTime or ReportingState.Late;
}
