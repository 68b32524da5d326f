namespace DanVanDashboard.Features.Consolidation;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Answer of <c>GET /api/v1/consolidation</c>.</summary>
public sealed record ConsolidationView(
    string Campaign, bool Simulated, string Period, string? Unit, CoverageView Coverage, IReadOnlyList<MissingView> Missing, IReadOnlyList<ConsolidatedLineView> Lines,
    IReadOnlyList<OpenDifferenceView> Differences)
{
    /// <summary>By which units it is counted: every report at the body that sent it.</summary>
    public string Boundaries => "as-was";
}

/// <summary>How many bodies have sent every report that they owe within the period.</summary>
public sealed record CoverageView(int Reported, int Expected);

/// <summary>A body that has not sent a report, and of which periods.</summary>
public sealed record MissingView(string BodyId, string Name, string? UnitId, IReadOnlyList<string> Periods);

/// <summary>A number of a report that differs from the registry and is not settled; for the board and the body itself.</summary>
public sealed record OpenDifferenceView(string BodyId, string Period, string Cell, decimal Reported, decimal Listed, string State, string? Reason);

/// <summary>A line with its cells.</summary>
public sealed record ConsolidatedLineView(string Line, string Metric, string Name, string? Level, string Measure, string Time, bool PartsAgree, IReadOnlyList<ConsolidatedCellView> Cells);

/// <summary>A cell; without a <c>value</c> nothing was given, or nothing may be added.</summary>
public sealed record ConsolidatedCellView(string Key, string? Field, string? Subject, decimal? Value, string? Qualifier, int Given, int Complete, int Owing, int LeftOut, string Note);
#pragma warning restore CS1591
