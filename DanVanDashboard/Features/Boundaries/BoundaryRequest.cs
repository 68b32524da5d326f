using DanVanDashboard.Boundaries;
using DanVanDashboard.Domain;

namespace DanVanDashboard.Features.Boundaries;

/// <summary>What a person says of a file of boundaries.</summary>
public sealed record BoundaryRequest
{
    /// <summary>First day on which the boundaries hold, dd/MM/yyyy or yyyy-MM-dd.</summary>
    public string? ValidFrom { get; init; }

    /// <summary>What the set is called; its file name where none is given.</summary>
    public string? Name { get; init; }

    /// <summary>Where it comes from.</summary>
    public string? Source { get; init; }

    /// <summary>What may be done with it.</summary>
    public string? Licence { get; init; }

    /// <summary>The name of the file.</summary>
    public string? FileName { get; init; }

    /// <summary>Central meridian of VN-2000, in degrees east, as typed.</summary>
    public string? Meridian { get; init; }

    /// <summary>A zone of 6° instead of 3°.</summary>
    public bool SixDegrees { get; init; }

    /// <summary>Feature number and unit id, where a person said which is which; an empty id leaves the feature out.</summary>
    public IReadOnlyDictionary<int, string> ByHand { get; init; } = new Dictionary<int, string>();
}

/// <summary>What a file brought, or would bring.</summary>
/// <param name="Matches">Each feature and its unit.</param>
/// <param name="Notes">What was mended.</param>
/// <param name="Faults">Features that cannot be used.</param>
/// <param name="Refusals">Why nothing is written; empty when all is well.</param>
/// <param name="Points">Points of all shapes.</param>
/// <param name="RootUnitId">The province of most of them.</param>
/// <param name="SetId">The set that was written; <see langword="null"/> of a dry run or a refusal.</param>
public sealed record BoundaryOutcome(
    IReadOnlyList<BoundaryMatch> Matches, IReadOnlyList<BoundaryNote> Notes, IReadOnlyList<BoundaryNote> Faults, IReadOnlyList<Refusal> Refusals, int Points, string? RootUnitId, string? SetId)
{
    /// <summary>Features that found a unit.</summary>
    public int Matched => Matches.Count(m => m.UnitId is not null);

    /// <summary>Features that a person left out.</summary>
    public int LeftOut { get; init; }

    /// <summary>Features that found none and were not left out.</summary>
    public int Unmatched => Matches.Count - Matched - LeftOut + Faults.Count;

    /// <summary>Units that more than one feature claims.</summary>
    public int Duplicates => UnitMatching.Duplicates(Matches).Count;

    /// <summary>The closing line, in English in every culture.</summary>
    public string Line => FormattableString.Invariant($"matched {Matched} of {Matches.Count + Faults.Count}, unmatched {Unmatched}, duplicate {Duplicates}");
}
