using DanVanDashboard.Data;
using DanVanDashboard.Domain.Models;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>A stored model as the rules about it need to know it.</summary>
public static class ModelStates
{
    /// <summary>Reads what is not in the row: events and themes.</summary>
    public static async Task<ModelState> ReadAsync(DanVanDbContext db, ModelRow row, Reference current, DateOnly today, CancellationToken ct)
    {
        var events = (await db.ModelEvents.Where(e => e.ModelId == row.Id).ToListAsync(ct)).ConvertAll(e => e.ToDomain());
        var themes = await db.ModelThemes.Where(t => t.ModelId == row.Id).Select(t => t.Theme).ToListAsync(ct);
        return Of(row, themes, events, current, today);
    }

    /// <summary>Puts together what was read.</summary>
    public static ModelState Of(ModelRow row, IReadOnlyList<string> themes, IReadOnlyList<ModelEvent> events, Reference current, DateOnly today) =>
        new(ModelAppender.FactsOf(row, themes), row.EnteredBy, row.RegisteredOn ?? today, events) { TargetLevel = row.TargetLevel, AppraisalFirst = current.Campaign(row.CampaignId)?.AppraisalFirst ?? false, DecidingBody = DecidingBody(row, current, today) };

    /// <summary>Name of the body that decides on a model at the lowest level: the Party committee of its commune, as it is today, or the non-local owner.</summary>
    public static string DecidingBody(ModelRow row, Reference current, DateOnly today)
    {
        if (row.NonLocal)
        {
            return current.Bodies.Find(row.BodyId)?.NameOn(today) ?? row.Owner;
        }

        var unit = current.Places.SuccessorAt(row.UnitId, today) ?? current.Places[row.UnitId];
        return current.Bodies.PartyCommitteeOf(unit.Id)?.NameOn(today) ?? unit.FullName;
    }
}
