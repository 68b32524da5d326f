using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Periods;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/obligation-rules</c>.</summary>
public sealed record ObligationRuleRequest
{
    public string? Campaign { get; init; }
    public IReadOnlyList<string>? PeriodKinds { get; init; }
    public int? DaysAfterEnd { get; init; }
    public int? GraceDays { get; init; }
    public int? LockDays { get; init; }
    public string? Place { get; init; }
    public IReadOnlyList<string>? BodyKinds { get; init; }
    public IReadOnlyList<string>? Blocks { get; init; }
    public IReadOnlyList<string>? Bodies { get; init; }
}

/// <summary>Body of a POST that needs nothing.</summary>
public sealed record EmptyRequest;

/// <summary>Body of <c>POST /api/v1/obligations</c>.</summary>
public sealed record ObligationsRequest
{
    public string? Campaign { get; init; }
    public string? Until { get; init; }
    public bool DryRun { get; init; }
}

/// <summary>Body of <c>POST /api/v1/obligations/deadline</c>.</summary>
public sealed record DeadlineRequest
{
    public string? Campaign { get; init; }
    public string? Period { get; init; }
    public string? DueOn { get; init; }
    public int? GraceDays { get; init; }
    public string? LocksOn { get; init; }
}

/// <summary>Body of <c>POST /api/v1/obligations/extend</c>.</summary>
public sealed record ExtensionRequest
{
    public string? Campaign { get; init; }
    public string? Period { get; init; }
    public IReadOnlyList<string>? BodyIds { get; init; }
    public string? Until { get; init; }
    public string? Reason { get; init; }
    public string? Document { get; init; }
}

/// <summary>A rule as the API shows it.</summary>
public sealed record ObligationRuleView(
    string Id, string Campaign, IReadOnlyList<string> PeriodKinds, int DaysAfterEnd, int GraceDays, int? LockDays, string Place, IReadOnlyList<string> BodyKinds,
    IReadOnlyList<string> Blocks, IReadOnlyList<string> Bodies, bool Ended)
{
    internal static ObligationRuleView Of(ObligationRuleRow row)
    {
        var rule = PeriodRows.ToRule(row);
        return new(
            row.Id, row.CampaignId, [.. rule.Kinds.Select(Wire.Name)], row.DaysAfterEnd, row.GraceDays, row.LockDays, Wire.Name(row.Place), [.. rule.Of.Kinds.Select(Wire.Name)],
            [.. rule.Of.Blocks.Select(Wire.Name)], rule.Of.Bodies, row.EndedAt is not null);
    }
}

/// <summary>What was made, or would be made, of the rules.</summary>
public sealed record ObligationsMade(string Campaign, bool DryRun, int Made, IReadOnlyList<PeriodMade> Periods);

/// <summary>Of one period: how many bodies newly owe a report.</summary>
public sealed record PeriodMade(string Period, DateOnly DueOn, int Made);

/// <summary>A period's deadline as it was set for all its bodies.</summary>
public sealed record DeadlineView(string Campaign, string Period, DateOnly DueOn, int GraceDays, DateOnly? LocksOn, int Bodies);

/// <summary>What one body owes, and how it stands.</summary>
public sealed record ObligationView(
    string BodyId, string? UnitId, string Period, DateOnly DueOn, DateOnly LastDay, DateOnly? ExtendedTo, DateOnly? LocksOn, string State, string? Status, DateTime? SubmittedAt, string? ReportId);

/// <summary>An extension as the API shows it.</summary>
public sealed record ExtensionView(string Id, string BodyId, string Period, DateOnly Until, string Reason, string? Document, DateTime GivenAt, bool TookOverdueBack)
{
    internal static ExtensionView Of(ExtensionRow r, bool back = false) => new(r.Id, r.BodyId, r.Period, r.Until, r.Reason, r.Document, r.GivenAt, back);
}

/// <summary>Extensions given by one request.</summary>
public sealed record ExtensionsView(string Campaign, string Period, IReadOnlyList<ExtensionView> Extensions);
#pragma warning restore CS1591
