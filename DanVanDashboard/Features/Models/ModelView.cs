using System.Text.Json.Serialization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Models;

/// <summary>A model as the API and the pages show it. Names of people are only there for those who may see them.</summary>
public sealed record ModelView
{
#pragma warning disable CS1591 // Named and described in docs/api.md.
    public required string Id { get; init; }
    public required long Sequence { get; init; }
    public required string Campaign { get; init; }
    public required string UnitId { get; init; }
    public required string UnitName { get; init; }
    public required string? BodyId { get; init; }
    public required bool NonLocal { get; init; }
    public required string Name { get; init; }
    public required string? Field { get; init; }
    public required string? Subject { get; init; }
    public required string? Block { get; init; }
    public required IReadOnlyList<string> Themes { get; init; }
    public required string Owner { get; init; }
    public required string? OwnerKind { get; init; }
    public required string Address { get; init; }
    public required string? Village { get; init; }
    public required string? PersonResponsible { get; init; }
    public required DateOnly? RegisteredOn { get; init; }
    public required DateOnly? StartedOn { get; init; }
    public required string? TargetLevel { get; init; }
    public required string Visibility { get; init; }
    public required bool? Consent { get; init; }
    public required string? ReplicaOf { get; init; }
    public required IReadOnlyList<string> ReportingLines { get; init; }
    public required bool OnBehalf { get; init; }
    public required bool Simulated { get; init; }
    public required string? Source { get; init; }
    public required string? Status { get; init; }
    public required string? Level { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ModelEventView>? Events { get; init; }
#pragma warning restore CS1591

    internal static ModelView Of(
        ModelRow row, IReadOnlyList<string> themes, IReadOnlyList<string> lines, IReadOnlyList<ModelEventRow> events, string? personResponsible, Reference reference)
    {
        var life = ModelLife.Of(events.Select(e => e.ToDomain()).ToList());
        var valid = life.Valid.Select(e => e.Id).ToHashSet();
        return new()
        {
            Id = row.Id, Sequence = row.Version, Campaign = row.CampaignId, UnitId = row.UnitId, UnitName = reference.Places.ById(row.UnitId)?.FullNameAtStart ?? row.UnitId,
            BodyId = row.BodyId, NonLocal = row.NonLocal, Name = row.Name, Field = row.Field, Subject = Wired(row.Subject), Block = Wired(row.Block), Themes = themes,
            Owner = row.Owner, OwnerKind = row.OwnerKind, Address = row.Address, Village = row.Village,
            PersonResponsible = string.IsNullOrEmpty(personResponsible) ? null : personResponsible, RegisteredOn = row.RegisteredOn, StartedOn = row.StartedOn,
            TargetLevel = Wired(row.TargetLevel), Visibility = Wire.Name(row.Visibility), Consent = row.Consent, ReplicaOf = row.ReplicaOf, ReportingLines = lines,
            OnBehalf = row.OnBehalf, Simulated = reference.Campaign(row.CampaignId)?.Simulated ?? false, Source = row.SourceId,
            Status = row.RegisteredOn is null ? null : life.Withdrawn ? "withdrawn" : Wired(life.StageAt(DateOnly.MaxValue)),
            Level = Wired(life.LevelAt(DateOnly.MaxValue)),
            Events = events.OrderBy(e => e.Sequence).Select(e => ModelEventView.Of(e, valid.Contains(e.Id))).ToList(),
        };
    }

    private static string? Wired<T>(T? value)
        where T : struct, Enum => value is { } v ? Wire.Name(v) : null;
}

/// <summary>An event of a model as the API and the pages show it.</summary>
public sealed record ModelEventView
{
#pragma warning disable CS1591
    public required string Id { get; init; }
    public required long Sequence { get; init; }
    public required string Kind { get; init; }
    public required DateOnly On { get; init; }
    public required bool Valid { get; init; }
    public string? Level { get; init; }
    public string? DecisionNumber { get; init; }
    public string? Body { get; init; }
    public string? Form { get; init; }
    public string? Giver { get; init; }
    public string? Class { get; init; }
    public bool? Passed { get; init; }
    public string? Reason { get; init; }
    public string? RevokesEventId { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? StillRunning { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Evidence { get; init; }
    public string? UnitId { get; init; }
    public bool OnBehalf { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReplicaId { get; init; }
#pragma warning restore CS1591

    internal static ModelEventView Of(ModelEventRow e, bool valid) => new()
    {
        Id = e.Id, Sequence = e.Sequence, Kind = KindName(e.Kind), On = e.On, Valid = valid, Level = e.Level is { } l ? Wire.Name(l) : null,
        DecisionNumber = e.DecisionNumber, Body = e.Body, Form = e.Form is { } f ? Wire.Name(f) : null, Giver = e.Giver, Class = e.Class is { } c ? Wire.Name(c) : null,
        Passed = e.Passed, Reason = e.Reason, RevokesEventId = e.RevokesEventId, StillRunning = e.StillRunning, Evidence = e.Evidence, UnitId = e.UnitId, OnBehalf = e.OnBehalf,
    };

    internal static string KindName(ModelEventKind kind) => Wire.Name(kind).Replace('_', '-');
}
