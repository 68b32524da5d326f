using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Figures;

/// <summary>Writes figures, their documents and metrics inside a transaction, each with its audit row; open pages learn of it by one event per unit.</summary>
internal static class FigureAppender
{
    /// <summary>Adds a figure and announces it; the sequence of the event.</summary>
    public static async Task<long> AddAsync(WriteSession w, Actor by, Observation figure, CancellationToken ct)
    {
        await StoreAsync(w, by, figure, ct);
        return await AnnounceAsync(w, "figures.entered", figure, ct);
    }

    /// <summary>Adds a figure without announcing it: an import announces once per campaign and unit.</summary>
    public static async Task StoreAsync(WriteSession w, Actor by, Observation f, CancellationToken ct)
    {
        w.Db.Observations.Add(new()
        {
            Id = f.Id, CampaignId = f.CampaignId, SourceId = f.SourceId, Metric = f.Metric, UnitId = f.UnitId, From = f.From.ToString(), To = f.To.ToString(),
            Dated = Wire.Name(f.Dated), TimeMeaning = Wire.Name(f.Time), Subject = f.Subject, Field = f.Field, RecognisedAt = f.RecognisedAt, TargetLevel = f.TargetLevel,
            Value = f.Value, Denominator = f.Denominator, Exactness = Wire.Name(f.Exactness), Measure = f.Measure, Theme = f.Theme, Block = f.Block, Giver = f.Giver,
            Form = f.Form, Scope = f.Scope, BodyNamed = f.BodyNamed, Locator = f.Locator, EnteredBy = by.UserId, EnteredAt = w.Now,
        });
        await w.AuditAsync(by, "figure.enter", f.Id, JsonSerializer.Serialize(new { after = Detail(f) }, ApiAnswer.Options), ct);
    }

    /// <summary>Tells open pages that figures of a campaign and unit changed.</summary>
    public static async Task<long> AnnounceAsync(WriteSession w, string kind, Observation figure, CancellationToken ct)
    {
        var sequence = await w.NextSequenceAsync(ct);
        w.Append(new()
        {
            Sequence = sequence, At = w.Now, On = LocalDay.Of(w.Now), Kind = kind, CampaignId = figure.CampaignId, UnitId = figure.UnitId, Field = figure.FieldKeys.Count == 1 ? figure.Field : null,
            Subject = figure.Subject,
        });
        return sequence;
    }

    /// <summary>Adds a document.</summary>
    public static async Task AddSourceAsync(WriteSession w, Actor by, Source source, CancellationToken ct)
    {
        var order = (await w.Db.Sources.MaxAsync(s => (int?)s.Order, ct) ?? -1) + 1 + w.Db.Sources.Local.Count(s => s.EnteredAt == w.Now);
        w.Db.Sources.Add(new()
        {
            Id = source.Id, Title = source.Title, Kind = Wire.Name(source.Kind), Place = source.Place ?? string.Empty, Issuer = source.Issuer ?? string.Empty,
            DateAsStated = source.DateAsStated.ToString(), Note = source.Note?.Vi ?? string.Empty, Order = order, Reference = source.Reference, EnteredBy = by.UserId, EnteredAt = w.Now,
        });
        var detail = new { after = new { source.Title, kind = Wire.Name(source.Kind), source.Place, source.Issuer, date = source.DateAsStated.ToString(), source.Reference } };
        await w.AuditAsync(by, "source.add", source.Id, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);
    }

    /// <summary>Adds a metric to the catalogue.</summary>
    public static async Task AddMetricAsync(WriteSession w, Actor by, Metric metric, CancellationToken ct)
    {
        w.Db.Metrics.Add(new()
        {
            Key = metric.Key, Kind = metric.Kind, NameVi = metric.Name.Vi, NameEn = metric.Name.En, MeasureVi = metric.Measure?.Vi, MeasureEn = metric.Measure?.En,
            AddedBy = by.UserId, AddedAt = w.Now,
        });
        await w.AuditAsync(by, "metric.add", metric.Key, JsonSerializer.Serialize(new { after = new { metric.Name.Vi, metric.Name.En, kind = Wire.Name(metric.Kind) } }, ApiAnswer.Options), ct);
    }

    /// <summary>A figure as the log keeps it.</summary>
    public static object Detail(Observation f) => new
    {
        campaign = f.CampaignId, source = f.SourceId, f.Metric, unit = f.UnitId, from = f.From.ToString(), to = f.To.ToString(), time = Wire.Name(f.Time), f.Value,
        exactness = Wire.Name(f.Exactness), f.Measure, f.Field, subject = f.Subject is { } s ? Wire.Name(s) : null, f.Locator,
    };
}
