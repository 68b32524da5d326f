using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DanVanDashboard.Charts;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Filters;

/// <summary>The units of a map and how they are drawn: schematic areas until boundaries are imported. Made once and shared.</summary>
public sealed class MapDrawings(ReferenceData reference, BoundaryAtlas atlas)
{
    private readonly ConcurrentDictionary<(string Root, DateOnly Change, bool Districts, bool Schematic, int Version), Lazy<MapDrawing?>> _drawings = new();
    private readonly ConcurrentDictionary<(string Root, DateOnly Change, int Version), Lazy<IReadOnlyDictionary<string, string>?>> _fine = new();
    private int _version;

    /// <summary>The communes below <paramref name="root"/> on a day; <see langword="null"/> where none has a known place. With <paramref name="schematic"/> as a sketch, although boundaries may be there.</summary>
    public MapDrawing? Of(string root, DateOnly day, bool schematic = false) => Kept(root, day, districts: false, schematic);

    /// <summary>The districts below <paramref name="root"/> on a day, each the union of its communes' areas.</summary>
    public MapDrawing? DistrictsOf(string root, DateOnly day, bool schematic = false) => Kept(root, day, districts: true, schematic);

    /// <summary>Whether the map of a day can be drawn with real boundaries: every commune has one.</summary>
    public bool HasReal(string root, DateOnly day) => Of(root, day) is { Frame: not null };

    /// <summary>The days on which imported boundaries begin.</summary>
    public IEnumerable<DateOnly> BoundaryDays => atlas.Sets.Select(s => s.ValidFrom).Distinct();

    /// <summary>The address of the finer lines of a map with real boundaries: it changes with them, so that a browser may keep what it got.</summary>
    public string FineHref(string root, DateOnly day)
    {
        var sets = reference.Current.Places.Under(root, day, UnitLevel.Commune).Select(c => atlas.SetOf(c.Id, day)?.Id).Distinct().Order(StringComparer.Ordinal);
        var version = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', sets))))[..12];
        return string.Create(CultureInfo.InvariantCulture, $"{FineRoute}?goc={Uri.EscapeDataString(root)}&ngay={day:yyyy-MM-dd}&ban={version}");
    }

    /// <summary>The path of <see cref="FineHref"/>.</summary>
    public const string FineRoute = "/ban-do/net-min";

    /// <summary>The finer lines of a map by unit, in the drawing units of the map that <see cref="Of"/> gives; <see langword="null"/> where that is schematic.</summary>
    public IReadOnlyDictionary<string, string>? FineOf(string root, DateOnly day) => _fine.GetOrAdd((root, Change(day), Version()), key => new(() =>
    {
        if (Of(key.Root, day) is not { Frame: not null } drawing)
        {
            return null;
        }

        var shapes = atlas.Shapes(drawing.Shapes.Select(s => s.Id), day, BoundaryDetail.Fine);
        return drawing.PathsOf(shapes.Select(s => new MapArea(s.Key, s.Key, s.Value)));
    })).Value;

    /// <summary>The imported boundary of one unit on a day of its life: its own shape, or those of the communes below it where each has one; <see langword="null"/> where none is imported.</summary>
    public MapDrawing? BoundaryOf(string id, DateOnly day)
    {
        var unit = reference.Current.Places[id];
        if (atlas.Shapes([id], day, BoundaryDetail.Overview).GetValueOrDefault(id) is { } own)
        {
            return MapDrawing.FromLonLat([new(id, NameOn(unit), own)], Text(atlas.SetOf(id, day)!.ValidFrom));
        }

        return unit.Level == UnitLevel.Commune ? null : Of(id, day) is { Origin: not null } communes ? communes : null;
    }

    private MapDrawing? Kept(string root, DateOnly day, bool districts, bool schematic) =>
        _drawings.GetOrAdd((root, Change(day), districts, schematic, Version()), key => new(() =>
        {
            var places = reference.Current.Places;
            return (key.Schematic ? null : Real(places, key.Root, day, key.Districts)) ?? (key.Districts ? DrawDistricts(places, key.Root, day) : Draw(places, key.Root, day));
        })).Value;

