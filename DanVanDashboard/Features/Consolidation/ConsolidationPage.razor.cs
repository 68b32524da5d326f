using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Consolidation;

/// <summary>Tổng hợp báo cáo: what bodies reported, added up as far as it adds, with who is missing. Follows by itself.</summary>
public sealed partial class ConsolidationPage
{
    private const string Path = "/bao-cao/tong-hop";
    private static readonly CultureInfo s_numbers = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromSeconds(1);

    private IReadOnlyList<Campaign> _campaigns = [];
    private IReadOnlyList<PeriodKey> _periods = [];
    private List<(string Id, string Name)> _units = [];
    private Consolidated? _shown;
    private DateTimeOffset _asOf;
    private string? _refused;
    private bool _sees;
    private string? _line;
    private string? _listensTo;
    private readonly Questions _questions = new();
    private LiveSubscription? _subscription;

    [Inject]
    private ConsolidationQueries Queries { get; set; } = default!;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

    [Inject]
    private CampaignCubes Cubes { get; set; } = default!;

    [Inject]
    private DanVanOptions Options { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private LiveFeed Live { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [Inject]
    private IStringLocalizer<FiltersText> Periods { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    [SupplyParameterFromQuery(Name = "ky")]
    private string? PeriodQuery { get; set; }

    [SupplyParameterFromQuery(Name = "dia-ban")]
    private string? UnitQuery { get; set; }

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await AskAsync();
        if (RendererInfo.IsInteractive && _shown is { } shown && _listensTo != shown.Campaign.Id && await Who.GetAsync() is not null)
        {
            var old = _subscription;
            // The sums are of all bodies, whoever looks.
            (_listensTo, _subscription) = (shown.Campaign.Id, Live.Subscribe(Interest.All(shown.Campaign.Id), s_atMostEvery, _ => InvokeAsync(RefreshAsync)));
            if (old is not null)
            {
                await old.DisposeAsync();
            }

            await AskAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_subscription is { } subscription)
        {
            await subscription.DisposeAsync();
        }
    }

    private async Task RefreshAsync()
    {
        await AskAsync();
        StateHasChanged();
    }

    private Task AskAsync() => _questions.AskAsync(ReadAsync);

    private async Task ReadAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            return;
        }

        var (current, today) = (Reference.Current, LocalDay.Of(Clock.GetUtcNow()));
        (_asOf, _sees) = (Cubes.UpdatedAt, actor.May(Sight.Findings));
        var campaign = new ViewState { Campaign = CampaignQuery }.WithDefaults(actor, current, Options.RootUnit, today).Campaign;
        var made = await Queries.GetAsync(actor, campaign, PeriodQuery, string.IsNullOrEmpty(UnitQuery) ? null : UnitQuery, CancellationToken.None);
        _shown = made.Ok ? made.Value : null;
        _refused = made.Ok ? null : string.Join(' ', made.Refusals.Select(Problems.Words));
        if (_shown is not { } c)
        {
            return;
        }

        _campaigns = current.Campaigns.Where(x => x.HasRegister && CampaignScope.Reads(actor, x, current)).ToList();
        _periods = await Queries.PeriodsAsync(c.Campaign, CancellationToken.None);
        _units = UnitsOf(actor, current, c.Campaign, c.Period.To < today ? c.Period.To : today);
        _line = _line is not null && c.Lines.Any(l => l.Line.Line == _line) ? _line : c.Lines.FirstOrDefault(l => l.Cells[0].Given > 0).Line?.Line ?? (c.Lines.Count > 0 ? c.Lines[0].Line.Line : null);
    }

    private List<(string Id, string Name)> UnitsOf(Actor actor, Reference current, Campaign campaign, DateOnly day)
    {
        var communes = current.Places.Under(campaign.RootUnitId, day, UnitLevel.Commune).Where(u => actor.Scope.All || actor.Scope.Units.Contains(u.Id)).Select(u => (u.Id, u.FullNameAtStart));
        return [("", T["unit.all"].Value), .. actor.Scope.All ? [(CubeKeys.ProvinceBodies, Words["unit.province_bodies"].Value)] : Array.Empty<(string, string)>(), .. communes];
    }

    private void Go(string? campaign, string? period, string? unit) => Nav.NavigateTo(new ViewState { Campaign = campaign, Period = period, Unit = string.IsNullOrEmpty(unit) ? null : unit }.Href(Path));

    private static string Export(string format, Consolidated c) =>
        $"/api/v1/consolidation/{format}?campaign={Uri.EscapeDataString(c.Campaign.Id)}&period={c.Period}{(c.Unit is { } unit ? "&unit=" + Uri.EscapeDataString(unit) : "")}{(English ? "&lang=en" : "")}";

    /// <summary>The cells of a line under the heads: the whole, each field, each subject; nothing where it is not divided so.</summary>
    private IEnumerable<(string Label, ConsolidatedCell? Cell)> Row(Consolidated c, IReadOnlyList<ConsolidatedCell> cells)
    {
        yield return (T["column.whole"], cells[0]);
        foreach (var field in c.Campaign.Fields.Fields)
        {
            yield return (CampaignWords.FieldName(Words, c.Campaign, field.Key), cells.FirstOrDefault(x => !x.Cell.IsWhole && x.Cell.Field == field.Key && x.Cell.Subject == x.Cell.Line.Subject));
        }

        foreach (var subject in Enum.GetValues<Subject>())
        {
            yield return (Words[$"subject.{Wire.Name(subject)}"], cells.FirstOrDefault(x => !x.Cell.IsWhole && x.Cell.Subject == subject && x.Cell.Field == x.Cell.Line.Field));
        }
    }

    private static IEnumerable<(BodyLine Body, Amount? Amount, bool Nothing)> OfLine(Consolidated c, string line)
    {
        var at = c.Lines.ToList().FindIndex(l => l.Line.Line == line);
        return at < 0 ? [] : c.Bodies.Select(b => (b, b.Amounts[at], b.Nothing[at]));
    }

    private static string? Plain(ConsolidatedCell? cell) => cell?.Sum?.Value.ToString(CultureInfo.InvariantCulture);

    private string Number(ConsolidatedCell? cell) => cell?.Sum is { } sum ? Said(sum) : "–";

    private string Said(Amount amount) => amount.Qualifier == Qualifier.Exact ? Digits(amount.Value) : $"{T[$"exactness.{Wire.Name(amount.Qualifier)}"]} {Digits(amount.Value)}";

    private static string Digits(decimal value) => value.ToString("#,0.##", s_numbers);

    private string? Note(IReadOnlyList<ConsolidatedCell> cells) =>
        cells[0].Note != ConsolidationNote.None ? T[$"note.{Wire.Name(cells[0].Note)}"].Value
        : cells[0].LeftOut > 0 ? T["note.left-out", cells[0].LeftOut].Value
        : ConsolidationQueries.PartsAgree(cells) ? null : T["note.parts"].Value;
}
