using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Models;

/// <summary>What a registration says beyond what it is counted by, completed and corrected by those who may.</summary>
public sealed partial class ModelFactsPanel
{
    private static readonly string[] s_lines = ["name", "owner", "village", "personResponsible", "address", "startedOn", "completeBy"];
    private static readonly string[] s_visibilities = [Wire.Name(Visibility.Public), Wire.Name(Visibility.Internal)];
    private static readonly string[] s_consents = ["yes", "no"];

    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lines = new(StringComparer.Ordinal);
    private List<(string Id, string Name)> _offered = [];
    private int _seen;
    private bool _editing;

    [Inject]
    private FactChanges Changes { get; set; } = default!;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>What stands there stays choosable, also where it is no longer offered to new models.</summary>
    private IEnumerable<string> Kinds => RegistrationForm.OwnerKinds.Append(Model.OwnerKind).OfType<string>().Distinct();

    private IEnumerable<string> Levels => new[] { Wire.Name(RecognitionLevel.Commune), Wire.Name(RecognitionLevel.Province) }.Append(Model.TargetLevel).OfType<string>().Distinct();

    private void Edit()
    {
        _typed.Clear();
        (_typed["name"], _typed["owner"], _typed["village"], _typed["personResponsible"], _typed["address"]) = (Model.Name, Model.Owner, Model.Village ?? "", Model.PersonResponsible ?? "", Model.Address);
        (_typed["startedOn"], _typed["completeBy"]) = (Model.StartedOn is { } d ? TypedText.Day(d) : "", Facts?.CompleteBy is { } by ? TypedText.Day(by) : "");
        (_typed["ownerKind"], _typed["targetLevel"], _typed["visibility"]) = (Model.OwnerKind ?? "", Model.TargetLevel ?? "", Model.Visibility);
        _typed["consent"] = Model.Consent switch { true => "yes", false => "no", _ => "" };
        foreach (var name in Enum.GetValues<ModelText>().Select(Wire.Name))
        {
            _typed[name] = Facts?.Texts.GetValueOrDefault(name) ?? "";
        }

        var (bodies, today) = (Reference.Current.Bodies, LocalDay.Of(Clock.GetUtcNow()));
        _lines.Clear();
        _lines.UnionWith(Model.ReportingLines);
        _offered = (bodies.Find(Model.BodyId)?.ParentIds ?? []).Select(bodies.Find).OfType<Body>().Where(b => b.ValidOn(today)).Concat(Model.ReportingLines.Select(bodies.Find).OfType<Body>())
            .DistinctBy(b => b.Id).OrderBy(b => b.Order).Select(b => (b.Id, b.NameOn(today))).ToList();
        (_editing, Refusals, _seen) = (true, [], Facts?.Changes.Count ?? 0);
    }

    private Task SaveAsync() => DoAsync(
        (actor, ct) => Changes.HandleAsync(
            actor, Model.Id,
            new()
            {
                Name = _typed["name"], Owner = _typed["owner"], OwnerKind = _typed["ownerKind"], Village = _typed["village"], PersonResponsible = _typed["personResponsible"], Address = _typed["address"],
                StartedOn = Iso("startedOn"), CompleteBy = Iso("completeBy"), TargetLevel = _typed["targetLevel"], Visibility = _typed["visibility"],
                Consent = _typed["consent"] switch { "yes" => true, "no" => false, _ => null }, ReportingLines = [.. _lines], Changes = _seen,
                Texts = Enum.GetValues<ModelText>().Select(Wire.Name).ToDictionary(n => n, n => (string?)_typed[n], StringComparer.Ordinal),
            },
            null, ct),
        () => _editing = false);

    private string Iso(string name) => TypedText.Day(_typed[name])?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? _typed[name];

    /// <summary>Whether a refusal belongs to no field of the form.</summary>
    private bool Elsewhere(Refusal refusal) => refusal.Field is not { } field || (field != "reportingLines" && !_typed.ContainsKey(field));

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
        ("ownerKind", { } v) => M[$"owner-kind.{v}"] is { ResourceNotFound: false } known ? TextFold.UpperFirst(known.Value) : v,
        ("consent", { } v) => M[v],
        (_, { } v) => v.Length > 160 ? v[..160] + "…" : v,
    };

    private static string Moment(DateTime utc) => LocalDay.At(utc).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
