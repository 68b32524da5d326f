using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>A line as somebody wants to have it asked. What could not be read is <see langword="null"/>.</summary>
public sealed record AskedWish(
    string Metric, Bilingual? Name, string? Field, Subject? Subject, RecognitionLevel? Level, AskedSplit? Split, Bilingual? Measure, TimeMeaning? Time, BodyChoice? By,
    IReadOnlyList<PeriodKind>? Kinds, Prefill? Prefill, PeriodKey? From)
{
    /// <summary>What tells one line from another: two lines of one campaign must not ask for the same cells.</summary>
    public string Cell => AskedCell.KeyOf(Metric, Field, Subject, Level);
}

/// <summary>The rules of what a campaign asks for.</summary>
public static class AskedRules
{
    /// <summary>Longest key of a metric.</summary>
    public const int KeyLimit = 60;

    /// <summary>Longest name of a line.</summary>
    public const int NameLimit = 200;

    /// <summary>Longest unit of measure.</summary>
    public const int MeasureLimit = 50;

    /// <summary>Most lines of a campaign, so that a report stays a form and no ledger.</summary>
    public const int LineLimit = 200;

    /// <summary>Every reason why <paramref name="by"/> may not ask for a line. Whether bodies exist is asked of their catalogue.</summary>
    public static List<Refusal> ToAsk(Actor by, Campaign campaign, AskedWish wish, MetricCatalogue metrics)
    {
        if (!by.May(Verb.RunCampaign))
        {
            return [new("asked.not-allowed")];
        }

        var refusals = new List<Refusal>();
        if (!campaign.OpenForEntries)
        {
            refusals.Add(new("asked.campaign-closed", "campaign"));
        }

        refusals.AddRange(MetricRefusals(wish, metrics));
        if (wish.Field is not null && campaign.Fields.Find(wish.Field) is null)
        {
            refusals.Add(new("model.field-unknown", "field") { Arguments = [wish.Field] });
        }

        if (wish.Split is null)
        {
            refusals.Add(new("asked.split-unknown", "split"));
        }
        else if (!SplitFits(wish, metrics.Get(wish.Metric)))
        {
            refusals.Add(new("asked.split-impossible", "split"));
        }

        if (wish.Time is not (TimeMeaning.Period or TimeMeaning.Stock or TimeMeaning.Cumulative))
        {
            refusals.Add(new("asked.time-unknown", "time"));
        }

        if (wish.By is null)
        {
            refusals.Add(new("asked.bodies-unknown", "by"));
        }

        if (wish.Kinds is not { Count: > 0 } || wish.Kinds.Contains(PeriodKind.Phase))
        {
            refusals.Add(new("asked.kinds-missing", "periodKinds"));
        }

        if (wish.Prefill is null)
        {
            refusals.Add(new("asked.prefill-unknown", "prefill"));
        }

        refusals.AddRange(FromRefusals(campaign, wish.From));
        return refusals;
    }

    /// <summary>Every reason why <paramref name="by"/> may not retire a line.</summary>
    public static List<Refusal> ToRetire(Actor by, Campaign campaign, PeriodKey? from, string? reason)
    {
        if (!by.May(Verb.RunCampaign))
        {
            return [new("asked.not-allowed")];
        }

        var refusals = FromRefusals(campaign, from).ToList();
        if (string.IsNullOrEmpty(reason))
        {
            refusals.Add(new("asked.reason-missing", "reason"));
        }

        return refusals;
    }

    private static IEnumerable<Refusal> MetricRefusals(AskedWish wish, MetricCatalogue metrics)
    {
        if (wish.Metric.Length is 0 or > KeyLimit || !wish.Metric.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            yield return new("asked.metric-unreadable", "metric");
        }
        else if (!metrics.Has(wish.Metric) && wish.Name is null)
        {
            yield return new("asked.name-missing", "name");
        }

        if (wish.Name is { } name && (name.Vi.Length > NameLimit || name.En.Length > NameLimit))
        {
            yield return new("asked.name-too-long", "name");
        }

        if (wish.Measure is null || wish.Measure.Vi.Length == 0)
        {
            yield return new("asked.measure-missing", "measure");
        }
        else if (wish.Measure.Vi.Length > MeasureLimit || wish.Measure.En.Length > MeasureLimit)
        {
            yield return new("asked.measure-too-long", "measure");
        }
    }

    // A rate or an average has no parts; what is about one field or subject is not split by it again.
    private static bool SplitFits(AskedWish wish, Metric metric) => wish.Split switch
    {
        AskedSplit.None => true,
        AskedSplit.Subject => wish.Subject is null && metric.AddsOverParts,
        AskedSplit.Field => wish.Field is null && metric.AddsOverParts,
        _ => wish.Field is null && wish.Subject is null && metric.AddsOverParts,
    };

    private static IEnumerable<Refusal> FromRefusals(Campaign campaign, PeriodKey? from)
    {
        if (from is not { } key || key.Kind == PeriodKind.Phase)
        {
            yield return new("asked.from-unknown", "from");
        }
        else if (!campaign.Covers(key.From) && !campaign.Covers(key.To))
        {
            yield return new("report.outside-campaign", "from");
        }
    }
}
