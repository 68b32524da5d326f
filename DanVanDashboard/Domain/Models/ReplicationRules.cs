using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Models;

/// <summary>What may be taken over by a unit that sees no more of its neighbour.</summary>
public static class ReplicationRules
{
    /// <summary>Whether a model is held up to others: a public one of a collective, running, and either recognised by the province or named an exemplar.</summary>
    public static bool HeldUp(ModelLife life, Subject? subject, Visibility visibility)
    {
        var stage = life.StageAt(DateOnly.MaxValue);
        return visibility == Visibility.Public && subject != Subject.Individual && ModelLife.IsRunning(stage)
            && (stage == Stage.RecognisedProvince || life.Valid.Any(e => e.Kind == ModelEventKind.Exemplar));
    }
}