    /// <summary>The version of boundaries and units, read before either of them; what was drawn for an earlier one is let go.</summary>
    private int Version()
    {
        var version = atlas.Version;
        if (Interlocked.Exchange(ref _version, version) != version)
        {
            foreach (var old in _drawings.Keys.Where(k => k.Version < version))
            {
                _drawings.TryRemove(old, out _);
            }

            foreach (var old in _fine.Keys.Where(k => k.Version < version))
            {
                _fine.TryRemove(old, out _);
            }
        }

        return version;
    }

    /// <summary>Between two changes of units or boundaries the map is the same.</summary>
    private DateOnly Change(DateOnly day) => reference.Current.Places.Changes.Concat(atlas.Sets.Select(s => s.ValidFrom)).Where(c => c <= day).DefaultIfEmpty().Max();

    /// <summary>The imported boundaries of a day, where every commune has one: a map half of which is a guess would look surveyed as a whole.</summary>
    private MapDrawing? Real(Places places, string root, DateOnly day, bool districts)
    {
        var communes = places.Under(root, day, UnitLevel.Commune);
        if (communes.Count == 0 || !communes.All(c => atlas.SetOf(c.Id, day) is not null))
        {
            return null;
        }

        // The note of a map has room for a day; source and licence stand under it.
        var sets = communes.Select(c => atlas.SetOf(c.Id, day)!).DistinctBy(s => s.Id);
        var credit = string.Join("; ", sets.Select(s => string.Join(", ", new[] { s.Source, s.Licence }.Where(t => !string.IsNullOrWhiteSpace(t)))).Where(t => t.Length > 0).Distinct());
        var origin = Text(communes.Max(c => atlas.SetOf(c.Id, day)!.ValidFrom));
        var shapes = atlas.Shapes(communes.Select(c => c.Id), day, BoundaryDetail.Overview);
        return !districts ? MapDrawing.FromLonLat(communes.Select(c => new MapArea(c.Id, NameOn(c), shapes[c.Id])), origin, credit)
            : places.Under(root, day, UnitLevel.District) is { Count: > 0 } above
                ? MapDrawing.FromLonLat(above.Select(d => new MapArea(d.Id, d.Name, MapDrawing.Union(places.Under(d.Id, day, UnitLevel.Commune).Select(c => shapes[c.Id])))), origin, credit) : null;
    }

    private static MapDrawing? Draw(Places places, string root, DateOnly day) =>
        Areas(places, root, day) is { } areas ? MapDrawing.Of(areas, id => NameOn(places[id])) : null;

    private static MapDrawing? DrawDistricts(Places places, string root, DateOnly day)
    {
        if (Areas(places, root, day) is not { } areas)
        {
            return null;
        }

        var drawn = areas.Areas.Select(a => a.Id).ToHashSet();
        var districts = places.Under(root, day, UnitLevel.District).Select(d => (District: d, Communes: places.Under(d.Id, day, UnitLevel.Commune).Where(u => drawn.Contains(u.Id)).ToList()))
            .Where(d => d.Communes.Count > 0).ToList();
        return districts.Count == 0 ? null : MapDrawing.FromAreas(
            districts.Select(d => new MapArea(d.District.Id, d.District.Name, areas.Union(d.District.Id, d.Communes.Select(u => u.Id)).Geometry)), areas.Width, areas.Height);
    }

    private static SchematicAreas? Areas(Places places, string root, DateOnly day)
    {
        var points = places.CellsAt(day, root)
            .SelectMany(c => c.SharedBy.Select(u => new ReferencePoint(u.Id, c.Cell.Lat!.Value, c.Cell.Lon!.Value))).ToList();
        return points.Count == 0 ? null : SchematicAreas.Build(points);
    }

    private static string Text(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string NameOn(Unit unit) => char.IsAsciiDigit(unit.Name[0]) ? unit.FullNameAtStart : unit.Name;
}
