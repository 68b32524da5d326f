using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models;

/// <summary>Kết quả of a model: added one by one, withdrawn with a reason, never changed.</summary>
public sealed class ModelResults(Writer writer, TimeProvider clock)
{
    /// <summary>Adds a result.</summary>
    public async Task<Result<ApiAnswer>> AddAsync(Actor actor, string modelId, ResultRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var row = EntryTexts.Result(request, actor, LocalDay.Of(clock.GetUtcNow()), refusals);
        return await writer.OnceAsync<ResultView>(
            key,
            async (w, cancel) =>
            {
                var found = await FactChanges.OwnAsync(w, actor, modelId, cancel);
                if (!found.Ok || row is null)
                {
                    return found.Ok ? refusals : found.Refusals.ToList();
                }

                (row.ModelId, row.At) = (modelId, w.Now);
                w.Db.ModelResults.Add(row);
                await FactChanges.TellAsync(w, actor, found.Value, new { result = new { row.Id, kind = Wire.Name(row.Kind), row.Measure, row.Quantity, exactness = Wire.Name(row.Exactness), row.On } }, cancel);
                return ResultView.Of(row);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }

    /// <summary>Takes a result back.</summary>
    public Task<Result<ApiAnswer>> WithdrawAsync(Actor actor, string modelId, string id, ResultWithdrawal request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<ResultView>(
        key,
        async (w, cancel) =>
        {
            var found = await FactChanges.OwnAsync(w, actor, modelId, cancel);
            if (!found.Ok)
            {
                return found.Refusals.ToList();
            }

            var reason = TextFold.Clean(request.Reason ?? string.Empty);
            if (await w.Db.ModelResults.FirstOrDefaultAsync(r => r.Id == id && r.ModelId == modelId && r.WithdrawnAt == null, cancel) is not { } row)
            {
                return new Refusal("model.not-found", "id") { Arguments = [id] };
            }

            if (reason.Length is 0 or > 500)
            {
                return new Refusal("event.reason-missing", "reason");
            }

            (row.WithdrawnAt, row.WithdrawnBy, row.WithdrawnReason) = (w.Now, actor.UserId, reason);
            await FactChanges.TellAsync(w, actor, found.Value, new { result = new { row.Id, withdrawn = true, reason } }, cancel);
            return ResultView.Of(row);
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);
}
