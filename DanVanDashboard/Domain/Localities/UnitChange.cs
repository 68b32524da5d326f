namespace DanVanDashboard.Domain.Localities;

/// <summary>What a decision does to units.</summary>
public enum UnitChangeKind
{
    /// <summary>Nhập: several units, or parts of them, become one.</summary>
    Merge,

    /// <summary>Chia: the parts of a unit become, or join, several.</summary>
    Split,

    /// <summary>Đổi tên.</summary>
    Rename,

    /// <summary>Đổi loại: xã becomes phường, huyện becomes thị xã.</summary>
    ChangeKind,

    /// <summary>Chuyển về đơn vị cấp trên khác.</summary>
    ChangeParent,

    /// <summary>Bỏ một cấp: units end without successor; those below them go to a unit above.</summary>
    AbolishLevel,

    /// <summary>Thành lập mới, of land that no known unit held.</summary>
    Create,
}

/// <summary>A part of a unit that goes somewhere.</summary>
/// <param name="UnitId">The unit that is divided.</param>
/// <param name="Share">Its share of the unit, above 0 and below 1, by which numbers are divided; <see langword="null"/> where none is stated.</param>
public sealed record UnitPart(string UnitId, decimal? Share);

/// <summary>A unit that begins with a change. What is left out is taken from the one unit that it is made of, or from what its origins have in common.</summary>
public sealed record NewUnit
{
    /// <summary>Code of the statistics office.</summary>
    public string? Code { get; init; }

    /// <summary>Without the kind word.</summary>
    public string? Name { get; init; }

    /// <summary>The kind word.</summary>
    public string? Kind { get; init; }

    /// <summary>Only of one that is made of nothing.</summary>
    public UnitLevel? Level { get; init; }

    /// <summary>The unit above.</summary>
    public string? ParentId { get; init; }

    /// <summary>Units that go into it wholly.</summary>
    public IReadOnlyList<string> Whole { get; init; } = [];

    /// <summary>Units of which a part goes into it.</summary>
    public IReadOnlyList<UnitPart> Parts { get; init; } = [];
}

/// <summary>One decision that changes units on one day, as somebody wants to record it.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="DecisionNumber">Số, ký hiệu.</param>
/// <param name="IssuedBy">Cơ quan ban hành.</param>
/// <param name="Title">Trích yếu.</param>
/// <param name="Locator">Where it can be read, in words.</param>
/// <param name="On">Ngày có hiệu lực: first day of the new order; <see langword="null"/> if it could not be read.</param>
/// <param name="Targets">The units that begin. When a level is abolished: those below it that do not simply go to the unit above.</param>
/// <param name="Abolished">The units that end without successor.</param>
public sealed record UnitChange(
    UnitChangeKind Kind, string DecisionNumber, string IssuedBy, string? Title, string? Locator, DateOnly? On, IReadOnlyList<NewUnit> Targets, IReadOnlyList<string> Abolished);

/// <summary>What a change makes of the units.</summary>
/// <param name="Change">The change.</param>
/// <param name="Ended">Units that end, with their last day set.</param>
/// <param name="Added">Units that begin: those of the change in its order, then those that only follow because the unit above them is another one.</param>
/// <param name="Followers">Ids of those that only follow.</param>
/// <param name="Lineage">The new lines of lineage.</param>
/// <param name="After">All units and all lineage once it is recorded.</param>
public sealed record UnitChangePlan(
    UnitChange Change, IReadOnlyList<Unit> Ended, IReadOnlyList<Unit> Added, IReadOnlySet<string> Followers, IReadOnlyList<LineagePart> Lineage, Places After)
{
    /// <summary>First day of the new order.</summary>
    public DateOnly On => Change.On!.Value;
}
