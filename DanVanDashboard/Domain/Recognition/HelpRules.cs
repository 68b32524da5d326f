using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Domain.Recognition;

/// <summary>Kết nghĩa, giúp đỡ as someone wants to record it, cleaned and understood. A row may stand for many links where a source counts them only ("22 xã, thị trấn giúp 22 bản").</summary>
public sealed record HelpWish
{
    /// <summary>The locality that helps, or of whose bodies some do.</summary>
    public string? FromUnitId { get; init; }

    /// <summary>The body that helps.</summary>
    public string? FromBodyId { get; init; }

    /// <summary>Whether that body is outside the tree of localities.</summary>
    public bool FromNonLocal { get; init; }

    /// <summary>How many help.</summary>
    public int FromCount { get; init; } = 1;

    /// <summary>The locality of the village.</summary>
    public string? ToUnitId { get; init; }

    /// <summary>Thôn, bản.</summary>
    public string? ToVillage { get; init; }

    /// <summary>How many villages are helped.</summary>
    public int ToCount { get; init; } = 1;

    /// <summary>Công trình, phần việc.</summary>
    public string? Works { get; init; }

    /// <summary>How many works.</summary>
    public int? WorksCount { get; init; }

    /// <summary>In đồng.</summary>
    public decimal? Value { get; init; }

    /// <summary>How exactly the value is stated.</summary>
    public Exactness Exactness { get; init; }

    /// <summary>Văn bản, nguồn.</summary>
    public string? Document { get; init; }

    /// <summary>From when on.</summary>
    public PartialDate Since { get; init; }

    /// <summary>Until when, if it has ended.</summary>
    public PartialDate Until { get; init; }
}

/// <summary>The rules of help links. They are a relation of their own: no replication, and never counted as models.</summary>
public static class HelpRules
{
    /// <summary>Longest text about the works, in characters.</summary>
    public const int WorksLimit = 2000;

    /// <summary>Whether <paramref name="by"/> may record help of a campaign at all; in one that takes no entries only who acts for others, by a document.</summary>
    public static bool MayRecordIn(Actor by, Campaign campaign) => by.May(Verb.RecordHelp) && (campaign.OpenForEntries || by.MayEverywhere(Verb.RecordHelp));

    /// <summary>Every reason why <paramref name="by"/> may not record this; empty when it may.</summary>
    public static List<Refusal> Refusals(Actor by, Campaign campaign, HelpWish wish, DateOnly today)
    {
        if (!by.May(Verb.RecordHelp))
        {
            return [new("help.not-allowed")];
        }

        var refusals = new List<Refusal>();
        if (wish.FromUnitId is null && wish.FromBodyId is null)
        {
            refusals.Add(new("help.from-missing", "fromUnitId"));
        }

        if (wish.ToUnitId is null)
        {
            refusals.Add(new("help.to-missing", "toUnitId"));
        }

        if (refusals.Count == 0 && !May(by, wish.FromUnitId ?? wish.ToUnitId!, wish.FromBodyId, wish.FromNonLocal, wish.ToUnitId!))
        {
            return [new("help.not-your-unit", "fromUnitId")];
        }

        if (!MayRecordIn(by, campaign))
        {
            return [new("help.campaign-closed", "campaign")];
        }

        if (wish.FromCount < 1)
        {
            refusals.Add(new("help.count-not-positive", "fromCount"));
        }

        if (wish.ToCount < 1)
        {
            refusals.Add(new("help.count-not-positive", "toCount"));
        }
        else if (wish.ToCount == 1 && string.IsNullOrEmpty(wish.ToVillage))
        {
            refusals.Add(new("help.village-missing", "toVillage"));
        }

        if (string.IsNullOrEmpty(wish.Works))
        {
            refusals.Add(new("help.works-missing", "works"));
        }

        if (wish.WorksCount < 0)
        {
            refusals.Add(new("help.count-not-positive", "worksCount"));
        }

        if (wish.Value is < 0)
        {
            refusals.Add(new("help.value-negative", "value"));
        }

        if (!campaign.OpenForEntries && string.IsNullOrEmpty(wish.Document))
        {
            refusals.Add(new("help.document-missing", "document"));
        }

        if (!wish.Since.IsStated)
        {
            refusals.Add(new("help.since-missing", "since"));
        }
        else if (wish.Since.First > today)
        {
            refusals.Add(new("event.in-future", "since"));
        }
        else if (wish.Until.IsStated && wish.Until.Last < wish.Since.First)
        {
            refusals.Add(new("help.until-before-since", "until"));
        }

        return refusals;
    }

    /// <summary>Both sides may record it: who helps, and who is helped.</summary>
    public static bool May(Actor by, string fromUnitId, string? fromBodyId, bool fromNonLocal, string toUnitId) =>
        by.May(Verb.RecordHelp, fromUnitId, fromBodyId, fromNonLocal) || by.May(Verb.RecordHelp, toUnitId, null, nonLocal: false);
}
