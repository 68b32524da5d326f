using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Extensions;

namespace DanVanDashboard.Features.Audit;

/// <summary>Nhật ký: who changed what and when, with before and after.</summary>
public sealed partial class AuditPage
{
    private const int Shown = 5;
    private const int PageSize = 50;

    private AuditSlice? _slice;
    private IReadOnlyList<Refusal> _refusals = [];
    private IReadOnlyList<(string Id, string Name)> _people = [];
    private IReadOnlyList<(string Id, string Name)> _actions = [];
    private IReadOnlyList<(string Id, string Name)> _campaigns = [];

    [Inject]
    private AuditQueries Queries { get; set; } = default!;

    [Inject]
    private AuditWords Words { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "tu")]
    private string? FromQuery { get; set; }

    [SupplyParameterFromQuery(Name = "den")]
    private string? ToQuery { get; set; }

    [SupplyParameterFromQuery(Name = "nguoi")]
    private string? UserQuery { get; set; }

    [SupplyParameterFromQuery(Name = "viec")]
    private string? ActionQuery { get; set; }

    [SupplyParameterFromQuery(Name = "ve")]
    private string? SubjectQuery { get; set; }

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    [SupplyParameterFromQuery(Name = "truoc")]
    private string? BeforeQuery { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            return;
        }

        var filter = AuditModule.Filter(FromQuery, ToQuery, UserQuery, ActionQuery, SubjectQuery, CampaignQuery);
        var slice = filter.Ok ? await Queries.PageAsync(actor, filter.Value, AuditModule.Number(BeforeQuery), PageSize, CancellationToken.None) : filter.Refusals.ToList();
        _slice = slice.Ok ? slice.Value : null;
        _refusals = slice.Refusals;
        var (actions, people) = await Queries.ChoicesAsync(CancellationToken.None);
        _people = people;
        _actions = [.. actions.Select(a => (a, Words.Action(a))).OrderBy(a => Domain.Text.TextFold.SortKey(a.Item2), StringComparer.Ordinal)];
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        _campaigns = [.. Reference.Current.Campaigns.Select(c => (c.Id, english ? c.NameEn : c.NameVi))];
    }

    /// <summary>New rows stand on the first page; an older page stays as it was read.</summary>
    private Task FollowAsync() => BeforeQuery is null ? OnParametersSetAsync() : Task.CompletedTask;

    private RenderFragment Fact(AuditFact fact) => builder =>
    {
        if (fact.Path.Length > 0)
        {
            builder.OpenElement(0, "span");
            builder.AddAttribute(1, "class", "audit-name");
            builder.AddContent(2, T["fact.name", Words.Member(fact.Path)].Value);
            builder.CloseElement();
            builder.AddContent(3, " ");
        }

        if (fact.Changed)
        {
            builder.OpenElement(4, "del");
            builder.AddContent(5, Words.Value(fact.Before));
            builder.CloseElement();
            builder.AddContent(6, " → ");
            builder.OpenElement(7, "ins");
            builder.AddContent(8, Words.Value(fact.After));
            builder.CloseElement();
        }
        else
        {
            builder.AddContent(9, Words.Value(fact.After));
        }
    };

    private static string Moment(DateTime at) => LocalDay.At(at).ToString("HH:mm:ss dd/MM/yyyy", CultureInfo.InvariantCulture);

    private string Page(long? before) => "/nhat-ky" + Query(("tu", FromQuery), ("den", ToQuery), ("nguoi", UserQuery), ("viec", ActionQuery), ("ve", SubjectQuery), ("phong-trao", CampaignQuery),
        ("truoc", before?.ToString(CultureInfo.InvariantCulture)));

    private string Export(string format) => "/api/v1/audit/export" + Query(("from", FromQuery), ("to", ToQuery), ("user", UserQuery), ("action", ActionQuery), ("subject", SubjectQuery), ("campaign", CampaignQuery), ("format", format));

    private static QueryString Query(params (string Name, string? Value)[] members) =>
        QueryString.Create(members.Where(m => !string.IsNullOrEmpty(m.Value)).Select(m => KeyValuePair.Create(m.Name, m.Value)));
}
