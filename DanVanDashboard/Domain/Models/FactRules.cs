using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Models;

/// <summary>What of a registration may still be changed when its life has gone on. Who may change it at all is whoever may register for its body (docs/decisions/0024).</summary>
public static class FactRules
{
    /// <summary>
    /// Why the level that a model aims at cannot become <paramref name="wanted"/>. Raising it is how a model climbs, so it stays possible after acceptance and recognition;
    /// what was reached cannot be aimed below, and while appraisers score, the set that they score by stays.
    /// </summary>
    /// <param name="before">What it aims at; nothing stated counts as the commune.</param>
    /// <param name="wanted">What it shall aim at.</param>
    /// <param name="reached">The highest level that it was recognised at.</param>
    /// <param name="beingScored">Whether appraisers have given points and nothing is concluded yet.</param>
    public static Refusal? TargetLevel(RecognitionLevel? before, RecognitionLevel? wanted, RecognitionLevel? reached, bool beingScored)
    {
        var (from, to) = (before ?? RecognitionLevel.Commune, wanted ?? RecognitionLevel.Commune);
        return from == to ? null
            : to < reached ? new("model.target-below-recognised", "targetLevel")
            : beingScored ? new("model.target-being-scored", "targetLevel")
            : null;
    }
}
