using System.Text.Encodings.Web;
using System.Text.Json;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

/// <summary>Writes models and their events inside a transaction; the one place where row, event, outbox and audit are put together.</summary>
internal static class ModelAppender
{
    private static readonly JsonSerializerOptions s_detail = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds a new model with its registration.</summary>
    public static async Task<ModelEventRow> AddAsync(
        WriteSession w, Actor by, ModelRow row, IReadOnlyList<string> themes, IReadOnlyList<string> lines, string? personResponsible, CancellationToken ct)
    {
        var sequence = await w.NextSequenceAsync(ct);
        row.Version = sequence;
        row.CreatedAt = w.Now;
        w.Db.Models.Add(row);
        w.Db.ModelThemes.AddRange(themes.Select(t => new ModelThemeRow { ModelId = row.Id, Theme = t }));
        w.Db.ModelLines.AddRange(lines.Select(l => new ModelLineRow { ModelId = row.Id, BodyId = l }));
        if (!string.IsNullOrEmpty(personResponsible))
        {
            w.Db.ModelPeople.Add(new() { ModelId = row.Id, Part = "responsible", Name = personResponsible });
        }

        var registered = new ModelEventRow
        {
            Sequence = sequence, Id = EventId(sequence), ModelId = row.Id, CampaignId = row.CampaignId, Kind = ModelEventKind.Register,
            On = row.RegisteredOn!.Value, ByUser = by.UserId, OnBehalf = row.OnBehalf,
        };
        await AppendAsync(w, by, row, registered, FactsOf(row, themes), ct);
        return registered;
    }

    /// <summary>Adds an event to a model that exists; <paramref name="e"/> gets its sequence and id here.</summary>
    public static async Task AddEventAsync(WriteSession w, Actor by, ModelRow row, ModelEventRow e, CancellationToken ct)
    {
        e.Sequence = await w.NextSequenceAsync(ct);
        e.Id = EventId(e.Sequence);
        row.Version = e.Sequence;
        var before = Follows(row, e) ? null : await w.Db.ModelEvents.AsNoTracking().Where(x => x.ModelId == row.Id).ToListAsync(ct);
        await AppendAsync(w, by, row, e, null, ct);
        if (before is not null)
        {
            // What it takes back, or comes in late before others, changes how the whole life reads; so do earlier events of this same transaction.
            var own = w.Db.ModelEvents.Local.Where(x => x.ModelId == row.Id);
            Keep(row, before.Concat(own).DistinctBy(x => x.Sequence).Select(x => x.ToDomain()).ToList());
        }
    }

    /// <summary>Sets how a model stands by all its events.</summary>
    public static void Keep(ModelRow row, IReadOnlyCollection<ModelEvent> events)
    {
        var life = ModelLife.Of(events);
        row.Stage = life.StageAt(DateOnly.MaxValue);
        row.Running = ModelLife.IsRunning(row.Stage);
        row.LastOn = life.Valid.Count > 0 ? life.Valid[^1].On : ModelEvent.Undated;
    }

    /// <summary>What a stored model is counted by.</summary>
    public static ModelFacts FactsOf(ModelRow row, IReadOnlyList<string> themes) =>
        new(row.Id, row.UnitId, row.BodyId, row.NonLocal, row.Field, row.Subject, row.Block, themes) { WentTo = row.WentTo };

    /// <summary>The outside kind of a change, as in the contract's hub.</summary>
    public static string LiveKind(ModelEventKind kind) => kind switch
    {
        ModelEventKind.Register => "model.registered",
        ModelEventKind.Accept => "model.accepted",
        ModelEventKind.Return => "model.returned",
        ModelEventKind.Resubmit => "model.resubmitted",
        ModelEventKind.Start => "model.started",
        ModelEventKind.Verify => "model.verified",
        ModelEventKind.SelfScore => "model.self-scored",
        ModelEventKind.Appraise => "model.appraised",
        ModelEventKind.Review => "model.reviewed",
        ModelEventKind.Recognise => "model.recognised",
        ModelEventKind.Exemplar => "model.exemplar",
        ModelEventKind.Propose => "model.proposed",
        ModelEventKind.Commend => "model.commended",
        ModelEventKind.Replicate => "model.replicated",
        ModelEventKind.NotEffective => "model.not-effective",
        ModelEventKind.Stop => "model.stopped",
        ModelEventKind.Revoke => "model.corrected",
        _ => "model.lapsed",
    };

    /// <summary>Writes an event whose sequence is known: its own row and that of the outbox, without an audit row. Events of one model come in the order of their days, none taken back; <see cref="AddEventAsync"/> takes them in any order.</summary>
    /// <param name="w">The transaction.</param>
    /// <param name="row">The model.</param>
    /// <param name="e">The event.</param>
    /// <param name="at">When it was recorded, UTC.</param>
    /// <param name="facts">Of a model that is new with this event.</param>
    public static void Append(WriteSession w, ModelRow row, ModelEventRow e, DateTime at, ModelFacts? facts)
    {
        w.Db.ModelEvents.Add(e);
        if (Follows(row, e))
        {
            row.Stage = ModelLife.Next(row.Stage, e.ToDomain());
            row.Running = ModelLife.IsRunning(row.Stage);
            row.LastOn = e.On;
        }

        w.Append(
            new()
            {
                Sequence = e.Sequence, At = at, On = e.On, Kind = LiveKind(e.Kind), CampaignId = row.CampaignId, UnitId = row.UnitId, BodyId = row.BodyId,
                NonLocal = row.NonLocal, Field = row.Field, Subject = row.Subject, ModelId = row.Id, Internal = row.Visibility == Visibility.Internal,
            },
            facts,
            e.ToDomain());
    }

    /// <summary>The id of the event with a sequence.</summary>
    public static string EventId(long sequence) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"E{sequence:000000}");

    private static string? Named(Stage? stage) => stage is { } s ? Wire.Name(s) : null;

    // A withdrawn model has no stage, and stays so whatever follows, until its registration stands again.
    private static bool Follows(ModelRow row, ModelEventRow e) =>
        e.Kind != ModelEventKind.Revoke && e.On >= row.LastOn && (row.Stage is not null || e.Kind == ModelEventKind.Register);

    private static async Task AppendAsync(WriteSession w, Actor by, ModelRow row, ModelEventRow e, ModelFacts? facts, CancellationToken ct)
    {
        var stage = row.Stage;
        Append(w, row, e, w.Now, facts);
        var detail = new
        {
            campaign = row.CampaignId, before = new { stage = Named(stage) }, after = new { stage = Named(row.Stage) },
            e.Sequence, on = e.On, level = e.Level is { } l ? Wire.Name(l) : null, e.DecisionNumber, form = e.Form is { } f ? Wire.Name(f) : null, e.Reason,
            e.RevokesEventId, unitId = e.Kind == ModelEventKind.Register ? row.UnitId : e.UnitId, name = e.Kind == ModelEventKind.Register ? row.Name : null, onBehalf = e.OnBehalf,
        };
        await w.AuditAsync(by, LiveKind(e.Kind), row.Id, JsonSerializer.Serialize(detail, s_detail), ct);
    }
}
