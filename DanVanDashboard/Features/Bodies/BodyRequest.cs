using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Bodies;

namespace DanVanDashboard.Features.Bodies;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/bodies</c> and <c>POST /api/v1/bodies/{id}/edit</c>.</summary>
public sealed record BodyRequest
{
    public string? Name { get; init; }
    public string? Kind { get; init; }
    public string? Block { get; init; }
    public string? UnitId { get; init; }
    public int? Order { get; init; }
    public string? ValidFrom { get; init; }
    public IReadOnlyList<string>? ParentIds { get; init; }
    public long? Version { get; init; }
}

/// <summary>Body of <c>POST /api/v1/bodies/{id}/rename</c>.</summary>
public sealed record BodyRename
{
    public string? Name { get; init; }
    public string? From { get; init; }
    public long? Version { get; init; }
}

/// <summary>Body of <c>POST /api/v1/bodies/{id}/end</c>.</summary>
public sealed record BodyEnd
{
    public string? On { get; init; }
    public string? Reason { get; init; }
    public long? Version { get; init; }
}

/// <summary>Body of <c>POST /api/v1/bodies/standard</c>.</summary>
public sealed record StandardRequest
{
    public bool? DryRun { get; init; }
}

/// <summary>A body with all its names.</summary>
public sealed record BodyDetail(
    string Id, string? UnitId, string ProvinceId, string Kind, string Block, int Order, DateOnly ValidFrom, DateOnly? ValidTo, IReadOnlyList<BodyName> Names, IReadOnlyList<string> ParentIds, long Version)
{
    internal static BodyDetail Of(Body b, long version) => new(
        b.Id, b.UnitId, b.ProvinceId, Wire.Name(b.Kind), Wire.Name(b.Block), b.Order, b.ValidFrom, b.ValidTo, b.Names, b.ParentIds, version);
}

/// <summary>What the standard set makes, or would make.</summary>
public sealed record StandardView(bool DryRun, int Communes, IReadOnlyList<NewBody> Bodies);

/// <summary>A body of <see cref="StandardView"/>.</summary>
public sealed record NewBody(string Id, string Name, string UnitId);
#pragma warning restore CS1591
