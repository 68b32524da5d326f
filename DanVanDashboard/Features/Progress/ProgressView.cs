using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Progress;

/// <summary>Which bodies a list of progress holds: <c>tinh-trang</c> of <c>/tien-do</c>.</summary>
internal enum ProgressFilter
{
    /// <summary>Tất cả.</summary>
    All,

    /// <summary>Đã gửi: stands as sent, approved or not; what coverage counts.</summary>
    Submitted,

    /// <summary>Chờ duyệt: sent and not yet decided on.</summary>
    Pending,

    /// <summary>Đã duyệt.</summary>
    Approved,

    /// <summary>Đề nghị bổ sung, not sent again.</summary>
    Returned,

    /// <summary>Chưa gửi, overdue or not.</summary>
    Missing,

    /// <summary>Quá hạn, chưa gửi.</summary>
    Overdue,

    /// <summary>Gửi muộn, or overdue and not sent.</summary>
    Late,

    /// <summary>Chưa đăng ký: no model of the period's year, and the day for registering has passed.</summary>
    NotRegistered,
}

/// <summary>The rule of each <see cref="ProgressFilter"/>.</summary>
internal static class ProgressFilters
{
    /// <summary>Whether a body's report is on the list on a day.</summary>
    /// <param name="filter">The list.</param>
    /// <param name="report">The body's report.</param>
    /// <param name="today">The day.</param>
    /// <param name="idle">Whether a body should have registered a model and has not.</param>
    public static bool Holds(this ProgressFilter filter, BodyReport report, DateOnly today, Func<BodyReport, bool> idle) => filter switch
    {
        ProgressFilter.NotRegistered => idle(report),
        ProgressFilter.Submitted => report.Reported,
        ProgressFilter.Pending => report.Status == ReportStatus.Submitted,
        ProgressFilter.Approved => report.Status == ReportStatus.Approved,
        ProgressFilter.Returned => report.Status == ReportStatus.Returned,
        ProgressFilter.Missing => report.StateOn(today) is ReportingState.NotDue or ReportingState.Overdue,
        ProgressFilter.Overdue => report.StateOn(today) == ReportingState.Overdue,
        ProgressFilter.Late => report.StateOn(today) is ReportingState.Late or ReportingState.Overdue,
        _ => true,
    };
}

/// <summary>One body's line, in words.</summary>
/// <param name="BodyId">The body.</param>
/// <param name="Body">Its name.</param>
/// <param name="Place">Its locality, or that it is none.</param>
/// <param name="DueOn">Hạn gửi.</param>
/// <param name="State">How it stands; for the colour of the dot.</param>
/// <param name="StateText">How it stands, in words.</param>
/// <param name="StateNote">How long before or after the deadline.</param>
/// <param name="SentAt">When it was sent, in the time of the province.</param>
/// <param name="Returned">Who returned it and when; <see langword="null"/> where it is not returned, or that is not recorded.</param>
/// <param name="Reason">Why it was returned.</param>
internal sealed record ProgressRow(
    string BodyId, string Body, string Place, DateOnly DueOn, ReportingState State, string StateText, string? StateNote, DateTimeOffset? SentAt, string? Returned, string? Reason)
{
    /// <summary>Gia hạn, where the body was granted more time.</summary>
    public DateOnly? ExtendedTo { get; init; }
}

/// <summary>A filter with its number.</summary>
internal sealed record ProgressChoice(ProgressFilter Filter, string Text, int Count, string Href, bool Current);

/// <summary>A campaign or a period to choose.</summary>
internal sealed record ProgressOption(string Value, string Text, bool Chosen);

/// <summary>All that <c>/tien-do</c> shows.</summary>
internal sealed record ProgressView(
    Campaign Campaign, string BrandLine, string? Period, string PeriodText, ProgressFilter Filter, IReadOnlyList<ProgressOption> Campaigns, IReadOnlyList<ProgressOption> Periods,
    int Sent, int Expected, string Coverage, IReadOnlyList<ProgressChoice> Choices, IReadOnlyList<ProgressRow> Rows, DateTimeOffset AsOf)
{
    /// <summary>Cụm thi đua to choose; empty where the campaign has none.</summary>
    public IReadOnlyList<ProgressOption> Clusters { get; init; } = [];

    /// <summary>The one that is chosen.</summary>
    public string? Cluster { get; init; }

    /// <summary>Whether another answer says the same, whenever it was given.</summary>
    public bool SameAs(ProgressView other) =>
        (Campaign.Id, Period, Filter, Coverage, Cluster) == (other.Campaign.Id, other.Period, other.Filter, other.Coverage, other.Cluster) && Clusters.SequenceEqual(other.Clusters) && Choices.SequenceEqual(other.Choices) && Rows.SequenceEqual(other.Rows);
}
