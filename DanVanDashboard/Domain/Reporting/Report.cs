using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>State of a periodic report. Before the first one nothing has been begun ("chưa mở"), and there is no report.</summary>
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

    /// <summary>Đã ký trong xã: approved by the standing leader of the Party committee, not yet sent.</summary>
    Signed,

    /// <summary>Khóa sổ.</summary>
    Locked,
}

/// <summary>What can be done with a report.</summary>
public enum ReportVerb
{
    /// <summary>Gửi báo cáo.</summary>
    Submit,

    /// <summary>Trả lại trong xã: the standing leader asks for more before the report goes to the province.</summary>
    SendBack,

    /// <summary>Đề nghị bổ sung.</summary>
    Return,

    /// <summary>Duyệt.</summary>
    Approve,

    /// <summary>Duyệt và ký trong xã.</summary>
    Sign,

    /// <summary>Khóa sổ.</summary>
    Lock,

    /// <summary>Mở lại.</summary>
    Reopen,
}

/// <summary>A report as far as its rules look at it.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="UnitId">The locality of its body.</param>
/// <param name="BodyId">The body that owes it.</param>
/// <param name="NonLocal">Whether that body is no place on the map.</param>
public sealed record ReportStanding(ReportStatus Status, string UnitId, string BodyId, bool NonLocal)
{
    /// <summary>Everyone who entered what stands in it now.</summary>
    public IReadOnlySet<string> EnteredBy { get; init; } = new HashSet<string>();

    /// <summary>Cells of which two versions stand beside each other, undecided.</summary>
    public int OpenConflicts { get; init; }

    /// <summary>Whether nothing stands in it.</summary>
    public bool Empty { get; init; }

    /// <summary>Whether the campaign wants it signed first, and what stands in it is not.</summary>
    public bool LacksSignature { get; init; }
}

/// <summary>The rules of a periodic report.</summary>
public static class ReportRules
{
    /// <summary>Longest reason, comment or remark.</summary>
    public const int TextLimit = 2000;

    /// <summary>The states in which a report counts as sent.</summary>
    public static readonly IReadOnlyList<ReportStatus> Sent = [ReportStatus.Submitted, ReportStatus.Approved, ReportStatus.Locked];

    /// <summary>Whether a report in this state counts as sent.</summary>
    public static bool IsSent(ReportStatus status) => Sent.Contains(status);

    /// <summary>Whether what stands in a report of this state may be changed by those who fill it in. One that was signed may; what changes is flagged.</summary>
    public static bool IsOpen(ReportStatus status) => status is ReportStatus.Draft or ReportStatus.Signed or ReportStatus.Returned;

    /// <summary>Every reason why <paramref name="by"/> may not create a report of <paramref name="period"/>.</summary>
    public static List<Refusal> ToCreate(Actor by, Campaign campaign, string unitId, string? bodyId, bool nonLocal, PeriodKey? period, DateOnly today)
    {
        if (!by.May(Verb.EnterReport, unitId, bodyId, nonLocal) || (bodyId is not null && !FillRights.AnswersFor(by, bodyId)))
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
    /// <param name="by">Who.</param>
    /// <param name="report">The report as it stands.</param>
    /// <param name="verb">What is to be done.</param>
    /// <param name="reason">Why; needed to return and to reopen.</param>
    /// <param name="cellRemarks">Whether single cells are returned with remarks of their own; then no reason for the whole is needed.</param>
    public static Result<ReportStatus> Next(Actor by, ReportStanding report, ReportVerb verb, string? reason, bool cellRemarks = false)
    {
        if (Right(by, report, verb) is { } refused)
        {
            return refused;
        }

        var refusals = new List<Refusal>();
        if ((verb == ReportVerb.Reopen || (AsksForMore(verb) && !cellRemarks)) && string.IsNullOrEmpty(reason))
        {
            refusals.Add(new("report.reason-missing", "reason"));
        }
        else if (reason?.Length > TextLimit)
        {
            refusals.Add(new("report.text-too-long", "reason"));
        }

        var next = After(verb, report.Status);
        if (next is null)
        {
            refusals.Add(new("report.wrong-status"));
        }
        else if (verb is ReportVerb.Submit or ReportVerb.Sign && report.OpenConflicts > 0)
        {
            refusals.Add(new("report.conflict-open") { Arguments = [report.OpenConflicts.ToString(System.Globalization.CultureInfo.InvariantCulture)] });
        }
        else if (verb is ReportVerb.Sign or ReportVerb.SendBack && report.Empty)
        {
            refusals.Add(new("report.empty"));
        }
        else if (verb == ReportVerb.Submit && report.LacksSignature)
        {
            refusals.Add(new("report.unsigned"));
        }

        return refusals.Count > 0 ? refusals : next!.Value;
    }

    /// <summary>Whether the verb asks those who filled it in for more, of the whole or cell by cell.</summary>
    public static bool AsksForMore(ReportVerb verb) => verb is ReportVerb.Return or ReportVerb.SendBack;

    /// <summary>The state after a verb; <see langword="null"/> where it does not follow.</summary>
    public static ReportStatus? After(ReportVerb verb, ReportStatus status) => (verb, status) switch
    {
        (ReportVerb.Sign, ReportStatus.Draft or ReportStatus.Returned or ReportStatus.Signed) => ReportStatus.Signed,
        // What the province has returned stays awaited by it, whatever the commune does with it in between.
        (ReportVerb.SendBack, ReportStatus.Draft or ReportStatus.Signed) => ReportStatus.Draft,
        (ReportVerb.SendBack, ReportStatus.Returned) => ReportStatus.Returned,
        (ReportVerb.Submit, ReportStatus.Draft or ReportStatus.Returned or ReportStatus.Signed) => ReportStatus.Submitted,
        (ReportVerb.Return, ReportStatus.Submitted or ReportStatus.Approved) => ReportStatus.Returned,
        (ReportVerb.Approve, ReportStatus.Submitted) => ReportStatus.Approved,
        (ReportVerb.Lock, ReportStatus.Approved) => ReportStatus.Locked,
        (ReportVerb.Reopen, ReportStatus.Locked or ReportStatus.Approved) => ReportStatus.Returned,
        _ => null,
    };

    // A report is sent by the body that owes it, signed by its leader, and decided on by the board, to which it goes.
    private static Refusal? Right(Actor by, ReportStanding report, ReportVerb verb) => verb switch
    {
        ReportVerb.Submit => by.May(Verb.EnterReport, report.UnitId, report.BodyId, report.NonLocal) && FillRights.AnswersFor(by, report.BodyId) ? null : new("report.not-your-unit"),
        ReportVerb.Sign or ReportVerb.SendBack when !by.May(Verb.SignReport, report.UnitId, report.BodyId, report.NonLocal) || !FillRights.AnswersFor(by, report.BodyId) => new("report.not-allowed"),
        ReportVerb.SendBack => null,
        ReportVerb.Sign => report.EnteredBy.Contains(by.UserId) ? new("report.own-entry") : null,
        _ => by.May(Verb.DecideOnReport, report.UnitId, report.BodyId, report.NonLocal) ? null : new("report.not-allowed"),
    };
}
