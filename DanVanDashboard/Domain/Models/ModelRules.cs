using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Models;

/// <summary>A model as a decision about it needs to know it.</summary>
/// <param name="Facts">Where it is counted.</param>
/// <param name="EnteredBy">User who entered the registration: the person who may not decide on it for a commune.</param>
/// <param name="RegisteredOn">Ngày đăng ký.</param>
/// <param name="Events">All its events, revoked ones included.</param>
public sealed record ModelState(ModelFacts Facts, string EnteredBy, DateOnly RegisteredOn, IReadOnlyList<ModelEvent> Events)
{
    /// <summary>Cấp công nhận mà mô hình hướng tới; <see langword="null"/> where none was stated.</summary>
    public RecognitionLevel? TargetLevel { get; init; }

    /// <summary>Whether its campaign recognises only what was appraised as passed.</summary>
    public bool AppraisalFirst { get; init; }

    /// <summary>Name of the body that decides for the commune, said where somebody else tries to.</summary>
    public string DecidingBody { get; init; } = "";
}

/// <summary>What someone wants to record about a model, cleaned and understood.</summary>
public sealed record EventRequest
{
    /// <summary>What happened.</summary>
    public required ModelEventKind Kind { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Reason of a return, a stop or a revocation.</summary>
    public string? Reason { get; init; }

    /// <summary>Who verified on the spot.</summary>
    public string? By { get; init; }

    /// <summary>Level of a recognition.</summary>
    public RecognitionLevel? Level { get; init; }

    /// <summary>Số quyết định.</summary>
    public string? DecisionNumber { get; init; }

    /// <summary>The body whose decision it is, as it was named.</summary>
    public string? Body { get; init; }

    /// <summary>Nhập thay: whether it is said that another body's decision is entered for it.</summary>
    public bool OnBehalf { get; init; }

    /// <summary>Form of a commendation.</summary>
    public AwardForm? Form { get; init; }

    /// <summary>Who gives a commendation.</summary>
    public string? Giver { get; init; }

    /// <summary>Class of a yearly review.</summary>
    public ReviewClass? Class { get; init; }

    /// <summary>Outcome of an appraisal.</summary>
    public bool? Passed { get; init; }

    /// <summary>Whether a review found the model still running; <see langword="null"/> where it did not say.</summary>
    public bool? StillRunning { get; init; }

    /// <summary>The unit that takes a replicated model over.</summary>
    public string? UnitId { get; init; }

    /// <summary>The event that a revocation takes back.</summary>
    public string? EventId { get; init; }
}

/// <summary>The rules of a model's life: who may record what, and after what. Source: domain notes, "Life of a model", and the outside contract.</summary>
public static class ModelRules
{
    /// <summary>Last day of decisions at district level: the level ended with 30/06/2025.</summary>
    public static readonly DateOnly LastDistrictDay = new(2025, 6, 30);

    /// <summary>Every reason why <paramref name="by"/> may not record <paramref name="request"/> on <paramref name="today"/>; empty when it may.</summary>
    public static List<Refusal> Refusals(Actor by, ModelState model, EventRequest request, DateOnly today)
    {
        var life = ModelLife.Of(model.Events);
        var target = request.Kind == ModelEventKind.Revoke ? model.Events.FirstOrDefault(e => e.Id == request.EventId) : null;
        if (Deciding.Forbidden(by, model, request, target) is { } forbidden)
        {
            return [forbidden];
        }

        var refusals = new List<Refusal>();
        if (request.On > today)
        {
            refusals.Add(new("event.in-future", "on"));
        }

        if (request.On < model.RegisteredOn)
        {
            refusals.Add(new("event.before-registration", "on") { Arguments = [model.RegisteredOn.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)] });
        }

        refusals.AddRange(Missing(request, target));
        if (refusals.Count == 0 && OutOfOrder(life, request, model, target) is { } wrong)
        {
            refusals.Add(wrong);
        }

        return refusals;
    }

    /// <summary>Whether <paramref name="by"/> could record an event of this kind now, if all that it needs is said: what a button is shown by.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="model">The model.</param>
    /// <param name="kind">What would happen.</param>
    /// <param name="today">The day.</param>
    /// <param name="level">Level of a recognition.</param>
    /// <param name="onBehalf">Whether it would be entered for the body that decides.</param>
    public static bool Offers(Actor by, ModelState model, ModelEventKind kind, DateOnly today, RecognitionLevel? level = null, bool onBehalf = false)
    {
        var request = new EventRequest { Kind = kind, On = today, Level = level, OnBehalf = onBehalf, Body = onBehalf ? model.DecidingBody : null, DecisionNumber = "-" };
        return Deciding.Forbidden(by, model, request, null) is null && OutOfOrder(ModelLife.Of(model.Events), request, model, null) is null;
    }

