using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Domain.Localities;

/// <summary>Cấp hành chính, from above.</summary>
public enum UnitLevel
{
    /// <summary>Cấp tỉnh.</summary>
    Province,

    /// <summary>Cấp huyện: abolished on 01/07/2025.</summary>
    District,

    /// <summary>Cấp xã.</summary>
    Commune,
}

/// <summary>Đơn vị hành chính, as it was from one day to another. A change of name, extent or parent ends the row and begins another with an id of its own.</summary>
public sealed record Unit
{
    /// <summary>A start that stands for "already in force, real start not researched". It never says when the unit was founded.</summary>
    public static readonly DateOnly UnknownStart = new(1997, 1, 1);

    /// <summary>Thứ tự hành chính: by level from above, then by code, as the statistics office lists them; holders of one code by date.</summary>
    public static readonly IComparer<Unit> AdministrativeOrder = Comparer<Unit>.Create(static (a, b) =>
    {
        var order = a.Level.CompareTo(b.Level);
        order = order != 0 ? order : string.CompareOrdinal(a.Code, b.Code);
        order = order != 0 ? order : a.ValidFrom.CompareTo(b.ValidFrom);
        return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
    });

    /// <summary>Opaque and stable; never parsed, never changed when a date is corrected.</summary>
    public required string Id { get; init; }

    /// <summary>Code of the statistics office, with leading zeros: 2 digits for a province, 3 for a district, 5 for a commune. Reused over time: unique only together with <see cref="ValidFrom"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Without the kind word; <c>1</c> for Phường 1.</summary>
    public required string Name { get; init; }

    /// <summary>The kind word: tỉnh, huyện, thị xã, thành phố, xã, phường, thị trấn, đặc khu.</summary>
    public required string Kind { get; init; }

    /// <summary>Level in the tree.</summary>
    public required UnitLevel Level { get; init; }

    /// <summary>The unit above for as long as this row holds; <see langword="null"/> for a province.</summary>
    public string? ParentId { get; init; }

    /// <summary>First day; see <see cref="StartKnown"/>.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it no longer holds; <see langword="null"/> while it does.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>WGS 84, degrees north; a point near the middle, good for labels and rough placing only.</summary>
    public double? Lat { get; init; }

    /// <summary>WGS 84, degrees east.</summary>
    public double? Lon { get; init; }

    /// <summary>Square kilometres, where known.</summary>
    public decimal? AreaKm2 { get; init; }

    /// <summary>People, where known; good for examples, not for rates.</summary>
    public int? Population { get; init; }

    /// <summary>The resolution that made the unit as it is, where known.</summary>
    public string? Decision { get; init; }

    /// <summary>Whether <see cref="ValidFrom"/> is a real date.</summary>
    public bool StartKnown => ValidFrom != UnknownStart;

    /// <summary>The name in running text: "xã Bình Lư"; "Phường 1", since a number makes the kind word part of the name.</summary>
    public string FullName => Name.Length > 0 && char.IsAsciiDigit(Name[0]) ? $"{TextFold.UpperFirst(Kind)} {Name}" : $"{Kind} {Name}";

    /// <summary>The name at the start of a sentence or as a heading: "Xã Bình Lư".</summary>
    public string FullNameAtStart => TextFold.UpperFirst(FullName);

    /// <summary>Whether the row holds on <paramref name="day"/>.</summary>
    public bool ValidOn(DateOnly day) => day >= ValidFrom && (ValidTo is null || day < ValidTo);
}

/// <summary>How much of an old unit went to a new one.</summary>
public enum LineageExtent
{
    /// <summary>Toàn bộ.</summary>
    Full,

    /// <summary>Một phần: the old unit then has two successors or more.</summary>
    Partial,
}

/// <summary>One line of the lineage: where an old unit, or a part of it, went.</summary>
/// <param name="FromId">The unit that ended on <paramref name="EffectiveDate"/>.</param>
/// <param name="ToId">The unit that holds its land from that day.</param>
/// <param name="Extent">Whether the whole went there.</param>
/// <param name="Share">Of a part: its share of the old unit by which numbers are divided, above 0 and below 1; <see langword="null"/> where none is stated.</param>
/// <param name="Decision">The resolution, where known.</param>
/// <param name="EffectiveDate">First day of the new order.</param>
public sealed record LineagePart(string FromId, string ToId, LineageExtent Extent, decimal? Share, string? Decision, DateOnly EffectiveDate)
{
    /// <summary>By what the share goes; <see langword="null"/> where there is none, or where the decision states it.</summary>
    public ShareBasis? Basis { get; init; }

    /// <summary>Where an estimated share is from, in words.</summary>
    public string? ShareSource { get; init; }
}

/// <summary>By what a share of a divided unit is estimated where its decision states none.</summary>
public enum ShareBasis
{
    /// <summary>Theo diện tích.</summary>
    Area,

    /// <summary>Theo dân số.</summary>
    Population,
}
