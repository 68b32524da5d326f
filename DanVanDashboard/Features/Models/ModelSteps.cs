using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Features.Models;

/// <summary>A step of a model's way on the screen.</summary>
/// <param name="Key">Its words.</param>
/// <param name="Done">The day on which it was taken.</param>
/// <param name="Current">Whether it is the next one, or where the model stands.</param>
internal sealed record ModelStep(string Key, DateOnly? Done, bool Current);

/// <summary>The way of a model from registration to replication, and how far it has come.</summary>
internal static class ModelSteps
{
    private static readonly (string Key, ModelEventKind[] Kinds)[] s_steps =
    [
        ("register", [ModelEventKind.Register]), ("accept", [ModelEventKind.Accept]), ("verify", [ModelEventKind.Verify]), ("appraise", [ModelEventKind.Appraise]),
        ("recognise", [ModelEventKind.Recognise]), ("honour", [ModelEventKind.Exemplar, ModelEventKind.Commend]), ("replicate", [ModelEventKind.Replicate]),
    ];

    /// <summary>The steps; the first that is not done after the last done one is the next. None is next for a model that has left.</summary>
    public static IReadOnlyList<ModelStep> Of(ModelLife life)
    {
        var running = !life.Withdrawn && life.StageAt(DateOnly.MaxValue) is not (Stage.Stopped or Stage.Lapsed);
        var done = s_steps.Select(s => life.Valid.Where(e => s.Kinds.Contains(e.Kind)).Select(e => (DateOnly?)e.On).LastOrDefault()).ToArray();
        var last = Array.FindLastIndex(done, d => d is not null);
        return s_steps.Select((s, i) => new ModelStep(s.Key, done[i] == ModelEvent.Undated ? null : done[i], running && i == last + 1)).ToList();
    }
}
