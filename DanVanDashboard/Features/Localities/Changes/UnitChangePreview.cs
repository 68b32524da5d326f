namespace DanVanDashboard.Features.Localities.Changes;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>What a change touches, and what becomes of each thing.</summary>
public sealed record UnitChangePreview(
    bool DryRun, DateOnly On, IReadOnlyList<UnitInChange> Ended, IReadOnlyList<UnitInChange> Begun, IReadOnlyList<UnitChangeLine> Lineage, ModelsTouched Models, IReadOnlyList<AccountTouched> Accounts,
    BodiesTouched Bodies, ReportsTouched Reports, ClustersTouched Clusters, int Targets, bool BoundariesMissing);

/// <summary>Models keep their address; they are counted at the new unit in views of its time.</summary>
/// <param name="Total">How many stand at the units that end.</param>
/// <param name="After">Of these, registered on the day of the change or later.</param>
/// <param name="Divided">Of these, at a unit that is divided.</param>
/// <param name="Campaigns">By campaign.</param>
/// <param name="Examples">The first ones by name.</param>
public sealed record ModelsTouched(int Total, int After, int Divided, IReadOnlyList<CampaignTouched> Campaigns, IReadOnlyList<ModelTouched> Examples);

public sealed record CampaignTouched(string Id, string Name, int Models);

public sealed record ModelTouched(string Id, string Name, string UnitId);

/// <summary>An account of a unit or body that ends; without <paramref name="ToUnitId"/> and <paramref name="ToBodyId"/> a person has to place it.</summary>
public sealed record AccountTouched(string UserName, string DisplayName, string Role, string? UnitId, string? BodyId, string? ToUnitId, string? ToBodyId, bool Moves);

public sealed record BodiesTouched(IReadOnlyList<BodyTouched> Ended, IReadOnlyList<BodyTouched> Begun, IReadOnlyList<BodyTouched> Unplaced);

public sealed record BodyTouched(string Id, string Name, string? UnitId);

/// <summary>Reports and obligations of the bodies that end.</summary>
/// <param name="Open">Reports under way: they stay with the body that wrote them.</param>
/// <param name="StillOwed">Obligations of periods that end before the change and have no report: the successor sends it for the body that ended.</param>
/// <param name="Taken">Obligations of later periods without a report: they go over.</param>
/// <param name="Made">Obligations of the bodies that begin.</param>
/// <param name="Periods">The periods of those, with their last day.</param>
public sealed record ReportsTouched(int Open, int StillOwed, int Taken, int Made, IReadOnlyList<PeriodTouched> Periods);

public sealed record PeriodTouched(string Campaign, string Period, int Bodies, DateOnly LastDay);

/// <summary>Clusters that new units join in the place of old ones; undecided where the old ones were in several.</summary>
public sealed record ClustersTouched(IReadOnlyList<string> Joined, IReadOnlyList<string> Undecided);
#pragma warning restore CS1591
