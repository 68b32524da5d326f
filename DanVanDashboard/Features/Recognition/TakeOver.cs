using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Nhận nhân rộng: a unit takes over a model that is held up to others, and gets a model of its own with the link to the original.</summary>
internal sealed class TakeOver(Writer writer, ReferenceData reference, TimeProvider clock)
{
    /// <summary>Takes a model over; gives the id of the new one.</summary>
    /// <param name="actor">Of the taking unit, or the board on its behalf.</param>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="modelId">The original.</param>
    /// <param name="unitId">The taking unit.</param>
    /// <param name="day">The day as yyyy-MM-dd.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<string>> HandleAsync(Actor actor, string campaignId, string modelId, string unitId, string day, CancellationToken ct)
    {
        var (current, refusals) = (reference.Current, new List<Refusal>());
        var today = LocalDay.Of(clock.GetUtcNow());
        var on = new RequestReading(refusals).Day(day, "on") ?? today;
        if (modelId.Length == 0)
        {
            refusals.Add(new("replica.model-missing", "id"));
        }

        if (unitId.Length == 0)
        {
            refusals.Add(new("event.unit-missing", "unitId"));
        }

        return refusals.Count > 0 ? refusals : await writer.WriteAsync<Result<string>>(
            async (w, cancel) =>
            {
                if (await w.Db.Models.FirstOrDefaultAsync(m => m.Id == modelId && m.CampaignId == campaignId, cancel) is not { RegisteredOn: not null } row || current.Campaign(campaignId) is not { } campaign)
                {
                    return new Refusal("model.not-found", "id") { Arguments = [modelId] };
                }

                var state = await ModelStates.ReadAsync(w.Db, row, current, today, cancel);
                var wanted = new EventRequest { Kind = ModelEventKind.Replicate, On = on, UnitId = unitId };
                var against = ModelRules.Refusals(actor, state, wanted, today);
                var unit = current.Places.ById(unitId);
                against.AddRange(ModelReplicas.Refusals(actor, unit, unitId, unit is not null && current.Places.ScopeOf(campaign.RootUnitId).Contains(unit.Id), on));
                if (await w.Db.Models.AnyAsync(m => m.ReplicaOf == modelId && m.UnitId == unitId && m.Stage != null, cancel))
                {
                    against.Add(new("replica.already-taken", "id"));
                }

                if (against.Count > 0)
                {
                    return against;
                }

                var body = current.Bodies.PartyCommitteeOf(unitId);
                await ModelAppender.AddEventAsync(
                    w, actor, row,
                    new()
                    {
                        Id = string.Empty, ModelId = modelId, CampaignId = campaignId, Kind = ModelEventKind.Replicate, On = on, UnitId = unitId, Body = body?.NameOn(on), BodyId = body?.Id,
                        ByUser = actor.UserId, OnBehalf = Deciding.IsOnBehalf(actor, state, wanted),
                    },
                    cancel);
                return await ModelReplicas.AddAsync(w, actor, row, state.Facts.Themes, unit!, body, on, cancel);
            },
            ct);
    }
}
