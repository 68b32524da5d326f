using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Filters;

namespace DanVanDashboard.Features.Overview;

/// <summary>
/// How far the models registered in the period have come by its end. It follows one cohort, so that its shares are shares of the same
/// models; registrations of one period are never set against recognitions of another.
/// </summary>
internal static class FunnelCard
{
    public static Funnel? Of(Scene scene)
    {
        var cohort = scene.Numbers.Totals.Registered;
        if (!scene.Told || cohort == 0)
        {
            return null;
        }

        return new(
            [
                Step("registered", cohort, null),
                Step("running", Sum(StageGroups.Of(StageGroup.Running)), Wire.Name(StageGroup.Running)),
                Step("recognised", Sum(StageGroups.Of(StageGroup.Recognised)), Wire.Name(StageGroup.Recognised)),
                Step("recognised-province", Sum([Stage.RecognisedProvince]), Wire.Name(Stage.RecognisedProvince)),
            ],
            [
                .. new[]
                {
                    Step("pending", Sum([Stage.Pending]), Wire.Name(Stage.Pending)), Step("returned", Sum([Stage.Returned]), Wire.Name(Stage.Returned)),
                    Step("left", Sum(StageGroups.Of(StageGroup.Left)), Wire.Name(StageGroup.Left)),
                }.Where(s => s.Value > 0),
            ]);

        decimal Sum(IEnumerable<Stage> stages) => stages.Sum(s => scene.Numbers.Stages.Row(Wire.Name(s)).Registered);

        FunnelStep Step(string key, decimal count, string? stages) => new(
            key, scene.Words.Text[$"funnel.{key}"], count, count / cohort, OverviewWords.Percent(count, cohort),
            scene.Behind(ModelsBehind.Registered, stages: stages) ?? string.Empty);
    }
}
