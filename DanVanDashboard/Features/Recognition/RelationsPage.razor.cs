using System.Globalization;
using DanVanDashboard.Charts;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Nhân rộng: who took over from whom, as lines on the map, as originals by the number of their replicas, and a form to take one over.</summary>
public sealed partial class RelationsPage
{
    private IReadOnlyList<ReplicationView> _replications = [];
    private IReadOnlyList<OriginalView> _originals = [];
    private IReadOnlyList<MapArc> _arcs = [];
    private IReadOnlyList<MapArcKind> _kinds = [];
    private IReadOnlyList<MapUnit> _units = [];
    private IReadOnlyList<Offer> _offers = [];
    private IReadOnlyList<Unit> _places = [];
    private IReadOnlyList<Refusal> _refusals = [];
    private MapDrawing? _drawing;
    private string _unit = "";
    private string _model = "";
    private string _on = "";
    private string? _said;
    private int _unplaced;
    private bool _busy;

    [Inject]
    private RelationQueries Relations { get; set; } = default!;

    [Inject]
    private MapDrawings Drawings { get; set; } = default!;

    [Inject]
    private TakeOver Verb { get; set; } = default!;

    /// <summary>The model that the address proposes to take over.</summary>
    [SupplyParameterFromQuery(Name = "mo-hinh")]
    private string? ModelQuery { get; set; }

    private bool MayTake => Campaign?.OpenForEntries == true && Actor?.May(Domain.Access.Verb.TakeModelOver) == true && _places.Count > 0;

    /// <inheritdoc />
    protected override async Task LoadAsync(Actor actor, Campaign campaign, CancellationToken ct)
    {
        var current = Reference.Current;
        var found = await Relations.ReplicationsAsync(actor, campaign.Id, ct);
        _replications = found.Ok ? found.Value : [];
        _originals = await Relations.OriginalsAsync(actor, campaign, _replications, ct);
        var day = ViewTime.UnitDay(null, campaign, Today);
        var (root, at) = ViewTime.RootOn(current.Places, campaign.RootUnitId, day, restated: true);
        _drawing = Drawings.Of(root, at);
        var placed = _replications.Where(r => !r.FromNonLocal).Select(r => (r.FromUnitId, r.ToUnitId)).ToList();
        var arcs = Relations.Arcs(placed, "replica", at, (from, to, count) => T["replication.arc", current.Places[from].FullNameAtStart, current.Places[to].FullNameAtStart, count]);
        _kinds = [new("replica", T["replication.line"], Dashed: false)];
        // The same lines are the same list, so that the map is not drawn again for nothing.
        _arcs = arcs.SequenceEqual(_arcs) ? _arcs : arcs;
        _unplaced = _replications.Count - arcs.Sum(a => a.Count);
        _units = RelationUnits.Of(_drawing, _arcs, id => current.Places[id].FullNameAtStart, (name, count) => T["replication.unit", name, count]);
        _places = actor.UnitId is { } own && actor.Role is Role.Reporter or Role.Approver && current.Places.ById(actor.UnitId) is { } mine ? [mine]
            : actor.Role == Role.Board ? current.Places.Under(root, at, UnitLevel.Commune) : [];
        _unit = _places.Count == 1 ? _places[0].Id : _unit;
        _on = _on.Length > 0 ? _on : Day(Today);
        _offers = campaign.OpenForEntries && _unit.Length > 0 ? await Relations.OffersAsync(actor, campaign, _unit, ct) : [];
        _model = _model.Length == 0 && _said is null && _offers.Any(o => o.Id == ModelQuery) ? ModelQuery! : _model;
    }

    private async Task ChooseUnitAsync(string? unit)
    {
        (_unit, _model, _said, _refusals) = (unit ?? "", "", null, []);
        await ReloadAsync();
    }

    private async Task TakeAsync()
    {
        if (_busy || Campaign is null || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        (_busy, _said) = (true, null);
        try
        {
            var on = TypedText.Day(_on)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? _on;
            var taken = await Verb.HandleAsync(actor, Campaign.Id, _model, _unit, on, CancellationToken.None);
            _refusals = taken.Refusals;
            if (taken.Ok)
            {
                (_said, _model) = (taken.Value, "");
                await ReloadAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string? Refused(string field)
    {
        var found = _refusals.Where(r => r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : null;
    }

    private string? Bad(string field) => Refused(field) is null ? null : "true";
}
