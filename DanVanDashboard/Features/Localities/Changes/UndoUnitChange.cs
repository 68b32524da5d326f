using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Localities.Changes;

/// <summary>Hoàn tác: takes a recorded change back as if it had never been, as long as nothing new hangs on what it made. The record stays and says who took it back and why.</summary>
public sealed class UndoUnitChange(Writer writer, Store store, ReferenceData reference, ReferenceChanges changes, BoundaryAtlas atlas)
{
    /// <summary>Takes it back in one transaction, or names everything that hangs on it.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, string id, UnitChangeUndo request, IdempotencyKey? key, CancellationToken ct)
    {
        if (!actor.May(Verb.ManageLocalities))
        {
            return new Refusal("unit-change.not-allowed");
        }

        var answer = await writer.OnceAsync<UnitChangeView>(
            key,
            async (w, cancel) =>
            {
                if (await w.Db.UnitChanges.AsTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } row)
                {
                    return new Refusal("unit-change.not-found", "id") { Arguments = [id] };
                }

                if (row.UndoneAt is not null)
                {
                    return new Refusal("unit-change.already-undone", "id") { Arguments = [row.DecisionNumber] };
                }

                List<Refusal> refusals = [];
                var reason = TextFold.Clean(request.Reason ?? string.Empty);
                if (reason.Length == 0)
                {
                    refusals.Add(new("unit-change.reason-missing", "reason"));
                }

                var (current, effects) = (await Reference.LoadAsync(store, cancel), UnitChangeEffects.Of(row));
                refusals.AddRange(await UnitChangeHolds.FindAsync(w.Db, current, effects, cancel));
                if (refusals.Count > 0)
                {
                    return refusals;
                }

                await TakeBackAsync(w, effects, cancel);
                (row.UndoneBy, row.UndoneAt, row.UndoneReason) = (actor.UserId, w.Now, reason);
                await RecordUnitChange.TellAsync(w, current, cancel);
                await w.Db.SaveChangesAsync(cancel);
                await ModelWays.FollowAsync(w, await PlaceRows.ReadAsync(w.Db, cancel), null, cancel);
                await w.AuditAsync(actor, "units.change-undone", row.Id, JsonSerializer.Serialize(
                    new { reason, before = new { row.Kind, row.DecisionNumber, row.On, units = effects.Begun.Select(u => u.Id) }, after = new { units = effects.Ended.Select(u => u.Id) } }, ApiAnswer.Options), cancel);
                return UnitChangeQueries.View(row);
            },
            view => ApiAnswer.Of(StatusCodes.Status200OK, view),
            ct);
        if (answer.Ok)
        {
            await RecordUnitChange.AppliedAsync(reference, changes, atlas);
        }

        return answer;
    }

    private static async Task TakeBackAsync(WriteSession w, UnitChangeEffects effects, CancellationToken ct)
    {
        var (begun, ended) = (effects.Begun.Select(u => u.Id).ToList(), effects.Ended.Select(u => u.Id).ToList());
        // Obligations made since by the clock are those of bodies that no longer are; the clock makes the others anew.
        w.Db.Obligations.RemoveRange(await w.Db.Obligations.AsTracking().Where(o => effects.BodiesBegun.Contains(o.BodyId)).ToListAsync(ct));
        w.Db.Obligations.AddRange(effects.ObligationsTaken);
        w.Db.ClusterMembers.RemoveRange(await w.Db.ClusterMembers.AsTracking().Where(m => effects.MembersBegun.Contains(m.Id)).ToListAsync(ct));
        foreach (var member in await w.Db.ClusterMembers.AsTracking().Where(m => effects.MembersEnded.Contains(m.Id)).ToListAsync(ct))
        {
            member.To = null;
        }

        foreach (var moved in effects.Accounts)
        {
            if (await w.Db.Accounts.AsTracking().FirstOrDefaultAsync(a => a.Id == moved.Id, ct) is { } account)
            {
                (account.UnitId, account.BodyId) = (account.UnitId == moved.ToUnit ? moved.FromUnit : account.UnitId, account.BodyId == moved.ToBody ? moved.FromBody : account.BodyId);
            }
        }

        w.Db.BodyLines.RemoveRange(await w.Db.BodyLines.AsTracking().Where(l => effects.BodiesBegun.Contains(l.BodyId)).ToListAsync(ct));
        w.Db.BodyNames.RemoveRange(await w.Db.BodyNames.AsTracking().Where(n => effects.BodiesBegun.Contains(n.BodyId)).ToListAsync(ct));
        w.Db.Bodies.RemoveRange(await w.Db.Bodies.AsTracking().Where(b => effects.BodiesBegun.Contains(b.Id)).ToListAsync(ct));
        foreach (var body in await w.Db.Bodies.AsTracking().Where(b => effects.BodiesEnded.Contains(b.Id)).ToListAsync(ct))
        {
            (body.ValidTo, body.HeirId) = (null, null);
            body.Version++;
        }

        // Lines of the list that were taken back already; the log keeps what they were.
        w.Db.Villages.RemoveRange(await w.Db.Villages.AsTracking().Where(v => begun.Contains(v.UnitId) && v.WithdrawnAt != null).ToListAsync(ct));
        w.Db.Lineage.RemoveRange(await w.Db.Lineage.AsTracking().Where(l => begun.Contains(l.ToId)).ToListAsync(ct));
        w.Db.Units.RemoveRange(await w.Db.Units.AsTracking().Where(u => begun.Contains(u.Id)).ToListAsync(ct));
        foreach (var unit in await w.Db.Units.AsTracking().Where(u => ended.Contains(u.Id)).ToListAsync(ct))
        {
            unit.ValidTo = null;
        }
    }
}

