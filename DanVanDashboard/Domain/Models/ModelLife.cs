using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Models;

/// <summary>How far a model has come; exactly one at any day. Recognition does not end a model: it goes on running until it is stopped, ended or lapses.</summary>
public enum Stage
{
    /// <summary>Chờ duyệt.</summary>
    Pending,

    /// <summary>Đề nghị bổ sung.</summary>
    Returned,

    /// <summary>Đã duyệt.</summary>
    Accepted,

    /// <summary>Đang thực hiện, with a recorded start.</summary>
    InProgress,

    /// <summary>Đã thẩm định.</summary>
    Appraised,

    /// <summary>Được công nhận cấp cơ sở, xã, as the highest level so far.</summary>
    RecognisedCommune,

    /// <summary>Được công nhận cấp huyện, as the highest level so far.</summary>
    RecognisedDistrict,

    /// <summary>Được công nhận cấp tỉnh.</summary>
    RecognisedProvince,

    /// <summary>Dừng thực hiện, or ended by a yearly review.</summary>
    Stopped,

    /// <summary>Rời danh sách: no yearly review in time.</summary>
    Lapsed,
}

/// <summary>Stages taken together, as a funnel does.</summary>
public enum StageGroup
{
    /// <summary>Accepted, and neither stopped nor lapsed.</summary>
    Running,

    /// <summary>Recognised at whatever level, and still running.</summary>
    Recognised,

    /// <summary>Stopped or lapsed.</summary>
    Left,
}

/// <summary>Which stages a <see cref="StageGroup"/> takes together.</summary>
public static class StageGroups
{
    /// <summary>The stages of a group.</summary>
    public static IReadOnlyList<Stage> Of(StageGroup group) => group switch
    {
        StageGroup.Recognised => [Stage.RecognisedCommune, Stage.RecognisedDistrict, Stage.RecognisedProvince],
        StageGroup.Left => [Stage.Stopped, Stage.Lapsed],
        _ => [Stage.Accepted, Stage.InProgress, Stage.Appraised, Stage.RecognisedCommune, Stage.RecognisedDistrict, Stage.RecognisedProvince],
    };
}

/// <summary>The status of a model as the result of its dated events. Immutable; rules: domain notes, "Life of a model".</summary>
public sealed class ModelLife
{
    private readonly ModelEvent[] _valid;

    private ModelLife(ModelEvent[] valid) => _valid = valid;

    /// <summary>The events that count, in order of day, then of recording: those not revoked, without the revocations themselves. Empty once the registration was revoked (withdrawn).</summary>
    public IReadOnlyList<ModelEvent> Valid => _valid;

    /// <summary>Whether the registration was taken back; such a model counts nowhere.</summary>
    public bool Withdrawn => _valid.Length == 0;

    /// <summary>Builds the life from all events of one model, in any order.</summary>
    public static ModelLife Of(IReadOnlyCollection<ModelEvent> events)
    {
        // A revocation may itself be revoked: the last word counts, so walk backwards in order of recording.
        var revoked = new HashSet<string>();
        foreach (var revocation in events.Where(e => e.Kind == ModelEventKind.Revoke).OrderByDescending(e => e.Sequence))
        {
            if (!revoked.Contains(revocation.Id) && revocation.RevokesEventId is { } id)
            {
                revoked.Add(id);
            }
        }

        var valid = events.Where(e => e.Kind != ModelEventKind.Revoke && !revoked.Contains(e.Id))
            .OrderBy(e => e.On).ThenBy(e => e.Sequence).ToArray();
        return new(valid.Any(e => e.Kind == ModelEventKind.Register) ? valid : []);
    }

    /// <summary>The stage at the end of <paramref name="day"/>; <see langword="null"/> before registration.</summary>
    public Stage? StageAt(DateOnly day)
    {
        Stage? stage = null;
        foreach (var e in _valid)
        {
            if (e.On > day)
            {
                break;
            }

            stage = Next(stage, e);
        }

        return stage;
    }

    /// <summary>The highest level recognised by the end of <paramref name="day"/>.</summary>
    public RecognitionLevel? LevelAt(DateOnly day)
    {
        RecognitionLevel? level = null;
        foreach (var e in _valid)
        {
            if (e.On > day)
            {
                break;
            }

            if (e.Kind == ModelEventKind.Recognise && (level is null || e.Level > level))
            {
                level = e.Level;
            }
        }

        return level;
    }

    /// <summary>Whether a model of this stage is running (đang thực hiện): accepted and neither stopped nor lapsed.</summary>
    public static bool IsRunning(Stage? stage) => stage is >= Stage.Accepted and <= Stage.RecognisedProvince;

    /// <summary>Whether <paramref name="e"/>, in a life that was registered in <paramref name="registrationYear"/>, carries the model over into the year of its day.</summary>
    public static bool IsCarryOver(ModelEvent e, int registrationYear) =>
        e.Kind == ModelEventKind.Review && e.Class is not ReviewClass.End && e.On.Year > registrationYear;

    /// <summary>The stage after <paramref name="e"/>: never back, except by a return, a stop, a lapse, or a review that revives.</summary>
    public static Stage? Next(Stage? stage, ModelEvent e) => e.Kind switch
    {
        ModelEventKind.Register => stage ?? Stage.Pending,
        ModelEventKind.Return when stage is Stage.Pending => Stage.Returned,
        ModelEventKind.Resubmit when stage is Stage.Returned => Stage.Pending,
        ModelEventKind.Accept when stage is Stage.Pending or Stage.Returned => Stage.Accepted,
        ModelEventKind.Start when stage is Stage.Accepted => Stage.InProgress,
        ModelEventKind.Appraise when stage is Stage.Accepted or Stage.InProgress => Stage.Appraised,
        ModelEventKind.Recognise when stage is null or < Stage.Stopped => Higher(stage, e.Level),
        ModelEventKind.Review when e.Class == ReviewClass.End => Stage.Stopped,
        ModelEventKind.Review when stage is Stage.Lapsed => Stage.InProgress,
        ModelEventKind.Stop => Stage.Stopped,
        ModelEventKind.Lapse when stage is not Stage.Stopped => Stage.Lapsed,
        _ => stage,
    };

    private static Stage? Higher(Stage? stage, RecognitionLevel? level)
    {
        var reached = level switch
        {
            RecognitionLevel.Province => Stage.RecognisedProvince,
            RecognitionLevel.District => Stage.RecognisedDistrict,
            _ => Stage.RecognisedCommune,
        };
        return stage is null || stage < reached ? reached : stage;
    }
}
