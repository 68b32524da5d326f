using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Filters;
using DanVanDashboard.Pack;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Pack.Report;

/// <summary>Xem, sửa phần chữ của báo cáo trước khi tải: blocks filled with figures, comparisons and what the bodies wrote.</summary>
public sealed partial class ReportPage
{
    private static readonly PackDocument[] s_documents = [PackDocument.Review, PackDocument.Periodic, PackDocument.Pack];

    private IReadOnlyList<Refusal> _refusals = [];
    private IReadOnlyList<PackBlock> _blocks = [];
    private List<(string Id, string Name)> _bodies = [];
    private CampaignFilter? _filter;
    private PackFigures? _figures;
    private string _user = string.Empty;

#pragma warning disable CS1591 // The names of the query string.
    [SupplyParameterFromQuery(Name = "tai-lieu")]
    private string? DocumentQuery { get; set; }

    [SupplyParameterFromQuery(Name = "loi")]
    private string? ErrorQuery { get; set; }
#pragma warning restore CS1591

    [Inject]
    private PackQueries Queries { get; set; } = default!;

    [Inject]
    private PackWords Words { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

    [Inject]
    private DanVanOptions Settings { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    // The figures are gathered in the language of the document; the page says its period in its own.
    private string Period => _filter?.Period is { } period ? Words.Period(period) : _figures?.Period ?? string.Empty;

    private string Stamp => _figures is { } f ? Words.Stamp(f) : string.Empty;

    /// <summary>What the choice of document keeps of the address.</summary>
    private IEnumerable<(string Name, string? Value)> Kept =>
    [
        ("phong-trao", CampaignQuery), ("ky", PeriodQuery), ("linh-vuc", FieldQuery), ("chu-de", ThemeQuery), ("khoi", BlockQuery), ("dia-ban", UnitQuery), ("doi-tuong", SubjectQuery),
        ("dia-gioi", BoundariesQuery),
    ];

    /// <summary>What goes with the texts: the same question that the page was filled from.</summary>
    private IEnumerable<(string Name, string? Value)> Sent =>
    [
        ("campaign", _filter!.Campaign.Id), ("unit", _filter.Unit), ("body", Asked(_filter.Body)), ("period", _filter.Period?.ToString()), ("field", _filter.Field), ("theme", _filter.Theme), ("block", _filter.Block),
        ("subject", _filter.Subject), ("boundaries", BoundariesOf(_filter)), ("document", DocumentQuery ?? Wire.Name(PackDocument.Review)),
    ];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            return;
        }

        (_user, _refusals) = (actor.UserId, ErrorQuery is { Length: > 0 } code && code.StartsWith("pack.", StringComparison.Ordinal) ? [new Refusal(code)] : []);
        var (current, today, document) = (Reference.Current, LocalDay.Of(Clock.GetUtcNow()), DocumentQuery ?? Wire.Name(PackDocument.Review));
        var state = (Narrowed with { Body = Asked(BodyQuery) }).WithDefaults(actor, current, Settings.RootUnit, today);
        var read = state.ToFilter(actor, current, today);
        if (!read.Ok)
        {
            _refusals = [.. _refusals, .. read.Refusals];
            return;
        }

        var f = _filter = read.Value;
        // The report of one body is chosen among all by whoever sees all; everybody else has the own.
        _bodies = actor.Scope.All && document == Wire.Name(PackDocument.Periodic)
            ? [.. current.Bodies.All.Where(b => b.ProvinceId == f.Campaign.RootUnitId && b.ValidOn(today)).OrderBy(b => b.UnitId is null ? 0 : 1)
                .ThenBy(b => b.UnitId is { } u ? current.Places[u].Code : string.Empty, StringComparer.Ordinal).ThenBy(b => b.Order).Select(b => (b.Id, b.NameOn(today)))]
            : [];
        var screen = CultureInfo.CurrentUICulture;
        try
        {
            // A document is Vietnamese in every language of the screen.
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi");
            var figures = await Queries.GetAsync(
                actor, new(f.Campaign.Id, f.Unit, f.Body, f.Period?.ToString(), f.Field, f.Theme, f.Block, f.Subject, BoundariesOf(f), document), CancellationToken.None);
            if (!figures.Ok)
            {
                _refusals = [.. _refusals, .. figures.Refusals];
                return;
            }

            (_figures, _blocks) = (figures.Value, PackTexts.Of(figures.Value, Words));
        }
        finally
        {
            CultureInfo.CurrentUICulture = screen;
        }
    }

    private static string? Asked(string? body) => string.IsNullOrEmpty(body) ? null : body;

    private static string? BoundariesOf(CampaignFilter filter) => filter.Boundaries.Kind switch
    {
        Domain.Localities.BoundaryViewKind.AsWas => null,
        Domain.Localities.BoundaryViewKind.OldDistrict => "old-district",
        _ => filter.Boundaries.Date!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>Under which the browser keeps what was typed: another report has another.</summary>
    private string KeepKey(PackFigures f) => string.Join('|', _user, f.CampaignId, Wire.Name(f.Document), f.Issuer.Name, f.Place, f.Period);

    private static int Rows(PackBlock block) => Math.Clamp(block.Text.Split('\n').Sum(l => 1 + (l.Length / 110)), 2, 14);
}
