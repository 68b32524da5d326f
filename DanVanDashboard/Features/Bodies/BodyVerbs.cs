using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Bodies;

/// <summary>Lập, sửa, đổi tên, kết thúc đơn vị. Names are added by date and never overwritten; a body that ended stays.</summary>
public sealed class BodyVerbs(Writer writer, ReferenceData reference, ReferenceChanges changes, DanVanOptions options)
{
    /// <summary>Makes a body.</summary>
    public async Task<Result<ApiAnswer>> MakeAsync(Actor actor, BodyRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var (current, unreadable) = (reference.Current, new List<Refusal>());
        var wish = new BodyWish(Clean(request.Name), Wire.Parse<BodyKind>(request.Kind), Wire.Parse<OrganisationBlock>(request.Block), Day(request.ValidFrom, "validFrom", unreadable));
        var refusals = BodyRules.ToMake(actor, wish);
        if (refusals is [{ Code: "body.not-allowed" }])
        {
            return refusals;
        }

        refusals = [.. refusals.Where(r => unreadable.All(u => u.Field != r.Field)), .. unreadable];
        var unit = string.IsNullOrEmpty(request.UnitId) ? null : request.UnitId;
        if (unit is not null && !current.Places.ScopeOf(options.RootUnit).Contains(unit))
        {
            refusals.Add(new("model.unit-unknown", "unitId") { Arguments = [unit] });
        }

        var parents = Parents(current, request.ParentIds, refusals);
        var day = wish.ValidFrom ?? DateOnly.MinValue;
        if (wish.Name.Length > 0 && current.Bodies.All.Any(b => b.ProvinceId == options.RootUnit && b.UnitId == unit && b.ValidOn(day) && TextFold.SortKey(b.NameOn(day)) == TextFold.SortKey(wish.Name)))
        {
            refusals.Add(new("body.name-taken", "name") { Arguments = [wish.Name] });
        }

        return refusals.Count > 0 ? refusals : await DoAsync(
            key, StatusCodes.Status201Created,
            async (w, cancel) =>
            {
                var taken = await w.Db.Bodies.Select(b => b.Id).ToListAsync(cancel);
                var owner = StandardBodies.Id(unit ?? options.RootUnit, string.Empty);
                var id = owner + CampaignRules.KeyOf(wish.Name, '-', [.. taken.Where(t => t.StartsWith(owner, StringComparison.Ordinal)).Select(t => t[owner.Length..])]);
                var row = new BodyRow
                {
                    Id = id, UnitId = unit, ProvinceId = options.RootUnit, Kind = wish.Kind!.Value, Block = wish.Block!.Value, ValidFrom = day, Version = 1,
                    Order = request.Order ?? await w.Db.Bodies.Where(b => b.UnitId == null && b.ProvinceId == options.RootUnit).MaxAsync(b => (int?)b.Order, cancel) + 1 ?? 0,
                };
                w.Db.Bodies.Add(row);
                w.Db.BodyNames.Add(new() { BodyId = id, From = day, Name = wish.Name });
                w.Db.BodyLines.AddRange(parents.Select(p => new BodyLineRow { BodyId = id, ParentId = p }));
                if (unit is not null)
                {
                    await BodyOrder.RenumberAsync(w, current.Places, options.RootUnit, cancel);
                }

                await w.AuditAsync(actor, "body.made", id, JsonSerializer.Serialize(new { before = (object?)null, after = Told(row, wish.Name, parents) }, ApiAnswer.Options), cancel);
                return new BodyDetail(id, unit, row.ProvinceId, Wire.Name(row.Kind), Wire.Name(row.Block), row.Order, day, null, [new(wish.Name, day, null)], parents, 1);
            },
            ct);
    }

    /// <summary>Changes kind, block, lines and, of a non-local body, its place in protocol order.</summary>
    public async Task<Result<ApiAnswer>> EditAsync(Actor actor, string id, BodyRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        if (!actor.May(Verb.ManageBodies))
        {
            return new Refusal("body.not-allowed");
        }

        var current = reference.Current;
        var (kind, block) = (Wire.Parse<BodyKind>(request.Kind), Wire.Parse<OrganisationBlock>(request.Block));
        var refusals = BodyRules.KindRefusals(kind, block).ToList();
        var parents = Parents(current, request.ParentIds, refusals);
        if (current.Bodies.Find(id) is not null && BodyRules.Loops(current.Bodies, id, parents))
        {
            refusals.Add(new("body.reports-to-itself", "parentIds"));
        }

        return refusals.Count > 0 ? refusals : await ChangeAsync(
            id, request.Version, key,
            async (w, row, body, cancel) =>
            {
                var before = Told(row, body.Names[^1].Name, body.ParentIds);
                (row.Kind, row.Block) = (kind!.Value, block!.Value);
                if (row.UnitId is null && request.Order is { } order)
                {
                    row.Order = order;
                }

                var lines = await w.Db.BodyLines.AsTracking().Where(l => l.BodyId == id).ToListAsync(cancel);
                w.Db.BodyLines.RemoveRange(lines.Where(l => !parents.Contains(l.ParentId)));
                w.Db.BodyLines.AddRange(parents.Where(p => lines.TrueForAll(l => l.ParentId != p)).Select(p => new BodyLineRow { BodyId = id, ParentId = p }));
                await w.AuditAsync(actor, "body.edited", id, JsonSerializer.Serialize(new { before, after = Told(row, body.Names[^1].Name, parents) }, ApiAnswer.Options), cancel);
                return (body with { Kind = row.Kind, Block = row.Block, Order = row.Order, ParentIds = parents }, null);
            },
            ct);
    }

