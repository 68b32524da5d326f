using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Villages;

/// <summary>Lập, gộp, đổi tên, kế thừa thôn, bản, and which of them an address means. A line that ended stays on record and says what came after it; everything is told to the log.</summary>
public sealed class VillageVerbs(Writer writer, ReferenceData reference, TimeProvider clock)
{
    /// <summary>Puts villages on the list of a commune, all of them or none.</summary>
    public async Task<Result<ApiAnswer>> AddAsync(Actor actor, VillagesRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var today = LocalDay.Of(clock.GetUtcNow());
        var (unit, names, decision) = (reference.Current.Places.ById(request.UnitId), (request.Names ?? []).Select(n => TextFold.Clean(n ?? string.Empty)).ToList(), Decision(request.Decision));
        if (Day(request.From, "from", today) is not { } from)
        {
            return Unreadable("from", request.From);
        }

        return unit is not null && Forbidden(actor, unit.Id) is { } forbidden ? forbidden : await DoAsync<List<VillageView>>(
            key, StatusCodes.Status201Created,
            async (w, cancel) =>
            {
                var listed = unit is null ? [] : await VillageList.AllAsync(w.Db, [unit.Id], request.Simulated, cancel);
                var refusals = VillageRules.ToAdd(unit, names, from, today, listed);
                if (refusals.Count > 0 || TooLong(decision) is { } too && (refusals = [too]).Count > 0)
                {
                    return refusals.ToList();
                }

                var rows = names.ConvertAll(n => new VillageRow { Id = VillageList.NewId(), UnitId = unit!.Id, Name = n, ValidFrom = from, Decision = decision, Simulated = request.Simulated });
                w.Db.Villages.AddRange(rows);
                await TellAsync(w, actor, "village.added", unit!.Id, new { from, decision, request.Simulated, before = Array.Empty<string>(), after = names }, cancel);
                return rows.ConvertAll(r => VillageView.Of(VillageList.Of(r)));
            },
            ct);
    }

    /// <summary>Gộp, đổi tên, giải thể: from a day on one or more villages are one of another name, or one is no more.</summary>
    public async Task<Result<ApiAnswer>> ChangeAsync(Actor actor, VillageChange request, IdempotencyKey? key, CancellationToken ct)
    {
        var today = LocalDay.Of(clock.GetUtcNow());
        var (ids, decision) = ((request.Ids ?? []).Distinct(StringComparer.Ordinal).ToList(), Decision(request.Decision));
        var name = string.IsNullOrWhiteSpace(request.Name) ? null : TextFold.Clean(request.Name);
        if (Day(request.On, "on", today) is not { } on)
        {
            return Unreadable("on", request.On);
        }

        return await DoAsync<List<VillageView>>(
            key, StatusCodes.Status200OK,
            async (w, cancel) =>
            {
                var rows = await FindAsync(w, actor, ids, cancel);
                var listed = rows.Count == 0 ? [] : await VillageList.AllAsync(w.Db, [rows[0].UnitId], rows[0].Simulated, cancel);
                var refusals = VillageRules.ToChange(rows.ConvertAll(VillageList.Of), ids.Count, name, on, today, listed);
                if (refusals.Count > 0)
                {
                    return refusals.ToList();
                }

                if (Forbidden(actor, rows[0].UnitId) is { } forbidden)
                {
                    return forbidden;
                }

                if (TooLong(decision) is { } too)
                {
                    return too;
                }

                var before = rows.ConvertAll(r => r.Name);
                var after = name is null ? null : new VillageRow { Id = VillageList.NewId(), UnitId = rows[0].UnitId, Name = name, ValidFrom = on, Decision = decision, Simulated = rows[0].Simulated };
                if (after is not null)
                {
                    // A village that only changes its name stays where it lies.
                    (after.Lat, after.Lon) = rows.Count == 1 ? (rows[0].Lat, rows[0].Lon) : (null, null);
                    w.Db.Villages.Add(after);
                    await w.Db.SaveChangesAsync(cancel);
                }

                foreach (var row in rows)
                {
                    (row.ValidTo, row.SuccessorId, row.Version) = (on, after?.Id, row.Version + 1);
                }

                await TellAsync(w, actor, rows.Count > 1 ? "village.merged" : after is null ? "village.ended-on" : "village.renamed", rows[0].UnitId, new { on, decision, before, after = name }, cancel);
                return (after is null ? rows : [after]).ConvertAll(r => VillageView.Of(VillageList.Of(r)));
            },
            ct);
    }

