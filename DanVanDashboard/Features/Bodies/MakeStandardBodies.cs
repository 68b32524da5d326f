using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Bodies;

/// <summary>Lập đủ các đơn vị của mọi xã: what a commune of the province has not yet, in one go.</summary>
public sealed class MakeStandardBodies(Writer writer, ReferenceData reference, ReferenceChanges changes, DanVanOptions options, TimeProvider clock)
{
    /// <summary>What would be made. A commune that has a body of a kind keeps it, whatever its name.</summary>
    public StandardView Preview() => Of(dryRun: true).View;

    /// <summary>Makes it; a dry run only says what it would make.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, StandardRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        if (!actor.May(Verb.ManageBodies))
        {
            return new Refusal("body.not-allowed");
        }

        if (request.DryRun == true)
        {
            return ApiAnswer.Of(StatusCodes.Status200OK, Preview());
        }

        var answer = await writer.OnceAsync<StandardView>(
            key,
            async (w, cancel) =>
            {
                var (view, bodies) = Of(dryRun: false);
                if (bodies.Count == 0)
                {
                    return new Refusal("body.nothing-to-make");
                }

                foreach (var b in bodies)
                {
                    w.Db.Bodies.Add(new()
                    {
                        Id = b.Id, UnitId = b.UnitId, ProvinceId = b.ProvinceId, Kind = b.Kind, Block = b.Block, Order = b.Order, ValidFrom = b.ValidFrom, ValidTo = b.ValidTo, Version = 1,
                    });
                    w.Db.BodyNames.AddRange(b.Names.Select(n => new BodyNameRow { BodyId = b.Id, From = n.From, To = n.To, Name = n.Name }));
                    w.Db.BodyLines.AddRange(b.ParentIds.Select(p => new BodyLineRow { BodyId = b.Id, ParentId = p }));
                }

                await BodyOrder.RenumberAsync(w, reference.Current.Places, options.RootUnit, cancel);
                await BodyOrder.TellAsync(w, reference.Current, options.RootUnit, cancel);
                await w.AuditAsync(actor, "body.standard-made", "bodies", JsonSerializer.Serialize(new { count = bodies.Count, communes = view.Communes, bodies = bodies.Select(b => b.Id) }, ApiAnswer.Options), cancel);
                return view;
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view), ct);
        if (answer.Ok)
        {
            await changes.AppliedAsync(null, ct);
        }

        return answer;
    }

    private (StandardView View, List<Body> Bodies) Of(bool dryRun)
    {
        var (current, today, root) = (reference.Current, LocalDay.Of(clock.GetUtcNow()), options.RootUnit);
        var made = new List<Body>();
        foreach (var unit in current.Places.Under(root, today, UnitLevel.Commune))
        {
            var has = current.Bodies.Of(unit.Id).Where(b => b.ValidOn(today)).Select(b => b.Kind).ToHashSet();
            var head = current.Bodies.PartyCommitteeOf(unit.Id)?.Id ?? StandardBodies.Id(unit.Id, "dang-uy");
            foreach (var s in StandardBodies.All.Where(s => !has.Contains(s.Kind) && current.Bodies.Find(StandardBodies.Id(unit.Id, s.Key)) is null))
            {
                List<string> parents = s.Kind == BodyKind.PartyCommittee ? [] : [head];
                if (s.Line is { } line && current.Bodies.Find(StandardBodies.Id(root, line)) is { } above)
                {
                    parents.Add(above.Id);
                }

                made.Add(new(StandardBodies.Id(unit.Id, s.Key), unit.Id, root, s.Kind, s.Block, 0, [new($"{s.Name} {unit.FullName}", unit.ValidFrom, null)], unit.ValidFrom, null, parents));
            }
        }

        return (new(dryRun, made.Select(b => b.UnitId).Distinct().Count(), [.. made.Select(b => new NewBody(b.Id, b.Names[0].Name, b.UnitId!))]), made);
    }
}
