using DanVanDashboard.Domain.Localities;

namespace DanVanDashboard.Features.Villages;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>A village of <c>GET /api/v1/villages</c>.</summary>
public sealed record VillageView(string Id, string UnitId, string Name, DateOnly ValidFrom, DateOnly? ValidTo, string? SuccessorId, string? Decision, double? Lat, double? Lon, bool Simulated)
{
    internal static VillageView Of(Village v) => new(v.Id, v.UnitId, v.Name, v.ValidFrom, v.ValidTo, v.SuccessorId, v.Decision, v.Lat, v.Lon, v.Simulated);
}

/// <summary>Body of <c>POST /api/v1/villages</c>: new lines of a list.</summary>
public sealed record VillagesRequest
{
    public string? UnitId { get; init; }
    public IReadOnlyList<string>? Names { get; init; }
    /// <summary>First day; today if left out.</summary>
    public string? From { get; init; }
    public string? Decision { get; init; }
    /// <summary>Whether they are made up, for the simulated campaigns.</summary>
    public bool Simulated { get; init; }
}

/// <summary>Body of <c>POST /api/v1/villages/change</c>: one or more villages become one of that name, or, without a name, one ends.</summary>
public sealed record VillageChange
{
    public IReadOnlyList<string>? Ids { get; init; }
    public string? Name { get; init; }
    /// <summary>First day of the new order; today if left out.</summary>
    public string? On { get; init; }
    public string? Decision { get; init; }
}

/// <summary>Body of <c>POST /api/v1/villages/inherit</c>: what a commune takes over from those that it was formed from.</summary>
public sealed record VillageInheritance
{
    public string? UnitId { get; init; }
    public IReadOnlyList<VillageHeir>? Villages { get; init; }
    public string? Decision { get; init; }
}

/// <summary>Body of <c>POST /api/v1/villages/{id}/edit</c>: a spelling put right, and the point; without both coordinates there is none.</summary>
public sealed record VillageEdit
{
    public string? Name { get; init; }
    public double? Lat { get; init; }
    public double? Lon { get; init; }
}

/// <summary>Body of <c>POST /api/v1/villages/{id}/undo</c>.</summary>
public sealed record VillageUndo
{
    public string? Reason { get; init; }
}

/// <summary>Body of <c>POST /api/v1/villages/match</c>: which village the addresses of some models mean; without a village the match is taken off.</summary>
public sealed record VillageMatch
{
    public string? VillageId { get; init; }
    public IReadOnlyList<string>? ModelIds { get; init; }
}

/// <summary>Answer of a match.</summary>
public sealed record VillageMatched(string? VillageId, IReadOnlyList<string> ModelIds);
#pragma warning restore CS1591
