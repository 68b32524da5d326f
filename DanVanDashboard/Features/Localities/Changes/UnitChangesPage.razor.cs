using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Localities.Changes;

/// <summary>Ghi thay đổi địa giới: what a decision does to units is typed, looked at with all that it touches, carried out, and undone if need be.</summary>
public sealed partial class UnitChangesPage
{
    private readonly UnitChangeForm _form = new();
    private IReadOnlyList<UnitChangeView> _changes = [];
    private IReadOnlyList<Refusal> _refusals = [];
    private UnitChangePreview? _preview;
    private ElementReference _previewHeading;
    private ElementReference _saidNotice;
    private (string Href, string Text)? _lead;
    private string? _said;
    private string? _undoing;
    private string? _reason;
    private bool _busy;
    private bool _focus;

    [Inject]
    private RecordUnitChange Verb { get; set; } = default!;

    [Inject]
    private UndoUnitChange Undo { get; set; } = default!;

    [Inject]
    private UnitChangeQueries Queries { get; set; } = default!;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

    [Inject]
    private DanVanOptions Options { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private bool Frozen => !RendererInfo.IsInteractive;

    private bool Idle => _busy || Frozen;

    private bool OneUnit => _form.Kind is UnitChangeKind.Rename or UnitChangeKind.ChangeKind;

    private DateOnly OnOrToday => TypedText.Day(_form.On) ?? LocalDay.Of(Clock.GetUtcNow());

    /// <summary>Only where the origins do not already lie in one.</summary>
    private bool AsksParent => _form.Kind is UnitChangeKind.Merge or UnitChangeKind.Split
        && _form.Origins.Concat(_form.Kind == UnitChangeKind.Split ? _form.Targets.SelectMany(t => t.Joined) : []).Select(u => u.ParentId).Distinct().Count() > 1;

    private List<Unit> Abolishable => [.. Reference.Current.Places.Under(Options.RootUnit, OnOrToday.AddDays(-1), UnitLevel.District).Where(u => u.ValidTo is null)];

    /// <summary>What no field on the screen is to blame for.</summary>
    private List<string> Whole => [.. _refusals.Where(r => r.Field is null or "kind" or "targets" || (!Shown(r.Field) && r.Field is not ("id" or "reason"))).Select(Problems.Words).Distinct()];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _changes = await Queries.AllAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // What was asked for may lie far from the button: the eye and the reader are led there.
        if (_focus && (_preview is not null || _said is not null))
        {
            _focus = false;
            await (_preview is not null ? _previewHeading : _saidNotice).FocusAsync();
        }
    }

    private void Choose(UnitChangeKind kind)
    {
        // What is typed stays; of several origins a kind that takes one keeps the first.
        _form.Kind = kind;
        if (kind != UnitChangeKind.Merge && _form.Origins.Count > 1)
        {
            _form.Origins.RemoveRange(1, _form.Origins.Count - 1);
        }

        Touched();
    }

    /// <summary>A preview holds for what was typed when it was asked for.</summary>
    private void Touched() => (_preview, _said, _lead) = (null, null, null);

    private IReadOnlyList<Unit> Find(string text)
    {
        var places = Reference.Current.Places;
        var scope = places.ScopeOf(Options.RootUnit);
        var found = text.All(char.IsAsciiDigit) ? places.All.Where(u => u.Code.StartsWith(text, StringComparison.Ordinal)) : places.SearchFold(text);
        return [.. found.Where(u => u.ValidTo is null && u.ValidFrom < OnOrToday && u.Id != Options.RootUnit && scope.Contains(u.Id))];
    }

    private void Pick(Unit unit)
    {
        _form.Origins.Add(unit);
        var first = _form.Targets[0];
        // The one that everything goes into most often keeps its code and kind.
        if (_form.Kind is UnitChangeKind.Merge or UnitChangeKind.Split && _form.Origins.Count == 1)
        {
            first.Code = first.Code.Length == 0 ? unit.Code : first.Code;
            _form.Targets.Where(t => t.KindWord.Length == 0).ToList().ForEach(t => t.KindWord = unit.Kind);
        }

        Touched();
    }

    private void Drop(Unit unit)
    {
        _form.Origins.Remove(unit);
        Touched();
    }

    private void Join(NewUnitForm target, Unit unit)
    {
        target.Joined.Add(unit);
        target.Code = target.Code.Length == 0 ? unit.Code : target.Code;
        target.Name = target.Name.Length == 0 ? unit.Name : target.Name;
        Touched();
    }

    private void Leave(NewUnitForm target, Unit unit)
    {
        target.Joined.Remove(unit);
        Touched();
    }

