using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Periods;

/// <summary>Kỳ báo cáo: the figures asked for, periods and deadlines, extensions. The board sets them, the administrator sees them.</summary>
public sealed partial class PeriodsPage
{
    private const string Path = "/quan-tri/ky-bao-cao";
    private static readonly string[] s_sections = ["chi-tieu", "ky", "gia-han"];

    private IReadOnlyList<Campaign> _campaigns = [];
    private Campaign? _campaign;
    private string _section = s_sections[0];
    private bool _maySet;
    private bool _asked;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    [SupplyParameterFromQuery(Name = "muc")]
    private string? SectionQuery { get; set; }

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var (current, actor) = (Reference.Current, await Who.GetAsync());
        _campaigns = actor is null ? [] : current.Campaigns.Where(c => c.HasRegister && CampaignScope.Reads(actor, c, current)).ToList();
        _campaign = _campaigns.FirstOrDefault(c => c.Id == CampaignQuery) ?? (_campaigns.Count > 0 ? _campaigns[0] : null);
        _section = s_sections.Contains(SectionQuery) ? SectionQuery! : s_sections[0];
        (_maySet, _asked) = (actor?.May(Verb.RunCampaign) == true, true);
    }

    private static string Href(string campaign, string section) => $"{Path}?phong-trao={Uri.EscapeDataString(campaign)}&muc={section}";

    private void Go(string? campaign, string section) => Nav.NavigateTo(Href(campaign ?? string.Empty, section));
}
