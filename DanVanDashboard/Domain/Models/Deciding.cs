using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Models;

/// <summary>
/// Who decides on a model. A commune's own models are decided on in the commune, by an approver who is not the person that entered them; the
/// province decides on models that aim at its level or belong to non-local bodies, and sees the rest. What came on paper from a commune the
/// board enters for it ("nhập thay"), and says so. Source: domain notes, "Life of a model"; docs/decisions/0004-roles-and-scope.md.
/// </summary>
public static class Deciding
{
    /// <summary>The right that recording an event of this kind and level rests on.</summary>
    public static Verb VerbOf(ModelEventKind kind, RecognitionLevel? level) => kind switch
    {
        ModelEventKind.Register or ModelEventKind.Resubmit or ModelEventKind.Start or ModelEventKind.SelfScore or ModelEventKind.NotEffective or ModelEventKind.Stop => Verb.RunModel,
        ModelEventKind.Verify => Verb.VerifyModel,
        ModelEventKind.Replicate => Verb.TakeModelOver,
        ModelEventKind.Appraise => Verb.AppraiseModel,
        ModelEventKind.Recognise or ModelEventKind.Exemplar => IsAbove(level) ? Verb.RecogniseAbove : Verb.RecogniseInCommune,
        ModelEventKind.Propose => Verb.ProposeAward,
        ModelEventKind.Commend => IsAbove(level) ? Verb.CommendAbove : Verb.CommendInCommune,
        _ => Verb.DecideOnModel,
    };

    /// <summary>Whether the province decides on this model beside its commune or body: it aims at the province, or belongs to a non-local body.</summary>
    public static bool IsTheProvinces(ModelState model) => model.Facts.NonLocal || model.TargetLevel == RecognitionLevel.Province;

    /// <summary>Why <paramref name="by"/> may not record this at all, whatever else it says; a revocation needs the right to record what it takes back.</summary>
    public static Refusal? Forbidden(Actor by, ModelState model, EventRequest request, ModelEvent? revoked)
    {
        if (by.IsSystem)
        {
            return null;
        }

        var (kind, level, facts) = (revoked?.Kind ?? request.Kind, revoked?.Level ?? request.Level, model.Facts);
        var verb = VerbOf(kind, level);
        if (Permissions.Of(by.Role, verb) == Reach.None)
        {
            // One who decides on the lower level is told that it is the level that is not his.
            return verb is Verb.RecogniseAbove && by.May(Verb.RecogniseInCommune) ? new("event.level-not-yours", "level")
                : verb is Verb.CommendAbove && by.May(Verb.CommendInCommune) ? new("event.level-not-yours", "level")
                : new("event.not-allowed", "kind");
        }

        if (verb != Verb.TakeModelOver && !by.May(verb, facts.UnitId, facts.BodyId, facts.NonLocal))
        {
            return new("event.not-your-unit", "kind");
        }

        if (!IsDecision(kind))
        {
            return null;
        }

        return by.ActsOnBehalf ? Provinces(model, request, kind, level, revoked) : model.EnteredBy == by.UserId ? new("event.own-entry", "kind") : null;
    }

    /// <summary>Whether <paramref name="by"/>, who may record it, enters it for the body whose decision or work it is.</summary>
    public static bool IsOnBehalf(Actor by, ModelState model, EventRequest request) =>
        by.ActsOnBehalf && (!IsDecision(request.Kind) || request.OnBehalf || (!IsAbove(request.Level) && !IsTheProvinces(model)));

    // What the province decides, and what it only enters for those who do.
    private static Refusal? Provinces(ModelState model, EventRequest request, ModelEventKind kind, RecognitionLevel? level, ModelEvent? revoked)
    {
        if (IsAbove(level))
        {
            return kind == ModelEventKind.Recognise && revoked is null && !model.Facts.NonLocal && model.TargetLevel == RecognitionLevel.Commune
                ? new("event.aims-lower", "level") { Arguments = [model.DecidingBody] }
                : null;
        }

        if (IsTheProvinces(model) || revoked is { OnBehalf: true } || kind is ModelEventKind.Propose or ModelEventKind.Commend or ModelEventKind.Lapse
            || (kind == ModelEventKind.Exemplar && level is null))
        {
            return null;
        }

        // A decision of recognition that names its body and bears a number says by itself whose it is.
        var said = kind == ModelEventKind.Recognise && revoked is null ? !string.IsNullOrEmpty(request.DecisionNumber) : request.OnBehalf;
        return said && !string.IsNullOrEmpty(request.Body) ? null : new("event.commune-decides", "body") { Arguments = [model.DecidingBody] };
    }

    private static bool IsDecision(ModelEventKind kind) => VerbOf(kind, null) is not (Verb.RunModel or Verb.VerifyModel or Verb.TakeModelOver);

    private static bool IsAbove(RecognitionLevel? level) => level is RecognitionLevel.Province or RecognitionLevel.District;
}