    private void Abolish(Unit unit, bool chosen)
    {
        _ = chosen ? _form.Abolished.Add(unit.Id) : _form.Abolished.Remove(unit.Id);
        Touched();
    }

    private void AddTarget()
    {
        _form.Targets.Add(new() { KindWord = _form.Origins.FirstOrDefault()?.Kind ?? "" });
        Touched();
    }

    private void RemoveTarget(NewUnitForm target)
    {
        _form.Targets.Remove(target);
        Touched();
    }

    private UnitLevel LevelOf(NewUnitForm target) => _form.Kind == UnitChangeKind.Create ? Wire.Parse<UnitLevel>(target.Level) ?? UnitLevel.Commune : _form.Origins.FirstOrDefault()?.Level ?? UnitLevel.Commune;

    private IEnumerable<Unit> ParentsOf(NewUnitForm target)
    {
        var (places, level) = (Reference.Current.Places, LevelOf(target));
        return places.Under(Options.RootUnit, OnOrToday).Prepend(places[Options.RootUnit]).Where(u => u.Level < level && u.ValidTo is null);
    }

    private async Task PreviewAsync()
    {
        await DoAsync(async actor =>
        {
            var shown = await Verb.PreviewAsync(actor, _form.ToRequest(), CancellationToken.None);
            (_refusals, _preview, _focus) = (shown.Refusals, shown.Ok ? shown.Value : null, shown.Ok);
        });
    }

    private async Task RecordAsync()
    {
        await DoAsync(async actor =>
        {
            var answer = await Verb.HandleAsync(actor, _form.ToRequest(), null, CancellationToken.None);
            _refusals = answer.Refusals;
            if (answer.Ok)
            {
                _changes = await Queries.AllAsync();
                var done = _changes[0];
                Clear();
                (_said, _focus) = (T["said.recorded", done.DecisionNumber], true);
                _lead = done.Begun is [var unit, ..] ? (UnitWords.Href(unit.Id), unit.Name) : null;
            }
        });
    }

    private void BeginUndo(UnitChangeView change) => (_undoing, _reason, _refusals, _said, _lead) = (change.Id, null, [], null, null);

    private async Task UndoAsync(UnitChangeView change)
    {
        await DoAsync(async actor =>
        {
            var answer = await Undo.HandleAsync(actor, change.Id, new() { Reason = _reason }, null, CancellationToken.None);
            _refusals = answer.Refusals;
            if (answer.Ok)
            {
                (_changes, _undoing, _preview) = (await Queries.AllAsync(), null, null);
                (_said, _lead, _focus) = (T["said.undone", change.DecisionNumber], null, true);
            }
        });
    }

    private void Clear()
    {
        (_form.Number, _form.On, _form.Title, _form.Locator) = ("", "", "", "");
        _form.Origins.Clear();
        _form.Abolished.Clear();
        _form.Targets.Clear();
        _form.Targets.AddRange([new(), new()]);
        Touched();
    }

    private async Task DoAsync(Func<Actor, Task> work)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            await work(actor);
        }
        finally
        {
            _busy = false;
        }
    }

    private string? Refused(string field) => Words(_refusals.Where(r => r.Field == field));

    /// <summary>Of a list of units any of which is at fault.</summary>
    private string? RefusedUnder(string field) => Words(_refusals.Where(r => r.Field == field || (r.Field?.StartsWith(field + "/", StringComparison.Ordinal) == true && !r.Field.EndsWith("/share", StringComparison.Ordinal))));

    private string? Words(IEnumerable<Refusal> refusals) => refusals.Select(Problems.Words).Distinct().ToList() is { Count: > 0 } found ? string.Join(" ", found) : null;

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    /// <summary>Whether the form has a place for it now.</summary>
    private bool Shown(string field)
    {
        var parts = field.Split('/');
        return field is "decisionNumber" or "issuedBy" or "on" or "title" or "locator" || parts[0] == "abolished"
            || (parts is ["targets", var at, var name, ..] && int.TryParse(at, out var i) && i < (_form.Kind == UnitChangeKind.Split ? _form.Targets.Count : 1) && name switch
            {
                "whole" => _form.Kind != UnitChangeKind.Create && (_form.Kind == UnitChangeKind.Split || i == 0),
                "parts" => _form.Kind == UnitChangeKind.Split && (i == 0 || parts.Length > 4),
                "parentId" => _form.Kind is UnitChangeKind.ChangeParent or UnitChangeKind.Create || AsksParent,
                "kind" => _form.Kind is not (UnitChangeKind.ChangeParent or UnitChangeKind.Rename),
                "name" or "code" => _form.Kind != UnitChangeKind.ChangeParent,
                _ => false,
            });
    }
}