    /// <summary>Kế thừa: a commune takes over villages of those that it was formed from, under their names or others.</summary>
    public async Task<Result<ApiAnswer>> InheritAsync(Actor actor, VillageInheritance request, IdempotencyKey? key, CancellationToken ct)
    {
        var (places, decision) = (reference.Current.Places, Decision(request.Decision));
        var wanted = (request.Villages ?? []).Where(v => v?.Id is not null).DistinctBy(v => v.Id, StringComparer.Ordinal).ToList();
        var unit = places.ById(request.UnitId);
        if (unit is not null && Forbidden(actor, unit.Id) is { } forbidden)
        {
            return forbidden;
        }

        return await DoAsync<List<VillageView>>(
            key, StatusCodes.Status200OK,
            async (w, cancel) =>
            {
                var before = unit is null ? [] : places.AllPredecessorsOf(unit.Id).Select(u => u.Id).ToHashSet(StringComparer.Ordinal);
                var ids = wanted.ConvertAll(v => v.Id!);
                // Whoever may keep the new list may read those that go into it.
                var rows = (await w.Db.Villages.AsTracking().Where(v => ids.Contains(v.Id) && v.WithdrawnAt == null).ToListAsync(cancel)).OrderBy(v => ids.IndexOf(v.Id)).ToList();
                var heirs = rows.ConvertAll(r => (Old: VillageList.Of(r), Name: TextFold.Clean(wanted.Find(v => v.Id == r.Id)!.Name ?? string.Empty) is { Length: > 0 } other ? other : r.Name));
                var own = unit is null || rows.Count == 0 ? [] : await w.Db.Villages.AsTracking().Where(v => v.UnitId == unit.Id && v.Simulated == rows[0].Simulated && v.WithdrawnAt == null).ToListAsync(cancel);
                var ownIds = own.ConvertAll(v => v.Id);
                var taken = (await w.Db.Villages.Where(v => v.SuccessorId != null && ownIds.Contains(v.SuccessorId) && v.UnitId != unit!.Id).Select(v => v.SuccessorId!).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
                List<Refusal> refusals = [.. VillageRules.ToInherit(unit, heirs, ids.Count, before, own.ConvertAll(v => (VillageList.Of(v), taken.Contains(v.Id))))];
                if (rows.Select(r => r.Simulated).Distinct().Count() > 1)
                {
                    refusals.Add(new("village.other-list", "villages"));
                }

                if (refusals.Count > 0 || TooLong(decision) is { } too && (refusals = [too]).Count > 0)
                {
                    return refusals;
                }

                var made = new List<VillageRow>();
                foreach (var (row, name) in rows.Zip(heirs, (r, h) => (r, h.Name)))
                {
                    var on = row.ValidFrom >= unit!.ValidFrom ? row.ValidFrom : unit.ValidFrom;
                    var key2 = TextFold.SortKey(name);
                    var heir = own.Find(v => v.ValidTo is null && TextFold.SortKey(v.Name) == key2);
                    if (heir is null)
                    {
                        heir = new VillageRow { Id = VillageList.NewId(), UnitId = unit.Id, Name = name, ValidFrom = on, Decision = decision, Simulated = row.Simulated, Lat = row.Lat, Lon = row.Lon };
                        w.Db.Villages.Add(heir);
                    }
                    else
                    {
                        // A registration put it on the list when it was first heard of; it was there from the commune's first day.
                        (heir.ValidFrom, heir.Lat, heir.Lon, heir.Version) = (heir.ValidFrom < on ? heir.ValidFrom : on, heir.Lat ?? row.Lat, heir.Lon ?? row.Lon, heir.Version + 1);
                    }

                    made.Add(heir);
                    (row.ValidTo, row.SuccessorId, row.Version) = (on, heir.Id, row.Version + 1);
                }

                await TellAsync(w, actor, "village.inherited", unit!.Id, new { decision, before = rows.ConvertAll(r => r.Name), after = heirs.ConvertAll(h => h.Name) }, cancel);
                return made.ConvertAll(r => VillageView.Of(VillageList.Of(r)));
            },
            ct);
    }

    /// <summary>Puts a spelling right and says where a village lies; a new name by decision is a change.</summary>
    public Task<Result<ApiAnswer>> EditAsync(Actor actor, string id, VillageEdit request, IdempotencyKey? key, CancellationToken ct) => DoAsync<VillageView>(
        key, StatusCodes.Status200OK,
        async (w, cancel) =>
        {
            if ((await FindAsync(w, actor, [id], cancel)) is not [var row])
            {
                return new Refusal("village.not-found", "id");
            }

            if (Forbidden(actor, row.UnitId) is { } forbidden)
            {
                return forbidden;
            }

            var name = request.Name is null ? row.Name : TextFold.Clean(request.Name);
            var others = (await VillageList.AllAsync(w.Db, [row.UnitId], row.Simulated, cancel)).Where(v => v.Id != row.Id && v.ValidTo is null).ToList();
            List<Refusal> refusals = [.. VillageRules.ToAdd(reference.Current.Places[row.UnitId], [name], row.ValidFrom, row.ValidFrom, others).Where(r => r.Field == "names").Select(r => r with { Field = "name" })];
            if (VillageRules.Point(request.Lat, request.Lon) is { } outside)
            {
                refusals.Add(outside);
            }

            if (refusals.Count > 0)
            {
                return refusals;
            }

            var before = new { row.Name, row.Lat, row.Lon };
            (row.Name, row.Lat, row.Lon, row.Version) = (name, request.Lat, request.Lon, row.Version + 1);
            await TellAsync(w, actor, "village.corrected", row.UnitId, new { before, after = new { name, request.Lat, request.Lon } }, cancel);
            return VillageView.Of(VillageList.Of(row));
        },
        ct);

    /// <summary>Takes a line back with its reason: what became of others through it is as it was before, and they hold again.</summary>
    public Task<Result<ApiAnswer>> UndoAsync(Actor actor, string id, VillageUndo request, IdempotencyKey? key, CancellationToken ct) => DoAsync<VillageView>(
        key, StatusCodes.Status200OK,
        async (w, cancel) =>
        {
            if ((await FindAsync(w, actor, [id], cancel)) is not [var row])
            {
                return new Refusal("village.not-found", "id");
            }

            if (Forbidden(actor, row.UnitId) is { } forbidden)
            {
                return forbidden;
            }

            if (TextFold.Clean(request.Reason ?? string.Empty) is not { Length: > 0 and <= 500 } reason)
            {
                return new Refusal("village.reason-missing", "reason");
            }

            if (row is { ValidTo: not null, SuccessorId: null })
            {
                // It had only ended; the end is taken back.
                (row.ValidTo, row.Version) = (null, row.Version + 1);
                await TellAsync(w, actor, "village.undone", row.UnitId, new { reason, before = new { row.Name, ended = true }, after = new { row.Name, ended = false } }, cancel);
                return VillageView.Of(VillageList.Of(row));
            }

            if (row.SuccessorId is not null)
            {
                return new Refusal("village.changed-again", "id") { Arguments = [row.Name] };
            }

            var hanging = await w.Db.ModelVillages.CountAsync(m => m.VillageId == id, cancel) + await w.Db.Models.CountAsync(m => m.UnitId == row.UnitId && m.Village == row.Name, cancel);
            if (hanging > 0)
            {
                return new Refusal("village.models-hang-on-it", "id") { Arguments = [row.Name, hanging.ToString(CultureInfo.InvariantCulture)] };
            }

            var before = await w.Db.Villages.AsTracking().Where(v => v.SuccessorId == id).ToListAsync(cancel);
            foreach (var old in before)
            {
                (old.ValidTo, old.SuccessorId, old.Version) = (null, null, old.Version + 1);
            }

            (row.WithdrawnAt, row.Version) = (w.Now, row.Version + 1);
            await TellAsync(w, actor, "village.undone", row.UnitId, new { reason, before = row.Name, after = before.ConvertAll(v => v.Name) }, cancel);
            return VillageView.Of(VillageList.Of(row));
        },
        ct);

    /// <summary>Says which village the addresses of some models mean. The addresses stay as they were written.</summary>
    public Task<Result<ApiAnswer>> MatchAsync(Actor actor, VillageMatch request, IdempotencyKey? key, CancellationToken ct) => DoAsync<VillageMatched>(
        key, StatusCodes.Status200OK,
        async (w, cancel) =>
        {
            var ids = (request.ModelIds ?? []).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            if (ids.Count is 0 or > VillageRules.Most)
            {
                return new Refusal("village.models-missing", "modelIds") { Arguments = [VillageRules.Most.ToString(CultureInfo.InvariantCulture)] };
            }

            var village = string.IsNullOrEmpty(request.VillageId) ? null : (await FindAsync(w, actor, [request.VillageId], cancel)).SingleOrDefault();
            if (village is null && !string.IsNullOrEmpty(request.VillageId))
            {
                return new Refusal("village.not-found", "villageId");
            }

            var models = await w.Db.Models.Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.UnitId, m.BodyId, m.NonLocal, m.CampaignId }).ToListAsync(cancel);
            if (models.Count != ids.Count || models.Exists(m => !actor.Scope.Covers(m.UnitId, m.BodyId, m.NonLocal)))
            {
                return new Refusal("model.not-found", "modelIds") { Arguments = [ids.Except(models.ConvertAll(m => m.Id)).FirstOrDefault() ?? ids[0]] };
            }

            if (models.Select(m => Forbidden(actor, m.UnitId)).OfType<Refusal>().FirstOrDefault() is { } forbidden)
            {
                return forbidden;
            }

            var places = reference.Current.Places;
            if (village is not null && models.Exists(m => !places.ScopeOf(village.UnitId).Contains(m.UnitId) && !places.ScopeOf(m.UnitId).Contains(village.UnitId) && !CameFrom(village.UnitId, m.UnitId)))
            {
                return new Refusal("village.other-commune", "villageId") { Arguments = [village.Name] };
            }

            if (village is not null && models.Exists(m => reference.Current.Campaign(m.CampaignId)!.Simulated != village.Simulated))
            {
                return new Refusal("village.other-list", "villageId");
            }

            var before = await w.Db.ModelVillages.AsTracking().Where(m => ids.Contains(m.ModelId)).ToListAsync(cancel);
            foreach (var id in ids)
            {
                var row = before.Find(m => m.ModelId == id);
                if (village is null)
                {
                    w.Db.ModelVillages.RemoveRange(before.Where(m => m.ModelId == id));
                }
                else if (row is null)
                {
                    w.Db.ModelVillages.Add(new() { ModelId = id, VillageId = village.Id, ByUser = actor.UserId, At = w.Now });
                }
                else
                {
                    (row.VillageId, row.ByUser, row.At) = (village.Id, actor.UserId, w.Now);
                }
            }

            await TellAsync(w, actor, "village.matched", village?.UnitId ?? models[0].UnitId, new { models = ids, before = before.ConvertAll(m => m.VillageId), after = village?.Id, village = village?.Name }, cancel, models.Select(m => m.UnitId));
            return new VillageMatched(village?.Id, ids);
        },
        ct);

    private static async Task<List<VillageRow>> FindAsync(WriteSession w, Actor actor, IReadOnlyList<string> ids, CancellationToken ct) =>
        [.. (await w.Db.Villages.AsTracking().Where(v => ids.Contains(v.Id) && v.WithdrawnAt == null).ToListAsync(ct)).Where(v => actor.Scope.Covers(v.UnitId, null, nonLocal: false))];

    private static Refusal? Forbidden(Actor actor, string unitId) => actor.May(Verb.KeepVillages, unitId, null, nonLocal: false) ? null : new Refusal("village.not-allowed", "unitId");

    // A divided commune is in no scope but its own; its models may lie in any of its successors.
    private bool CameFrom(string unitId, string before) => reference.Current.Places.AllPredecessorsOf(unitId).Any(u => u.Id == before);

    private static Refusal? TooLong(string? decision) =>
        decision is { Length: > VillageRules.DecisionLimit } ? new Refusal("village.decision-too-long", "decision") { Arguments = [VillageRules.DecisionLimit.ToString(CultureInfo.InvariantCulture)] } : null;

    private static string? Decision(string? text) => string.IsNullOrWhiteSpace(text) ? null : TextFold.Clean(text);

    private static Refusal Unreadable(string field, string? text) => new("request.date-unreadable", field) { Arguments = [text ?? string.Empty] };

    private static DateOnly? Day(string? text, string field, DateOnly today) => string.IsNullOrWhiteSpace(text) ? today : Ui.TypedText.Day(text);

    // The log, and the numbers where a divided commune is restated: its models count where their villages went.
    private async Task TellAsync(WriteSession w, Actor actor, string action, string unitId, object detail, CancellationToken ct, IEnumerable<string>? alsoOf = null)
    {
        await w.AuditAsync(actor, action, unitId, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);
        await ModelWays.FollowAsync(w, reference.Current.Places, [unitId, .. alsoOf ?? []], ct);
    }

    private Task<Result<ApiAnswer>> DoAsync<T>(IdempotencyKey? key, int status, Func<WriteSession, CancellationToken, Task<Result<T>>> work, CancellationToken ct) =>
        writer.OnceAsync(key, work, view => ApiAnswer.Of(status, view), ct);
}
