using DanVanDashboard.Charts;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Features.Progress;

/// <summary>One cell of the table bodies × periods.</summary>
/// <param name="Cell">Where the report is; <see langword="null"/> where the body owes none for the period.</param>
/// <param name="Text">The same in words.</param>
public sealed record MatrixCell(ReportCell? Cell, string Text);

/// <summary>A body over the periods of a year.</summary>
/// <param name="BodyId">The body.</param>
/// <param name="Body">Its name.</param>
/// <param name="Cells">In the order of the columns.</param>
/// <param name="Rate">Over those that were due.</param>
/// <param name="RateText">Sent of due, in words.</param>
public sealed record MatrixRow(string BodyId, string Body, IReadOnlyList<MatrixCell> Cells, ReportingRate Rate, string RateText)
{
    /// <summary>Whether another row says the same.</summary>
    public bool SameAs(MatrixRow other) => (BodyId, Body, RateText) == (other.BodyId, other.Body, other.RateText) && Cells.SequenceEqual(other.Cells);
}

/// <summary>A period as a column.</summary>
/// <param name="Period">The period.</param>
/// <param name="Text">Its name.</param>
/// <param name="Short">Its name above a narrow column.</param>
/// <param name="Href">Where its list is.</param>
/// <param name="Rate">How reporting went.</param>
public sealed record MatrixColumn(PeriodKey Period, string Text, string Short, string Href, ReportingRate Rate);

/// <summary>Bodies that stand together.</summary>
/// <param name="Title">What they are.</param>
/// <param name="Rows">In their order.</param>
public sealed record MatrixGroup(string Title, IReadOnlyList<MatrixRow> Rows);

/// <summary>How a cluster reports.</summary>
/// <param name="Id">The cluster.</param>
/// <param name="Name">Its name.</param>
/// <param name="Href">Its list.</param>
/// <param name="Bodies">How many bodies of it owe a report of the period.</param>
/// <param name="Sent">Sent of owed for the period.</param>
/// <param name="OnTime">In time of owed for the period.</param>
/// <param name="Over">The same over all periods of the year that are due.</param>
/// <param name="Rate">The numbers of the period.</param>
public sealed record ClusterLine(string Id, string Name, string Href, int Bodies, string Sent, string OnTime, string Over, ReportingRate Rate);

/// <summary>What <c>/tien-do</c> shows beyond one period: rates over periods, the table, reminders.</summary>
/// <param name="Rate">Of the period that is shown.</param>
/// <param name="RateText">On time of owed, in words.</param>
/// <param name="Series">On time, late, not sent.</param>
/// <param name="Steps">Of the periods that have ended, the earliest first.</param>
/// <param name="Columns">The periods of the year.</param>
/// <param name="Groups">Bodies, by where they stand.</param>
/// <param name="Reminders">The last reminder of each body for the period, in words.</param>
/// <param name="RemindedToday">Bodies that were reminded today.</param>
/// <param name="Remindable">Bodies that can be reminded of the period.</param>
/// <param name="Late">How many of them are late.</param>
/// <param name="MayRemind">Whether who looks may remind.</param>
public sealed record ProgressExtra(
    ReportingRate Rate, string RateText, IReadOnlyList<ChartSeries> Series, IReadOnlyList<TimeStep> Steps, IReadOnlyList<MatrixColumn> Columns, IReadOnlyList<MatrixGroup> Groups,
    IReadOnlyDictionary<string, string> Reminders, IReadOnlySet<string> RemindedToday, IReadOnlySet<string> Remindable, int Late, bool MayRemind)
{
    /// <summary>Clusters, in their order; for those who see all of their bodies.</summary>
    public IReadOnlyList<ClusterLine> Clusters { get; init; } = [];

    /// <summary>Whether another answer says the same.</summary>
    public bool SameAs(ProgressExtra other) =>
        RateText == other.RateText && Clusters.SequenceEqual(other.Clusters) && Columns.SequenceEqual(other.Columns) && Reminders.Count == other.Reminders.Count && Reminders.All(r => other.Reminders.GetValueOrDefault(r.Key) == r.Value)
        && RemindedToday.SetEquals(other.RemindedToday) && Remindable.SetEquals(other.Remindable)
        && Groups.SelectMany(g => g.Rows).SequenceEqual(other.Groups.SelectMany(g => g.Rows), EqualityComparer<MatrixRow>.Create((a, b) => a!.SameAs(b!)));
}
