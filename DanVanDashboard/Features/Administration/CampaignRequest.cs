using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Features.Administration;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/campaigns</c> and <c>POST /api/v1/campaigns/{id}/edit</c>.</summary>
public sealed record CampaignRequest
{
    public string? NameVi { get; init; }
    public string? NameEn { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? RootUnitId { get; init; }
    public int? ReviewMonth { get; init; }
    public int? RegistrationMonth { get; init; }
    public bool? SignReports { get; init; }
    /// <summary>Whether only what was appraised as passed is recognised; left out, it stays.</summary>
    public bool? AppraisalFirst { get; init; }
    /// <summary>Of a new one: id of the campaign from which it takes over.</summary>
    public string? CopyFrom { get; init; }
    /// <summary>What it takes over; <see langword="null"/> for everything.</summary>
    public IReadOnlyList<string>? Copy { get; init; }
    /// <summary>Of an edit: the version that was read.</summary>
    public long? Version { get; init; }
}

/// <summary>Body of <c>POST /api/v1/campaigns/{id}/close</c> and <c>/reopen</c>.</summary>
public sealed record CampaignClosing
{
    public string? Reason { get; init; }
    public long? Version { get; init; }
}

/// <summary>Body of <c>POST /api/v1/campaigns/order</c>.</summary>
public sealed record CampaignOrder
{
    public IReadOnlyList<string>? Ids { get; init; }
}

/// <summary>A field or theme of <see cref="TaxonomyRequest"/>.</summary>
public sealed record NamedRequest
{
    public string? Key { get; init; }
    public string? NameVi { get; init; }
    public string? NameEn { get; init; }
    public string? Standard { get; init; }
    public bool? Retired { get; init; }
}

/// <summary>Body of <c>POST /api/v1/campaigns/{id}/fields</c> and <c>/themes</c>: the whole list in its order.</summary>
public sealed record TaxonomyRequest
{
    public IReadOnlyList<NamedRequest>? Items { get; init; }
    public long? Version { get; init; }
}

/// <summary>Body of <c>POST /api/v1/campaigns/{id}/themes/{key}/merge</c>.</summary>
public sealed record ThemeMerge
{
    public string? Into { get; init; }
    public long? Version { get; init; }
}

/// <summary>A campaign as the administration shows it.</summary>
public sealed record CampaignDetail(
    string Id, string NameVi, string NameEn, DateOnly? From, DateOnly? To, string RootUnitId, string Provenance, bool Simulated, int ReviewMonth, int RegistrationMonth, bool SignReports, bool AppraisalFirst, bool Closed, int Order,
    long Version, IReadOnlyList<FieldDetail> Fields, IReadOnlyList<ThemeDetail> Themes, IReadOnlyDictionary<string, int>? Copied)
{
    internal static CampaignDetail Of(Campaign c, long version, int order) => new(
        c.Id, c.NameVi, c.NameEn, c.From, c.To, c.RootUnitId, c.Provenance, c.Simulated, c.ReviewMonth, c.RegistrationMonth, c.SignReports, c.AppraisalFirst, c.Closed, order, version,
        [.. c.Fields.Fields.Select(f => new FieldDetail(f.Key, f.NameVi, f.NameEn, f.Standard, f.Retired))],
        [.. c.Themes.Select(t => new ThemeDetail(t.Key, t.NameVi, t.NameEn, t.Retired, t.MergedInto))], null);
}

/// <summary>A field of <see cref="CampaignDetail"/>.</summary>
public sealed record FieldDetail(string Key, string NameVi, string NameEn, string? Standard, bool Retired);

/// <summary>A theme of <see cref="CampaignDetail"/> and of <c>GET /api/v1/campaigns/{id}/themes</c>.</summary>
public sealed record ThemeDetail(string Key, string NameVi, string NameEn, bool Retired, string? MergedInto);
#pragma warning restore CS1591
