using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>State of a periodic report.</summary>
public enum ReportStatus
{
    /// <summary>Nháp.</summary>
    Draft,

    /// <summary>Đã gửi.</summary>
    Submitted,

    /// <summary>Đề nghị bổ sung.</summary>
    Returned,

    /// <summary>Đã duyệt.</summary>
    Approved,
}

/// <summary>What can be done with a report.</summary>
public enum ReportVerb
{
    /// <summary>Gửi báo cáo.</summary>
    Submit,

    /// <summary>Đề nghị bổ sung.</summary>
    Return,

    /// <summary>Duyệt.</summary>
    Approve,
}

/// <summary>The rules of a periodic report.</summary>
public static class ReportRules
{
    /// <summary>Every reason why <paramref name="by"/> may not create a report of <paramref name="period"/>.</summary>
    public static List<Refusal> ToCreate(Actor by, Campaign campaign, string unitId, string? bodyId, bool nonLocal, PeriodKey? period, DateOnly today)
    {
        if (!by.MayEnterFor(unitId, bodyId, nonLocal))
        {
            return [new("report.not-your-unit", "unitId")];
        }

        var refusals = new List<Refusal>();
        if (!campaign.OpenForEntries)
        {
            refusals.Add(new("report.campaign-closed", "campaign"));
        }

        if (period is not { } key)
        {
            refusals.Add(new("report.period-unknown", "period"));
        }
        else if (key.From > today)
        {
            refusals.Add(new("report.period-in-future", "period"));
        }
        else if (!campaign.Covers(key.From) && !campaign.Covers(key.To))
        {
            refusals.Add(new("report.outside-campaign", "period"));
        }

        return refusals;
    }

    /// <summary>The state after a verb, or why it may not be done.</summary>
    public static Result<ReportStatus> Next(Actor by, ReportStatus status, ReportVerb verb, string unitId, string bodyId, bool nonLocal, string? reason)
    {
        // A report is sent by the body that owes it, and decided on by the board, to which it goes.
        var allowed = verb == ReportVerb.Submit ? by.May(Verb.EnterReport, unitId, bodyId, nonLocal) : by.May(Verb.DecideOnReport, unitId, bodyId, nonLocal);
        if (!allowed)
        {
            return new Refusal(verb == ReportVerb.Submit ? "report.not-your-unit" : "report.not-allowed");
        }

        if (verb == ReportVerb.Return && string.IsNullOrEmpty(reason))
        {
            return new Refusal("report.reason-missing", "reason");
        }

        return (verb, status) switch
        {
            (ReportVerb.Submit, ReportStatus.Draft or ReportStatus.Returned) => ReportStatus.Submitted,
            (ReportVerb.Return, ReportStatus.Submitted or ReportStatus.Approved) => ReportStatus.Returned,
            (ReportVerb.Approve, ReportStatus.Submitted) => ReportStatus.Approved,
            _ => new Refusal("report.wrong-status"),
        };
    }
}
