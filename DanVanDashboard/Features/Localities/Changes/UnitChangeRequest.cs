using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Features.Localities.Changes;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/unit-changes</c>.</summary>
public sealed record UnitChangeRequest
{
    public string? Kind { get; init; }
    public string? DecisionNumber { get; init; }
    public string? IssuedBy { get; init; }
    public string? Title { get; init; }
    public string? Locator { get; init; }
    public string? On { get; init; }
    public IReadOnlyList<NewUnitRequest>? Targets { get; init; }
    public IReadOnlyList<string>? Abolished { get; init; }
    public bool DryRun { get; init; }
}

/// <summary>A unit that begins.</summary>
public sealed record NewUnitRequest
{
    public string? Code { get; init; }
    public string? Name { get; init; }
    public string? Kind { get; init; }
    public string? Level { get; init; }
    public string? ParentId { get; init; }
    public IReadOnlyList<string>? Whole { get; init; }
    public IReadOnlyList<UnitPartRequest>? Parts { get; init; }
}

/// <summary>A part of a unit with its share, above 0 and below 1.</summary>
public sealed record UnitPartRequest(string? UnitId, decimal? Share);

/// <summary>Body of <c>POST /api/v1/unit-changes/{id}/undo</c>.</summary>
public sealed record UnitChangeUndo
{
    public string? Reason { get; init; }
}

/// <summary>A unit in a change.</summary>
public sealed record UnitInChange(string Id, string Code, string Name, DateOnly From, DateOnly? To, bool Follows);

/// <summary>A recorded change.</summary>
public sealed record UnitChangeView(
    string Id, string Kind, string DecisionNumber, string IssuedBy, string? Title, string? Locator, DateOnly On, IReadOnlyList<UnitInChange> Ended, IReadOnlyList<UnitInChange> Begun,
    IReadOnlyList<UnitChangeLine> Lineage, DateTime RecordedAt, DateTime? UndoneAt, string? UndoneReason);

/// <summary>A line of lineage.</summary>
public sealed record UnitChangeLine(string FromId, string ToId, decimal? Share, bool Full);
#pragma warning restore CS1591

/// <summary>Reads a request into the domain. What cannot be read is left out there, and refused by its field.</summary>
internal static class UnitChangeReading
{
    public static Result<UnitChange> Read(UnitChangeRequest request)
    {
        List<Refusal> refusals = [];
        var kind = Wire.Parse<UnitChangeKind>(request.Kind);
        if (kind is null)
        {
            refusals.Add(new("unit-change.change-unknown", "kind") { Arguments = [request.Kind ?? "–", string.Join(", ", Enum.GetValues<UnitChangeKind>().Select(Wire.Name))] });
        }

        var on = TypedText.Day(request.On);
        if (on is null && !string.IsNullOrWhiteSpace(request.On))
        {
            refusals.Add(new("unit-change.day-unreadable", "on") { Arguments = [request.On] });
        }

        var targets = (request.Targets ?? []).Select((t, i) => Target(t, i, refusals)).ToList();
        return refusals.Count > 0 ? refusals
            : new UnitChange(
                kind!.Value, Clean(request.DecisionNumber) ?? "", Clean(request.IssuedBy) ?? "", Clean(request.Title), Clean(request.Locator), on, targets,
                [.. (request.Abolished ?? []).Select(Clean).OfType<string>().Distinct()]);
    }

    private static NewUnit Target(NewUnitRequest t, int i, List<Refusal> refusals)
    {
        var level = Wire.Parse<UnitLevel>(t.Level);
        if (level is null && Clean(t.Level) is { } typed)
        {
            refusals.Add(new("unit-change.level-unknown", $"targets/{i}/level") { Arguments = [typed] });
        }

        return new()
        {
            Code = Clean(t.Code), Name = Clean(t.Name), Kind = Clean(t.Kind)?.ToLowerInvariant(), Level = level, ParentId = Clean(t.ParentId),
            Whole = [.. (t.Whole ?? []).Select(Clean).OfType<string>()], Parts = [.. (t.Parts ?? []).Select(p => new UnitPart(Clean(p.UnitId) ?? "", p.Share))],
        };
    }

    private static string? Clean(string? text) => TextFold.Clean(text ?? string.Empty) is { Length: > 0 } clean ? clean : null;
}
