using System.Globalization;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Filters;

/// <summary>The filters of a page as they stand in its query string, and as they are understood. Every page that is narrowed down speaks the same names.</summary>
public sealed record ViewState
{
#pragma warning disable CS1591 // The names of the query string: phong-trao, ky, linh-vuc …
    public string? Campaign { get; init; }
    public string? Period { get; init; }
    public string? Field { get; init; }
    public string? Theme { get; init; }
    public string? Block { get; init; }
    public string? Unit { get; init; }
    public string? Subject { get; init; }
    public string? Body { get; init; }
    public string? Boundaries { get; init; }
    public string? Measure { get; init; }
    public string? Classes { get; init; }
    public string? Step { get; init; }
    public string? Drawn { get; init; }
    public string? Order { get; init; }
    public string? Symbol { get; init; }
    public string? Outline { get; init; }
#pragma warning restore CS1591

    /// <summary>Value of <c>ky</c> that asks for the whole campaign.</summary>
    public const string WholeCampaign = "tat-ca";

    /// <summary>Value of <c>don-vi</c> by which someone of a non-local body asks for all bodies.</summary>
    public const string AllBodies = "tat-ca";

    /// <summary>Value of <c>ky-hieu</c> that shows counts by the colour of areas in place of circles.</summary>
    public const string Filled = "to-mau";

    /// <summary>Value of <c>ranh-gioi</c> that draws a map schematically although real boundaries are there.</summary>
    public const string Schematic = "so-hoa";

    /// <summary>The address of this state on a page; what is empty is left out.</summary>
    /// <param name="path">The page.</param>
    /// <param name="more">What only that page asks for, as name and value.</param>
    public string Href(string path = "/", params ReadOnlySpan<(string Name, string? Value)> more)
    {
        (string Name, string? Value)[] parts =
        [
            ("phong-trao", Campaign), ("ky", Period), ("linh-vuc", Field), ("chu-de", Theme), ("khoi", Block), ("dia-ban", Unit), ("doi-tuong", Subject), ("don-vi", Body),
            ("dia-gioi", Boundaries), ("chi-so", Measure), ("phan-lop", Classes), ("buoc", Step), ("kieu", Drawn), ("thu-tu", Order), ("ky-hieu", Symbol), ("ranh-gioi", Outline), .. more,
        ];
        var query = string.Join('&', parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    /// <summary>Only what narrows down: without what one page alone shows or how it draws. For links to other pages.</summary>
    public ViewState OnlyFilters() => this with { Measure = null, Classes = null, Step = null, Drawn = null, Order = null, Symbol = null, Outline = null };

    /// <summary>Fills in what the query leaves open: the own province's newest running campaign, the current year, a commune's own unit.</summary>
    public ViewState WithDefaults(Actor actor, Reference reference, string rootUnit, DateOnly today)
    {
        var readable = reference.Campaigns.Where(c => CampaignScope.Reads(actor, c, reference)).ToList();
        var campaign = Campaign is not null
            ? readable.FirstOrDefault(c => c.Id == Campaign)
            : readable.Where(c => c.RootUnitId == rootUnit && c.From is not null && c.Covers(today)).OrderByDescending(c => c.From).FirstOrDefault() ?? readable.FirstOrDefault();
        if (campaign is null)
        {
            return this;
        }

        var period = Period ?? (campaign.HasRegister && campaign.Covers(today) ? today.Year.ToString(CultureInfo.InvariantCulture) : WholeCampaign);
        var unit = Unit ?? (actor.Scope.All ? null : actor.UnitId);
        // Someone of a non-local body has no place on the map: first the own body, then the totals of all.
        var body = Body ?? (!actor.Scope.All && actor.UnitId is null && string.IsNullOrEmpty(Unit) ? actor.BodyId : null);
        return this with { Body = body, Campaign = campaign.Id, Period = period, Unit = unit, Boundaries = Boundaries ?? DefaultView(campaign, period, reference, today) };
    }

    /// <summary>The filters that the numbers are asked with.</summary>
    public Result<CampaignFilter> ToFilter(Actor actor, Reference reference, DateOnly today) => CampaignFilter.Read(
        actor, reference, today, Campaign, Unit, Body == AllBodies ? null : Body, Period == WholeCampaign ? null : Period, Field, Theme, Block, Subject, Boundaries);

    // Before the last change of units the map of the time says most; across it only one restated to one day adds up.
    private static string DefaultView(Campaign campaign, string period, Reference reference, DateOnly today)
    {
        var end = PeriodKey.TryParse(period, out var key) ? key.To : campaign.To ?? today;
        return reference.Places.Changes.Any(c => c > end && c <= today) ? "thoi-diem" : "hien-nay";
    }
}
