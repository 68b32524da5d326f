using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Localities.Changes;

/// <summary>Ghi nhận thay đổi địa giới: one decision, looked at first, then carried out in one transaction.</summary>
public sealed class RecordUnitChange(Writer writer, Store store, ReferenceData reference, ReferenceChanges changes, BoundaryAtlas atlas, DanVanOptions options, TimeProvider clock)
{
    /// <summary>What the change would touch; nothing is recorded.</summary>
    public async Task<Result<UnitChangePreview>> PreviewAsync(Actor actor, UnitChangeRequest request, CancellationToken ct)
    {
        if (!actor.May(Verb.ManageLocalities))
        {
            return new Refusal("unit-change.not-allowed");
        }

        var change = UnitChangeReading.Read(request);
        if (!change.Ok)
        {
            return change.Refusals.ToList();
        }

        await using var db = store.Read();
        var planned = await UnitChangeDesk.PlanAsync(db, reference.Current, options.RootUnit, change.Value, Today, ct);
        return planned.Ok ? await UnitChangeDesk.ShowAsync(db, reference.Current, planned.Value, dryRun: true, English, ct) : planned.Refusals.ToList();
    }

    /// <summary>Shows what the change would touch, or carries it out as a whole; says everything that stands against it.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, UnitChangeRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        if (request.DryRun)
        {
            var preview = await PreviewAsync(actor, request, ct);
            return preview.Ok ? ApiAnswer.Of(StatusCodes.Status200OK, preview.Value) : preview.Refusals.ToList();
        }

        if (!actor.May(Verb.ManageLocalities))
        {
            return new Refusal("unit-change.not-allowed");
        }

        var change = UnitChangeReading.Read(request);
        if (!change.Ok)
        {
            return change.Refusals.ToList();
        }

        var answer = await writer.OnceAsync<UnitChangeView>(
            key,
            async (w, cancel) =>
            {
                // Read inside the transaction: another change may have come in between.
                var current = await Reference.LoadAsync(store, cancel);
                var planned = await UnitChangeDesk.PlanAsync(w.Db, current, options.RootUnit, change.Value, Today, cancel);
                return planned.Ok ? UnitChangeQueries.View(await WriteAsync(w, actor, current, planned.Value, cancel)) : planned.Refusals.ToList();
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
        if (answer.Ok)
        {
            await AppliedAsync(reference, changes, atlas);
        }

        return answer;
    }

    /// <summary>What was drawn and read of the units as they were is old. The units come first: a map drawn of the old ones in between would be kept as one of the new.</summary>
    internal static async Task AppliedAsync(ReferenceData reference, ReferenceChanges changes, BoundaryAtlas atlas)
    {
        await reference.ReloadAsync(CancellationToken.None);
        await atlas.ReloadAsync(CancellationToken.None);
        await changes.AppliedAsync(null, CancellationToken.None);
    }

    private DateOnly Today => LocalDay.Of(clock.GetUtcNow());

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private async Task<UnitChangeRow> WriteAsync(WriteSession w, Actor actor, Reference current, PlannedUnitChange planned, CancellationToken ct)
    {
        var (plan, change) = (planned.Plan, planned.Plan.Change);
        foreach (var ended in plan.Ended)
        {
            (await w.Db.Units.AsTracking().SingleAsync(u => u.Id == ended.Id, ct)).ValidTo = ended.ValidTo;
        }

        w.Db.Units.AddRange(plan.Added.Select(PlaceRows.ToRow));
        w.Db.Lineage.AddRange(plan.Lineage.Select(PlaceRows.ToRow));
        await WriteBodiesAsync(w, planned, ct);
        foreach (var taken in planned.Effects.ObligationsTaken)
        {
            w.Db.Obligations.Remove(await w.Db.Obligations.AsTracking().SingleAsync(o => o.CampaignId == taken.CampaignId && o.BodyId == taken.BodyId && o.Period == taken.Period, ct));
        }

        w.Db.Obligations.AddRange(planned.Made);
        foreach (var member in await w.Db.ClusterMembers.AsTracking().Where(m => planned.Effects.MembersEnded.Contains(m.Id)).ToListAsync(ct))
        {
            member.To = plan.On;
        }

        w.Db.ClusterMembers.AddRange(planned.Joining);
        var row = new UnitChangeRow
        {
            Id = "t" + Guid.CreateVersion7().ToString("n"), Number = (await w.Db.UnitChanges.MaxAsync(c => (long?)c.Number, ct) ?? 0) + 1, Kind = Wire.Name(change.Kind),
            DecisionNumber = change.DecisionNumber, IssuedBy = change.IssuedBy, Title = change.Title, Locator = change.Locator, On = plan.On, Effects = planned.Effects.ToJson(),
            RecordedBy = actor.UserId, RecordedAt = w.Now,
        };
        w.Db.UnitChanges.Add(row);
        if (plan.On <= Today)
        {
            await UnitChangeAccounts.MoveAsync(w, actor, row, id => plan.After.ById(id)?.FullName ?? id, ct);
        }

        await TellAsync(w, current, ct);
        await ModelWays.FollowAsync(w, plan.After, null, ct);
        await w.AuditAsync(actor, "units.changed", row.Id, JsonSerializer.Serialize(
            new
            {
                before = new { units = planned.Effects.Ended.Select(u => u.Id) },
                after = new { row.Kind, row.DecisionNumber, row.IssuedBy, row.On, units = planned.Effects.Begun.Select(u => u.Id), lineage = planned.Effects.Lineage },
            },
            ApiAnswer.Options), ct);
        return row;
    }

    private static async Task WriteBodiesAsync(WriteSession w, PlannedUnitChange planned, CancellationToken ct)
    {
        foreach (var row in await w.Db.Bodies.AsTracking().Where(b => planned.Effects.BodiesEnded.Contains(b.Id)).ToListAsync(ct))
        {
            row.ValidTo = planned.Plan.On;
            row.HeirId = planned.Effects.BodyHeirs.GetValueOrDefault(row.Id);
            row.Version++;
        }

        foreach (var b in planned.Heirs.Added)
        {
            w.Db.Bodies.Add(new()
            {
                Id = b.Id, UnitId = b.UnitId, ProvinceId = b.ProvinceId, Kind = b.Kind, Block = b.Block, Order = b.Order, ValidFrom = b.ValidFrom, ValidTo = b.ValidTo, Version = 1,
            });
            w.Db.BodyNames.AddRange(b.Names.Select(n => new BodyNameRow { BodyId = b.Id, From = n.From, To = n.To, Name = n.Name }));
            w.Db.BodyLines.AddRange(b.ParentIds.Select(p => new BodyLineRow { BodyId = b.Id, ParentId = p }));
        }
    }

    /// <summary>Every campaign may count by these units; other processes read them anew when they are told of one.</summary>
    internal static async Task TellAsync(WriteSession w, Reference current, CancellationToken ct)
    {
        foreach (var campaign in current.Campaigns)
        {
            await ReferenceChanges.AppendAsync(w, campaign.Id, campaign.RootUnitId, ct);
        }
    }
}