/// <summary>What hangs on the units and bodies that a change made. Each is named with its number, so that a person can look at it.</summary>
internal static class UnitChangeHolds
{
    public static async Task<List<Refusal>> FindAsync(DanVanDbContext db, Reference current, UnitChangeEffects effects, CancellationToken ct)
    {
        var (units, bodies) = (effects.Begun.Select(u => u.Id).ToList(), effects.BodiesBegun);
        var moved = effects.Accounts.Select(a => a.Id).ToList();
        List<Refusal> refusals = [];

        var later = current.Places.All.Where(u => units.Contains(u.Id) && u.ValidTo is not null).Select(u => u.FullName)
            .Concat(current.Places.All.Where(u => u.ParentId is not null && units.Contains(u.ParentId) && !units.Contains(u.Id)).Select(u => u.FullName)).Distinct().ToList();
        if (later.Count > 0)
        {
            refusals.Add(new("unit-change.later-change", "id") { Arguments = [string.Join(", ", later)] });
        }

        var models = await db.Models.CountAsync(m => units.Contains(m.UnitId) || (m.BodyId != null && bodies.Contains(m.BodyId)), ct) + await db.ModelLines.CountAsync(l => bodies.Contains(l.BodyId), ct);
        if (models > 0)
        {
            refusals.Add(new("unit-change.has-models", "id") { Arguments = [Count(models)] });
        }

        var reports = await db.Reports.CountAsync(r => units.Contains(r.UnitId) || bodies.Contains(r.BodyId), ct) + await db.ReportDelegations.CountAsync(d => bodies.Contains(d.BodyId), ct);
        if (reports > 0)
        {
            refusals.Add(new("unit-change.has-reports", "id") { Arguments = [Count(reports)] });
        }

        var deadlines = await db.Extensions.CountAsync(e => bodies.Contains(e.BodyId), ct) + await db.Reminders.CountAsync(r => bodies.Contains(r.BodyId), ct);
        if (deadlines > 0)
        {
            refusals.Add(new("unit-change.has-deadlines", "id") { Arguments = [Count(deadlines)] });
        }

        if (await db.BoundaryShapes.CountAsync(s => units.Contains(s.UnitId), ct) is > 0 and var shapes)
        {
            refusals.Add(new("unit-change.has-boundaries", "id") { Arguments = [Count(shapes)] });
        }

        // Whoever was moved with the change goes back with it; others were put there by a person.
        if (await db.Accounts.CountAsync(a => !moved.Contains(a.Id) && ((a.UnitId != null && units.Contains(a.UnitId)) || (a.BodyId != null && bodies.Contains(a.BodyId))), ct) is > 0 and var accounts)
        {
            refusals.Add(new("unit-change.has-accounts", "id") { Arguments = [Count(accounts)] });
        }

        var made = await db.Bodies.CountAsync(b => b.UnitId != null && units.Contains(b.UnitId) && (!bodies.Contains(b.Id) || b.ValidTo != null), ct)
            + await db.BodyNames.Where(n => bodies.Contains(n.BodyId)).GroupBy(n => n.BodyId).CountAsync(g => g.Count() > 1, ct)
            + await db.BodyLines.CountAsync(l => bodies.Contains(l.ParentId) && !bodies.Contains(l.BodyId), ct);
        if (made > 0)
        {
            refusals.Add(new("unit-change.has-bodies", "id") { Arguments = [Count(made)] });
        }

        var others = await db.Populations.CountAsync(p => units.Contains(p.UnitId), ct) + await db.Villages.CountAsync(v => units.Contains(v.UnitId) && v.WithdrawnAt == null, ct)
            + await db.Observations.CountAsync(o => units.Contains(o.UnitId), ct) + await db.Targets.CountAsync(t => t.BodyId != null && bodies.Contains(t.BodyId), ct)
            + await db.ClusterMembers.CountAsync(m => !effects.MembersBegun.Contains(m.Id) && ((m.UnitId != null && units.Contains(m.UnitId)) || (m.BodyId != null && bodies.Contains(m.BodyId))), ct)
            + await db.Recipients.CountAsync(r => units.Contains(r.UnitId) || (r.BodyId != null && bodies.Contains(r.BodyId)), ct)
            + await db.HelpLinks.CountAsync(h => units.Contains(h.ToUnitId) || (h.FromUnitId != null && units.Contains(h.FromUnitId)) || (h.FromBodyId != null && bodies.Contains(h.FromBodyId)), ct)
            + await db.Campaigns.CountAsync(c => units.Contains(c.RootUnitId), ct);
        if (others > 0)
        {
            refusals.Add(new("unit-change.has-records", "id") { Arguments = [Count(others)] });
        }

        // What was told of a unit or a body stays told: a period that opened for it, an award, a step of a model that names it.
        if (refusals.Count == 0 && await db.Events.AnyAsync(e => units.Contains(e.UnitId) || (e.BodyId != null && bodies.Contains(e.BodyId)), ct))
        {
            refusals.Add(new("unit-change.has-events", "id"));
        }

        return refusals;
    }

    private static string Count(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
