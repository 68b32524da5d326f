using DanVanDashboard.Data;
using DanVanDashboard.Domain.Localities;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>Reads populations. The confirmed ones are shared by all viewers until somebody enters, confirms or withdraws one.</summary>
public sealed class PopulationQueries(Store store, ReferenceData reference, CampaignCubes cubes)
{
    private readonly Kept<int, IReadOnlyList<Population>> _shared = new();
    private volatile Held? _held;
    private long _forgotten;

    /// <summary>Reads anew at the next question: in a province without a campaign there is no event that would say so.</summary>
    public void Forget() => Interlocked.Increment(ref _forgotten);

    /// <summary>All confirmed populations.</summary>
    public async Task<PopulationTable> TableAsync(CancellationToken ct)
    {
        var current = reference.Current;
        // A change of populations is told in every campaign of its province.
        var stamp = current.Campaigns.Select(c => cubes.LastOther(c.Id)).DefaultIfEmpty().Max() + Interlocked.Read(ref _forgotten);
        if (_held is { } held && held.Stamp == stamp && ReferenceEquals(held.Places, current.Places))
        {
            return held.Table;
        }

        var table = new PopulationTable(current.Places, await _shared.GetAsync(0, stamp, ReadAsync).WaitAsync(ct));
        _held = new(stamp, current.Places, table);
        return table;
    }

    /// <summary>The confirmed population of each of <paramref name="unitIds"/> as of a year; a unit that has none is left out.</summary>
    public async Task<IReadOnlyDictionary<string, ConfirmedPopulation>> ConfirmedOfAsync(IEnumerable<string> unitIds, int year, CancellationToken ct)
    {
        var table = await TableAsync(ct);
        var found = new Dictionary<string, ConfirmedPopulation>();
        foreach (var id in unitIds.Distinct())
        {
            if (table.Of(id, year) is { } population)
            {
                found[id] = population;
            }
        }

        return found;
    }

    /// <summary>
    /// Every statement of the units, withdrawn and superseded ones included; by unit, the latest year first, the newest version first.
    /// </summary>
    public async Task<IReadOnlyList<PopulationRow>> StatedAsync(IReadOnlyCollection<string> unitIds, CancellationToken ct)
    {
        await using var db = store.Read();
        var rows = await db.Populations.Where(p => unitIds.Contains(p.UnitId)).ToListAsync(ct);
        return [.. rows.OrderBy(p => p.UnitId, StringComparer.Ordinal).ThenByDescending(p => p.Year).ThenByDescending(p => p.Version)];
    }

    /// <summary>Of the statements of one unit, kind and year the one that holds: the newest that was not withdrawn.</summary>
    public static IEnumerable<PopulationRow> Holding(IEnumerable<PopulationRow> rows) =>
        rows.Where(p => p.WithdrawnAt is null).GroupBy(p => (p.UnitId, p.Kind, p.Year)).Select(g => g.MaxBy(p => p.Version)!);

    private async Task<IReadOnlyList<Population>> ReadAsync()
    {
        await using var db = store.Read();
        var rows = await db.Populations.Where(p => p.WithdrawnAt == null).ToListAsync();
        return [.. Holding(rows).Where(p => p.ConfirmedAt is not null).Select(p => new Population(p.UnitId, p.Year, p.Value, p.Source) { Kind = p.Kind })];
    }

    private sealed record Held(long Stamp, Places Places, PopulationTable Table);
}
