using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models;

/// <summary>Records what happened to a model: decided, started, verified, recognised, commended, replicated, stopped, corrected.</summary>
public sealed class RecordModelEvent(Writer writer, ReferenceData reference, TimeProvider clock)
{
    /// <summary>Records the event, or says every reason why not; a repeat of <paramref name="key"/> gets the first answer.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, string modelId, ModelEventRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var today = LocalDay.Of(clock.GetUtcNow());
        var read = Understand(request, today);
        return read.Ok
            ? await writer.OnceAsync(key, (w, cancel) => RecordAsync(w, actor, modelId, read.Value, request, today, cancel), view => ApiAnswer.Of(StatusCodes.Status201Created, view), ct)
            : read.Refusals.ToList();
    }

    private async Task<Result<ModelEventView>> RecordAsync(
        WriteSession w, Actor actor, string modelId, EventRequest wanted, ModelEventRequest request, DateOnly today, CancellationToken ct)
    {
        var current = reference.Current;
        if (await w.Db.Models.FirstOrDefaultAsync(m => m.Id == modelId, ct) is not { } row || row.RegisteredOn is null)
        {
            return new Refusal("model.not-found", "id") { Arguments = [modelId] };
        }

        var state = await ModelStates.ReadAsync(w.Db, row, current, today, ct);
        var refusals = ModelRules.Refusals(actor, state, wanted, today);
        // Whoever may not do it at all is told that, and nothing about the campaign.
        if (ClosedCampaign.Refuses(actor, row, current) && refusals is not [{ Field: "kind" }])
        {
            return ClosedCampaign.Refusal;
        }

        if (wanted.Kind == ModelEventKind.Replicate && refusals.Count == 0)
        {
            var taker = current.Places.ById(wanted.UnitId);
            refusals.AddRange(ModelReplicas.Refusals(actor, taker, wanted.UnitId, taker is not null && current.Places.ScopeOf(current.Campaign(row.CampaignId)!.RootUnitId).Contains(taker.Id), wanted.On));
        }

        ScoringOfEvent? scoring = null;
        if (wanted.Kind is ModelEventKind.SelfScore or ModelEventKind.Appraise && refusals.Count == 0)
        {
            var read = await ScoringOfEvent.ReadAsync(w.Db, actor, row, state.Events, wanted, request.Scores, ct);
            refusals.AddRange(read.Refusals);
            scoring = read.Ok ? read.Value : null;
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var body = request.Body is { } named ? TextFold.Clean(named) : DefaultBody(actor, row, wanted, request.BodyId, current)?.NameOn(wanted.On);
        var e = new ModelEventRow
        {
            Id = string.Empty, ModelId = modelId, CampaignId = row.CampaignId, Kind = wanted.Kind, On = wanted.On, Level = wanted.Level,
            DecisionNumber = wanted.DecisionNumber, Body = body, BodyId = MatchBody(body, row, wanted.On, current), Form = wanted.Form, Giver = wanted.Giver,
            Class = wanted.Class, Passed = scoring?.Passed ?? wanted.Passed, Scores = request.Scores?.GetRawText(), Reason = wanted.Reason, RevokesEventId = wanted.EventId,
            UnitId = wanted.UnitId, ByUser = actor.UserId, OnBehalf = Deciding.IsOnBehalf(actor, state, wanted),
            StillRunning = wanted.StillRunning, Evidence = Evidence(request),
        };
        e.DecisionId = await DecisionBook.AttachAsync(w, actor, row, e, ct);
        await ModelAppender.AddEventAsync(w, actor, row, e, ct);
        if (wanted.Kind == ModelEventKind.Verify)
        {
            w.Db.ModelPeople.Add(new() { ModelId = modelId, Part = "verified_by:" + e.Id, Name = wanted.By! });
        }

        var replica = wanted.Kind == ModelEventKind.Replicate ? await ModelReplicas.AddAsync(
            w, actor, row, state.Facts.Themes, current.Places[wanted.UnitId!], current.Bodies.PartyCommitteeOf(wanted.UnitId!), wanted.On, ct) : null;
        scoring?.Keep(w, actor, row, e, wanted);
        await ConversationOfReturns.FollowAsync(w, actor, row, e, request.Fields ?? [], ct);
        await TellAsync(w, actor, row, e, current, ct);
        return ModelEventView.Of(e, valid: true) with { ReplicaId = replica };
    }

    /// <summary>Those who run the model hear of a decision on it at once, and those who decide that it waits for them.</summary>
    private static Task TellAsync(WriteSession w, Actor actor, ModelRow row, ModelEventRow e, Reference current, CancellationToken ct)
    {
        var kind = ModelAppender.LiveKind(e.Kind);
        return e.Kind switch
        {
            ModelEventKind.Accept or ModelEventKind.Return or ModelEventKind.Review or ModelEventKind.Exemplar or ModelEventKind.Revoke => ModelNotices.TellRunnersAsync(w, actor, row, kind, ct),
            ModelEventKind.Appraise => ModelNotices.TellRunnersAsync(w, actor, row, e.Passed switch { true => "model.appraised-passed", false => "model.appraised-failed", _ => kind }, ct),
            ModelEventKind.Recognise or ModelEventKind.Commend => ModelNotices.TellRunnersAsync(w, actor, row, kind, ct, e.DecisionNumber ?? "–"),
            ModelEventKind.Resubmit or ModelEventKind.SelfScore => ModelNotices.TellDecidersAsync(w, actor, row, current, kind, ct),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>Whose decision it is when nobody says so: the caller's own body; for a commune's decision entered on behalf, its Party committee, or the non-local owner.</summary>
    private static Body? DefaultBody(Actor actor, ModelRow row, EventRequest wanted, string? bodyId, Reference current) =>
        current.Bodies.Find(bodyId ?? actor.BodyId)
        ?? (wanted.Level is not RecognitionLevel.Commune ? null : row.NonLocal ? current.Bodies.Find(row.BodyId) : current.Bodies.PartyCommitteeOf(row.UnitId));

    private static string? MatchBody(string? name, ModelRow row, DateOnly on, Reference current)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        var folded = TextFold.Fold(name);
        var near = current.Bodies.Of(row.UnitId).Concat(current.Bodies.All.Where(b => b.NonLocal));
        return near.FirstOrDefault(b => TextFold.Fold(b.NameOn(on)) == folded)?.Id;
    }

    private static string? Evidence(ModelEventRequest request) => request.Evidence is { } text && TextFold.Clean(text, multiline: true) is { Length: > 0 } clean ? clean : null;

    private static Result<EventRequest> Understand(ModelEventRequest request, DateOnly today)
    {
        var refusals = new List<Refusal>();
        if (Wire.Parse<ModelEventKind>(request.Kind) is not { } kind || kind is ModelEventKind.Register or ModelEventKind.Lapse)
        {
            return new Refusal("event.kind-unknown", "kind") { Arguments = [request.Kind ?? string.Empty] };
        }

        var wanted = new EventRequest
        {
            Kind = kind, On = RegisterModel.Day(request.On, "on", refusals) ?? today, Reason = Line(request.Reason, "reason", 2000), By = Line(request.By, "by"),
            Level = RegisterModel.Optional<RecognitionLevel>(request.Level, "level", refusals), DecisionNumber = Line(request.DecisionNumber, "decisionNumber", 100),
            Form = RegisterModel.Optional<AwardForm>(request.Form, "form", refusals), Giver = Line(request.Giver, "giver"),
            Class = RegisterModel.Optional<ReviewClass>(request.Class, "class", refusals), Passed = request.Passed, UnitId = request.UnitId, EventId = request.EventId,
            Body = Line(request.Body, "body"), OnBehalf = request.OnBehalf ?? false, StillRunning = request.StillRunning,
        };
        _ = Line(Evidence(request), "evidence", 2000);
        refusals.AddRange((request.Fields ?? []).Where(f => !RegistrationFields.IsKnown(f)).Select(f => new Refusal("message.field-unknown", "fields") { Arguments = [f] }));
        return refusals.Count > 0 ? refusals : wanted;

        string? Line(string? text, string field, int limit = Registration.LineLimit)
        {
            var clean = text is null ? null : TextFold.Clean(text);
            if (clean?.Length > limit)
            {
                refusals.Add(new("model.text-too-long", field) { Arguments = [limit.ToString(System.Globalization.CultureInfo.InvariantCulture)] });
            }

            return string.IsNullOrEmpty(clean) ? null : clean;
        }
    }
}
