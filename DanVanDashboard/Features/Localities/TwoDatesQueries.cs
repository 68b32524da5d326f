using System.Globalization;
using DanVanDashboard.Charts;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Localities;

/// <summary>What the page of two days is asked for, as it stands in the query string.</summary>
internal sealed record TwoDatesRequest(string? Left, string? Right, string? Measure, string? Period, string? Level, string? Symbol, string? Outline);

/// <summary>One of the two maps.</summary>
/// <param name="Day">Its day.</param>
/// <param name="Campaign">The campaign that its figures are of; <see langword="null"/> where none covers its period.</param>
/// <param name="Period">The period of its figures.</param>
/// <param name="Drawing">Its shapes.</param>
/// <param name="Above">The districts of the day, where it is drawn by communes and had any.</param>
/// <param name="Units">The values of the map, in administrative order.</param>
/// <param name="Places">The units, in the same order.</param>
/// <param name="Districts">How many districts the province had on the day.</param>
/// <param name="Communes">How many communes.</param>
/// <param name="Bodies">What belongs to non-local bodies; <see langword="null"/> for whoever does not see the whole.</param>
/// <param name="Unplaced">What stands at no unit of the map.</param>
/// <param name="FineHref">Where its finer lines are.</param>
public sealed record TwoDatesSide(
    DateOnly Day, Campaign? Campaign, PeriodKey Period, MapDrawing? Drawing, MapDrawing? Above, IReadOnlyList<MapUnit> Units, IReadOnlyList<Unit> Places, int Districts, int Communes,
    decimal? Bodies, decimal Unplaced, string? FineHref)
{
    /// <summary>The number of a unit; <see langword="null"/> where none is known.</summary>
    public decimal? Of(string unit) => Units.FirstOrDefault(u => u.Id == unit)?.Value;

    /// <summary>All of it, with what is no place on the map.</summary>
    public decimal Sum => Units.Sum(u => u.Value ?? 0) + Unplaced + (Bodies ?? 0);
}

/// <summary>The same province on two days.</summary>
/// <param name="Province">The province.</param>
/// <param name="Left">The map at the left.</param>
/// <param name="Right">The map at the right.</param>
/// <param name="Kin">By unit of the left map, the units of the right one that it became, or came from where the right day is the earlier one.</param>
/// <param name="Partial">Pairs of which only a part of the older unit's land is in the newer one.</param>
/// <param name="Measure">What is counted.</param>
/// <param name="Period">The period asked for both; <see langword="null"/> where each side has that of its day.</param>
/// <param name="ByDistrict">Whether days with districts are drawn by them.</param>
/// <param name="Filled">Whether counts are shown by colour.</param>
/// <param name="Schematic">Whether real boundaries are left aside.</param>
/// <param name="HasReal">Whether one of the days has real boundaries.</param>
/// <param name="Days">Days to choose from.</param>
/// <param name="Periods">Years to choose from, the latest first.</param>
/// <param name="Sizes">The scale of the circles, one for both.</param>
/// <param name="Scale">The classes of colours, one for both.</param>
public sealed record TwoDatesView(
    Unit Province, TwoDatesSide Left, TwoDatesSide Right, ILookup<string, string> Kin, IReadOnlySet<(string Left, string Right)> Partial, MapMeasure Measure, PeriodKey? Period, bool ByDistrict, bool Filled,
    bool Schematic, bool HasReal, IReadOnlyList<MapDay> Days, IReadOnlyList<PeriodKey> Periods, CircleScale? Sizes, Classification? Scale)
{
    /// <summary>Whether any of the figures is simulated.</summary>
    public bool Simulated => Left.Campaign is { Simulated: true } || Right.Campaign is { Simulated: true };
}

