using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/models/{id}/scores</c>.</summary>
public sealed record ScoresRequest
{
    public JsonElement? Scores { get; init; }
    public string? Remark { get; init; }
    public string? On { get; init; }
    public bool? OnBehalf { get; init; }
    public string? Body { get; init; }
}

/// <summary>A sheet that was kept.</summary>
public sealed record GivenScoresView(string Id, long Sequence, int Round, decimal Total, decimal? MaxTotal);
#pragma warning restore CS1591

/// <summary>Chấm điểm thẩm định: the sheet of one appraiser, one in each round. The round is concluded by the event <c>appraise</c>.</summary>
public sealed class GiveScores(Writer writer, ReferenceData reference, TimeProvider clock)
{
    /// <summary>Longest remark of a sheet, in characters.</summary>
    public const int RemarkLimit = 2000;

    /// <summary>Keeps the sheet, or says every reason why not.</summary>
    public Task<Result<ApiAnswer>> HandleAsync(Actor actor, string modelId, ScoresRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var today = LocalDay.Of(clock.GetUtcNow());
        return writer.OnceAsync<GivenScoresView>(
            key,
            async (w, cancel) =>
            {
                if (await w.Db.Models.FirstOrDefaultAsync(m => m.Id == modelId, cancel) is not { RegisteredOn: not null } row || !actor.Scope.Covers(row.UnitId, row.BodyId, row.NonLocal))
                {
                    return new Refusal("model.not-found", "id") { Arguments = [modelId] };
                }

                var refusals = new List<Refusal>();
                var body = request.Body is null ? null : TextFold.Clean(request.Body);
                var wanted = new EventRequest
                {
                    Kind = ModelEventKind.Appraise, On = RegisterModel.Day(request.On, "on", refusals) ?? today, OnBehalf = request.OnBehalf ?? false, Body = string.IsNullOrEmpty(body) ? null : body,
                };
                var state = await ModelStates.ReadAsync(w.Db, row, reference.Current, today, cancel);
                // Whoever may not appraise is told that, and nothing about the points.
                var first = ModelRules.Refusals(actor, state, wanted, today);
                if (first is [{ Field: "kind" }])
                {
                    return first;
                }

                if (ClosedCampaign.Refuses(actor, row, reference.Current))
                {
                    return ClosedCampaign.Refusal;
                }

                refusals.AddRange(first);
                var round = ScoreSheets.RoundOf(state.Events);
                var sheets = await ScoreSheets.OfRoundAsync(w.Db, modelId, round, cancel);
                var sheet = ScoreSheet.Read(request.Scores, await ScoreSheets.SetOfAsync(w.Db, row, sheets, wanted.On, cancel));
                refusals.AddRange(sheet.Refusals);
                if (sheet is { Ok: true, Value: null })
                {
                    refusals.Add(new("score.missing", "scores"));
                }

                var remark = request.Remark is null ? null : TextFold.Clean(request.Remark, multiline: true);
                if (remark?.Length > RemarkLimit)
                {
                    refusals.Add(new("model.text-too-long", "remark") { Arguments = ["2000"] });
                }

                if (sheets.Exists(s => s.ByUser == actor.UserId))
                {
                    refusals.Add(new("score.already-given", "scores"));
                }

                if (refusals.Count > 0)
                {
                    return refusals;
                }

                var sequence = await w.NextSequenceAsync(cancel);
                var kept = ScoreSheets.Add(w, actor, row, sheet.Value!, self: false, round, sequence, wanted, Deciding.IsOnBehalf(actor, state, wanted), string.IsNullOrEmpty(remark) ? null : remark);
                w.Append(new()
                {
                    Sequence = sequence, At = w.Now, On = wanted.On, Kind = "score.given", CampaignId = row.CampaignId, UnitId = row.UnitId, BodyId = row.BodyId, NonLocal = row.NonLocal,
                    Field = row.Field, Subject = row.Subject, ModelId = row.Id, Internal = row.Visibility == Visibility.Internal,
                });
                var detail = new { sheet = kept.Id, round, kept.SetId, kept.Total, points = sheet.Value!.Points.ToDictionary(p => p.Criterion, p => ScoreSheets.Short(p.Points)), kept.OnBehalf };
                await w.AuditAsync(actor, "score.given", row.Id, JsonSerializer.Serialize(detail, ApiAnswer.Options), cancel);
                return new GivenScoresView(kept.Id, sequence, round, kept.Total, kept.MaxTotal);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }
}
