using DanVanDashboard.Domain;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Criteria;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>A criterion of a request.</summary>
public sealed record CriterionRequest
{
    public string? Key { get; init; }
    public string? Title { get; init; }
    public string? Guidance { get; init; }
    public decimal? MaxPoints { get; init; }
}

/// <summary>Body of <c>POST /api/v1/criteria-sets</c> and of <c>POST /api/v1/criteria-sets/{id}</c>.</summary>
public sealed record CriteriaRequest
{
    public string? Campaign { get; init; }
    public string? Level { get; init; }
    public string? Subject { get; init; }
    public string? Name { get; init; }
    public decimal? PassMark { get; init; }
    public int? MonthsRequired { get; init; }
    public string? ValidFrom { get; init; }
    public string? ValidTo { get; init; }
    public IReadOnlyList<CriterionRequest>? Criteria { get; init; }
}

/// <summary>A criterion as the API shows it.</summary>
public sealed record CriterionView(string Key, string Title, string? Guidance, decimal MaxPoints);

/// <summary>A version of a criteria set as the API and the page show it.</summary>
public sealed record CriteriaSetView(
    string Id, string SetKey, int Version, bool Current, string Campaign, string Level, string? Subject, string Name, bool Sample, decimal PassMark, decimal MaxTotal, int MonthsRequired,
    DateOnly ValidFrom, DateOnly? ValidTo, int Uses, DateTime SetAt, string? SetBy, IReadOnlyList<CriterionView> Criteria)
{
    internal static CriteriaSetView Of(StoredCriteria stored, int uses, string? by)
    {
        var (row, set) = stored;
        return new(
            row.Id, row.SetKey, row.Version, row.ReplacedBy is null, row.CampaignId, Wire.Name(row.Level), row.Subject is { } s ? Wire.Name(s) : null, row.Name, row.Sample, row.PassMark,
            set.MaxTotal, row.MonthsRequired, row.ValidFrom, row.ValidTo, uses, row.SetAt, by, set.Criteria.Select(c => new CriterionView(c.Key, c.Title, c.Guidance, c.MaxPoints)).ToList());
    }
}
#pragma warning restore CS1591
