using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>Writes an import, or takes it back, inside one transaction: whoever looks at the campaign is woken once.</summary>
internal static class ImportWrite
{
    private const int Batch = 250;
    private const int MostNamed = 10;

    /// <summary>Writes all models with their events, and their villages into the lists of real or, for a simulated campaign, of made-up ones; the rows go to the store in batches, the commit is one.</summary>
    public static async Task<int> AllAsync(WriteSession w, Actor actor, ImportRow import, IReadOnlyList<ImportedModel> models, bool simulated, Places places, Action<ImportProgress>? progress, CancellationToken ct)
    {
        var events = 0;
        // Looking for changes at every added row would take longer than all the rest; it is done once, at the end.
        w.Db.ChangeTracker.AutoDetectChangesEnabled = false;
        var versions = new List<(ImportedModel Model, ImportModelRow Row)>();
        for (var i = 0; i < models.Count; i++)
        {
            var (model, row) = (models[i], models[i].Model);
            await ModelAppender.AddAsync(w, actor, row, model.Themes, [], model.Person, ct);
            w.Db.ModelTexts.AddRange(model.Texts);
            foreach (var (e, by) in model.Events)
            {
                await ModelAppender.AddEventAsync(w, actor, row, e, ct);
                if (by is not null)
                {
                    w.Db.ModelPeople.Add(new() { ModelId = row.Id, Part = "verified_by:" + e.Id, Name = by });
                }

                events++;
            }

            versions.Add((model, new() { ImportId = import.Id, ModelId = row.Id, Row = model.Row, Version = row.Version }));
            if ((i + 1) % Batch == 0)
            {
                await w.Db.SaveChangesAsync(ct);
                progress?.Invoke(new("write", i + 1, models.Count));
            }
        }

        w.Db.ImportModels.AddRange(versions.Select(v => v.Row));
        w.Db.ChangeTracker.AutoDetectChangesEnabled = true;
        foreach (var place in models.Where(m => m.Model is { Village: not null, NonLocal: false }).DistinctBy(m => (m.Model.UnitId, m.Model.Village)))
        {
            await VillageList.AddAsync(w, place.Model.UnitId, place.Model.Village!, place.Model.RegisteredOn!.Value, simulated, ct);
        }

        await ModelWays.FollowAsync(w, places, [.. models.Where(m => m.Model is { Village: not null, NonLocal: false }).Select(m => m.Model.UnitId).Distinct()], ct);
        (import.State, import.Models, import.Events, import.DoneAt) = ("done", models.Count, events, w.Now);
        await w.AuditAsync(actor, "register.imported", import.Id, JsonSerializer.Serialize(new { campaign = import.CampaignId, import.FileName, import.FileHash, models = models.Count, events }), ct);
        progress?.Invoke(new("write", models.Count, models.Count));
        return events;
    }

    /// <summary>Withdraws every model of an import by revoking its registration, unless one of them was touched since.</summary>
    public static async Task<Result<int>> UndoAsync(WriteSession w, Actor actor, ImportRow import, string reason, DateOnly today, Action<ImportProgress>? progress, CancellationToken ct)
    {
        var entries = await w.Db.ImportModels.AsNoTracking().Where(m => m.ImportId == import.Id).ToDictionaryAsync(m => m.ModelId, ct);
        var models = await w.Db.Models.Where(m => w.Db.ImportModels.Any(i => i.ImportId == import.Id && i.ModelId == m.Id)).ToListAsync(ct);
        var touched = models.Where(m => m.Version != entries[m.Id].Version).OrderBy(m => entries[m.Id].Row).ToList();
        if (touched.Count > 0)
        {
            return new Refusal("import.touched-since", "id")
            {
                Arguments = [touched.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), string.Join("; ", touched.Take(MostNamed).Select(m => m.Name)) + (touched.Count > MostNamed ? " …" : string.Empty)],
            };
        }

        var registrations = await w.Db.ModelEvents.AsNoTracking().Where(e => e.Kind == ModelEventKind.Register && w.Db.ImportModels.Any(i => i.ImportId == import.Id && i.ModelId == e.ModelId))
            .ToDictionaryAsync(e => e.ModelId, e => e.Id, ct);
        w.Db.ChangeTracker.AutoDetectChangesEnabled = false;
        var done = 0;
        foreach (var model in models)
        {
            await ModelAppender.AddEventAsync(
                w, actor, model,
                new()
                {
                    Id = string.Empty, ModelId = model.Id, CampaignId = model.CampaignId, Kind = ModelEventKind.Revoke, On = today, RevokesEventId = registrations[model.Id], Reason = reason,
                    ByUser = actor.UserId, OnBehalf = actor.ActsOnBehalf,
                },
                ct);
            if (++done % Batch == 0)
            {
                progress?.Invoke(new("undo", done, models.Count));
            }
        }

        w.Db.ChangeTracker.AutoDetectChangesEnabled = true;
        (import.State, import.UndoneBy, import.UndoneAt, import.UndoneReason) = ("undone", actor.UserId, w.Now, reason);
        await w.AuditAsync(actor, "register.import-undone", import.Id, JsonSerializer.Serialize(new { campaign = import.CampaignId, models = models.Count, reason }), ct);
        return models.Count;
    }
}
