using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Tests.Domain.Reporting;

public sealed class ReportingStateTests
{
    private static readonly DateOnly Due = new(2026, 10, 10);

    // 16:59 UTC is 23:59 of the same day in the province; a minute later the next day has begun there.
    private static readonly DateTime LastMoment = new(2026, 10, 10, 16, 59, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(null)]
    [InlineData(ReportStatus.Draft)]
    public void Of_NothingSent_IsOverdueTheDayAfterItWasDue(ReportStatus? status)
    {
        Assert.Equal(ReportingState.NotDue, ReportingStates.Of(Due, status, null, Due.AddDays(-30)));
        Assert.Equal(ReportingState.NotDue, ReportingStates.Of(Due, status, null, Due));
        Assert.Equal(ReportingState.Overdue, ReportingStates.Of(Due, status, null, Due.AddDays(1)));
    }

    [Theory]
    [InlineData(ReportStatus.Submitted)]
    [InlineData(ReportStatus.Approved)]
    public void Of_Sent_IsLateAfterMidnightInTheProvince(ReportStatus status)
    {
        Assert.Equal(ReportingState.OnTime, ReportingStates.Of(Due, status, LastMoment, Due.AddDays(90)));
        Assert.Equal(ReportingState.Late, ReportingStates.Of(Due, status, LastMoment.AddMinutes(1), Due.AddDays(90)));
        Assert.Equal(ReportingState.OnTime, ReportingStates.Of(Due, status, null, Due.AddDays(90)));
    }

    [Fact]
    public void Of_Returned_IsAwaitedAndNeverOverdue() =>
        Assert.Equal(ReportingState.Returned, ReportingStates.Of(Due, ReportStatus.Returned, LastMoment.AddDays(3), Due.AddDays(90)));

    [Fact]
    public void IsSent_OfEveryState_IsOnlyWhatStandsAsSent() =>
        Assert.Equal([ReportingState.Late, ReportingState.OnTime], Enum.GetValues<ReportingState>().Where(ReportingStates.IsSent));
}