    private static IEnumerable<Refusal> Missing(EventRequest request, ModelEvent? target)
    {
        switch (request.Kind)
        {
            case ModelEventKind.Return or ModelEventKind.Stop or ModelEventKind.Revoke when string.IsNullOrEmpty(request.Reason):
                yield return new("event.reason-missing", "reason");
                break;
            case ModelEventKind.Verify when string.IsNullOrEmpty(request.By):
                yield return new("event.by-missing", "by");
                break;
            case ModelEventKind.Recognise:
                if (request.Level is null)
                {
                    yield return new("event.level-missing", "level");
                }

                if (string.IsNullOrEmpty(request.DecisionNumber))
                {
                    yield return new("event.decision-missing", "decisionNumber");
                }

                break;
            case ModelEventKind.Commend:
                if (request.Form is null)
                {
                    yield return new("event.form-missing", "form");
                }

                if (string.IsNullOrEmpty(request.Giver))
                {
                    yield return new("event.giver-missing", "giver");
                }

                break;
            case ModelEventKind.Review when request.Class is null:
                yield return new("event.class-missing", "class");
                break;
            case ModelEventKind.Review when request is { StillRunning: false, Class: not ReviewClass.End }:
                yield return new("event.review-not-running", "class");
                break;
            case ModelEventKind.Replicate when string.IsNullOrEmpty(request.UnitId):
                yield return new("event.unit-missing", "unitId");
                break;
        }

        if (request.Kind == ModelEventKind.Revoke && target is null)
        {
            yield return new("event.unknown-event", "eventId");
        }
    }

    private static Refusal? OutOfOrder(ModelLife life, EventRequest request, ModelState model, ModelEvent? target)
    {
        if (life.Withdrawn)
        {
            return new("event.model-withdrawn", "kind");
        }

        if (request.Kind == ModelEventKind.Revoke)
        {
            return life.Valid.Any(e => e.Id == target!.Id) ? null : new("event.already-revoked", "eventId");
        }

        var now = life.StageAt(DateOnly.MaxValue)!.Value;
        switch (request.Kind)
        {
            case ModelEventKind.Register or ModelEventKind.Lapse:
                return new("event.kind-unknown", "kind");
            case ModelEventKind.Accept or ModelEventKind.Return when now != Stage.Pending:
                return new(now == Stage.Returned ? "event.resubmit-first" : "event.not-pending", "kind");
            case ModelEventKind.Resubmit when now != Stage.Returned:
                return new("event.not-returned", "kind");
            case ModelEventKind.Accept or ModelEventKind.Return or ModelEventKind.Resubmit:
                return request.On < life.Valid[^1].On ? new("event.before-last", "on") : null;
        }

        if (life.Valid.FirstOrDefault(e => e.Kind == ModelEventKind.Accept) is not { } accepted)
        {
            return new("event.accept-first", "kind");
        }

        if (request.On < accepted.On)
        {
            return new("event.before-acceptance", "on") { Arguments = [accepted.On.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)] };
        }

        if (now == Stage.Stopped || (now == Stage.Lapsed && request.Kind != ModelEventKind.Review))
        {
            return new("event.already-ended", "kind");
        }

        return request.Kind switch
        {
            ModelEventKind.Start when life.Valid.Any(e => e.Kind == ModelEventKind.Start) => new("event.already-started", "kind"),
            ModelEventKind.Recognise => Recognition(life, request, model.AppraisalFirst),
            ModelEventKind.Replicate when request.UnitId == model.Facts.UnitId => new("event.same-unit", "unitId"),
            _ => null,
        };
    }

    private static Refusal? Recognition(ModelLife life, EventRequest request, bool appraisalFirst)
    {
        if (!life.Valid.Any(e => e.Kind == ModelEventKind.Verify && e.On <= request.On))
        {
            return new("event.verify-first", "kind");
        }

        if (appraisalFirst && life.Valid.LastOrDefault(e => e.Kind == ModelEventKind.Appraise && e.On <= request.On) is not { Passed: true })
        {
            return new("event.appraise-first", "kind");
        }

        if (request.Level == RecognitionLevel.District && request.On > LastDistrictDay)
        {
            return new("event.no-district-level", "level");
        }

        return life.Valid.Any(e => e.Kind == ModelEventKind.Recognise && e.Level == request.Level && e.On.Year == request.On.Year)
            ? new("event.already-recognised", "level")
            : null;
    }
}
