using DanVanDashboard.Data;
using DanVanDashboard.Domain;

namespace DanVanDashboard.Features.Models;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>One result: in a registration, or body of <c>POST /api/v1/models/{id}/results</c>.</summary>
public sealed record ResultRequest
{
    public string? Kind { get; init; }
    public string? Measure { get; init; }
    public decimal? Quantity { get; init; }
    public string? Exactness { get; init; }
    public string? On { get; init; }
    public string? Note { get; init; }
}

/// <summary>Body of the requests that take something back with a reason.</summary>
public sealed record ResultWithdrawal(string? Reason);

/// <summary>Body of <c>POST /api/v1/models/{id}/facts</c>: what is left out stays as it is, an empty text is taken away.</summary>
public sealed record FactsRequest
{
    public string? Name { get; init; }
    public string? Owner { get; init; }
    public string? OwnerKind { get; init; }
    public string? Address { get; init; }
    public string? Village { get; init; }
    public string? PersonResponsible { get; init; }
    public string? StartedOn { get; init; }
    public string? TargetLevel { get; init; }
    public string? Visibility { get; init; }
    public bool? Consent { get; init; }
    public string? CompleteBy { get; init; }
    public IReadOnlyList<string>? ReportingLines { get; init; }
    public IReadOnlyDictionary<string, string?>? Texts { get; init; }
    /// <summary>How many changes the sender had seen; another number is refused, so that nobody overwrites what they did not read.</summary>
    public int? Changes { get; init; }

    // What a model is counted by is never changed; named here so that it is refused and not ignored.
    public string? Field { get; init; }
    public string? Subject { get; init; }
    public string? UnitId { get; init; }
    public string? BodyId { get; init; }
    public string? Block { get; init; }
    public string? RegisteredOn { get; init; }
    public IReadOnlyList<string>? Themes { get; init; }
}

/// <summary>A result as the API and the pages show it.</summary>
public sealed record ResultView
{
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required string Measure { get; init; }
    public required decimal Quantity { get; init; }
    public required string Exactness { get; init; }
    public required DateOnly? On { get; init; }
    public required string? Note { get; init; }
    public required DateTime At { get; init; }
    public required string? WithdrawnReason { get; init; }

    // SQLite gives 45000000 back as 45000000.0; the division drops what the number does not need.
    internal static ResultView Of(ModelResultRow r) => new()
    {
        Id = r.Id, Kind = Wire.Name(r.Kind), Measure = r.Measure, Quantity = r.Quantity / 1.0000000000000000000000000000m, Exactness = Wire.Name(r.Exactness), On = r.On, Note = r.Note, At = r.At,
        WithdrawnReason = r.WithdrawnReason,
    };
}

/// <summary>A completed or corrected fact.</summary>
public sealed record FactChangeView(string Fact, string? Before, string? After, string By, DateTime At, bool OnBehalf);

/// <summary>What a registration holds beyond what it is counted by.</summary>
/// <param name="Texts">The long texts by their outside names.</param>
/// <param name="Results">Results, withdrawn ones left out.</param>
/// <param name="Done">Items that are there.</param>
/// <param name="Of">Items that there should be.</param>
/// <param name="Missing">Outside names of those that are not.</param>
/// <param name="CompleteBy">The day by which they are due.</param>
/// <param name="Changes">What was completed and corrected, the newest first.</param>
public sealed record FactsView(
    IReadOnlyDictionary<string, string> Texts, IReadOnlyList<ResultView> Results, int Done, int Of, IReadOnlyList<string> Missing, DateOnly? CompleteBy, IReadOnlyList<FactChangeView> Changes);

/// <summary>Body of <c>POST /api/v1/drafts</c> and <c>POST /api/v1/drafts/{id}</c>.</summary>
public sealed record DraftRequest
{
    public string? Campaign { get; init; }
    public IReadOnlyDictionary<string, string?>? Content { get; init; }
    public int? Version { get; init; }
    public string? Tab { get; init; }
}

/// <summary>A draft as its owner sees it.</summary>
public sealed record DraftView(string Id, string Campaign, string Title, int Version, DateTime SavedAt, IReadOnlyDictionary<string, string> Content);
#pragma warning restore CS1591
