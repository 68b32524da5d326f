using System.Collections.Immutable;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Features.Localities;

/// <summary>What the width of a flow stands for.</summary>
internal enum MergeWidth
{
    /// <summary>Every old commune alike.</summary>
    Commune,

    /// <summary>Its area.</summary>
    Area,

    /// <summary>The models that it registered.</summary>
    Models,
}

/// <summary>An old commune, or a part of one, that went into a new one.</summary>
/// <param name="Part">The line of the lineage.</param>
/// <param name="From">The old commune.</param>
/// <param name="To">The new one.</param>
/// <param name="Value">Communes, square kilometres or models.</param>
/// <param name="Divided">Whether <paramref name="Value"/> is an equal part of the old commune, since no share is stated.</param>
/// <param name="Outside">Whether the old commune lay outside the district asked for: its land went into the same new commune.</param>
internal sealed record MergeFlow(LineagePart Part, Unit From, Unit To, decimal Value, bool Divided, bool Outside);

/// <summary>What became of communes on one day.</summary>
/// <param name="Province">The province.</param>
/// <param name="District">The district, or <see langword="null"/> for the province.</param>
/// <param name="Provinces">Provinces to choose from.</param>
/// <param name="Districts">Its districts to choose from.</param>
/// <param name="Day">The day; <see langword="null"/> where nothing ever changed.</param>
/// <param name="Days">All days on which communes of it changed, the latest first.</param>
/// <param name="Width">What the widths stand for: what was asked for, or communes where that is not known.</param>
/// <param name="Asked">What was asked for.</param>
/// <param name="AreaMissing">How many of the old communes have no known area.</param>
/// <param name="Campaign">The campaign whose models can be shown; <see langword="null"/> where there is none that the reader sees whole.</param>
/// <param name="Flows">The flows, in administrative order of the new and then of the old communes.</param>
internal sealed record MergeView(
    Unit Province, Unit? District, IReadOnlyList<Unit> Provinces, IReadOnlyList<Unit> Districts, DateOnly? Day, IReadOnlyList<DateOnly> Days, MergeWidth Width, MergeWidth Asked, int AreaMissing,
    Campaign? Campaign, IReadOnlyList<MergeFlow> Flows);

/// <summary>Reads what became of the communes of a province or of a district.</summary>
internal sealed class MergeQueries(ReferenceData reference, CampaignCubes cubes, BoundaryAtlas atlas, DanVanDashboard.Data.DanVanOptions options, TimeProvider clock)
{
    // A degree of latitude, in kilometres: enough for the width of a band.
    private const double DegreeKm = 111.195;

    /// <summary>The flows; a province or district that is not known is the instance's own province.</summary>
    public MergeView Get(Actor actor, string? provinceId, string? districtId, string? day, string? width)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var places = current.Places;
        var province = places.ById(provinceId) is { ParentId: null } known ? known : places[options.RootUnit];
        // A district whose commune lies in another province is another question.
        var district = places.ById(districtId) is { Level: UnitLevel.District } d && places.IsWithin(d.Id, province.Id) ? d : null;
        var root = district ?? province;
        var all = places.Lineage.Where(p => places[p.FromId].Level == UnitLevel.Commune).ToList();
        var own = all.Where(p => places.IsWithin(p.FromId, root.Id) || (district is null && places.IsWithin(p.ToId, root.Id))).ToList();
        ImmutableArray<DateOnly> days = [.. own.Select(p => p.EffectiveDate).Distinct().OrderDescending()];
        DateOnly? on = TypedText.Day(day) is { } asked && days.Contains(asked) ? asked : days.Length > 0 ? days[0] : null;
        var targets = own.Where(p => p.EffectiveDate == on).Select(p => p.ToId).ToHashSet();
        var parts = all.Where(p => p.EffectiveDate == on && targets.Contains(p.ToId)).ToList();
        var before = (on ?? today).AddDays(-1);

        var froms = parts.Select(p => p.FromId).ToHashSet();
        var areas = froms.ToDictionary(id => id, id => AreaOf(places[id], before));
        var campaign = actor.Scope.All
            ? current.Campaigns.FirstOrDefault(c => c.HasRegister && c.Covers(before) && CampaignScope.Reads(actor, c, current) && froms.Any(places.ScopeOf(c.RootUnitId).Contains)) : null;
        var wanted = width switch { "dien-tich" => MergeWidth.Area, "mo-hinh" => MergeWidth.Models, _ => MergeWidth.Commune };
        var missing = areas.Values.Count(a => a is null);
        var used = (wanted == MergeWidth.Area && missing > 0) || (wanted == MergeWidth.Models && campaign is null) ? MergeWidth.Commune : wanted;
        var models = used == MergeWidth.Models
            ? cubes.Snapshot(campaign!.Id).Query(new CubeQuery { Units = froms, By = CubeAxis.Unit }).Rows.ToDictionary(r => r.Key, r => r.Totals.Registered) : [];

        var flows = parts.ConvertAll(p =>
        {
            var whole = used switch { MergeWidth.Area => areas[p.FromId]!.Value, MergeWidth.Models => models.GetValueOrDefault(p.FromId), _ => 1m };
            var divided = p is { Extent: LineageExtent.Partial, Share: null };
            return new MergeFlow(
                p, places[p.FromId], places[p.ToId], divided ? whole / places.SuccessorsOf(p.FromId).Count : whole * (p.Share ?? 1), divided,
                district is not null && !places.IsWithin(p.FromId, district.Id));
        });
        return new(
            province, district, [.. places.All.Where(u => u.ParentId is null)], [.. places.Children(province.Id).Where(u => u.Level == UnitLevel.District)], on, days, used, wanted, missing, campaign,
            [.. flows.OrderBy(f => f.To, Unit.AdministrativeOrder).ThenBy(f => f.From, Unit.AdministrativeOrder)]);
    }

    /// <summary>As stated, else measured on its imported boundary.</summary>
    private decimal? AreaOf(Unit unit, DateOnly day) =>
        unit.AreaKm2 ?? (atlas.Shapes([unit.Id], day, BoundaryDetail.Overview).GetValueOrDefault(unit.Id) is { } shape
            ? Math.Round((decimal)(shape.Area * DegreeKm * DegreeKm * Math.Cos(shape.Centroid.Y * Math.PI / 180)), 2) : null);
}
