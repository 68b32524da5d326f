using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Projection;

/// <summary>Sources and reported figures from their rows. What is empty in the store is not stated, and stays so.</summary>
internal static class ReportedRows
{
    public static Source ToSource(SourceRow r) => new(
        r.Id, Wire.Parse<SourceKind>(r.Kind) ?? SourceKind.Other, r.Title, Stated(r.Place), Stated(r.Issuer), PartialDate.Parse(r.DateAsStated),
        r.Note.Split('\n', 2) is [{ Length: > 0 } vi, .. var rest] ? new(vi, rest is [var en] ? en : string.Empty) : null) { Reference = r.Reference };

    public static Observation ToObservation(ObservationRow r) => new()
    {
        Id = r.Id, CampaignId = r.CampaignId, SourceId = r.SourceId, Metric = r.Metric, UnitId = r.UnitId, From = PartialDate.Parse(r.From), To = PartialDate.Parse(r.To),
        Dated = Wire.Parse<Dated>(r.Dated)!.Value, Time = Wire.Parse<TimeMeaning>(r.TimeMeaning)!.Value, Subject = r.Subject, Field = r.Field,
        RecognisedAt = r.RecognisedAt, TargetLevel = r.TargetLevel, Value = Plain(r.Value), Denominator = r.Denominator is { } of ? Plain(of) : null,
        Exactness = Wire.Parse<Exactness>(r.Exactness)!.Value, Measure = r.Measure, Theme = r.Theme, Block = r.Block, Giver = r.Giver, Form = r.Form,
        Scope = r.Scope, BodyNamed = r.BodyNamed, Locator = r.Locator,
    };

    /// <summary>The number without the zeros that a store gives back behind it: 744, not 744.0.</summary>
    public static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    private static string? Stated(string text) => text.Length > 0 ? text : null;
}
