using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Localities;

/// <summary>Địa bàn: the communes of a day, under their districts while there were any, with their populations, which the board confirms; and a search over all times.</summary>
public sealed partial class LocalitiesPage
{
    private LocalitiesView? _view;
    private IReadOnlyList<Refusal> _refusals = [];
    private ElementReference _first;
    private string? _said;
    private string? _editing;
    private string? _withdrawing;
    private string? _year;
    private string? _value;
    private string? _source;
    private string? _reason;
    private bool _asking;
    private bool _busy;
    private bool _focus;

    [Inject]
    private LocalityQueries Queries { get; set; } = default!;

    [Inject]
    private PopulationVerbs Verbs { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "ngay")]
    private string? DayQuery { get; set; }

    [SupplyParameterFromQuery(Name = "tim")]
    private string? SearchQuery { get; set; }

    [SupplyParameterFromQuery(Name = "tinh")]
    private string? ProvinceQuery { get; set; }

    [SupplyParameterFromQuery(Name = "mau-so")]
    private string? KindQuery { get; set; }

    private DenominatorKind Kind => Wire.Parse<DenominatorKind>(KindQuery) ?? DenominatorKind.People;

    /// <summary>The same page with another figure.</summary>
    private string KindHref(DenominatorKind kind) => Navigation.GetUriWithQueryParameter("mau-so", kind == DenominatorKind.People ? null : Wire.Name(kind));

    /// <summary>What "confirm all" speaks of: what is on the screen and unconfirmed.</summary>
    private List<LocalityRow> Unconfirmed => _view!.Rows.Where(r => r.Unconfirmed).ToList();

    /// <summary>What no field on the screen is to blame for.</summary>
    private string Other => string.Join(" ", _refusals.Where(r => r.Field is not ("year" or "value" or "source" or "reason")).Select(Problems.Words));

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus)
        {
            _focus = false;
            await _first.FocusAsync();
        }
    }

    private async Task LoadAsync() => _view = await Who.GetAsync() is { } actor ? await Queries.GetAsync(actor, DayQuery, SearchQuery, ProvinceQuery, Kind) : null;

    private void AskAll() => (_asking, _said, _refusals, _editing) = (true, null, [], null);

    private async Task ConfirmAllAsync()
    {
        var ids = Unconfirmed.ConvertAll(r => r.Holding!.Id);
        _asking = false;
        await DoAsync((actor, ct) => Verbs.ConfirmAsync(actor, new PopulationConfirmation { Ids = ids }, null, ct), T["all.done", Number(ids.Count)]);
    }

    private Task ConfirmAsync(LocalityRow row)
    {
        _editing = null;
        return DoAsync((actor, ct) => Verbs.ConfirmAsync(actor, row.Holding!.Id, null, ct), T["one.confirmed", row.Unit.FullName]);
    }

    private void Edit(LocalityRow row)
    {
        (_editing, _withdrawing, _refusals, _said, _asking) = (_editing == row.Unit.Id ? null : row.Unit.Id, null, [], null, false);
        (_year, _value, _source) = (row.Holding?.Year.ToString(CultureInfo.InvariantCulture), null, null);
        _focus = _editing is not null;
    }

    private Task EnterAsync(LocalityRow row) => DoAsync(
        (actor, ct) => Verbs.EnterAsync(
            actor,
            new()
            {
                UnitId = row.Unit.Id, Kind = Wire.Name(Kind), Year = int.TryParse(_year?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null, Value = TypedText.Number(_value), Source = _source,
            },
            null, ct),
        T["edit.saved", row.Unit.FullName]);

    private Task WithdrawAsync(LocalityRow row, string id) =>
        DoAsync((actor, ct) => Verbs.WithdrawAsync(actor, id, new() { Reason = _reason }, null, ct), T["withdraw.done", row.Unit.FullName]);

    private async Task DoAsync(Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, string said)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            (_refusals, _said) = (answer.Refusals, answer.Ok ? said : null);
            if (answer.Ok)
            {
                (_editing, _withdrawing) = (null, null);
                await LoadAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string? Refused(string field) => _refusals.Where(r => r.Field == field).Select(Problems.Words).ToList() is { Count: > 0 } found ? string.Join(" ", found) : null;

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    private string Name(string? account) => account is not null && _view!.Names.TryGetValue(account, out var name) ? name : "–";

    private static string State(PopulationRow? held) => held is null ? "none" : held.ConfirmedAt is null ? "stated" : "confirmed";

    private string StateWords(LocalityRow row, PopulationRow stated) =>
        stated.WithdrawnAt is { } withdrawn ? T["history.withdrawn", Day(LocalDay.Of(withdrawn))]
        : row.Stated.Any(s => s.Year == stated.Year && s.Version > stated.Version && s.WithdrawnAt is null) ? T["history.replaced"]
        : stated.ConfirmedAt is { } confirmed ? T["history.confirmed", Day(LocalDay.Of(confirmed))]
        : T["history.stated"];

    private static string Number(int value) => value.ToString("#,0", CultureInfo.CurrentCulture);

    private static string Day(DateOnly day) => TypedText.Day(day);
}