/// <summary>Reads the figures of one province by the units of two days.</summary>
internal sealed class TwoDatesQueries(
    ReferenceData reference, CampaignCubes cubes, MapDrawings drawings, DanVanDashboard.Data.DanVanOptions options, TimeProvider clock, IStringLocalizer<LocalitiesText> text)
{
    /// <summary>The measures that can be compared: counts, each model at one unit.</summary>
    public static readonly IReadOnlyList<MapMeasure> Measures = [MapMeasure.Registered, MapMeasure.InProgress, MapMeasure.Recognised, MapMeasure.Commended];

    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>The two maps; what cannot be read takes its usual value.</summary>
    public TwoDatesView Get(Actor actor, TwoDatesRequest request)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var places = current.Places;
        var province = places[options.RootUnit];
        var campaigns = current.Campaigns.Where(c => c.HasRegister && c.RootUnitId == province.Id && c.From is not null && CampaignScope.Reads(actor, c, current)).OrderByDescending(c => c.From).ToList();
        var days = Days(campaigns, places, today, Read(request.Left, today), Read(request.Right, today));
        var left = Read(request.Left, today) ?? days.LastOrDefault(d => d.Kind == MapDayKind.Eve)?.Day ?? today;
        var right = Read(request.Right, today) ?? today;
        var measure = Wire.Parse<MapMeasure>(request.Measure) is { } wanted && Measures.Contains(wanted) ? wanted : MapMeasure.Registered;
        PeriodKey? period = PeriodKey.TryParse(request.Period, out var key) ? key : null;
        var (districts, filled, schematic) = (request.Level == "huyen", request.Symbol == ViewState.Filled, request.Outline == ViewState.Schematic);
        var a = Side(left);
        var b = Side(right);
        var (kin, part) = Related(places, a, b);
        a = Told(a, b, kin, forward: true);
        b = Told(b, a, kin, forward: false);
        var values = a.Units.Concat(b.Units).Where(u => u is { Value: not null, Outside: false }).Select(u => u.Value!.Value).ToList();
        return new(
            province, a, b, kin, part, measure, period, districts, filled, schematic, drawings.HasReal(province.Id, left) || drawings.HasReal(province.Id, right), days,
            [.. campaigns.SelectMany(c => Years(c, today)).Distinct().OrderByDescending(y => y).Select(y => new PeriodKey(PeriodKind.Year, y, 0))],
            filled ? null : CircleScale.Of([.. new[] { a.Drawing, b.Drawing }.OfType<MapDrawing>()], values), filled ? Classification.Of(values) : null);

        TwoDatesSide Side(DateOnly day)
        {
            var of = period ?? PeriodOf(day, today);
            var campaign = campaigns.FirstOrDefault(c => c.Covers(of.From) || c.Covers(of.To));
            var (root, on) = ViewTime.RootOn(places, province.Id, day, restated: true);
            var byDistrict = districts && places.Under(root, on, UnitLevel.District).Count > 0;
            var drawing = byDistrict ? drawings.DistrictsOf(root, on, schematic) : drawings.Of(root, on, schematic);
            var above = !byDistrict && places.Under(root, on, UnitLevel.District).Count > 0 ? drawings.DistrictsOf(root, on, schematic) : null;
            var shown = (drawing?.Shapes ?? []).Select(s => places[s.Id]).Order(Unit.AdministrativeOrder).ToList();
            var (counts, bodies, unplaced) = Counts(campaign, of, day, shown, byDistrict);
            return new(
                day, campaign, of, drawing, above, [.. shown.Select(u => Value(u, counts))], shown, places.Under(root, on, UnitLevel.District).Count, places.Under(root, on, UnitLevel.Commune).Count,
                actor.Scope.All ? bodies : null, actor.Scope.All ? unplaced : 0, !byDistrict && drawing is { Frame: not null } ? drawings.FineHref(root, on) : null);
        }

        (Dictionary<string, decimal>? Counts, decimal Bodies, decimal Unplaced) Counts(Campaign? campaign, PeriodKey of, DateOnly day, List<Unit> shown, bool byDistrict)
        {
            if (campaign is null || !cubes.Snapshot(campaign.Id).Answers(of))
            {
                return (null, 0, 0);
            }

            // Not asked through the filter: the map shows every unit, and what lies outside the reader's scope is left out below.
            var table = places.Restate(BoundaryView.At(day));
            var rows = cubes.Snapshot(campaign.Id).Query(new CubeQuery { Period = of, Weights = table.For, By = CubeAxis.Unit }).Rows;
            var ids = shown.Select(u => u.Id).ToHashSet();
            var counts = new Dictionary<string, decimal>();
            var (bodies, unplaced) = (0m, 0m);
            foreach (var row in rows)
            {
                var count = MapMeasures.Count(row.Totals, measure);
                var at = row.Key == CubeKeys.ProvinceBodies ? null : byDistrict && places[row.Key].Level == UnitLevel.Commune ? places[row.Key].ParentId : row.Key;
                if (row.Key == CubeKeys.ProvinceBodies) { bodies += count; }
                else if (at is not null && ids.Contains(at)) { counts[at] = counts.GetValueOrDefault(at) + count; }
                else { unplaced += count; }
            }

            return (counts, bodies, unplaced);
        }

        MapUnit Value(Unit unit, Dictionary<string, decimal>? counts)
        {
            var name = unit.FullNameAtStart;
            if (!actor.Scope.All && !actor.Scope.Units.Contains(unit.Id))
            {
                return new(unit.Id, null, text["two.outside", name], text["two.outside", name], Outside: true);
            }

            decimal? value = counts is null ? null : counts.GetValueOrDefault(unit.Id);
            var words = value is { } v ? text[$"two.count.{Wire.Name(measure)}", Number(v)].Value : text["two.none"].Value;
            return new(unit.Id, value, $"{name}: {words}", $"{name}\n{words}", UnitWords.Href(unit.Id));
        }
    }

    internal static string Number(decimal value) => value.ToString("#,0.##", s_vietnamese);

    /// <summary>From the first of January to the day, where a period ends with it; else the whole year, which may still run.</summary>
    private static PeriodKey PeriodOf(DateOnly day, DateOnly today)
    {
        PeriodKey[] ways = [new(PeriodKind.NineMonths, day.Year, 0), new(PeriodKind.Half, day.Year, 1), new(PeriodKind.Quarter, day.Year, 1)];
        return day < today && ways.FirstOrDefault(p => p.To == day) is { Year: > 0 } found ? found : new(PeriodKind.Year, day.Year, 0);
    }

    private static IEnumerable<int> Years(Campaign campaign, DateOnly today)
    {
        var last = campaign.To is { } to && to < today ? to.Year : today.Year;
        return Enumerable.Range(campaign.From!.Value.Year, Math.Max(0, last - campaign.From.Value.Year + 1));
    }

    private static DateOnly? Read(string? day, DateOnly today) => day is "hien-nay" ? today : TypedText.Day(day);

    private IReadOnlyList<MapDay> Days(IReadOnlyList<Campaign> campaigns, Places places, DateOnly today, params DateOnly?[] asked) =>
    [
        .. campaigns.SelectMany(c => MapDates.Of(places, drawings.BoundaryDays, c, today, null)).Concat(asked.OfType<DateOnly>().Select(d => new MapDay(d, MapDayKind.Asked)))
            .GroupBy(d => d.Day).Select(g => new MapDay(g.Key, g.Max(d => d.Kind))).OrderBy(d => d.Day),
    ];

    /// <summary>Which unit of one side became which of the other, over all steps; a district through its communes.</summary>
    private static (ILookup<string, string> Kin, IReadOnlySet<(string Left, string Right)> Partial) Related(Places places, TwoDatesSide left, TwoDatesSide right)
    {
        var forward = left.Day <= right.Day;
        var (older, newer) = forward ? (left, right) : (right, left);
        var there = newer.Places.Select(u => u.Id).ToHashSet();
        var pairs = new HashSet<(string, string)>();
        var partial = new HashSet<(string, string)>();
        foreach (var unit in older.Places)
        {
            IEnumerable<Unit> communes = unit.Level == UnitLevel.Commune ? [unit] : places.Under(unit.Id, older.Day, UnitLevel.Commune);
            foreach (var commune in communes)
            {
                var reached = places.AllSuccessorsOf(commune.Id).Prepend(commune).Where(u => u.ValidOn(newer.Day)).ToList();
                foreach (var end in reached.Select(u => there.Contains(u.Id) ? u.Id : u.ParentId).OfType<string>().Where(there.Contains))
                {
                    var pair = forward ? (unit.Id, end) : (end, unit.Id);
                    pairs.Add(pair);
                    if (unit.Level == UnitLevel.Commune && reached.Count > 1) { partial.Add(pair); }
                }
            }
        }

        return (pairs.ToLookup(p => p.Item1, p => p.Item2), partial);
    }

    /// <summary>Says in each tooltip what the unit is on the other day.</summary>
    private TwoDatesSide Told(TwoDatesSide side, TwoDatesSide other, ILookup<string, string> kin, bool forward)
    {
        var names = other.Places.ToDictionary(u => u.Id, u => u.FullNameAtStart);
        var back = kin.SelectMany(g => g.Select(to => (From: g.Key, To: to))).ToLookup(p => p.To, p => p.From);
        var day = TypedText.Day(other.Day);
        return side with
        {
            Units = [.. side.Units.Select(u =>
            {
                var relatives = (forward ? kin[u.Id] : back[u.Id]).Where(id => id != u.Id).Select(id => names[id]).ToList();
                return relatives.Count == 0 ? u : u with { Tip = $"{u.Tip}\n{text[other.Day > side.Day ? "two.became" : "two.came", day, string.Join(", ", relatives)].Value}" };
            })],
        };
    }
}
