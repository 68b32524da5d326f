using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Models;

/// <summary>What a registration says in words; it is read again whenever the model's sequence moves on.</summary>
public sealed partial class ModelFactsPanel
{
    private static readonly string[] s_lines = ["name", "owner", "village", "personResponsible", "address", "startedOn", "completeBy"];

    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);
    private FactsView? _facts;
    private IReadOnlyList<Refusal> _refusals = [];
    private (string Id, long Sequence) _read;
    private int _seen;
    private bool _may;
    private bool _editing;
    private bool _busy;

    /// <summary>The model as the page shows it.</summary>
    [Parameter, EditorRequired]
    public ModelView Model { get; set; } = default!;

    [Inject]
    private FactsQueries Queries { get; set; } = default!;

    [Inject]
    private FactChanges Verb { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_read != (Model.Id, Model.Sequence))
        {
            _read = (Model.Id, Model.Sequence);
            await AskAsync();
        }
    }

    private async Task AskAsync()
    {
        if (await Who.GetAsync() is { } actor)
        {
            var found = await Queries.GetAsync(actor, Model.Id, CancellationToken.None);
            _facts = found.Ok ? found.Value : null;
            _may = Model.Source is null && actor.May(Domain.Access.Verb.RegisterModel, Model.UnitId, Model.BodyId, Model.NonLocal);
        }
    }

    private void Edit()
    {
        _typed.Clear();
        (_typed["name"], _typed["owner"], _typed["village"], _typed["personResponsible"], _typed["address"]) = (Model.Name, Model.Owner, Model.Village ?? "", Model.PersonResponsible ?? "", Model.Address);
        (_typed["startedOn"], _typed["completeBy"]) = (Model.StartedOn is { } d ? TypedText.Day(d) : "", _facts?.CompleteBy is { } by ? TypedText.Day(by) : "");
        _typed["visibility"] = Model.Visibility;
        foreach (var name in Enum.GetValues<ModelText>().Select(Wire.Name))
        {
            _typed[name] = _facts?.Texts.GetValueOrDefault(name) ?? "";
        }

        (_editing, _refusals, _seen) = (true, [], _facts?.Changes.Count ?? 0);
    }

    private async Task SaveAsync()
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var done = await Verb.HandleAsync(
                actor, Model.Id,
                new()
                {
                    Name = _typed["name"], Owner = _typed["owner"], Village = _typed["village"], PersonResponsible = _typed["personResponsible"], Address = _typed["address"],
                    StartedOn = Iso("startedOn"), CompleteBy = Iso("completeBy"), Visibility = _typed["visibility"], Changes = _seen,
                    Texts = Enum.GetValues<ModelText>().Select(Wire.Name).ToDictionary(n => n, n => (string?)_typed[n], StringComparer.Ordinal),
                },
                null, CancellationToken.None);
            _refusals = done.Refusals;
            if (done.Ok)
            {
                _editing = false;
                await AskAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string Iso(string name) => TypedText.Day(_typed[name])?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? _typed[name];

    private string? Refused(string? field)
    {
        var found = _refusals.Where(r => field is null ? r.Field is null || !_typed.ContainsKey(r.Field) : r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : null;
    }

    private string FactName(string fact) => fact switch
    {
        "name" => T["name"], "owner" => M["fact.owner"], "ownerKind" => M["fact.owner-kind"], "village" => M["fact.village"], "personResponsible" => M["fact.person"], "address" => M["fact.address"],
        "startedOn" => M["fact.started"], "completeBy" => T["complete-by"], "targetLevel" => M["fact.target"], "visibility" => M["fact.visibility"], "consent" => M["fact.consent"],
        "reportingLines" => M["fact.lines"], _ => T[$"text.{fact}"],
    };

    private string? Shown(string fact, string? value) => (fact, value) switch
    {
        (_, null) => null,
        ("startedOn" or "completeBy", { } v) when DateOnly.TryParse(v, CultureInfo.InvariantCulture, out var day) => TypedText.Day(day),
        ("visibility", { } v) => M[$"visibility.{v}"],
        ("targetLevel", { } v) => W[$"level.{v}"],
        ("consent", { } v) => M[v],
        (_, { } v) => v.Length > 160 ? v[..160] + "…" : v,
    };

    private static string Moment(DateTime utc) => LocalDay.At(utc).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