    /// <summary>Gives a new name from a day on; the earlier ones keep their days.</summary>
    public async Task<Result<ApiAnswer>> RenameAsync(Actor actor, string id, BodyRename request, IdempotencyKey? key, CancellationToken ct)
    {
        if (!actor.May(Verb.ManageBodies))
        {
            return new Refusal("body.not-allowed");
        }

        var unreadable = new List<Refusal>();
        var (name, from) = (Clean(request.Name), Day(request.From, "from", unreadable));
        return unreadable.Count > 0 ? unreadable : await ChangeAsync(
            id, request.Version, key,
            async (w, row, body, cancel) =>
            {
                if (BodyRules.ToRename(body, name, from) is { Count: > 0 } refusals)
                {
                    return (null, refusals);
                }

                var last = await w.Db.BodyNames.AsTracking().Where(n => n.BodyId == id).OrderByDescending(n => n.From).FirstAsync(cancel);
                last.To = from;
                w.Db.BodyNames.Add(new() { BodyId = id, From = from!.Value, Name = name });
                await w.AuditAsync(
                    actor, "body.renamed", id, JsonSerializer.Serialize(new { from, before = new { last.Name }, after = new { name } }, ApiAnswer.Options), cancel);
                return (body with { Names = [.. body.Names.SkipLast(1), body.Names[^1] with { To = from }, new(name, from.Value, null)] }, null);
            },
            ct);
    }

    /// <summary>Ends a body: from that day on it owes nothing and is not offered; what it did stays.</summary>
    public async Task<Result<ApiAnswer>> EndAsync(Actor actor, string id, BodyEnd request, IdempotencyKey? key, CancellationToken ct)
    {
        if (!actor.May(Verb.ManageBodies))
        {
            return new Refusal("body.not-allowed");
        }

        var unreadable = new List<Refusal>();
        var (on, reason) = (Day(request.On, "on", unreadable), Clean(request.Reason));
        return unreadable.Count > 0 ? unreadable : await ChangeAsync(
            id, request.Version, key,
            async (w, row, body, cancel) =>
            {
                if (BodyRules.ToEnd(body, on, reason) is { Count: > 0 } refusals)
                {
                    return (null, refusals);
                }

                row.ValidTo = on;
                await w.AuditAsync(actor, "body.ended-on", id, JsonSerializer.Serialize(new { reason, before = new { validTo = (DateOnly?)null }, after = new { validTo = on } }, ApiAnswer.Options), cancel);
                return (body with { ValidTo = on }, null);
            },
            ct);
    }

    private static object Told(BodyRow row, string name, IReadOnlyList<string> parents) => new
    {
        name, kind = Wire.Name(row.Kind), block = Wire.Name(row.Block), row.UnitId, row.Order, row.ValidFrom, row.ValidTo, parentIds = parents,
    };

    private Task<Result<ApiAnswer>> ChangeAsync(
        string id, long? version, IdempotencyKey? key, Func<WriteSession, BodyRow, Body, CancellationToken, Task<(Body? Body, List<Refusal>? Refusals)>> change, CancellationToken ct) => DoAsync(
        key, StatusCodes.Status200OK,
        async (w, cancel) =>
        {
            if (reference.Current.Bodies.Find(id) is not { } body || body.ProvinceId != options.RootUnit || await w.Db.Bodies.AsTracking().FirstOrDefaultAsync(b => b.Id == id, cancel) is not { } row)
            {
                return new Refusal("body.not-found", "id") { Arguments = [id] };
            }

            if (version is { } read && read != row.Version)
            {
                return new Refusal("body.changed-meanwhile", "version");
            }

            var (changed, refusals) = await change(w, row, body, cancel);
            if (refusals is not null)
            {
                return refusals;
            }

            row.Version++;
            return BodyDetail.Of(changed!, row.Version);
        },
        ct);

    private async Task<Result<ApiAnswer>> DoAsync(IdempotencyKey? key, int status, Func<WriteSession, CancellationToken, Task<Result<BodyDetail>>> work, CancellationToken ct)
    {
        var answer = await writer.OnceAsync<BodyDetail>(
            key,
            async (w, cancel) =>
            {
                var result = await work(w, cancel);
                if (result.Ok)
                {
                    await BodyOrder.TellAsync(w, reference.Current, options.RootUnit, cancel);
                }

                return result;
            },
            view => ApiAnswer.Of(status, view), ct);
        if (answer.Ok)
        {
            await changes.AppliedAsync(null, ct);
        }

        return answer;
    }

    private List<string> Parents(Reference current, IReadOnlyList<string>? ids, List<Refusal> refusals)
    {
        var parents = (ids ?? []).Where(p => !string.IsNullOrWhiteSpace(p)).Distinct().Order(StringComparer.Ordinal).ToList();
        refusals.AddRange(parents.Where(p => current.Bodies.Find(p)?.ProvinceId != options.RootUnit).Select(p => new Refusal("model.body-unknown", "parentIds") { Arguments = [p] }));
        return parents;
    }

    private static string Clean(string? text) => text is null ? string.Empty : TextFold.Clean(text);

    private static DateOnly? Day(string? text, string field, List<Refusal> unreadable)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        unreadable.Add(new("request.date-unreadable", field) { Arguments = [text] });
        return null;
    }
}
