using System.Text.Json;
using System.Text.Json.Serialization;

namespace DanVanDashboard.Features.Models;

/// <summary>Body of <c>POST /api/v1/models</c>, as text until it is understood; unknown members are ignored.</summary>
public sealed record ModelRequest
{
#pragma warning disable CS1591 // Named and described in docs/api.md.
    public string? Campaign { get; init; }
    public string? UnitId { get; init; }
    public string? BodyId { get; init; }
    public string? Name { get; init; }
    public string? Field { get; init; }
    public string? Subject { get; init; }
    public string? Owner { get; init; }
    public string? OwnerKind { get; init; }
    public string? Address { get; init; }
    public string? Village { get; init; }
    public string? PersonResponsible { get; init; }
    public string? RegisteredOn { get; init; }
    public string? StartedOn { get; init; }
    public IReadOnlyList<string>? Themes { get; init; }
    public string? TargetLevel { get; init; }
    public string? Visibility { get; init; }
    public bool? Consent { get; init; }
    public IReadOnlyList<string>? ReportingLines { get; init; }
    public string? Block { get; init; }
    public string? CompleteBy { get; init; }
    public IReadOnlyDictionary<string, string?>? Texts { get; init; }
    public IReadOnlyList<ResultRequest>? Results { get; init; }
    public string? DraftId { get; init; }
    public int? DraftVersion { get; init; }
    public string? DraftTab { get; init; }
#pragma warning restore CS1591
}

/// <summary>Body of <c>POST /api/v1/models/{id}/events</c>.</summary>
public sealed record ModelEventRequest
{
#pragma warning disable CS1591
    public string? Kind { get; init; }
    public string? On { get; init; }
    public string? Reason { get; init; }
    public string? By { get; init; }
    public JsonElement? Scores { get; init; }
    public bool? Passed { get; init; }
    public string? Class { get; init; }
    public string? Level { get; init; }
    public string? DecisionNumber { get; init; }
    public string? Body { get; init; }
    public string? Form { get; init; }
    public string? Giver { get; init; }
    public string? UnitId { get; init; }
    public string? EventId { get; init; }
    public bool? OnBehalf { get; init; }
    public bool? StillRunning { get; init; }
    public string? Evidence { get; init; }
    public IReadOnlyList<string>? Fields { get; init; }
    [JsonPropertyName("bodyId")]
    public string? BodyId { get; init; }
#pragma warning restore CS1591
}
