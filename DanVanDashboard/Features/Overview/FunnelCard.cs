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
    private static readonly Stage[] s_waiting = [Stage.Pending, Stage.Returned];
    private static readonly Stage[] s_recognised = [Stage.RecognisedCommune, Stage.RecognisedDistrict, Stage.RecognisedProvince];
    private static readonly Stage[] s_left = [Stage.Stopped, Stage.Lapsed];
    private static readonly Stage[] s_running = [.. Enum.GetValues<Stage>().Except(s_waiting).Except(s_left)];

    public static Funnel? Of(Scene scene)
    {
        var cohort = scene.Numbers.Totals.Registered;
        if (!scene.Told || cohort == 0)
        {
            return null;
        }

        return new(
            [
                Step("registered", Enum.GetValues<Stage>()),
                Step("running", s_running),
                Step("recognised", s_recognised),
                Step("recognised-province", [Stage.RecognisedProvince]),
            ],
            [.. new[] { Step("pending", [Stage.Pending]), Step("returned", [Stage.Returned]), Step("left", s_left) }.Where(s => s.Value > 0)]);

        FunnelStep Step(string key, Stage[] stages)
        {
            var all = stages.Length == Enum.GetValues<Stage>().Length;
            var count = all ? cohort : stages.Sum(s => scene.Numbers.Stages.Row(Wire.Name(s)).Registered);
            return new(
                key, scene.Words.Text[$"funnel.{key}"], count, count / cohort, OverviewWords.Percent(count, cohort),
                scene.Behind(ModelsBehind.Registered, stages: all ? null : string.Join(',', stages.Select(Wire.Name))) ?? string.Empty);
        }
    }
}
