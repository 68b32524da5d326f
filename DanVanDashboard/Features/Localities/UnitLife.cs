using DanVanDashboard.Charts;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Features.Localities.Changes;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Features.Localities;

/// <summary>A line of lineage with the unit at its other end.</summary>
public sealed record UnitLink(LineagePart Part, Unit Unit);

/// <summary>A unit with those directly below it.</summary>
internal sealed record UnitBranch(Unit Unit, IReadOnlyList<Unit> Below);

/// <summary>A number of models and the list that holds them.</summary>
internal sealed record ModelCount(Unit Unit, decimal Models, string Href);

/// <summary>Models of one campaign at a unit.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Then">At the unit as it was; <see langword="null"/> where who looks may not see it apart.</param>
/// <param name="Today">Restated to today's units: the unit itself, or what the whole of it has become; <see langword="null"/> where it was divided or may not be seen.</param>
internal sealed record UnitModels(Campaign Campaign, ModelCount? Then, ModelCount? Today);

/// <summary>The life of one unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Above">The units above, the nearest first.</param>
/// <param name="From">Hình thành từ.</param>
/// <param name="To">Trở thành.</param>
/// <param name="Holders">Others that held its code at another time, by date.</param>
/// <param name="Namesakes">Others of the same name at any time, in the same province.</param>
/// <param name="Day">The day for which units below and the boundary are shown.</param>
/// <param name="DayMoved">Whether another day was asked for, one on which the unit did not hold or that cannot be read.</param>
/// <param name="Below">The units below on that day.</param>
/// <param name="People">Confirmed populations, the latest year first.</param>
/// <param name="Boundary">Its imported boundary.</param>
/// <param name="Models">Models by campaign.</param>
/// <param name="Divided">Whether parts of it went to several of today's units.</param>
/// <param name="Changes">The recorded decisions that ended or began it.</param>
internal sealed record UnitLife(
    Unit Unit, IReadOnlyList<Unit> Above, IReadOnlyList<UnitLink> From, IReadOnlyList<UnitLink> To, IReadOnlyList<Unit> Holders, IReadOnlyList<Unit> Namesakes, DateOnly Day, bool DayMoved,
    IReadOnlyList<UnitBranch> Below, IReadOnlyList<PopulationRow> People, MapDrawing? Boundary, IReadOnlyList<UnitModels> Models, bool Divided, IReadOnlyList<UnitChangeView> Changes);

/// <summary>Reads the life of a unit. Units are open to everyone who is signed in; models only as far as the reader's scope goes.</summary>
internal sealed class UnitLifeQueries(ReferenceData reference, PopulationQueries populations, MapDrawings drawings, CampaignCubes cubes, UnitChangeQueries changes, TimeProvider clock)
{
    /// <summary>The unit, or <see langword="null"/> where there is none of that id.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="id">Id of the unit.</param>
    /// <param name="day">dd/MM/yyyy or yyyy-MM-dd; nothing is today, or the nearest day on which the unit held.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<UnitLife?> GetAsync(Actor actor, string id, string? day, CancellationToken ct = default)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var places = current.Places;
        if (places.ById(id) is not { } unit)
        {
            return null;
        }

        var asked = TypedText.Day(day);
        var shown = Within(unit, asked ?? today);
        var province = places.ProvinceOf(id, today).Id;
        var stated = await populations.StatedAsync([id], ct);
        return new(
            unit, [.. places.AncestorsOf(id)], [.. places.PredecessorsOf(id).Select(p => new UnitLink(p, places[p.FromId]))], [.. places.SuccessorsOf(id).Select(p => new UnitLink(p, places[p.ToId]))],
            [.. places.HoldersOf(unit.Code).Where(u => u.Id != id)],
            [.. places.Named(unit.Name).Where(u => u.Id != id && u.Code != unit.Code && u.Level == unit.Level && places.ProvinceOf(u.Id, today).Id == province)],
            shown, !string.IsNullOrWhiteSpace(day) && asked != shown,
            [.. places.ChildrenOf(id, shown).Order(Unit.AdministrativeOrder).Select(u => new UnitBranch(u, [.. places.ChildrenOf(u.Id, shown).Order(Unit.AdministrativeOrder)]))],
            [.. PopulationQueries.Holding(stated).Where(p => p.ConfirmedAt is not null).OrderBy(p => p.Kind).ThenByDescending(p => p.Year)],
            drawings.BoundaryOf(id, shown), Models(actor, current, unit, today), unit.ValidTo <= today && places.SuccessorAt(id, today) is null && places.SuccessorsOf(id).Count > 0,
            await changes.OfUnitAsync(id, ct));
    }

    private static DateOnly Within(Unit unit, DateOnly day) => day < unit.ValidFrom ? unit.ValidFrom : unit.ValidTo is { } end && day >= end ? end.AddDays(-1) : day;

    private List<UnitModels> Models(Actor actor, Reference current, Unit unit, DateOnly today)
    {
        var places = current.Places;
        // A day before the unit's time has its own numbers elsewhere; a campaign that never met the unit says nothing of it.
        var campaigns = current.Campaigns.Where(c =>
            c.HasRegister && CampaignScope.Reads(actor, c, current) && places.ScopeOf(c.RootUnitId).Contains(unit.Id)
            && (unit.ValidTo is not { } end || c.From is not { } from || from < end));
        var now = unit.ValidOn(today) ? unit : places.SuccessorAt(unit.Id, today);
        return [.. campaigns.Select(c => new UnitModels(c, Count(c, unit, "thoi-diem"), now is null ? null : Count(c, now, "hien-nay"))).Where(m => m.Then is not null || m.Today is not null)];

        ModelCount? Count(Campaign campaign, Unit at, string boundaries)
        {
            var state = new ViewState { Campaign = campaign.Id, Period = ViewState.WholeCampaign, Unit = at.Id, Boundaries = boundaries };
            var filter = state.ToFilter(actor, current, today);
            return filter.Ok ? new(at, cubes.Snapshot(campaign.Id).Query(filter.Value.ToQuery(current)).Totals.Registered, ModelsBehind.Models(state, ModelsBehind.Registered)) : null;
        }
    }
}
