using System.Globalization;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Overview;

/// <summary>Who looks, at what, and everything known about it: what each card is made from.</summary>
internal sealed record Scene(
    Actor Actor, ViewState State, CampaignFilter Filter, OverviewNumbers Numbers, Reference Reference, DateOnly Today, ReportedTotals Reported, ReportsNow Reports, YearTargets? Targets,
    PopulationTable Populations, Func<int, Registrations> RegisteredIn, OverviewWords Words)
{
    public Campaign Campaign => Filter.Campaign;

    /// <summary>Whether the campaign's own registry is counted. A document names models; what became of them it does not say, and zero would say too much.</summary>
    public bool Told => Campaign.HasRegister;

    /// <summary>Whether the period still runs, so that its flows are not to be held against a whole one.</summary>
    public bool Running => Filter.Period is { } period && period.To >= Today;

    public bool Sees(string unit) => Actor.Scope.All || Actor.Scope.Units.Contains(unit);

    /// <summary>Whether the page shows the numbers of the whole, which are open to all.</summary>
    public bool ShowsProvince => Actor.Scope.All || Filter is { Unit: null, Body: null };

    /// <summary>The models behind a number, where whoever looks may see them all.</summary>
    public string? Behind(string which, ViewState? state = null, string? level = null, string? stages = null)
    {
        var of = state ?? State;
        var own = Actor.Scope.All || (of.Unit is { Length: > 0 } unit && Actor.Scope.Units.Contains(unit)) || (of.Body is { Length: > 0 } body && Actor.Scope.Bodies.Contains(body));
        return own ? ModelsBehind.Models(of, which, level, stages) : null;
    }
}

/// <summary>The words of the overview, and numbers as they are written.</summary>
internal sealed class OverviewWords(IStringLocalizer<OverviewText> text, IStringLocalizer<FiltersText> periods, IStringLocalizer<VocabularyText> vocabulary)
{
    // Formats are Vietnamese in both languages.
    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public IStringLocalizer<OverviewText> Text => text;

    public IStringLocalizer<FiltersText> Periods => periods;

    public IStringLocalizer<VocabularyText> Vocabulary => vocabulary;

    public static string Number(decimal value) => value.ToString("#,0.##", s_vietnamese);

    /// <summary>"33,0%".</summary>
    public static string Percent(decimal part, decimal whole) => (whole == 0 ? 0 : 100m * part / whole).ToString("0.0", s_vietnamese) + "%";

    public string Period(PeriodKey period) => PeriodWords.Of(period, periods);

    public string Period(CampaignFilter filter) => filter.Period is { } p ? Period(p) : periods["period.all"];

    public string Field(Campaign campaign, string key) => key == CubeKeys.Unstated ? vocabulary["unstated"] : CampaignWords.FieldName(vocabulary, campaign, key);

    /// <summary>The lines of a tooltip; made-up numbers say so wherever they stand.</summary>
    public string Tip(Campaign campaign, IEnumerable<string> lines) =>
        string.Join('\n', (campaign.Simulated ? lines.Append(text["simulated"]) : lines).Where(l => l.Length > 0));

    /// <summary>"trên 990", "gần 1.200", "704".</summary>
    public string Reported(ReportedTotal total) => total.Exactness switch
    {
        Domain.Reporting.Exactness.Over => text["exactness.over", Number(total.Value)],
        Domain.Reporting.Exactness.Nearly => text["exactness.nearly", Number(total.Value)],
        _ => Number(total.Value),
    };
}
