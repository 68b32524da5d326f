using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Bodies;

/// <summary>Đơn vị: who takes part, under which name since when, and to whom they report.</summary>
public sealed partial class BodiesPage
{
    private BodyForm _form = new();
    private ShownBodies? _page;
    private StandardView _standard = new(DryRun: true, 0, []);
    private IReadOnlyList<(string Id, string Name)> _units = [];
    private IReadOnlyList<Refusal> _refusals = [];
    private string? _said;
    private string? _editing;
    private string? _name;
    private string? _from;
    private string? _on;
    private string? _reason;
    private long _version;
    private bool _making;
    private bool _preview;
    private bool _busy;

    [Inject]
    private BodiesQueries Queries { get; set; } = default!;

    [Inject]
    private BodyVerbs Verbs { get; set; } = default!;

    [Inject]
    private MakeStandardBodies Standard { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "tim")]
    private string? SearchQuery { get; set; }

    [SupplyParameterFromQuery(Name = "loai")]
    private string? KindQuery { get; set; }

    [SupplyParameterFromQuery(Name = "o")]
    private string? WhereQuery { get; set; }

    [SupplyParameterFromQuery(Name = "ngay")]
    private string? DayQuery { get; set; }

    [SupplyParameterFromQuery(Name = "trang")]
    private int? PageQuery { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (await Who.GetAsync() is { } actor && actor.May(Verb.ManageBodies))
        {
            _units = Queries.Units();
            Load();
        }
    }

    private void Load()
    {
        _page = Queries.Page(SearchQuery, Wire.Parse<BodyKind>(KindQuery), WhereQuery switch { "xa" => true, "tinh" => false, _ => null }, TypedText.Day(DayQuery), PageQuery ?? 1);
        _standard = Standard.Preview();
    }

    private void Begin() => (_making, _editing, _form, _refusals, _said) = (true, null, new() { From = TypedText.Day(Queries.Today) }, [], null);

    private async Task EditAsync(Body body)
    {
        if (_editing == body.Id)
        {
            _editing = null;
            return;
        }

        _version = await Queries.VersionAsync(body.Id, CancellationToken.None);
        (_editing, _making, _refusals, _said, _name, _from, _on, _reason) = (body.Id, false, [], null, null, null, null, null);
        _form = new() { Kind = Wire.Name(body.Kind), Block = Wire.Name(body.Block), Order = body.Order, Parents = [.. body.ParentIds] };
    }

    private void Report(string id, bool reports)
    {
        if (reports)
        {
            _form.Parents.Add(id);
        }
        else
        {
            _form.Parents.Remove(id);
        }
    }

    private Task MakeAsync() => DoAsync(
        (actor, ct) => Verbs.MakeAsync(
            actor, new() { Name = _form.Name, Kind = _form.Kind, Block = _form.Block, UnitId = _form.Unit, ValidFrom = Iso(_form.From), ParentIds = [.. _form.Parents] }, null, ct),
        () =>
        {
            _making = false;
            return T["said.made", _form.Name];
        });

    private Task SaveAsync(Body body) => DoAsync(
        (actor, ct) => Verbs.EditAsync(
            actor, body.Id, new() { Kind = _form.Kind, Block = _form.Block, Order = body.NonLocal ? _form.Order : null, ParentIds = [.. _form.Parents], Version = _version }, null, ct),
        () => Done(T["said.saved"]));

    private Task RenameAsync(Body body) => DoAsync(
        (actor, ct) => Verbs.RenameAsync(actor, body.Id, new() { Name = _name, From = Iso(_from), Version = _version }, null, ct), () => Done(T["said.renamed", _name!]));

    private Task EndAsync(Body body) => DoAsync(
        (actor, ct) => Verbs.EndAsync(actor, body.Id, new() { On = Iso(_on), Reason = _reason, Version = _version }, null, ct), () => Done(T["said.ended"]));

    private Task StandardAsync() => DoAsync(
        (actor, ct) => Standard.HandleAsync(actor, new(), null, ct),
        () =>
        {
            _preview = false;
            return T["said.standard", _standard.Bodies.Count];
        });

    private string Done(string said)
    {
        _editing = null;
        return said;
    }

    private async Task DoAsync(Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, Func<string> said)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            _refusals = answer.Refusals;
            _said = answer.Ok ? said() : null;
            if (answer.Ok)
            {
                Load();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string? Refused(string? field)
    {
        string[] shown = ["name", "validFrom", "unitId", "parentIds", "from", "on", "reason"];
        var found = _refusals.Where(r => field is null ? r.Field is null || !shown.Contains(r.Field) : r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : field is null && _refusals.Count > 0 ? T["form.mended"].Value : null;
    }

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    private string Kind(BodyKind kind) => T[$"kind.{Wire.Name(kind)}"];

    private string From(DateOnly day) => day == Unit.UnknownStart ? T["names.always"].Value : TypedText.Day(day);

    private string Valid(Body b) => b.ValidTo is { } to ? T["valid.until", From(b.ValidFrom), TypedText.Day(to)] : T["valid.since", From(b.ValidFrom)];

    private string Address(int page) => "/quan-tri/don-vi" + QueryString.Create(new (string Name, string? Value)[]
        {
            ("tim", SearchQuery), ("loai", KindQuery), ("o", WhereQuery), ("ngay", DayQuery), ("trang", page.ToString(CultureInfo.InvariantCulture)),
        }.Where(m => !string.IsNullOrEmpty(m.Value)).Select(m => KeyValuePair.Create(m.Name, m.Value)));

    // What is no day is passed on, so that the verb refuses it by its field.
    private static string? Iso(string? typed) => TypedText.Day(typed)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? typed;

    private sealed class BodyForm
    {
        public string Name { get; set; } = "";

        public string From { get; set; } = "";

        public string Unit { get; set; } = "";

        public string Kind { get; set; } = Wire.Name(BodyKind.PartyCommittee);

        public string Block { get; set; } = Wire.Name(Domain.Campaigns.OrganisationBlock.PartyCommittee);

        public int Order { get; set; }

        public HashSet<string> Parents { get; init; } = [];
    }
}
