using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>Which body a register means: one of the locality by its full name or without the locality's, or one beside the map; by the name of that day or an earlier one.</summary>
internal sealed class BodyFinder(Reference current, Campaign campaign, Actor actor)
{
    private readonly Dictionary<(string, string), Result<Body>> _known = [];
    private readonly List<Body> _nonLocal = [.. current.Bodies.All.Where(b => b.NonLocal && b.ProvinceId == current.Places.ProvinceOf(campaign.RootUnitId).Id)];

    /// <summary>The body, or why it cannot be said.</summary>
    public Result<Body> Find(string name, Unit unit, DateOnly day)
    {
        if (!_known.TryGetValue((name, unit.Id), out var found))
        {
            _known[(name, unit.Id)] = found = Look(name, unit, day);
        }

        return found;
    }

    /// <summary>The caller's own body where the unit is its own or the body is beside the map; otherwise the Party committee of the unit. As at a single registration.</summary>
    public Body? DefaultOf(Unit unit) =>
        current.Bodies.Find(actor.BodyId) is { } own && (own.NonLocal || own.UnitId == unit.Id) ? own : current.Bodies.PartyCommitteeOf(unit.Id);

    private Result<Body> Look(string name, Unit unit, DateOnly day)
    {
        var key = TextFold.SortKey(name);
        var local = current.Bodies.Of(unit.Id).ToList();
        var full = TextFold.SortKey($"{name} {unit.FullName}");
        if (local.Find(b => Bears(b, key, day) || Bears(b, full, day)) is { } here)
        {
            return here;
        }

        if (_nonLocal.Find(b => Bears(b, key, day)) is { } beside)
        {
            return beside;
        }

        return current.Bodies.All.Any(b => b.UnitId is not null && b.UnitId != unit.Id && Bears(b, key, day))
            ? new Refusal("model.body-elsewhere", "body")
            : new Refusal("import.body-unknown", "body") { Arguments = [name, string.Join("; ", local.Select(b => b.NameOn(day)))] };
    }

    private static bool Bears(Body body, string key, DateOnly day) =>
        TextFold.SortKey(body.NameOn(day)) == key || (body.Names.Count > 1 && body.Names.Any(n => TextFold.SortKey(n.Name) == key));
}
