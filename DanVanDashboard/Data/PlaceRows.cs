using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Data;

// Địa bàn and đơn vị. One class per table: enumerations are stored by their outside names, days as days, moments as UTC.
#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.

public sealed class UnitRow
{
    public required string Id { get; set; }
    public required string Code { get; set; }
    public required string Name { get; set; }
    public required string Kind { get; set; }
    public required string Level { get; set; }
    public string? ParentId { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public double? Lat { get; set; }
    public double? Lon { get; set; }
    public double? AreaKm2 { get; set; }
    public int? Population { get; set; }
    public string? Decision { get; set; }
}

public sealed class LineageRow
{
    public required string FromId { get; set; }
    public required string ToId { get; set; }
    public bool Full { get; set; }
    public double? Share { get; set; }
    public string? ShareBasis { get; set; }
    public string? ShareSource { get; set; }
    public string? Decision { get; set; }
    public DateOnly EffectiveDate { get; set; }
}

public sealed class VillageRow
{
    public required string Id { get; set; }
    public required string UnitId { get; set; }
    public required string Name { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public string? SuccessorId { get; set; }
    public string? Decision { get; set; }
    public double? Lat { get; set; }
    public double? Lon { get; set; }
    public bool Simulated { get; set; }
    /// <summary>A change that was taken back leaves its line, marked; it is on no list.</summary>
    public DateTime? WithdrawnAt { get; set; }
    public long Version { get; set; }
}

/// <summary>The village of a model as a person matched it; the address as it was written stays with the model.</summary>
public sealed class ModelVillageRow
{
    public required string ModelId { get; set; }
    public required string VillageId { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
}

public sealed class BodyRow
{
    public required string Id { get; set; }
    public string? UnitId { get; set; }
    public required string ProvinceId { get; set; }
    public BodyKind Kind { get; set; }
    public OrganisationBlock Block { get; set; }
    public int Order { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    /// <summary>The body that goes on with its work after its unit went wholly into another; its people are told what concerns this one.</summary>
    public string? HeirId { get; set; }
    /// <summary>Raised with every change, so that two editors do not overwrite each other.</summary>
    public long Version { get; set; }
}

public sealed class BodyNameRow
{
    public required string BodyId { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
    public required string Name { get; set; }
}

public sealed class BodyLineRow
{
    public required string BodyId { get; set; }
    public required string ParentId { get; set; }
}
#pragma warning restore CS1591
