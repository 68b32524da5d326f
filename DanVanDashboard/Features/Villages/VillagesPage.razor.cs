using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Villages;

/// <summary>Thôn, bản of a commune: the list with its models, what is still to be taken over from the communes of before, and addresses whose village a person has to say.</summary>
public sealed partial class VillagesPage
{
    private readonly HashSet<string> _chosen = [];
    private readonly HashSet<string> _heirs = [];
    private readonly Dictionary<string, string?> _heirNames = [];
    private readonly Dictionary<string, string?> _matches = [];
    private VillagesView? _view;
    private IReadOnlyList<Refusal> _refusals = [];
    private string? _said;
    private string? _part;
    private string? _editing;
    private string? _undoing;
    private string? _unitShown;
    private string? _names;
    private string? _name;
    private string? _on;
    private string? _decision;
    private string? _lat;
    private string? _lon;
    private string? _reason;
    private bool _loaded;
    private bool _busy;

    [Inject]
    private VillageQueries Queries { get; set; } = default!;

    [Inject]
    private VillageVerbs Verbs { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "xa")]
    private string? UnitQuery { get; set; }

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    private bool Idle => _busy || !RendererInfo.IsInteractive;

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private IEnumerable<Village> Heirs => _view!.Legacy.SelectMany(l => l.Villages);

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _view = await Who.GetAsync() is { } actor ? await Queries.GetAsync(actor, UnitQuery, CampaignQuery) : null;
        _loaded = true;
        if (_view is not { } view)
        {
            return;
        }

        if (_unitShown != view.Unit.Id)
        {
            (_unitShown, _on, _part, _editing, _undoing, _refusals) = (view.Unit.Id, TypedText.Day(LocalDay.Of(Clock.GetUtcNow())), null, null, null, []);
            _chosen.Clear();
            _heirs.Clear();
            _heirNames.Clear();
            _matches.Clear();
        }

        // What somebody else has meanwhile changed is no longer there to be chosen.
        _chosen.IntersectWith(view.Lines.Select(l => l.Village.Id));
        _heirs.IntersectWith(Heirs.Select(v => v.Id));
    }

    private void Go(string? unit, string? campaign) => Nav.NavigateTo(Nav.GetUriWithQueryParameters(VillagesModule.Page, new Dictionary<string, object?> { ["xa"] = unit, ["phong-trao"] = campaign }));

    private void Choose(HashSet<string> set, string id, bool chosen)
    {
        _said = null;
        if (chosen)
        {
            set.Add(id);
        }
        else
        {
            set.Remove(id);
        }
    }

    private void ChooseAll(bool all)
    {
        _heirs.Clear();
        if (all)
        {
            _heirs.UnionWith(Heirs.Select(v => v.Id));
        }
    }

    /// <summary>The chosen whose name another chosen one bears too, so that one of them must have another.</summary>
    private List<(Village Village, Unit Commune)> Clashing =>
        [.. _view!.Legacy.SelectMany(l => l.Villages.Where(v => _heirs.Contains(v.Id)).Select(v => (v, l.Commune)))
            .GroupBy(v => TextFold.SortKey(_heirNames.GetValueOrDefault(v.v.Id) is { Length: > 0 } name ? name : v.v.Name)).Where(g => g.Count() > 1).SelectMany(g => g)];

    // As communes do it themselves: the name of the old commune behind the village's.
    private void NameByCommune()
    {
        foreach (var (village, commune) in Clashing)
        {
            _heirNames[village.Id] = $"{village.Name} ({commune.Name})";
        }
    }

    private void Edit(Village village)
    {
        (_editing, _undoing, _refusals, _said) = (_editing == village.Id ? null : village.Id, null, [], null);
        (_name, _lat, _lon) = (village.Name, Degrees(village.Lat), Degrees(village.Lon));
    }

    private void Undo(Village village) => (_undoing, _editing, _reason, _refusals, _said) = (_undoing == village.Id ? null : village.Id, null, null, [], null);

    private Task AddAsync() => DoAsync(
        "add",
        (actor, ct) => Verbs.AddAsync(
            actor,
            new()
            {
                UnitId = _view!.Unit.Id, Names = [.. (_names ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], From = _on, Decision = _decision,
                Simulated = _view.Simulated,
            },
            null, ct),
        T["said.added"], () => _names = null);

    private Task ChangeAsync(bool ends) => DoAsync(
        "change", (actor, ct) => Verbs.ChangeAsync(actor, new() { Ids = [.. _chosen], Name = ends ? null : _name, On = _on, Decision = _decision }, null, ct),
        T["said.changed"], () => { _chosen.Clear(); _name = null; });

    private Task InheritAsync() => DoAsync(
        "inherit",
        (actor, ct) => Verbs.InheritAsync(
            actor, new() { UnitId = _view!.Unit.Id, Villages = [.. Heirs.Where(v => _heirs.Contains(v.Id)).Select(v => new VillageHeir(v.Id, _heirNames.GetValueOrDefault(v.Id)))], Decision = _decision }, null, ct),
        T["said.inherited", Number(_heirs.Count)], () => _heirs.Clear());

    private Task EditAsync(Village village) => DoAsync(
        "edit", (actor, ct) => Verbs.EditAsync(actor, village.Id, new() { Name = _name, Lat = Degrees(_lat), Lon = Degrees(_lon) }, null, ct), T["said.edited", _name ?? village.Name], () => _editing = null);

    private Task UndoAsync(Village village) => DoAsync("undo", (actor, ct) => Verbs.UndoAsync(actor, village.Id, new() { Reason = _reason }, null, ct), T["said.undone", village.Name], () => _undoing = null);

    private Task MatchAsync(VillageLess model, string? village) => DoAsync(
        "match", (actor, ct) => Verbs.MatchAsync(actor, new() { VillageId = village, ModelIds = [model.ModelId] }, null, ct), T["said.matched", model.Name], () => _matches.Remove(model.ModelId));

    private async Task DoAsync(string part, Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, string said, Action done)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        (_busy, _part) = (true, part);
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            (_refusals, _said) = (answer.Refusals, answer.Ok ? said : null);
            if (answer.Ok)
            {
                done();
                await LoadAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string? Refused(string part) => _part == part && _refusals.Count > 0 ? string.Join(" ", _refusals.Select(Problems.Words).Distinct()) : null;

    private string? Bad(string part, string field) => _part == part && _refusals.Any(r => r.Field == field) ? "true" : null;

    private static string NameOf(Campaign campaign) => English ? campaign.NameEn : campaign.NameVi;

    private static string Number(int value) => value.ToString("#,0", CultureInfo.CurrentCulture);

    private static string Degrees(double? value) => value?.ToString("0.#####", CultureInfo.CurrentCulture) ?? string.Empty;

    // What is typed but no number is told as a point that lies nowhere, not taken for "none".
    private static double? Degrees(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
