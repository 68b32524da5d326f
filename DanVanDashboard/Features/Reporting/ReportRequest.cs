using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Reporting;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/reports</c>.</summary>
public sealed record ReportRequest
{
    public string? Campaign { get; init; }
    public string? UnitId { get; init; }
    public string? BodyId { get; init; }
    public string? Period { get; init; }
    public bool Prefill { get; init; }
    public IReadOnlyList<ReportFigureRequest>? Figures { get; init; }
}

/// <summary>One figure of a report.</summary>
public sealed record ReportFigureRequest
{
    public string? Metric { get; init; }
    public string? Field { get; init; }
    public string? Subject { get; init; }
    public string? Level { get; init; }
    public decimal? Value { get; init; }
    public string? Exactness { get; init; }
    public string? Comment { get; init; }
}

/// <summary>Body of the verbs of a report that exists.</summary>
public sealed record ReportVerbRequest
{
    public string? Reason { get; init; }
    public IReadOnlyList<CellRemarkRequest>? Comments { get; init; }
}

/// <summary>What is asked for of one cell when a report is returned.</summary>
public sealed record CellRemarkRequest
{
    public string? Cell { get; init; }
    public string? Text { get; init; }
}

/// <summary>Body of <c>POST /api/v1/reports/{id}/entries</c>.</summary>
public sealed record EntriesRequest
{
    public IReadOnlyList<EntryRequest>? Entries { get; init; }
    public bool NothingForTheRest { get; init; }
}

/// <summary>What a cell or narrative part is to hold.</summary>
public sealed record EntryRequest
{
    public string? Cell { get; init; }
    public string? State { get; init; }
    public decimal? Value { get; init; }
    public string? Typed { get; init; }
    public string? Exactness { get; init; }
    public string? Comment { get; init; }
    public string? Text { get; init; }
    public int? Seen { get; init; }
}

/// <summary>Body of <c>POST /api/v1/reports/{id}/delegate</c>.</summary>
public sealed record DelegationRequest
{
    public string? Section { get; init; }
    public string? BodyId { get; init; }
}

/// <summary>Body of <c>POST /api/v1/reports/{id}/document</c>.</summary>
public sealed record DocumentRequest
{
    public string? Number { get; init; }
    public string? Day { get; init; }
    public string? Place { get; init; }
    public string? Superior { get; init; }
    public string? Recipients { get; init; }
    public string? Capacity { get; init; }
    public string? SignerTitle { get; init; }
    public string? SignerName { get; init; }
}

/// <summary>Body of <c>POST /api/v1/reports/{id}/explain</c> and <c>settle</c>.</summary>
public sealed record DifferenceRequest
{
    public string? Cell { get; init; }
    public string? Reason { get; init; }
}

/// <summary>A report as the API shows it.</summary>
public sealed record ReportView(
    string Id, long Sequence, string Campaign, string UnitId, string BodyId, string Period, string Status, bool OnBehalf, bool Simulated, DateTime? SubmittedAt,
    DateTime? FirstSubmittedAt, IReadOnlyList<ReportFigureView> Figures)
{
    internal static ReportView Of(ReportRow row, IEnumerable<ReportFigureRow> figures, bool simulated) => new(
        row.Id, row.Version, row.CampaignId, row.UnitId, row.BodyId, row.Period, row.Status, row.OnBehalf, simulated, row.SubmittedAt, row.FirstSubmittedAt,
        figures.OrderBy(f => f.Position).Select(f => new ReportFigureView(
            f.Metric, f.Field, f.Subject is { } s ? Wire.Name(s) : null, f.Level is { } l ? Wire.Name(l) : null, ReportedRows.Plain(f.Value), Wire.Name(f.Exactness), f.Comment)).ToList());
}

/// <summary>One figure of a report as the API shows it.</summary>
public sealed record ReportFigureView(string Metric, string? Field, string? Subject, string? Level, decimal Value, string Exactness, string? Comment);

/// <summary>What became of each entry.</summary>
public sealed record EntriesView(string Id, IReadOnlyList<EntryOutcome> Entries);

/// <summary>What became of one entry: <c>current</c>, <c>unchanged</c> or <c>contested</c>; and the number of the last entry of the cell.</summary>
public sealed record EntryOutcome(string Cell, string Outcome, int Number, EntryView? Current);

/// <summary>One value of a cell or part.</summary>
public sealed record EntryView(
    string Cell, int Number, string State, decimal? Value, string Exactness, string? Comment, string? Text, string? By, DateTime At, bool OnBehalf, string Origin, decimal? Listed,
    bool Contested);

/// <summary>All of a report: what stands in each cell, what stands beside it, and where it differs from the registry.</summary>
public sealed record ReportDetail(
    ReportView Report, IReadOnlyList<EntryView> Entries, IReadOnlyList<EntryView> Contested, IReadOnlyDictionary<string, string> Delegated, IReadOnlyList<WarningView> Warnings,
    IReadOnlyList<DifferenceView> Differences, IReadOnlyList<RemarkView> Remarks, IReadOnlyList<ChangeView> ChangedSinceSigning);

/// <summary>A hint on a cell.</summary>
public sealed record WarningView(string Cell, string Kind, decimal Here, decimal There);

/// <summary>Report and registry side by side.</summary>
public sealed record DifferenceView(string Cell, decimal Reported, decimal Listed, string State, string? Reason, string? By, DateTime? At);

/// <summary>What was asked for when the report was returned.</summary>
public sealed record RemarkView(string? Cell, string Text, string? By, DateTime At, bool Answered, bool Inside);

/// <summary>A cell that was changed after the signature.</summary>
public sealed record ChangeView(string Cell, EntryView? Before, EntryView? After);
#pragma warning restore CS1591
