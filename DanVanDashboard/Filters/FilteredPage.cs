using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Filters;

/// <summary>A page that is narrowed down by the usual filters, which stand in its address.</summary>
public abstract class FilteredPage : ComponentBase
{
#pragma warning disable CS1591 // The names of the query string: phong-trao, ky, linh-vuc …
    [SupplyParameterFromQuery(Name = "phong-trao")]
    protected string? CampaignQuery { get; set; }

    [SupplyParameterFromQuery(Name = "ky")]
    protected string? PeriodQuery { get; set; }

    [SupplyParameterFromQuery(Name = "linh-vuc")]
    protected string? FieldQuery { get; set; }

    [SupplyParameterFromQuery(Name = "chu-de")]
    protected string? ThemeQuery { get; set; }

    [SupplyParameterFromQuery(Name = "khoi")]
    protected string? BlockQuery { get; set; }

    [SupplyParameterFromQuery(Name = "dia-ban")]
    protected string? UnitQuery { get; set; }

    [SupplyParameterFromQuery(Name = "doi-tuong")]
    protected string? SubjectQuery { get; set; }

    [SupplyParameterFromQuery(Name = "don-vi")]
    protected string? BodyQuery { get; set; }

    [SupplyParameterFromQuery(Name = "dia-gioi")]
    protected string? BoundariesQuery { get; set; }
#pragma warning restore CS1591

    /// <summary>The filters as they stand in the address.</summary>
    protected ViewState Narrowed => new()
    {
        Campaign = CampaignQuery, Period = PeriodQuery, Field = FieldQuery, Theme = ThemeQuery, Block = BlockQuery, Unit = UnitQuery, Subject = SubjectQuery, Body = BodyQuery, Boundaries = BoundariesQuery,
    };
}
